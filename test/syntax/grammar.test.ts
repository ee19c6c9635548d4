// The TextMate grammar: the scopes of every token of a few sources, as snapshots that a person can read.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import { settings, transitions } from '../../language-server/src/syntax/statement-names.ts';
import { unmarked } from './marked.ts';

const grammarFile = new URL('../../syntaxes/hocket.tmLanguage.json', import.meta.url);
let grammar: IGrammar | null = null;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), 'hocket.tmLanguage.json'),
  });
  grammar = await registry.loadGrammar('source.hocket');
});

/** Each line, and under it its tokens with their innermost scopes. */
function scopes(source: string): string {
  let stack = textmate.INITIAL;
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    const result = grammar?.tokenizeLine(line, stack);
    if (!result) continue;
    stack = result.ruleStack;
    lines.push(line);
    for (const { startIndex, endIndex, scopes: names } of result.tokens) {
      const text = line.slice(startIndex, endIndex);
      if (text.trim() !== '' && names.length > 1)
        lines.push(`  ${JSON.stringify(text)} ${names.slice(1).join(' ').replaceAll('.hocket', '')}`);
    }
  }
  return lines.join('\n');
}

describe('TextMate grammar', () => {
  it('gives every token of a well-formed file its scope', async () => {
    const source = unmarked(readFileSync(new URL('./fixtures/good.marked', import.meta.url), 'utf8'));
    await expect(scopes(source)).toMatchFileSnapshot('./snapshots/good.scopes');
  });

  it('ends an unclosed string at the next statement', () => {
    expect(scopes('d1 $ s "bd\nd2 $ x').split('\n').slice(-3)).toEqual([
      '  "d2" entity.name.section.track',
      '  "$" keyword.operator.application',
      '  "x" variable.other',
    ]);
  });

  it('knows the words that begin a statement', () => {
    for (const word of [...settings.keys()].filter((name) => name !== 'setcps'))
      expect(scopes(`${word}: 1`)).toContain(`"${word}" keyword.other.setting`);
    for (const word of transitions)
      expect(scopes(`${word} 1 d1 $ x`)).toContain(`"${word}" keyword.control.transition`);
  });
});
