// What is decided while compiling: `if`, tests on lists, and what two numbers have in common.

import { apply, type Builtin, elementsOf, list } from './builtin-values.ts';
import { known } from './known.ts';
import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { nothing, patternValue, type Value } from './value.ts';
import { forNumber, inEachCase, whether } from './varying.ts';

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
  if (condition.kind === 'pattern' && yes.kind === 'list' && no.kind === 'list') {
    return whether(machine, condition.node, yes, no);
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
  const passes = all?.map((x) => verdict(machine, apply(test, x)));
  if (!all || !passes) return undefined;
  if (passes.includes(nothing)) {
    machine.report('knownNow', place, ['What a list is tested by']);
    return nothing;
  }
  return inEachCase(machine, passes, (each) => list(keep(all, each.map(isTrue))), place);
}

const isTrue = (value: Value): boolean => value.kind === 'bool' && value.value;

/** Whether an element passes; where a pattern decides, it varies. */
function verdict(machine: Machine, value: Value): Value {
  const decided = truth(value);
  if (decided !== undefined) return { kind: 'bool', value: decided };
  return value.kind === 'pattern' ? whether(machine, value.node, yes, no) : nothing;
}

const yes: Value = { kind: 'bool', value: true };
const no: Value = { kind: 'bool', value: false };

const firstFalse = (passes: readonly boolean[]): number =>
  passes.includes(false) ? passes.indexOf(false) : passes.length;

/** Of two whole numbers, by their greatest common divisor and their product. */
const divided =
  (result: (gcd: number, product: number) => number): Builtin =>
  ([a, b], machine) =>
    a &&
    b &&
    forNumber(machine, a, ({ value: x }) =>
      forNumber(machine, b, ({ value: y }) => numberOf(result(gcd(x, y), Math.abs(Math.trunc(x) * Math.trunc(y))))),
    );

function gcd(x: number, y: number): number {
  let [rest, divisor] = [Math.abs(Math.trunc(y)), Math.abs(Math.trunc(x))];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}

export const decisions: readonly (readonly [string, Builtin])[] = [
  ['if', ([c, yes, no], machine, place) => c && yes && no && conditional(machine, place, c, yes, no)],
  ['filter', ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.filter((_, i) => pass[i]))],
  [
    'takeWhile',
    ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.slice(0, firstFalse(pass))),
  ],
  ['dropWhile', ([f, xs], machine, place) => tested(machine, place, f, xs, (all, pass) => all.slice(firstFalse(pass)))],
  ['gcd', divided((divisor) => divisor)],
  ['lcm', divided((divisor, product) => (divisor === 0 ? 0 : product / divisor))],
];
