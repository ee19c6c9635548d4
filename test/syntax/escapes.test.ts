// Escapes in strings, as Haskell has them: what they stand for, and that places stay true.
import { expect, test } from 'vitest';
import { unescaped } from '../../language-server/src/syntax/escapes.ts';
import { parseMini } from '../../language-server/src/syntax/mini-parser.ts';

test.each([
  ['bd sn', 'bd sn'],
  ['bd\\nsn\\thh', 'bd\nsn\thh'],
  ['\\233\\&1', 'é1'],
  ['caf\\xe9', 'café'],
  ['bd\\   \\sn', 'bdsn'],
  ['a\\\\b', 'a\\b'],
  ['a\\qb', 'a\\qb'],
])('%s stands for %j', (source, text) => {
  expect(unescaped(source).text).toBe(text);
});

test('atoms behind an escape keep their places', () => {
  const source = 'bd\\160\\&sn*2';
  const { root } = parseMini(source, 10, 'string').value;
  const steps = root.kind === 'sequence' ? root.steps : [];
  const places = steps.map(({ start, end }) => source.slice(start - 10, end - 10));
  expect(places).toEqual(['bd', 'sn*2']);
});
