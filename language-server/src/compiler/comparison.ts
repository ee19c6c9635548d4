// What is true or false by the number that one pattern has: `i < "<3 5>" && i /= 2`.

import { known, operatorOf } from './known.ts';
import type { Machine } from './machine.ts';
import type { PatternNode } from './nodes.ts';
import { possibleNumbers } from './possible.ts';

interface Comparison {
  /** Absent where it is the same at all times. */
  readonly by: PatternNode | undefined;
  /** Those that `by` can have. */
  readonly numbers: readonly number[];
  isTrue(number: number): boolean;
}

/** Of constants with a pattern of few numbers, joined by `&&`, `||` and `not`; undefined for anything else. */
export function comparison(machine: Machine, node: PatternNode): Comparison | undefined {
  const now = known(node);
  if (typeof now === 'boolean') return { by: undefined, numbers: [], isTrue: () => now };
  const { op, args } = node;
  const [left, right] = args;
  if (op === 'inv' && left) {
    const inner = comparison(machine, left);
    return inner && { ...inner, isTrue: (number) => !inner.isTrue(number) };
  }
  const operator = operatorOf(op);
  if (!operator || !left || !right) return undefined;
  if (op === 'and' || op === 'or') {
    const [x, y] = [comparison(machine, left), comparison(machine, right)];
    if (!x || !y || (x.by && y.by && x.by !== y.by)) return undefined;
    return { ...(x.by ? x : y), isTrue: (number) => operator(x.isTrue(number), y.isTrue(number)) === true };
  }
  const [a, b] = [known(left), known(right)];
  if (a === undefined && b === undefined) return undefined;
  const by = a === undefined ? left : right;
  const numbers = possibleNumbers(machine, by);
  return numbers && { by, numbers, isTrue: (number) => operator(a ?? number, b ?? number) === true };
}
