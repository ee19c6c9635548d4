// What `hocket query` takes for a pattern, and of which type.
import { expect, test } from 'vitest';
import { elementTypes } from '../../cli/commands/query.ts';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { library } from '../compiler/library.ts';

const typeOf = (text: string): string => {
  const compiled = compileExpression(library, text);
  return 'type' in compiled ? compiled.type : compiled.diagnostics.map(({ message }) => message).join(' ');
};

test.each([
  ['sound "bd sn" # n 3', 'Controls'],
  ['"bd(3,8) hh*2"', 'String'],
  ['"1 2 <3 4>"', 'Number'],
  ['every 2 (fast 2) "0 .. 3"', 'Number'],
  ['fast 2 sine', 'Number'],
  ['"1 2" ~> "bd"', 'String'],
  ['"1 2" > "0 3"', 'Bool'],
])('%s is a pattern of %s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});

test('a pattern of every type can be asked for', () => {
  for (const type of elementTypes.values())
    expect(compileExpression(library, type === 'Controls' ? 'n "1"' : '"1"', type)).toHaveProperty('patterns');
});

test.each([
  ['"bd [sn"', 4, 5],
  ['soudn "bd"', 0, 5],
  ['fast 2 rev "bd"', 7, 10],
  ['"bd"\n  # x 3', 9, 10],
])('%j has one error, at its place in the expression', (text, start, end) => {
  const compiled = compileExpression(library, text);
  expect(compiled).toMatchObject({ diagnostics: [{ start, end }] });
});

test('a signal is nothing before it sounds', () => {
  for (const text of ['segment 4 (sine 1hz)', 'sine 3hz'])
    expect(typeOf(text)).toMatch(/has a value only while it sounds/);
});

test('a value that is no pattern is refused', () => {
  expect(typeOf('rev')).toMatch(/^Expected a pattern: voices, found a function/);
});
