// Parses mini-notation: Tidal's grammar (ParseBP), with every mistake reported at its place inside the string.
// The structure is the same for every kind of atom; `mini-atoms.ts` reads the atoms.

import type { Outcome } from './diagnostic.ts';
import { one } from './fraction.ts';
import { type Layers, MiniCursor, type MiniRules, type Reading } from './mini-cursor.ts';
import { parseAmount, probability } from './mini-modifiers.ts';
import { parseStep } from './mini-steps.ts';
import { parseGroup } from './mini-terms.ts';
import type { AtomKind, MiniLayer, MiniPattern, MiniSequence, MiniStep, MiniTerm } from './mini-tree.ts';

const rules: MiniRules = { layers: (cursor, reading) => parseLayers(cursor, reading), group: parseGroup };

/** `offset` is where the string's content begins in the coordinates wanted. */
export function parseMini(text: string, offset: number, kind: AtomKind): Outcome<MiniPattern> {
  const cursor = new MiniCursor(text, offset, rules);
  const whole = { start: offset, end: offset + text.length };
  const { layers, separator } = parseLayers(cursor, { kind, rests: true });
  if (separator === '|') reportBareChoice(cursor);
  const root = combine(layers, whole);
  const value: MiniPattern = { kind: 'mini', root, seeds: cursor.seeds, ...whole };
  const diagnostics = cursor.diagnostics.sort((a, b) => a.start - b.start);
  return { value, diagnostics };
}

function combine(layers: readonly MiniLayer[], span: { start: number; end: number }): MiniTerm {
  const [first] = layers;
  return layers.length === 1 && first !== undefined ? first : { kind: 'stack', layers, ...span };
}

/** Only a stack needs no brackets at the top of a string. */
function reportBareChoice(cursor: MiniCursor): void {
  const bar = cursor.text.indexOf('|');
  const content = cursor.span(0, cursor.text.length);
  const edits = [
    { start: content.start, end: content.start, text: '[' },
    { start: content.end, end: content.end, text: ']' },
  ];
  const fix = { title: 'Put brackets around the choice', edits };
  cursor.report('miniUnexpected', bar, bar + 1, ['|'], { fix, help: 'A choice needs brackets: `[bd | sn]`.' });
}

/** The whole of the group that the cursor is in. */
function parseLayers(cursor: MiniCursor, reading: Reading): Layers {
  const layers = [parseSequence(cursor, reading)];
  let separator: ',' | '|' | undefined;
  for (let next = cursor.peek(); next === ',' || next === '|'; next = cursor.peek()) {
    separator ??= next;
    if (next !== separator) cursor.report('miniMixed', cursor.position, cursor.position + 1);
    cursor.position++;
    layers.push(parseSequence(cursor, reading));
  }
  return { layers, separator };
}

/** Up to a separator or the end of the group. */
function parseSequence(cursor: MiniCursor, reading: Reading): MiniLayer {
  cursor.skipBlanks();
  const start = cursor.position;
  const feet: MiniStep[][] = [[]];
  let dot = Number.NaN;
  for (;;) {
    cursor.skipBlanks();
    const next = cursor.peek();
    if (next === '' || next === ',' || next === '|') break;
    if (next === '?' && endsSequence(cursor)) return degradeSequence(cursor, toSequence(cursor, feet, start));
    if (next === '.') {
      if (cursor.isAt('..') && dot !== cursor.position - 1)
        cursor.report('miniDots', cursor.position, cursor.position + 2);
      dot = cursor.position++;
      feet.push([]);
      continue;
    }
    const step = parseStep(cursor, reading);
    if (step !== undefined) feet.at(-1)?.push(step);
  }
  // `a . b .` is as good as `a . b`, but `a .` alone says nothing.
  if (feet.length > 1 && feet.at(-1)?.length === 0) feet.pop();
  if (feet.length === 1 && !Number.isNaN(dot)) cursor.report('miniFoot', dot, dot + 1);
  return toSequence(cursor, feet, start);
}

function toSequence(cursor: MiniCursor, feet: readonly (readonly MiniStep[])[], start: number): MiniSequence {
  const [only] = feet;
  const from = cursor.span(start).start;
  const last = feet.findLast((foot) => foot.length > 0)?.at(-1);
  const span = { start: from, end: Math.max(from, last?.end ?? from) };
  if (feet.length === 1 && only !== undefined) return { kind: 'sequence', steps: only, start: from, end: span.end };
  const steps = feet.map((foot): MiniStep => {
    const from = foot[0]?.start ?? span.start;
    const to = foot.at(-1)?.end ?? from;
    const term: MiniSequence = { kind: 'sequence', steps: foot, start: from, end: to };
    return { kind: 'step', term, weight: one, repeats: 1, start: from, end: to };
  });
  return { kind: 'sequence', steps, ...span };
}

/** A `?` after a blank, or after `!` or `@`, means the whole sequence: then nothing may follow it. */
function endsSequence(cursor: MiniCursor): boolean {
  const at = cursor.position;
  const [digits = ''] = probability.exec(cursor.rest().slice(at + 1)) ?? [];
  const after = /^\s*([,|]|$)/.test(cursor.rest().slice(at + 1 + digits.length));
  if (!after) {
    cursor.report('miniDetached', at, at + 1, ['?'], { help: 'Write it right behind the step: `bd?`, `bd?!2`.' });
  }
  return after;
}

function degradeSequence(cursor: MiniCursor, sequence: MiniSequence): MiniLayer {
  const amount = parseAmount(cursor);
  const seed = cursor.newSeed();
  const { end } = cursor.span(0);
  cursor.skipBlanks();
  return { kind: 'degrade', term: sequence, amount, seed, start: sequence.start, end };
}
