// Tidal's random numbers, for what is chosen before anything sounds.

import { add, fraction, parseFraction } from '../syntax/fraction.ts';
import type { Fraction } from '../syntax/mini-tree.ts';
import type { NumberValue } from './value.ts';

/** `timeToRand`: from 0 to 1, of a time in cycles. */
function randomAt({ numerator, denominator }: Fraction): number {
  const period = 300n * denominator;
  // The part of the three hundred cycles that has passed, towards zero, in 29 bits.
  const seed = BigInt.asIntN(64, ((numerator % period) * 536_870_912n) / period);
  const a = BigInt.asIntN(64, (seed << 13n) ^ seed);
  const b = BigInt.asIntN(64, (a >> 17n) ^ a);
  const c = BigInt.asIntN(64, (b << 5n) ^ b);
  const rest = c % 536_870_912n;
  return Number(rest < 0n ? rest + 536_870_912n : rest) / 536_870_912;
}

/**
 * `runMarkov`: n states from the first on, chosen by the weights in the row of each state before. Undefined where a row is
 * missing, or has no weight.
 */
export function markovChain(
  n: number,
  weights: readonly (readonly number[])[],
  first: number,
  { value, exact }: NumberValue,
): readonly number[] | undefined {
  const start = exact ?? parseFraction(String(value));
  if (!start) return undefined;
  const states = [first];
  while (states.length < n) {
    const row = weights[states.at(-1) ?? 0] ?? [];
    const total = row.reduce((sum, each) => sum + each, 0);
    const chance = randomAt(add(start, fraction(BigInt(states.length), BigInt(n))));
    let sum = 0;
    const next = row.findIndex((each) => {
      sum += each / total;
      return chance <= sum;
    });
    if (next < 0) return undefined;
    states.push(next);
  }
  return states;
}
