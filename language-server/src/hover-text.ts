// What a hover shows of the reference beside the text: the picture, and the way to the page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hover } from './features/hover.ts';
import { openReferenceCommand } from './protocol.ts';
import type { Article } from './reference/article.ts';
import { pageOf } from './reference/pages.ts';
import { slug } from './reference/slug.ts';

/** SVG by name; undefined where there is none. */
export type Pictures = (name: string) => string | undefined;

export function picturesIn(folder: string): Pictures {
  return (name) => {
    try {
      return readFileSync(join(folder, `${name}.svg`), 'utf8');
    } catch {
      return undefined;
    }
  };
}

/** Markdown. */
export function hoverText({ text, article }: Hover, pictures: Pictures): string {
  if (!article) return text;
  const svg = article.picture === undefined ? undefined : pictures(article.picture);
  const image = svg === undefined ? '' : `![](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
  return [text, image, linkOf(article)].filter((part) => part !== '').join('\n\n');
}

function linkOf(article: Article): string {
  const page = pageOf(article);
  if (!page) return '';
  const place = encodeURIComponent(JSON.stringify([page.file, slug(article.name)]));
  return `[Reference: ${page.title}](command:${openReferenceCommand}?${place})`;
}
