// Orbits: the voices of a track that go through delays and reverbs of their own.

import { controlValues } from './control-signal.ts';
import type { Machine } from './machine.ts';
import type { PatternNode } from './nodes.ts';
import { readSignals } from './read-signals.ts';

/**
 * The events of each orbit whose number is written in the pattern; all of them in one pattern where none goes through `shared` effects.
 * What has no orbit is in orbit 0; a number that is computed counts with the lowest. A signal for a shared effect is read when an
 * event is made, as it could not be told whose it is.
 */
export function byOrbit(machine: Machine, pattern: PatternNode, shared: ReadonlySet<string>): readonly PatternNode[] {
  const [, ...others] = shared.size > 0 || pattern.controls.has('cut') ? orbitsIn(machine, pattern) : [];
  if (others.length === 0) return [pattern];
  const events = readSignals(machine, pattern, shared);
  const part = (orbit: number, isOn: 0 | 1, of: PatternNode): PatternNode =>
    machine.pattern('matching', [machine.pure({ map: { orbit: { int: orbit } } }), of], { ints: [isOn] });
  const rest = others.reduce((left, orbit) => part(orbit, 0, left), events);
  return [rest, ...others.map((orbit) => part(orbit, 1, events))];
}

/** In ascending order; whatever else is a whole number within the pattern of orbits makes an orbit without events. */
function orbitsIn(machine: Machine, pattern: PatternNode): readonly number[] {
  if (!pattern.controls.has('orbit')) return [];
  const found = new Set<number>();
  const seen = new Set([controlValues(machine, 'orbit', pattern)]);
  for (const { op, args, value, body } of seen) {
    if (op === 'silence') found.add(0);
    const number = typeof value === 'object' && 'int' in value ? value.int : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 16) found.add(number);
    for (const each of body ? [...args, body] : args) seen.add(each);
  }
  return [...found].sort((a, b) => a - b);
}
