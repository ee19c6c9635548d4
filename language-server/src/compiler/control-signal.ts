// One control of a pattern of control maps, as a signal for the whole track: what its last event asked for.

import type { Machine } from './machine.ts';
import type { Datum, PatternNode, SignalChannels } from './nodes.ts';

/** The control's values, held, `initial` before the first one; or the signal that it carries. */
export function controlSignal(
  machine: Machine,
  control: string,
  pattern: PatternNode,
  initial: number | undefined,
): SignalChannels {
  const carried = pattern.carriesSignals ? [...valuesIn(machine, control, pattern, new Map()).signals][0] : undefined;
  const values = machine.pattern('valueOf', [pattern], { name: control });
  return carried ?? [{ tag: 'held', pattern: values, ...(initial !== undefined && { initial }) }];
}

interface Values {
  readonly node: PatternNode;
  readonly signals: ReadonlySet<SignalChannels>;
}

/** Ops that put the events of their last argument into other places, by what their maps say. */
const onMaps: ReadonlySet<string> = new Set([
  'chop',
  'striate',
  'striateBy',
  'slice',
  'splice',
  'stut',
  'chew',
  'matching',
  'matchingBy',
]);

/** The control's values as a pattern of their own. */
export function controlValues(machine: Machine, control: string, pattern: PatternNode): PatternNode {
  return valuesIn(machine, control, pattern, new Map()).node;
}

/** The same pattern with the control's value in the place of each map; silent where there is none. */
function valuesIn(machine: Machine, control: string, node: PatternNode, done: Map<PatternNode, Values>): Values {
  const known = done.get(node);
  if (known) return known;
  const signals = new Set<SignalChannels>();
  const into = (each: PatternNode): PatternNode => {
    if (!each.controls.has(control)) return each.controls.size > 0 ? machine.pattern('silence', []) : each;
    const inner = valuesIn(machine, control, each, done);
    for (const signal of inner.signals) signals.add(signal);
    return inner.node;
  };
  const values = { node: replaced(machine, control, node, into, signals), signals };
  done.set(node, values);
  return values;
}

function replaced(
  machine: Machine,
  control: string,
  node: PatternNode,
  into: (each: PatternNode) => PatternNode,
  signals: Set<SignalChannels>,
): PatternNode {
  const has = (each: PatternNode | undefined) => each?.controls.has(control) ?? false;
  const { op, args, value, values, body } = node;
  const [first, second] = args;
  if (op === 'control' && first) return first;
  if (onMaps.has(op)) return into(args.at(-1) ?? node);
  if (op === 'setRightLeft' && first && second) {
    if (!has(second)) return into(first);
    return machine.pattern(op, [has(first) ? into(first) : first, into(second)]);
  }
  if (args.length === 2 && first && second && has(first) !== has(second) && /(Left|Right|Both)$/.test(op)) {
    return into(has(first) ? first : second);
  }
  const numeric = (datum: Datum): Datum => {
    const found = typeof datum === 'object' && 'map' in datum ? datum.map[control] : datum;
    if (typeof found === 'object' && 'signal' in found) signals.add(found.signal);
    return found === undefined || (typeof found === 'object' && 'signal' in found) ? 0 : found;
  };
  return machine.interner.pattern({
    ...node,
    args: args.map(into),
    ...(value !== undefined && { value: numeric(value) }),
    ...(values && { values: values.map(numeric) }),
    ...(body && { body: into(body) }),
  });
}
