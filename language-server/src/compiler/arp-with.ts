// `arpWith`: a function on the list of a chord's notes, while how many there are is known only when the pattern is queried. It
// is tried on chords of one note, of two and so on; of each only the order of the notes is left, and what becomes of each.

import { number } from '../types/type.ts';
import { noUnit } from '../types/unit.ts';
import { patternOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { PatternNode, Place } from './nodes.ts';
import { nothing, patternValue, type Value } from './value.ts';

/** Larger chords go up. */
const mostNotes = 32;
const mostSteps = 20_000;

/** Which note a step plays, counted from 0, and what is made of it: `made` has `hole` in its place. */
interface Step {
  readonly note: number;
  readonly made: PatternNode;
}

export function arpWith(machine: Machine, f: Value, chords: PatternNode, place: Place | undefined): Value {
  if (f.kind !== 'function') return nothing;
  const notes = Array.from({ length: mostNotes }, () => machine.pattern('var', [], { param: machine.parameter() }));
  const param = machine.parameter();
  const hole = machine.pattern('var', [], { param });
  const steps = stepsOf(machine, f.apply({ kind: 'list', elements: notes.map(patternValue) }), notes, hole);
  if (!steps) {
    machine.report('notAnOrder', place, []);
    return nothing;
  }
  const chordsOf: (readonly (Step | undefined)[])[] = [];
  for (let count = 1; count < mostNotes; count += 1) {
    const told = machine.diagnostics.length;
    const value = f.apply({ kind: 'list', elements: notes.slice(0, count).map(patternValue) });
    chordsOf.push(stepsOf(machine, value, notes, hole) ?? []);
    // What a small chord has not got is silent.
    machine.diagnostics.length = told;
  }
  chordsOf.push(steps);
  if (chordsOf.reduce((sum, each) => sum + each.length, 0) > mostSteps) {
    machine.report('longList', place, [String(mostSteps)]);
    return nothing;
  }
  const kinds = new Set(chordsOf.flatMap((each) => each.flatMap((step) => (step ? [step.made] : []))));
  const parts = [...kinds].map((made) => {
    const ints = chordsOf.flatMap((each) => [
      each.length,
      ...each.map((step) => (step?.made === made ? step.note : -1)),
    ]);
    const ordered = machine.pattern('arpOrder', [chords], { ints });
    return made === hole ? ordered : machine.pattern('outerBind', [ordered], { param, body: made });
  });
  const [only, ...more] = parts;
  if (!only) return patternValue(machine.pattern('silence', []));
  return patternValue(more.length === 0 ? only : machine.pattern('stack', parts));
}

/** Undefined where the function has no list for an answer, or one of its elements is made of several notes. */
function stepsOf(
  machine: Machine,
  value: Value,
  notes: readonly PatternNode[],
  hole: PatternNode,
): readonly (Step | undefined)[] | undefined {
  if (value.kind !== 'list') return undefined;
  const steps: (Step | undefined)[] = [];
  for (const each of value.elements) {
    const node = each.kind === 'nothing' ? undefined : patternOf(machine, each, number(noUnit));
    const used = node ? notesIn(node, notes) : [];
    if (used.length > 1) return undefined;
    const [note] = used;
    const made = node && (note ? withHole(machine, node, note, hole) : node);
    steps.push(made && { note: note ? notes.indexOf(note) : 0, made });
  }
  return steps;
}

function notesIn(root: PatternNode, notes: readonly PatternNode[]): readonly PatternNode[] {
  const seen = new Set([root]);
  for (const { args, body } of seen) for (const each of body ? [...args, body] : args) seen.add(each);
  return notes.filter((each) => seen.has(each));
}

function withHole(machine: Machine, root: PatternNode, note: PatternNode, hole: PatternNode): PatternNode {
  const done = new Map<PatternNode, PatternNode>([[note, hole]]);
  const into = (node: PatternNode): PatternNode => {
    const known = done.get(node);
    if (known) return known;
    const { args, body } = node;
    const result =
      args.length === 0 && !body
        ? node
        : machine.interner.pattern({ ...node, args: args.map(into), ...(body && { body: into(body) }) });
    done.set(node, result);
    return result;
  };
  return into(root);
}
