// The pages of the reference are those that the library makes: regenerating them gives the same bytes.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { pageOf } from '../../language-server/src/reference/pages.ts';
import { reference } from '../../language-server/src/reference/reference.ts';
import { loadAddon } from '../../native/addon/load.ts';
import { generate } from '../../scripts/reference/generate.ts';
import { recipes } from '../../scripts/reference/node-recipes.ts';
import { library } from '../compiler/library.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/reference');
const all = reference(library);

let made: ReadonlyMap<string, string>;
beforeAll(async () => {
  made = await generate(library, loadAddon(join(root, 'dist/hocket.node')));
}, 120_000);

const there = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)));

const advice = '`npm run docs` makes docs/reference anew from the library; commit what it changes. Out of date';

test('docs/reference is up to date', () => {
  const files = new Set(there());
  const stale = [...made].filter(
    ([name, contents]) => !files.has(name) || readFileSync(join(folder, name), 'utf8') !== contents,
  );
  const old = [...files].filter((name) => !made.has(name));
  const names = [...stale.map(([name]) => name), ...old];
  expect(names.length === 0 ? '' : `${advice}: ${names.slice(0, 20).join(', ')}`).toBe('');
});

test('every article is on a page', () => {
  expect(all.filter((article) => !pageOf(article)).map(({ name, category }) => `${name}: ${category}`)).toEqual([]);
});

test('every node has a picture, and every function whose example plays', () => {
  const nodes = all.filter(({ kind }) => kind === 'node').map(({ name }) => name);
  expect(nodes.filter((name) => !recipes.has(name))).toEqual([]);
  expect([...recipes.keys()].filter((name) => !nodes.includes(name))).toEqual([]);
  const bare = all.filter(({ picture }) => picture !== undefined && !made.has(`pictures/${picture}.svg`));
  expect(bare.map(({ name }) => name)).toEqual(['>>', 'silence', 'silent']);
});

test('a picture is of one article and what shares its effect, and small', () => {
  const owners = all.filter(({ kind, picture }) => kind !== 'control' && picture !== undefined);
  const pictures = owners.map(({ picture }) => picture);
  expect(pictures.filter((picture, index) => pictures.indexOf(picture) !== index)).toEqual([]);
  const sizes = [...made.values()].map((contents) => Buffer.byteLength(contents));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_200_000);
});

test('links lead somewhere', () => {
  const wrong = [...made]
    .filter(([name]) => name.endsWith('.md'))
    .flatMap(([name, contents]) =>
      [...contents.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
        const [file, anchor] = target.split('#');
        const text = made.get(file === '' || file === undefined ? name : file);
        if (text === undefined) return [`${name}: ${target}`];
        return anchor === undefined || text.includes(`id="${anchor}"`) ? [] : [`${name}: ${target}`];
      }),
    );
  expect(wrong).toEqual([]);
});
