// The functions of library/builtins.ts at work.

import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { nothing, type Value } from './value.ts';

/** Longer lists are no music. */
const longest = 10_000;

type Builtin = (args: readonly Value[]) => Value | undefined;

const list = (elements: readonly Value[]): Value => ({ kind: 'list', elements });
const tuple = (...elements: readonly Value[]): Value => ({ kind: 'tuple', elements });

function apply(fn: Value | undefined, ...args: readonly Value[]): Value {
  return args.reduce<Value>(
    (result, each) => (result.kind === 'function' ? result.apply(each) : nothing),
    fn ?? nothing,
  );
}

const elementsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.kind === 'list' || value?.kind === 'tuple' ? value.elements : undefined;

function count(value: Value | undefined): number | undefined {
  return value?.kind === 'number' ? Math.min(longest, Math.max(0, Math.trunc(value.value))) : undefined;
}

/** A function of one list. */
const onList =
  (body: (elements: readonly Value[]) => Value | undefined): Builtin =>
  ([only]) => {
    const elements = elementsOf(only);
    return elements && body(elements);
  };

/** A function of a number and a list. */
const counted =
  (body: (n: number, elements: readonly Value[]) => Value | undefined): Builtin =>
  ([n, rest]) => {
    const [size, elements] = [count(n), elementsOf(rest)];
    return size === undefined || !elements ? undefined : body(size, elements);
  };

function zipped(a: Value | undefined, b: Value | undefined, join: (x: Value, y: Value) => Value): Value | undefined {
  const [xs, ys] = [elementsOf(a), elementsOf(b)];
  if (!xs || !ys) return undefined;
  return list(xs.slice(0, ys.length).map((x, index) => join(x, ys[index] ?? nothing)));
}

const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['id', ([x]) => x],
  ['const', ([x]) => x],
  ['flip', ([f, x, y]) => x && y && apply(f, y, x)],
  ['map', ([f, xs]) => onList((all) => list(all.map((x) => apply(f, x))))([xs ?? nothing])],
  ['zip', ([xs, ys]) => zipped(xs, ys, tuple)],
  ['zipWith', ([f, xs, ys]) => zipped(xs, ys, (x, y) => apply(f, x, y))],
  ['foldr', ([f, start, xs]) => start && elementsOf(xs)?.reduceRight((result, x) => apply(f, x, result), start)],
  ['foldl', ([f, start, xs]) => start && elementsOf(xs)?.reduce((result, x) => apply(f, result, x), start)],
  ['concat', onList((all) => list(all.flatMap((each) => elementsOf(each) ?? []).slice(0, longest)))],
  ['reverse', onList((all) => list(all.toReversed()))],
  [
    'replicate',
    ([n, x]) => (x && count(n) !== undefined ? list(Array.from({ length: count(n) ?? 0 }, () => x)) : undefined),
  ],
  ['take', counted((n, all) => list(all.slice(0, n)))],
  ['drop', counted((n, all) => list(all.slice(n)))],
  ['head', onList((all) => all[0])],
  ['last', onList((all) => all.at(-1))],
  ['tail', onList((all) => (all.length > 0 ? list(all.slice(1)) : undefined))],
  ['init', onList((all) => (all.length > 0 ? list(all.slice(0, -1)) : undefined))],
  ['length', onList((all) => numberOf(all.length))],
  ['!!', ([xs, n]) => elementsOf(xs)?.[n?.kind === 'number' ? n.value : -1]],
  ['fst', onList((all) => all[0])],
  ['snd', onList((all) => all[1])],
]);

/** `name` applied to all its arguments; reports what is not known now, or not there. */
export function runBuiltin(machine: Machine, name: string, args: readonly Value[], place: Place | undefined): Value {
  if (args.some(({ kind }) => kind === 'nothing')) return nothing;
  const result = table.get(name)?.(args);
  if (result) return result;
  machine.report('noElement', place, [name]);
  return nothing;
}
