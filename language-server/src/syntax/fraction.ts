// Exact fractions: what times and weights in mini-notation are.

import type { Fraction } from './mini-tree.ts';

export function fraction(numerator: bigint, denominator: bigint = 1n): Fraction {
  if (denominator === 1n) return { numerator, denominator };
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return divisor === 0n
    ? { numerator: 0n, denominator: 1n }
    : { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

export const one: Fraction = { numerator: 1n, denominator: 1n };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function negate(a: Fraction): Fraction {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function toNumber(a: Fraction): number {
  return Number(a.numerator) / Number(a.denominator);
}

/** `n/d`, the form that times have in a plan. */
export function fractionText(a: Fraction): string {
  return `${a.numerator}/${a.denominator}`;
}

/** Beyond this a decimal exponent is refused: nobody means it, and its digits would fill the memory. */
const largestExponent = 400;

/** Numerals come again and again: a piece has few different ones. */
const known = new Map<string, Fraction | undefined>();
const mostKnown = 4096;

/** The exact value of a decimal or hexadecimal numeral without sign, or of `n/d`; absent when it is none. */
export function parseFraction(digits: string): Fraction | undefined {
  let value = known.get(digits);
  if (value === undefined) {
    value = parse(digits);
    if (known.size >= mostKnown) known.clear();
    known.set(digits, value);
  }
  return value;
}

function parse(digits: string): Fraction | undefined {
  if (/^\d+$/.test(digits)) return fraction(BigInt(digits));
  if (/^0[xo][0-9a-f]+$/i.test(digits)) return fraction(BigInt(digits));
  const ratio = /^(\d+)\/(\d+)$/.exec(digits);
  if (ratio) return Number(ratio[2]) === 0 ? undefined : fraction(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 1));
  const match = /^(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(digits);
  if (!match) return undefined;
  const [, whole = '', part = '', exponentText = '0'] = match;
  const exponent = Number(exponentText) - part.length;
  if (Math.abs(exponent) > largestExponent || `${whole}${part}` === '') return undefined;
  const value = BigInt(`${whole}${part}`);
  return exponent < 0 ? fraction(value, 10n ** BigInt(-exponent)) : fraction(value * 10n ** BigInt(exponent));
}
