// What the parser says about wrong programs: the fixtures are the programs with the diagnostics marked under their lines.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../language-server/src/syntax/diagnostic.ts';
import { syntaxCodes } from '../../language-server/src/syntax/messages.ts';
import { parseMini } from '../../language-server/src/syntax/mini-parser.ts';
import type { AtomKind } from '../../language-server/src/syntax/mini-tree.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { applyEdits, marked, stored, unmarked } from './marked.ts';

const folder = new URL('./fixtures/', import.meta.url);
const programs = readdirSync(folder).filter((name) => name.endsWith('.marked') && name !== 'atoms.marked');

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

describe('syntax diagnostics', () => {
  it.each(programs)('%s', (name) => {
    const source = unmarked(read(name));
    const actual = marked(source, parseFile(source).diagnostics);
    expect(actual).toBe(stored(new URL(name, folder), actual));
  });

  it('atoms.marked', () => {
    const source = unmarked(read('atoms.marked'));
    const actual = marked(source, typedDiagnostics(source));
    expect(actual).toBe(stored(new URL('atoms.marked', folder), actual));
  });

  it('shows every code that there is', () => {
    const all = [...programs, 'atoms.marked'].map(read).join('\n');
    const unshown = syntaxCodes.filter((code) => !new RegExp(`\\^ (error|warning) ${code}:`).test(all));
    // These take thousands of characters: see nesting.test.ts.
    expect(unshown.sort()).toEqual(['miniTooDeep', 'tooDeep', 'tooLong']);
  });

  it('offers fixes that mend what they are offered for', () => {
    for (const source of programs.map((name) => unmarked(read(name)))) {
      const { diagnostics } = parseFile(source);
      for (const { code, fixes, message } of diagnostics) {
        const [fix] = fixes ?? [];
        if (fix === undefined) continue;
        const count = (all: readonly Diagnostic[]): number => all.filter((other) => other.code === code).length;
        const after = parseFile(applyEdits(source, fix.edits)).diagnostics;
        expect(count(after), `${message} ${JSON.stringify(fix)}`).toBeLessThan(count(diagnostics));
      }
    }
  });
});

/** Each line is `kind: "pattern"`. */
function typedDiagnostics(source: string): Diagnostic[] {
  return [...source.matchAll(/^(\w+): "(.*)"$/gm)].flatMap((match) => {
    const [, kind = '', text = ''] = match;
    return [...parseMini(text, match.index + kind.length + 3, kind as AtomKind).diagnostics];
  });
}
