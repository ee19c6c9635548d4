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
  const { layers, separator } = parseLayers(cursor, { kind, rests: true });
  if (separator === '|') reportBareChoice(cursor);
  const end = offset + text.length;
  const [only] = layers;
  const root: MiniTerm = layers.length === 1 && only ? only : { kind: 'stack', layers, start: offset, end };
  const value: MiniPattern = { kind: 'mini', root, seeds: cursor.seeds, start: offset, end };
  const diagnostics = cursor.diagnostics.sort((a, b) => a.start - b.start);
  return { value, diagnostics };
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
  const first = cursor.waitingSteps;
  /** The feet that a dot has ended. */
  let feet: MiniStep[][] | undefined;
  let dot = Number.NaN;
  for (;;) {
    cursor.skipBlanks();
    const next = cursor.peek();
    if (next === '' || next === ',' || next === '|') break;
    if (next === '?' && endsSequence(cursor)) {
      const steps = cursor.takeSteps(first);
      return degradeSequence(cursor, feet ? ofFeet(cursor, [...feet, steps], start) : sequence(cursor, steps, start));
    }
    if (next === '.') {
      if (cursor.isAt('..') && dot !== cursor.position - 1)
        cursor.report('miniDots', cursor.position, cursor.position + 2);
      dot = cursor.position++;
      feet ??= [];
      feet.push(cursor.takeSteps(first));
      continue;
    }
    const step = parseStep(cursor, reading);
    if (step !== undefined) cursor.addStep(step);
  }
  const steps = cursor.takeSteps(first);
  if (!feet) return sequence(cursor, steps, start);
  // `a . b .` is as good as `a . b`, but `a .` alone says nothing.
  if (steps.length > 0) feet.push(steps);
  if (feet.length > 1) return ofFeet(cursor, feet, start);
  cursor.report('miniFoot', dot, dot + 1);
  return sequence(cursor, feet[0] ?? [], start);
}

function sequence(cursor: MiniCursor, steps: readonly MiniStep[], at: number): MiniSequence {
  const start = cursor.place(at);
  return { kind: 'sequence', steps, start, end: Math.max(start, steps.at(-1)?.end ?? start) };
}

/** `a b . c d`: each foot is a step. */
function ofFeet(cursor: MiniCursor, feet: readonly (readonly MiniStep[])[], at: number): MiniSequence {
  const whole = sequence(cursor, feet.flat(), at);
  const steps = feet.map((foot): MiniStep => {
    const start = foot[0]?.start ?? whole.start;
    const end = foot.at(-1)?.end ?? start;
    return { kind: 'step', term: { kind: 'sequence', steps: foot, start, end }, weight: one, repeats: 1, start, end };
  });
  return { ...whole, steps };
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
  const end = cursor.place(cursor.position);
  cursor.skipBlanks();
  return { kind: 'degrade', term: sequence, amount, seed, start: sequence.start, end };
}
