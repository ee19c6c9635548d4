// What stands behind a term: `?0.3`, `*2`, `/<3 4>`, `(3,8,2)`.

import { parseAtom } from './mini-atom.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import type { MiniTerm } from './mini-tree.ts';

/** `?`, `?0.3` */
export function parseDegrade(cursor: MiniCursor, term: MiniTerm, start: number): MiniTerm {
  if (!cursor.goTo('?')) return term;
  const amount = parseAmount(cursor);
  return { kind: 'degrade', term, amount, seed: cursor.newSeed(), start: cursor.place(start), end: cursor.here };
}

export const probability = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;

/** At a `?`. A probability has a point, so that `bd?2` is not read as something that it is not. */
export function parseAmount(cursor: MiniCursor): number {
  const at = cursor.position++;
  const [digits = ''] = probability.exec(cursor.rest().slice(cursor.position)) ?? [];
  cursor.position += digits.length;
  cursor.endLoosely();
  if (digits === '') return 0.5;
  if (/^\d+$/.test(digits)) {
    const meant = Number(digits) <= 1 ? `${digits}.0` : `0.${digits}`;
    const { start, end } = cursor.span(at + 1);
    const fix = { title: `Change to \`?${meant}\``, edits: [{ start, end, text: meant }] };
    cursor.report('miniProbability', at, cursor.position, [meant], { fix });
  }
  return Number(digits);
}

/** `*2`, `/<3 4>` */
export function parseSpeed(cursor: MiniCursor, term: MiniTerm, start: number): MiniTerm {
  if (!cursor.goTo('*', '/')) return term;
  const sign = cursor.peek();
  const at = cursor.position++;
  cursor.skipBlanks();
  const reading: Reading = { kind: 'rational', rests: false };
  const isGroup = '[{<'.includes(cursor.peek() || ' ');
  const factor = isGroup ? cursor.rules.group(cursor, reading) : parseAtom(cursor, reading);
  if (factor === undefined) {
    cursor.report('miniMissingFactor', at, at + 1, [sign]);
    if (cursor.peek() === '(') cursor.inGroup(() => undefined);
    return term;
  }
  reportSecondSpeed(cursor, isGroup);
  return { kind: sign === '*' ? 'fast' : 'slow', term, factor, start: cursor.place(start), end: cursor.here };
}

function reportSecondSpeed(cursor: MiniCursor, isGroup: boolean): void {
  if (isGroup || !cursor.goTo('*', '/')) return;
  const at = cursor.position;
  cursor.report('miniTwice', at, cursor.wordEnd(at + 1));
  cursor.position = cursor.wordEnd(at + 1);
}

/** `(3,8)`, `(3,8,<0 2>)` */
export function parseEuclid(cursor: MiniCursor, term: MiniTerm, start: number): MiniTerm {
  if (!cursor.goTo('(')) return term;
  const open = cursor.position;
  const { layers } = cursor.inGroup(() => cursor.rules.layers(cursor, { kind: 'int', rests: false }));
  const [pulses, steps, rotation] = layers;
  if (!pulses || !steps || layers.length > 3) {
    cursor.report('miniEuclid', open, cursor.position);
    return term;
  }
  const isEmpty = layers.some((layer) => layer.kind === 'sequence' && layer.steps.length === 0);
  if (isEmpty) cursor.report('miniEuclidEmpty', open, cursor.position);
  const euclid: MiniTerm = {
    kind: 'euclid',
    term,
    pulses,
    steps,
    rotation,
    start: cursor.place(start),
    end: cursor.here,
  };
  reportSpeedAfter(cursor);
  return euclid;
}

function reportSpeedAfter(cursor: MiniCursor): void {
  if (!cursor.goTo('*', '/')) return;
  const at = cursor.position;
  cursor.report('miniSpeedAfterEuclid', at, cursor.wordEnd(at + 1), [cursor.peek()]);
  cursor.position = cursor.wordEnd(at + 1);
}
