// What is typed well and yet not meant: warnings and hints, looked for where there is no error.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import { rangeHints } from './control-ranges.ts';
import { coreDescendants } from './core-walk.ts';
import type { Library } from './environment.ts';
import { limitWarnings } from './number-limits.ts';
import type { TypedDefinition } from './statement.ts';
import { stillSound } from './still-sound.ts';
import { wordWarnings } from './unknown-words.ts';

export function warningsOf(definition: TypedDefinition, library: Library, text: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (definition.kind === 'track' || definition.kind === 'output') found.push(...stillSound(definition.core, library));
  const roots = [definition.core, ...(definition.transition ? [definition.transition] : [])];
  for (const root of roots) {
    for (const core of coreDescendants(root)) {
      found.push(...limitWarnings(core), ...rangeHints(core, library, text), ...wordWarnings(core));
    }
  }
  if (found.length === 0) return found;
  // What stands in two places of the tree, or is applied step by step, is told once.
  const told = new Set<string>();
  return found.filter(({ code, start }) => {
    const key = `${code} ${start}`;
    return !told.has(key) && told.add(key);
  });
}
