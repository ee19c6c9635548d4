// What must be known before anything sounds, the length of a list say, and is asked for by a pattern: each number that the pattern
// can have is tried, and of the results each plays while the pattern has its number, as with Tidal's `tParam`.

import { comparison } from './comparison.ts';
import { known } from './known.ts';
import { constantOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { PatternNode, Place } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { possibleNumbers } from './possible.ts';
import { type NumberValue, nothing, patternValue, type Value } from './value.ts';

/** Of numbers that are not known, such as a bus, 0 to 16 are tried. */
const usual = 16;
const mostCases = 256;

/** The case that `by` numbers, counted from 0; beyond the last, the last. */
export function choose(machine: Machine, by: PatternNode, cases: readonly Value[], open = false): Value {
  const [first] = cases;
  if (!first || cases.some(({ kind }) => kind === 'nothing')) return nothing;
  if (cases.every((each) => each === first)) return first;
  const nodes = cases.flatMap((each) => nodeOf(machine, each) ?? []);
  if (nodes.length === cases.length) return patternValue(machine.pattern('pickClamped', [by, ...nodes]));
  const functions = cases.flatMap((each) => (each.kind === 'function' ? [each] : []));
  if (functions.length === cases.length) {
    return {
      kind: 'function',
      apply: (value) =>
        choose(
          machine,
          by,
          tried(machine, open, functions, (each) => each.apply(value)),
          open,
        ),
    };
  }
  if (first.kind === 'tuple') {
    const parts = first.elements.map((_, index) =>
      choose(
        machine,
        by,
        cases.map((each) => (each.kind === 'tuple' ? (each.elements[index] ?? nothing) : nothing)),
        open,
      ),
    );
    return { kind: 'tuple', elements: parts };
  }
  return { kind: 'varying', by, cases, open };
}

/** Of a number: a constant pattern. */
function nodeOf(machine: Machine, value: Value): PatternNode | undefined {
  if (value.kind === 'pattern') return value.node;
  if (value.kind !== 'number') return undefined;
  return machine.pure(Number.isInteger(value.value) ? { int: value.value } : value.value);
}

/** What is made of each case. Of a number that is not known some cases may be impossible: nothing is said of them. */
function tried<Case>(
  machine: Machine,
  open: boolean,
  cases: readonly Case[],
  make: (each: Case) => Value,
): readonly Value[] {
  if (!open) return cases.map(make);
  const told = machine.diagnostics.length;
  const made = cases.map(make);
  if (made.some(({ kind }) => kind !== 'nothing')) machine.diagnostics.length = told;
  return nearest(made);
}

/** What is made of the values, for each case of those that vary. */
export function inEachCase(
  machine: Machine,
  values: readonly Value[],
  make: (values: readonly Value[]) => Value,
  place: Place | undefined,
): Value {
  let made = 0;
  return each(values);

  function each(current: readonly Value[]): Value {
    const varying = current.find((value) => value.kind === 'varying');
    if (varying?.kind !== 'varying') return make(current);
    made += varying.cases.length;
    if (made > mostCases) {
      machine.report('tooMuch', place, []);
      return nothing;
    }
    const { by, cases, open } = varying;
    // What varies together is in the same case.
    const inCase = (index: number) =>
      current.map((value) => (value.kind === 'varying' && value.by === by ? (value.cases[index] ?? nothing) : value));
    const results = tried(machine, open, [...cases.keys()], (index) => each(inCase(index)));
    return choose(machine, by, results, open);
  }
}

export const isVarying = ({ kind }: Value): boolean => kind === 'varying';

/** The number that a value is at all times. */
export function numberNow(value: Value): NumberValue | undefined {
  const constant = constantOf(value);
  if (constant || value.kind !== 'pattern') return constant;
  const now = known(value.node);
  return typeof now === 'number' ? numberOf(now) : undefined;
}

/**
 * What is made of a number, or of each that a pattern can have: 0 to `most` where that is not known. Undefined where the value is no
 * number.
 */
export function forNumber(
  machine: Machine,
  value: Value,
  make: (number: NumberValue) => Value | undefined,
  most = usual,
): Value | undefined {
  const now = numberNow(value);
  if (now) return make(now);
  if (value.kind !== 'pattern') return undefined;
  const numbers = possibleNumbers(machine, value.node);
  const tried = numbers ?? Array.from({ length: most + 1 }, (_, index) => index);
  const cases = tried.map((each) => make(numberOf(each)) ?? nothing);
  if (!numbers) return choose(machine, value.node, nearest(cases), true);
  return cases.includes(nothing) ? undefined : choose(machine, indexIn(machine, numbers, value.node), cases);
}

/** The same of several numbers. */
export function forNumbers(
  machine: Machine,
  [first, ...rest]: readonly Value[],
  make: (numbers: readonly NumberValue[]) => Value | undefined,
): Value | undefined {
  if (!first) return make([]);
  return forNumber(machine, first, (number) => forNumbers(machine, rest, (others) => make([number, ...others])));
}

/** For cases that cannot be, the next one that can, or the last. */
function nearest(cases: readonly Value[]): readonly Value[] {
  const last = cases.findLast(({ kind }) => kind !== 'nothing') ?? nothing;
  return cases.map((_, index) => cases.slice(index).find(({ kind }) => kind !== 'nothing') ?? last);
}

/** `yes` while a pattern is true, `no` while it is false. What is compared with one pattern of numbers varies together. */
export function whether(machine: Machine, condition: PatternNode, yes: Value, no: Value): Value {
  const compared = comparison(machine, condition);
  if (compared?.by) {
    const { numbers, by, isTrue } = compared;
    const cases = numbers.map((each) => (isTrue(each) ? yes : no));
    return choose(machine, indexIn(machine, numbers, by), cases);
  }
  const pairs = [machine.pure(true), machine.pure({ int: 0 }), machine.pure(false), machine.pure({ int: 1 })];
  return choose(machine, machine.pattern('swap', [...pairs, condition]), [yes, no]);
}

/** Which of the numbers a pattern has. */
function indexIn(machine: Machine, numbers: readonly number[], node: PatternNode): PatternNode {
  const pairs = numbers.flatMap((each, index) => [machine.pure(each), machine.pure({ int: index })]);
  return machine.pattern('swap', [...pairs, node]);
}
