// `[0, 2 .. 8]`: lists of numbers, or of constant patterns where patterns are expected.

import { longest } from './builtin-values.ts';
import { busPattern } from './bus-pattern.ts';
import { likeDatum } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Datum, Place } from './nodes.ts';
import { compute, numberOf } from './numbers.ts';
import { type NumberValue, nothing, patternValue, type Value } from './value.ts';
import { forNumber } from './varying.ts';

/** From the first to the last; the second says how far apart they are. */
export function countingList(
  machine: Machine,
  first: Value,
  second: Value | undefined,
  last: Value,
  place: Place | undefined,
): Value {
  const [from, to] = [readNow(machine, first, place), readNow(machine, last, place)];
  const next = second && readNow(machine, second, place);
  if ([from, to, next].some((each) => each?.kind === 'nothing')) return nothing;
  const like = from.kind === 'pattern' ? (from.node.value ?? 0) : undefined;
  const list = (a: NumberValue, b: NumberValue, then?: NumberValue) =>
    counted(machine, a, then ? compute('-', then, a) : numberOf(1), b, like, place);
  const made = forNumber(machine, from, (a) =>
    forNumber(machine, to, (b) => (next ? forNumber(machine, next, (then) => list(a, b, then)) : list(a, b))),
  );
  if (!made) machine.report('knownNow', place, ['A list that counts']);
  return made ?? nothing;
}

const readNow = (machine: Machine, value: Value, place: Place | undefined): Value =>
  value.kind === 'signal' ? busPattern(machine, value.channels, place) : value;

function counted(
  machine: Machine,
  from: NumberValue,
  by: NumberValue,
  to: NumberValue,
  like: Datum | undefined,
  place: Place | undefined,
): Value {
  const count = by.value === 0 ? 0 : Math.floor((to.value - from.value) / by.value + 1e-9) + 1;
  if (count > longest) {
    machine.report('longList', place, [String(longest)]);
    return nothing;
  }
  const elements = Array.from({ length: Math.max(0, count) }, (_, index): Value => {
    const number = compute('+', from, compute('*', by, numberOf(index)));
    return like === undefined ? number : patternValue(machine.pure(likeDatum(number, like)));
  });
  return { kind: 'list', elements };
}
