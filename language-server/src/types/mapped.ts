// Patterns of patterns and of lists: what joins take, and `fmap` makes where such a thing is expected. No event carries one; the
// compiler keeps what each value stands for beside the pattern.

import type { Entry, Library } from './environment.ts';
import { argument, match, type Type } from './type.ts';
import { unify } from './unify.ts';

export function isMapped(type: Type | undefined): boolean {
  const element = type && match(type, 'Pattern');
  const inner = element && argument(element, 0);
  return inner !== undefined && (match(inner, 'Pattern') !== undefined || match(inner, '[]') !== undefined);
}

export const isFmap = (entry: Entry): boolean => entry.kind === 'prelude' && entry.name === 'fmap';

/** What `fmap` and `<$>` are applied to, and where. */
export interface Mapping {
  /** How many arguments there are. */
  readonly count: number;
  readonly expected: Type | undefined;
  /** The type of the pattern. */
  readonly of: Type | undefined;
  /** What is applied to it gives lists. */
  readonly isOfLists: boolean;
}

/** `fmap` and `<$>`: what they are there. */
export function fmapFor(library: Library, entry: Entry, { count, expected, of, isOfLists }: Mapping): Entry {
  if (!isFmap(entry)) return entry;
  if (isMapped(of)) return library.find('remapped')[0] ?? entry;
  if (isOfLists) return library.find('mapped')[0] ?? entry;
  let result = expected;
  for (let missing = 2 - count; missing > 0 && result; missing -= 1) {
    const step: ReturnType<typeof match> = match(result, '->');
    result = step && argument(step, 1);
  }
  const mapped = isMapped(result) ? library.find('mapped')[0] : undefined;
  return mapped ?? entry;
}

/** What is applied gives a pattern of anything: where one of patterns is expected, so do its arguments. */
export function expectMapped(result: Type, expected: Type | undefined): void {
  const element = match(result, 'Pattern');
  if (expected && element && isMapped(expected)) unify(element, expected);
}
