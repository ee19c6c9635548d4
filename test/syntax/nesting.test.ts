// Deep nesting gives one diagnostic at its place, and never a stack overflow.

import { describe, expect, it } from 'vitest';
import { parseMini } from '../../language-server/src/syntax/mini-parser.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { descendants } from '../../language-server/src/syntax/walk.ts';

const many = 10_000;

function codes(text: string): string[] {
  const { value, diagnostics } = parseFile(text);
  for (const { statement } of value.statements) expect([...descendants(statement)].length).toBeGreaterThan(0);
  return diagnostics.map(({ code }) => code);
}

describe('deep nesting', () => {
  it.each([
    ['brackets', `d1 $ ${'('.repeat(many)}x${')'.repeat(many)}`, ['tooDeep']],
    ['lists', `d1 $ ${'['.repeat(many)}${']'.repeat(many)}`, ['tooDeep']],
    ['a row of operators', `d1 $ ${'x + '.repeat(many)}x`, ['tooLong']],
    ['a row of compositions', `d1 $ ${'f . '.repeat(many)}x`, ['tooLong']],
    ['minus signs', `d1 $ ${'- '.repeat(many)}x`, ['tooLong']],
    ['lambdas', `d1 $ (${'\\x -> '.repeat(many)}x)`, ['tooDeep']],
    ['lets', `d1 $ (${'let x = 1 in '.repeat(many)}x)`, ['tooDeep']],
    ['types', `let f : ${'('.repeat(many)}A${')'.repeat(many)} = 1`, ['tooDeep']],
    ['comments', `d1 $ x ${'{-'.repeat(many)}${'-}'.repeat(many)}`, []],
    ['pattern brackets', `d1 $ s "${'['.repeat(many)}x${']'.repeat(many)}"`, ['miniTooDeep']],
    ['pattern brackets of all kinds', `d1 $ s "${'{<['.repeat(many)}x${']>}'.repeat(many)}"`, ['miniTooDeep']],
    ['pattern factors', `d1 $ s "bd${'*[2'.repeat(many)}${']'.repeat(many)}"`, ['miniTooDeep']],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('leaves what opens and never closes to one diagnostic for the depth', () => {
    const found = codes(`d1 $ ${'('.repeat(many)}`);
    expect(found.filter((code) => code === 'tooDeep')).toHaveLength(1);
    expect(found.length).toBeLessThan(150);
    expect(parseMini('['.repeat(many), 0, 'any').diagnostics.length).toBeLessThan(150);
  });

  it('keeps the next statement whole', () => {
    const { value } = parseFile(`d1 $ ${'('.repeat(many)}\nd2 $ sound "bd"`);
    expect(value.statements.map(({ statement }) => statement.diagnostics.length > 0)).toEqual([true, false]);
  });
});

// Each of these took seconds to minutes where a line, a word or a blank was looked through once for every token in it.
describe('long lines', () => {
  const length = 200_000;
  it.each([
    ['a word before an open quote', `d1 $ s ${'x'.repeat(length)} "`, ['unclosedString']],
    ['blanks in an open string', `d1 $ s "bd${' '.repeat(length)}x" # n "1`, ['unclosedString']],
    ['strings', `d1 $ s ${'"bd" '.repeat(length / 5)}`, []],
    ['wrong quotes', `d1 $ s ${'“bd” '.repeat(length / 5)}`, Array(5).fill('wrongQuotes')],
    ['comments of another language', '/* '.repeat(length / 3), ['foreignComment']],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});
