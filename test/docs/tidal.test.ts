// "From TidalCycles" says what is there and what is not: so it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOperator } from '../../language-server/src/syntax/operators.ts';
import { library } from '../compiler/library.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/tidal.md'), 'utf8');

const isThere = (name: string): boolean => library.find(name).length > 0 || isOperator(name);

test('what of the Haskell prelude is said to be there is there', () => {
  const [, list = ''] = /Of the prelude: `([^`]+)`/.exec(page) ?? [];
  const names = list.split(/\s+/);
  expect(names.length).toBeGreaterThan(70);
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

test('functions of 1.9 and of Strudel that are named are there', () => {
  const lines = /^- From Tidal 1\.9.*?(?=^- Binding)/ms.exec(page)?.[0] ?? '';
  const names = [...lines.matchAll(/`([a-z]\w+)`/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(12);
  expect(names.filter((name) => !isThere(name))).toEqual([]);
});

test('what is said not to be there is not there', () => {
  const table = page.slice(page.indexOf('## Not there, and why'));
  const names = [...table.matchAll(/^\| (.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Za-z]\w+)`/g)])
    .map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter(isThere)).toEqual([]);
});
