// A step of a sequence: a term, and how long or how often it stands there.

import { add, fraction, one } from './fraction.ts';
import { scanRatio } from './mini-atoms.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import { parsePart } from './mini-terms.ts';
import type { AtomKind, Fraction, MiniStep, MiniTerm } from './mini-tree.ts';

/** Each repetition is an event every cycle: more than this is a slip of the finger. */
const mostRepeats = 1024;

/** Absent when nothing could be read; then there is a diagnostic, and the cursor has moved on. */
export function parseStep(cursor: MiniCursor, reading: Reading): MiniStep | undefined {
  const start = cursor.position;
  const term = parsePart(cursor, reading);
  if (term === undefined) return undefined;
  const partEnd = cursor.position;
  cursor.skipBlanks();
  const next = cursor.peek();
  if (cursor.isAt('..')) return range(cursor, reading, term, start);
  if (next === '@' || next === '_') return weighted(cursor, term, start);
  if (next === '!') return repeated(cursor, term, start);
  cursor.position = partEnd;
  return { kind: 'step', term, weight: one, repeats: 1, start: cursor.place(start), end: cursor.here };
}

function range(cursor: MiniCursor, reading: Reading, from: MiniTerm, start: number): MiniStep {
  const dots = cursor.position;
  cursor.position += 2;
  cursor.skipBlanks();
  const to = cursor.peek() === '' ? undefined : parsePart(cursor, reading);
  if (to === undefined) {
    cursor.report('miniRangeEnd', dots, dots + 2);
    return { kind: 'step', term: from, weight: one, repeats: 1, start: cursor.place(start), end: cursor.here };
  }
  const span = cursor.span(start);
  checkAfterRange(cursor, reading);
  const term: MiniTerm = { kind: 'range', from, to, start: span.start, end: span.end };
  return { kind: 'step', term, weight: one, repeats: 1, start: span.start, end: span.end };
}

/** Kinds whose ranges may be followed by a number: before one there may always be blanks. */
export const countsFurther: ReadonlySet<AtomKind> = new Set(['any', 'number', 'note', 'int', 'rational']);

/** Tidal's ranges of names end their sequence. */
function checkAfterRange(cursor: MiniCursor, reading: Reading): void {
  const end = cursor.position;
  const isName = !cursor.isLoose();
  cursor.skipBlanks();
  const next = cursor.peek();
  const at = cursor.position;
  if (cursor.isAt('..')) {
    cursor.report('miniRangeTwice', at, at + 2);
    cursor.position += 2;
  } else if (next === '!' || next === '@' || next === '_') {
    cursor.report('miniRangeModifier', at, at + 1, [next]);
    cursor.position = cursor.wordEnd(at + 1);
  } else if (isName && at > end && next !== '' && !(countsFurther.has(reading.kind) && /\d/.test(next))) {
    cursor.report('miniRangeOfNames', at, at + 1);
  } else {
    cursor.position = end;
  }
}

/** `a@3`, `a _ _`, `a@1%3 _`: each `@` and `_` adds to the weight. */
function weighted(cursor: MiniCursor, term: MiniTerm, start: number): MiniStep {
  const from = cursor.position;
  let weight = one;
  let end = cursor.position;
  for (let sign = cursor.peek(); sign === '@' || sign === '_'; sign = cursor.peek()) {
    cursor.position++;
    weight = add(weight, sign === '@' ? weightAfterAt(cursor) : (touchingWeight(cursor) ?? one));
    end = cursor.position;
    cursor.skipBlanks();
  }
  if (weight.numerator <= 0n) {
    cursor.report('miniWeight', from, end);
    weight = one;
  }
  if (cursor.peek() === '!') reportRepeatAndWeight(cursor);
  else cursor.position = end;
  return { kind: 'step', term, weight, repeats: 1, start: cursor.place(start), end: cursor.place(end) };
}

function weightAfterAt(cursor: MiniCursor): Fraction {
  const at = cursor.position;
  while (/^ +\d/.test(cursor.text.slice(cursor.position, cursor.end))) cursor.position++;
  const weight = touchingWeight(cursor);
  const next = cursor.peek();
  if (weight === undefined && (next === '<' || next === '[' || next === '{')) {
    cursor.report('miniWeightPattern', at - 1, at + 1, [next]);
  }
  return weight ?? one;
}

/** What a number adds to the weight of 1 that a step has. */
function touchingWeight(cursor: MiniCursor): Fraction | undefined {
  if (/\s/.test(cursor.peek())) return undefined;
  const ratio = scanRatio(cursor.rest(), cursor.position);
  if (ratio === undefined) return undefined;
  const { position } = cursor;
  cursor.position = ratio.end;
  if (ratio.problem) cursor.report(ratio.problem.code, position, ratio.end, [cursor.text.slice(position, ratio.end)]);
  return add(ratio.value, fraction(-1n));
}

/** `a!3`, `a!`, `a ! !` */
function repeated(cursor: MiniCursor, term: MiniTerm, start: number): MiniStep {
  let repeats = 1;
  let end = cursor.position;
  while (cursor.peek() === '!') {
    const at = cursor.position++;
    const digits = /^\d+/.exec(cursor.text.slice(cursor.position, cursor.end))?.[0] ?? '';
    cursor.position += digits.length;
    repeats += digits === '' ? 1 : Number(digits) - 1;
    if (repeats > mostRepeats) {
      cursor.report('miniRepeats', at, cursor.position, [digits, String(mostRepeats)]);
      repeats = 1;
    }
    end = cursor.position;
    cursor.skipBlanks();
  }
  if (cursor.peek() === '@' || cursor.peek() === '_') reportRepeatAndWeight(cursor);
  else cursor.position = end;
  return {
    kind: 'step',
    term,
    weight: one,
    repeats: Math.max(0, repeats),
    start: cursor.place(start),
    end: cursor.place(end),
  };
}

function reportRepeatAndWeight(cursor: MiniCursor): void {
  const at = cursor.position;
  cursor.report('miniRepeatAndWeight', at, cursor.wordEnd(at + 1));
  cursor.position = cursor.wordEnd(at + 1);
}
