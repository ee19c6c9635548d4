// Every block of Hocket in the documentation is right: what a reader copies must sound.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import { library } from '../compiler/library.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)];

const blocks = pages
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/^```hocket\n(.*?)^```/gms)].map(([, code]) => ({ page, code: code ?? '' }));
  });

it('there is code in the documentation', () => {
  expect(blocks.length).toBeGreaterThan(5);
});

it.each(blocks)('$page: $code', ({ page, code }) => {
  const what = { kind: 'file' } as const;
  const { diagnostics, failed } = evaluate(createSession(library), { uri: `file:///${page}`, text: code, what });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  expect(failed).toEqual([]);
});
