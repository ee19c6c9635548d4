// The units that a numeral may carry.

import type { Unit } from './tree.ts';

/** Spelling in lower case to unit; spelling is not case-sensitive (`Hz`, `kHz`, `dB`). */
const spellings: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['hz', 'hz'],
  ['khz', 'khz'],
  ['ms', 'ms'],
  ['s', 's'],
  ['c', 'c'],
  ['db', 'db'],
  ['st', 'st'],
  ['bpm', 'bpm'],
  ['cps', 'cps'],
]);

export const unitNames: readonly string[] = [...spellings.keys()];

export function unitOf(spelling: string): Unit | undefined {
  return spellings.get(spelling) ?? spellings.get(spelling.toLowerCase());
}
