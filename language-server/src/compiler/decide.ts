// What is decided while compiling: `if`, tests on lists, and what two numbers have in common.

import { apply, type Builtin, elementsOf, list } from './builtin-values.ts';
import { known } from './known.ts';
import { constantOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { nothing, patternValue, type Value } from './value.ts';

/** What is true or false at all times. */
function truth(value: Value): boolean | undefined {
  if (value.kind === 'bool') return value.value;
  const found = value.kind === 'pattern' ? known(value.node) : undefined;
  return typeof found === 'boolean' ? found : undefined;
}

/** One of two; where a pattern decides, each while it does. */
function conditional(machine: Machine, place: Place | undefined, condition: Value, yes: Value, no: Value): Value {
  const decided = truth(condition);
  if (decided !== undefined) return decided ? yes : no;
  if (yes.kind === 'function' && no.kind === 'function') {
    const branch = (x: Value) => conditional(machine, place, condition, yes.apply(x), no.apply(x));
    return { kind: 'function', apply: branch };
  }
  if (condition.kind === 'pattern' && yes.kind === 'pattern' && no.kind === 'pattern') {
    const otherwise = machine.pattern('inv', [condition.node]);
    const parts = [machine.pattern('mask', [condition.node, yes.node]), machine.pattern('mask', [otherwise, no.node])];
    return patternValue(machine.pattern('stack', parts));
  }
  machine.report('knownNow', place, ['What `if` asks']);
  return nothing;
}

/** The elements for which a test says so, as far as `go` lets it; undefined where that is not known now. */
function tested(
  machine: Machine,
  place: Place | undefined,
  test: Value | undefined,
  xs: Value | undefined,
  keep: (all: readonly Value[], passes: readonly boolean[]) => readonly Value[],
): Value | undefined {
  const all = elementsOf(xs);
  const passes = all?.map((x) => truth(apply(test, x)));
  if (!all || !passes) return undefined;
  if (passes.includes(undefined)) {
    machine.report('knownNow', place, ['What a list is tested by']);
    return nothing;
  }
  return list(
    keep(
      all,
      passes.map((each) => each === true),
    ),
  );
}

const firstFalse = (passes: readonly boolean[]): number =>
  passes.includes(false) ? passes.indexOf(false) : passes.length;

/** The greatest common divisor, with both numbers. */
function divided(a: Value | undefined, b: Value | undefined, result: (gcd: number, product: number) => number) {
  const [x, y] = [a && constantOf(a)?.value, b && constantOf(b)?.value];
  if (x === undefined || y === undefined) return undefined;
  let [rest, gcd] = [Math.abs(Math.trunc(y)), Math.abs(Math.trunc(x))];
  while (rest > 0) [gcd, rest] = [rest, gcd % rest];
  return numberOf(result(gcd, Math.abs(Math.trunc(x) * Math.trunc(y))));
}

export const decisions: readonly (readonly [string, Builtin])[] = [
  ['if', ([c, yes, no], machine, place) => c && yes && no && conditional(machine, place, c, yes, no)],
  ['filter', ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.filter((_, i) => pass[i]))],
  [
    'takeWhile',
    ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.slice(0, firstFalse(pass))),
  ],
  ['dropWhile', ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.slice(firstFalse(pass)))],
  ['gcd', ([a, b]) => divided(a, b, (gcd) => gcd)],
  ['lcm', ([a, b]) => divided(a, b, (gcd, product) => (gcd === 0 ? 0 : product / gcd))],
];
