// What a hover shows beside the text: the picture of the article, and the way to its page.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hoverAt } from '../../language-server/src/features/hover.ts';
import { hoverText, picturesIn } from '../../language-server/src/hover-text.ts';
import { reference } from '../../language-server/src/reference/reference.ts';
import { markdown } from '../../language-server/src/reference/render.ts';
import { library } from '../compiler/library.ts';
import { atCursor } from './cursor.ts';

const pictures = picturesIn(join(import.meta.dirname, '../../docs/reference/pictures'));

test('a hover on a name has its picture and a link', () => {
  const { analysis, offset } = atCursor('d1 $ fa|0st 2 $ sound "bd"');
  const hover = hoverAt(analysis, offset);
  const text = hover ? hoverText(hover, pictures) : '';
  expect(text).toMatch(/^```hocket\nfast : /);
  expect(text).toMatch(/!\[\]\(data:image\/svg\+xml;base64,[\w+/=]+\)/);
  expect(text).toContain('[Reference: Time](command:hocket.openReference?%5B%22time%22%2C%22fast%22%5D)');
});

test('what is no name of the library has neither', () => {
  const { analysis, offset } = atCursor('let f x = x\nd1 $ |0f $ sound "bd"');
  const hover = hoverAt(analysis, offset);
  expect(hover && hoverText(hover, pictures)).toBe(hover?.text);
});

test('no hover is larger than the editor shows', () => {
  const sizes = reference(library).map((article) => {
    const text = hoverText({ start: 0, end: 0, text: markdown(article), article }, pictures);
    return { name: article.name, size: text.length };
  });
  expect(sizes.filter(({ size }) => size > 30_000)).toEqual([]);
});
