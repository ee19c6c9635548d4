// `n "0 2 4" # scale "minor"`: a function of numbers applied to the notes of voices, wherever in the pattern they are given.

import { controlValues } from './control-signal.ts';
import type { Machine } from './machine.ts';
import type { Datum, PatternNode } from './nodes.ts';
import { readSignals } from './read-signals.ts';

type Change = (values: PatternNode) => PatternNode;

/** The voices with their `n` changed, or their `note` where they have no `n`. */
export function changeNotes(machine: Machine, voices: PatternNode, change: Change): PatternNode {
  const controls = voices.controls;
  const control = ['n', 'note'].find((each) => controls.has(each));
  if (control === undefined) return voices;
  return changed(machine, control, readSignals(machine, voices, new Set([control])), change, new Map());
}

function changed(
  machine: Machine,
  control: string,
  node: PatternNode,
  change: Change,
  done: Map<PatternNode, PatternNode>,
): PatternNode {
  const known = done.get(node);
  if (known) return known;
  const into = (each: PatternNode) => changed(machine, control, each, change, done);
  const result = node.controls.has(control) ? rebuilt(machine, control, node, change, into) : node;
  done.set(node, result);
  return result;
}

function rebuilt(
  machine: Machine,
  control: string,
  node: PatternNode,
  change: Change,
  into: (each: PatternNode) => PatternNode,
): PatternNode {
  const { op, args, value, body } = node;
  const [first, second] = args;
  const set = (values: PatternNode) => machine.pattern('control', [change(values)], { name: control });
  if (op === 'sound') return node;
  if (op === 'control' && first) return node.name === control ? set(first) : node;
  if (typeof value === 'object' && 'map' in value) {
    const { [control]: own, ...rest } = value.map;
    if (own === undefined || isSignal(own)) return node;
    const values = set(machine.pure(own));
    if (Object.keys(rest).length === 0) return values;
    return machine.pattern('setRightLeft', [machine.pure({ map: rest }), values]);
  }
  // Sums of notes: what is added is part of the degree.
  const both = first && second && first.controls.has(control) && second.controls.has(control);
  if (both && !op.startsWith('set') && /(Left|Right|Both)$/.test(op)) {
    return machine.pattern('setRightLeft', [node, set(controlValues(machine, control, node))]);
  }
  return machine.interner.pattern({ ...node, args: args.map(into), ...(body && { body: into(body) }) });
}

const isSignal = (datum: Datum): boolean => typeof datum === 'object' && 'signal' in datum;
