// Terms of mini-notation: atoms, rests, groups, and what stands right behind them.

import { parseAtom } from './mini-atom.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import { parseDegrade, parseEuclid, parseSpeed } from './mini-modifiers.ts';
import type { MiniLayer, MiniTerm } from './mini-tree.ts';
import { reportUnreadable } from './mini-unreadable.ts';

/** A term with its modifiers: `bd?*2(3,8)?`. Absent when none begins here; that has been reported. */
export function parsePart(cursor: MiniCursor, reading: Reading): MiniTerm | undefined {
  const start = cursor.position;
  const term = parseSingle(cursor, reading) ?? parseGroup(cursor, reading) ?? parseVariable(cursor);
  if (term === undefined) {
    reportUnreadable(cursor, reading);
    return undefined;
  }
  return parseDegrade(cursor, parseEuclid(cursor, term, start), start);
}

function parseSingle(cursor: MiniCursor, reading: Reading): MiniTerm | undefined {
  const start = cursor.position;
  const term = cursor.peek() === '~' && reading.rests ? parseRest(cursor) : parseAtom(cursor, reading);
  return term && parseSpeed(cursor, parseDegrade(cursor, term, start), start);
}

function parseRest(cursor: MiniCursor): MiniTerm {
  const start = cursor.position++;
  cursor.endLoosely();
  return { kind: 'rest', start: cursor.place(start), end: cursor.here };
}

/** `[..]`, `{..}%4`, `<..>`, with a speed behind it. */
export function parseGroup(cursor: MiniCursor, reading: Reading): MiniTerm | undefined {
  const start = cursor.position;
  const opener = cursor.peek();
  const hole = cursor.brackets.holes.get(start);
  if (hole !== undefined) {
    cursor.position = hole;
    return { kind: 'error', start: cursor.place(start), end: cursor.here };
  }
  if (opener !== '[' && opener !== '{' && opener !== '<') return undefined;
  const { layers, separator } = cursor.inGroup(() => cursor.rules.layers(cursor, reading));
  let term: MiniTerm;
  if (opener === '[' && separator === '|') {
    term = {
      kind: 'choice',
      alternatives: layers,
      seed: cursor.newSeed(),
      start: cursor.place(start),
      end: cursor.here,
    };
  } else if (opener === '[') {
    const [first] = layers;
    const single = layers.length === 1 ? first : undefined;
    term = single
      ? inBrackets(cursor, single, start)
      : { kind: 'stack', layers, start: cursor.place(start), end: cursor.here };
  } else {
    if (separator === '|') reportChoice(cursor, start, opener);
    term =
      opener === '<'
        ? { kind: 'alternation', layers, start: cursor.place(start), end: cursor.here }
        : polymeter(cursor, layers, start);
  }
  return parseSpeed(cursor, term, start);
}

function inBrackets(cursor: MiniCursor, only: MiniLayer, from: number): MiniTerm {
  const start = cursor.place(from);
  const end = cursor.here;
  return only.kind === 'sequence' ? { kind: 'sequence', steps: only.steps, start, end } : { ...only, start, end };
}

function reportChoice(cursor: MiniCursor, start: number, opener: string): void {
  const bar = cursor.text.indexOf('|', start);
  cursor.report('miniUnexpected', bar, bar + 1, ['|'], {
    help: `A choice needs square brackets inside \`${opener}\`: \`[a | b]\`.`,
  });
}

function polymeter(cursor: MiniCursor, layers: readonly MiniLayer[], start: number): MiniTerm {
  const end = cursor.position;
  cursor.skipBlanks();
  if (cursor.peek() !== '%') {
    cursor.position = end;
    return { kind: 'polymeter', layers, steps: undefined, start: cursor.place(start), end: cursor.place(end) };
  }
  const percent = cursor.position++;
  cursor.skipBlanks();
  const reading: Reading = { kind: 'rational', rests: false };
  // A speed behind a number is the polymeter's, behind a group the group's, as Tidal reads it.
  const steps = parseAtom(cursor, reading) ?? parseGroup(cursor, reading);
  if (steps === undefined) cursor.report('miniMissingSteps', percent, percent + 1);
  return { kind: 'polymeter', layers, steps, start: cursor.place(start), end: cursor.here };
}

function parseVariable(cursor: MiniCursor): MiniTerm | undefined {
  if (cursor.peek() !== '^') return undefined;
  const start = cursor.position++;
  const name = /^[\p{L}\d:.\-_]*/u.exec(cursor.rest().slice(cursor.position))?.[0] ?? '';
  cursor.position += name.length;
  return { kind: 'variable', name, start: cursor.place(start), end: cursor.here };
}
