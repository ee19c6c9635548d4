// A control with its values: a pattern of control maps, and the effect that it is on a signal.

import type { ControlCore } from '../types/core.ts';
import type { ControlEntry } from '../types/environment.ts';
import { type Machine, placeOf, type Scope } from './machine.ts';
import type { Datum, PatternNode, Place, SignalChannels } from './nodes.ts';
import { channelsOf, makeNode, ofNode } from './signals.ts';
import { type NumberValue, nothing, type PatternValue, patternValue, type Value } from './value.ts';

type ControlType = ControlEntry['type'];

/** `lpf 800 0.3`: the maps of its controls; on a signal the filter. */
export function controlValue(machine: Machine, scope: Scope, core: ControlCore, values: readonly Value[]): Value {
  const maps: PatternNode[] = [];
  for (const [index, { control, type }] of core.values.entries()) {
    const value = values[index];
    const map = value && mapOf(machine, control, type, value);
    if (!map) return nothing;
    maps.push(map);
  }
  const [first, ...rest] = maps;
  if (!first) return nothing;
  const node = rest.reduce((left, right) => machine.pattern('setRightLeft', [left, right]), first);
  const effect = effectOf(machine, core, values, placeOf(scope, core));
  return { kind: 'pattern', node, ...(effect && { effect }) };
}

function mapOf(machine: Machine, control: string, type: ControlType, value: Value): PatternNode | undefined {
  const pure = (datum: Datum) => machine.pure({ map: { [control]: datum } });
  switch (value.kind) {
    case 'number':
      return pure(numberDatum(type, value));
    case 'text':
      return pure(value.text);
    case 'pattern':
      return machine.pattern('control', [value.node], { name: control });
    case 'signal':
      return pure({ signal: value.channels });
    default:
      return undefined;
  }
}

function numberDatum(type: ControlType, { value }: NumberValue): Datum {
  if (type === 'note') return { note: value };
  return type === 'int' ? { int: Math.trunc(value) } : value;
}

function effectOf(
  machine: Machine,
  core: ControlCore,
  values: readonly Value[],
  place: Place | undefined,
): PatternValue['effect'] {
  const { effect } = core.entry;
  if (!effect) return undefined;
  const main = effect.node.ports.find((port) => port.signal)?.name ?? 'in';
  const given = core.values.flatMap(({ control, type }, index) => {
    const port = effect.controls.find((each) => each.control === control)?.port;
    const value = values[index];
    const channels = value && channelsOf(type === 'string' ? wordsAsNumbers(machine, value) : value);
    return port !== undefined && channels ? [[port, channels] as const] : [];
  });
  return (input: SignalChannels) => ofNode(makeNode(effect.node.name, [[main, input], ...given], place, effect.node));
}

/** A vowel is its place among the vowels, as the engine reads it in a voice. */
const vowels = 'aeiou';

function wordsAsNumbers(machine: Machine, value: Value): Value {
  const done = new Map<PatternNode, PatternNode>();
  const into = (node: PatternNode): PatternNode => {
    const known = done.get(node);
    if (known) return known;
    const { value: word, args } = node;
    const changed = machine.interner.pattern({
      ...node,
      args: args.map(into),
      ...(node.op === 'pure' && typeof word === 'string' && { value: Math.max(0, vowels.indexOf(word)) }),
    });
    done.set(node, changed);
    return changed;
  };
  return value.kind === 'pattern' ? patternValue(into(value.node)) : value;
}
