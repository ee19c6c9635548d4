// Controls that carry signals, where what comes next counts with their values: `n "0 .. 7" + n ~x`, `n ~x # scale "minor"`.

import { busPattern } from './bus-pattern.ts';
import type { Machine } from './machine.ts';
import type { Datum, PatternNode } from './nodes.ts';

const comparing: ReadonlySet<string> = new Set(['matching', 'matchingBy']);
const arithmetic = /^(add|subtract|multiply|divide|modulo|power)(Both|Left|Right)$|^(minus|over)Both$/;

/**
 * The arguments of an op: a signal that meets a value is read when the event is made. What events are compared with is read too; the
 * events keep their signals.
 */
export function operands(machine: Machine, op: string, args: readonly PatternNode[]): readonly PatternNode[] {
  const [left, right] = args;
  if (left?.carriesSignals && comparing.has(op)) return [readSignals(machine, left, left.controls), ...args.slice(1)];
  if (!left || !right || !(left.carriesSignals || right.carriesSignals) || !arithmetic.test(op)) return args;
  return [readSignals(machine, left, right.controls), readSignals(machine, right, left.controls)];
}

/** The voices with the values of signals instead of signals, for some controls. */
export function readSignals(machine: Machine, root: PatternNode, controls: ReadonlySet<string>): PatternNode {
  const done = new Map<PatternNode, PatternNode>();
  const into = (node: PatternNode): PatternNode => {
    if (!node.carriesSignals) return node;
    const known = done.get(node);
    if (known) return known;
    const { op, args, value, body } = node;
    const result =
      op === 'pure' && typeof value === 'object' && 'map' in value
        ? readMap(machine, node, value.map, controls)
        : machine.interner.pattern({ ...node, args: args.map(into), ...(body && { body: into(body) }) });
    done.set(node, result);
    return result;
  };
  return into(root);
}

function readMap(
  machine: Machine,
  node: PatternNode,
  map: { readonly [control: string]: Datum },
  controls: ReadonlySet<string>,
): PatternNode {
  const rest: { [control: string]: Datum } = {};
  const read: PatternNode[] = [];
  for (const [control, datum] of Object.entries(map)) {
    const value =
      controls.has(control) && typeof datum === 'object' && 'signal' in datum
        ? busPattern(machine, datum.signal, node.place)
        : undefined;
    if (value?.kind === 'pattern') read.push(machine.pattern('control', [value.node], { name: control }));
    else rest[control] = datum;
  }
  const [first, ...more] = Object.keys(rest).length > 0 ? [machine.pure({ map: rest }), ...read] : read;
  if (read.length === 0 || !first) return node;
  return more.reduce((left, right) => machine.pattern('setRightLeft', [left, right]), first);
}
