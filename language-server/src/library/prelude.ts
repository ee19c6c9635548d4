// The prelude: definitions in Hocket itself. Each is parsed and checked when it is first asked for: a piece uses a few of them.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import { parseFile } from '../syntax/parse-file.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import { splitFile } from '../syntax/split.ts';
import type { Globals } from '../types/context.ts';
import { emptySession, type Library, type PreludeEntry } from '../types/environment.ts';
import { checkFile } from '../types/file.ts';
import { checkStatement, type TypedDefinition } from '../types/statement.ts';

/** Operators that are functions of the prelude. */
const operators: ReadonlyMap<string, string> = new Map([
  ['fmap', '<$>'],
  ['overlay', '<>'],
  ['pow', '^'],
]);

/** Every statement is `let NAME ...`; it may use the natives and the other definitions. */
export function preludeEntries(text: string, native: Library): readonly PreludeEntry[] {
  const byName = new Map<string, PreludeEntry>();
  const globals: Globals = {
    definition: (name) => byName.get(name)?.scheme,
    bus: () => undefined,
    isParameter: () => false,
    names: () => byName.keys(),
  };
  const headings = [...text.matchAll(/^-- # (\S+)$/gm)];
  for (const { start, end } of splitFile(text).statements) {
    const source = text.slice(start, end);
    const [head = '', name] = /^let\s+([^\s=]+)/.exec(source) ?? [];
    if (name === undefined) continue;
    const definition = once(name, () => checkStatement(parseStatement(source), native, globals).definitions[0]);
    const operator = operators.get(name);
    byName.set(name, {
      kind: 'prelude',
      name,
      aliases: operator === undefined ? [] : [operator],
      ...docAbove(text, start),
      category: headings.findLast(({ index }) => index < start)?.[1] ?? '',
      get scheme() {
        return definition().scheme;
      },
      get value() {
        return definition().core;
      },
      start: start + head.length - name.length,
      end: start + head.length,
    });
  }
  return [...byName.values()];
}

/** What is wrong with the prelude as a file. */
export function preludeDiagnostics(text: string, native: Library): readonly Diagnostic[] {
  return checkFile(parseFile(text).value, native, emptySession).diagnostics;
}

/** Computed at the first call; one that needs itself cannot be. */
function once(name: string, compute: () => TypedDefinition | undefined): () => TypedDefinition {
  let state: TypedDefinition | 'unknown' | 'begun' = 'unknown';
  return () => {
    if (state === 'unknown') {
      state = 'begun';
      state = compute() ?? 'begun';
    }
    if (state === 'begun') throw new Error(`the prelude does not define \`${name}\`, or only by itself`);
    return state;
  };
}

/** The comment right above a definition; a line `> code` in it is the example. */
function docAbove(text: string, at: number): { readonly doc: string; readonly example: string | undefined } {
  const doc: string[] = [];
  let example: string | undefined;
  for (let end = at - 1; end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (!line.startsWith('--')) break;
    const content = line.replace(/^--\s?/, '');
    if (content.startsWith('> ')) example = content.slice(2);
    else doc.unshift(content);
    end = start - 1;
  }
  return { doc: doc.join(' ').trim(), example };
}
