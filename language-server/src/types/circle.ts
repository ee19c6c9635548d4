// The way from a name through the definitions that need each other back to it.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Statement } from '../syntax/tree.ts';

/** The diagnostic of a circle, which stands at a name in the statement `at`; `position` says where each name is defined. */
export function withCircle(
  diagnostic: Diagnostic,
  statements: readonly Statement[],
  at: number,
  position: ReadonlyMap<string, number>,
): Diagnostic {
  const name = statements[at]?.text.slice(diagnostic.start, diagnostic.end) ?? '';
  const path = way(name, at, statements, position);
  if (path.length < 2) return diagnostic;
  return { ...diagnostic, help: `${[...path, name].map((each) => `\`${each}\``).join(' needs ')}.` };
}

/** The shortest row of names from `name` to one that is defined in the statement `to`. */
function way(
  name: string,
  to: number,
  statements: readonly Statement[],
  position: ReadonlyMap<string, number>,
): readonly string[] {
  const before = new Map<string, string | undefined>([[name, undefined]]);
  for (const each of before.keys()) {
    const at = position.get(each);
    const statement = at === undefined ? undefined : statements[at];
    if (!statement) continue;
    if (at === to) {
      const path: string[] = [];
      for (let step: string | undefined = each; step !== undefined; step = before.get(step)) path.unshift(step);
      return path;
    }
    for (const next of statement.mentions) if (position.has(next) && !before.has(next)) before.set(next, each);
  }
  return [];
}
