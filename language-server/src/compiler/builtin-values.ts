// What functions on lists have in common: reading their arguments, making their results.

import { constantOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { nothing, type Value } from './value.ts';

/** Longer lists are no music, and refused. */
export const longest = 10_000;

/** Undefined: what it needs is not known now, or not there. */
export type Builtin = (args: readonly Value[], machine: Machine, place: Place | undefined) => Value | undefined;

export const list = (elements: readonly Value[]): Value => ({ kind: 'list', elements });
export const tuple = (...elements: readonly Value[]): Value => ({ kind: 'tuple', elements });

export function apply(fn: Value | undefined, ...args: readonly Value[]): Value {
  return args.reduce<Value>(
    (result, each) => (result.kind === 'function' ? result.apply(each) : nothing),
    fn ?? nothing,
  );
}

export const elementsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.kind === 'list' || value?.kind === 'tuple' ? value.elements : undefined;

/** How many: more than a list may have is one more than that. */
export function count(value: Value | undefined): number | undefined {
  const known = value && constantOf(value);
  return known && Math.min(longest + 1, Math.max(0, Math.trunc(known.value)));
}

export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'text' ? value.text : undefined;
