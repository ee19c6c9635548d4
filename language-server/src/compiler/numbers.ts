// Arithmetic on numbers that are known now: exact as long as that is possible.

import { add, fraction, multiply, negate, parseFraction, toNumber } from '../syntax/fraction.ts';
import type { Fraction } from '../syntax/mini-tree.ts';
import type { ArithmeticOperator } from '../types/core.ts';
import type { NumberValue } from './value.ts';

/** Beyond this an exact result is given up: the engine's rationals have 64 bits. */
const largest = 1n << 62n;

export function numberOf(value: number, digits?: string): NumberValue {
  const exact = digits === undefined ? exactly(value) : parseDigits(digits);
  return exact ? { kind: 'number', value, exact } : { kind: 'number', value };
}

function parseDigits(digits: string): Fraction | undefined {
  const exact = parseFraction(digits.replace(/^-/, ''));
  return exact && bounded(digits.startsWith('-') ? negate(exact) : exact);
}

/** A decimal as it is written; otherwise none. */
function exactly(value: number): Fraction | undefined {
  if (!Number.isFinite(value)) return undefined;
  return parseDigits(String(value));
}

function bounded(exact: Fraction): Fraction | undefined {
  const size = exact.numerator < 0n ? -exact.numerator : exact.numerator;
  return size < largest && exact.denominator < largest ? exact : undefined;
}

const ofFraction = (exact: Fraction): NumberValue => ({ kind: 'number', value: toNumber(exact), exact });

export function compute(operator: ArithmeticOperator, left: NumberValue, right: NumberValue): NumberValue {
  const exact = left.exact && right.exact && computeExactly(operator, left.exact, right.exact);
  if (exact) return ofFraction(exact);
  return { kind: 'number', value: computeFloat(operator, left.value, right.value) };
}

export function computeFloat(operator: ArithmeticOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a - b * Math.floor(a / b);
    case '**':
      return a ** b;
  }
}

function computeExactly(operator: ArithmeticOperator, a: Fraction, b: Fraction): Fraction | undefined {
  switch (operator) {
    case '+':
      return bounded(add(a, b));
    case '-':
      return bounded(add(a, negate(b)));
    case '*':
      return bounded(multiply(a, b));
    case '/':
      return b.numerator === 0n
        ? undefined
        : bounded(fraction(a.numerator * b.denominator, a.denominator * b.numerator));
    default:
      return undefined;
  }
}
