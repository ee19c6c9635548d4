// The pages as Markdown: the articles of the reference, each with its picture.

import type { Article } from '../../language-server/src/reference/article.ts';
import { type Page, pageOf, pages } from '../../language-server/src/reference/pages.ts';
import type { ParameterArticle } from '../../language-server/src/reference/parameters.ts';
import { markdown, rangeText } from '../../language-server/src/reference/render.ts';
import { slug } from '../../language-server/src/reference/slug.ts';

/** File names in `docs/reference` to contents; `pictures` has the names of those that there are. */
export function pageFiles(all: readonly Article[], pictures: ReadonlySet<string>): ReadonlyMap<string, string> {
  const files = new Map([['README.md', overview(all)]]);
  for (const page of pages) {
    const articles = all.filter((article) => pageOf(article) === page);
    files.set(`${page.file}.md`, pageText(page, articles, pictures));
  }
  return files;
}

const notice = '<!-- Made by `npm run docs`: do not edit. -->';

function overview(all: readonly Article[]): string {
  const sections = pages.map((page) => {
    const names = [...new Set(all.filter((article) => pageOf(article) === page).map(({ name }) => name))];
    const links = names.map((name) => `[${codeText(name)}](${page.file}.md#${slug(name)})`).join(' ');
    return `## [${page.title}](${page.file}.md)\n\n${page.about}\n\n${links}`;
  });
  const about =
    'Everything that has a name, with type, units, ranges and an example, and a picture of what it does. Hover in the editor and `hocket docs NAME` say the same.';
  return [notice, '# Reference', about, ...sections, ''].join('\n\n').trimEnd().concat('\n');
}

function pageText(page: Page, articles: readonly Article[], pictures: ReadonlySet<string>): string {
  const body =
    page.file === 'controls'
      ? controls(articles, pictures)
      : page.file === 'drums'
        ? [sounds(articles), ...articles.filter(({ kind }) => kind !== 'sound').map((each) => section(each, pictures))]
        : articles.map((each) => section(each, pictures));
  return [notice, `# ${page.title}`, `${page.about} [All pages](README.md)`, ...body].join('\n\n').concat('\n');
}

function section(article: Article, pictures: ReadonlySet<string>): string {
  const { name, picture } = article;
  const heading = `## <a id="${slug(name)}"></a>${codeText(name)}`;
  const image =
    picture !== undefined && pictures.has(picture) ? [`![${altText(article)}](pictures/${picture}.svg)`] : [];
  return [heading, markdown(article), ...image].join('\n\n');
}

const altText = ({ name, example }: Article): string => `what ${name} does: ${example}`.replace(/[[\]\\]/g, '\\$&');

/** Code in Markdown, also with a backtick or a bar in it. */
const codeText = (code: string): string => `\`${code}\``;
const cell = (text: string): string => text.replace(/\|/g, '\\|');

function sounds(articles: readonly Article[]): string {
  const rows = articles
    .filter(({ kind }) => kind === 'sound')
    .map(({ name, doc }) => `| <a id="${slug(name)}"></a>\`${name}\` | ${doc} |`);
  return ['| sound | is |', '| --- | --- |', ...rows].join('\n');
}

/** A table of all, by category; in full those that something built in reads. */
function controls(articles: readonly Article[], pictures: ReadonlySet<string>): readonly string[] {
  const categories = [...new Set(articles.map(({ category }) => category))].sort();
  const tables = categories.map((category) => {
    const rows = articles.filter((each) => each.category === category).map(controlRow);
    const head = ['| control | also | type | range | when not given | is |', '| --- | --- | --- | --- | --- | --- |'];
    return [`## ${category}`, [...head, ...rows].join('\n')].join('\n\n');
  });
  return [...tables, ...articles.filter(({ picture }) => picture !== undefined).map((each) => section(each, pictures))];
}

function controlRow({ name, aliases, doc, parameters, picture }: Article): string {
  const own = parameters.find((each) => each.name === name) ?? parameters[0];
  const isBelow = picture !== undefined;
  const anchor = isBelow ? `[\`${name}\`](#${slug(name)})` : `<a id="${slug(name)}"></a>\`${name}\``;
  const others = aliases.map((each) => `\`${each}\``).join(' ');
  return `| ${[anchor, others, ...(own ? parameterCells(own) : ['', '', '']), cell(doc)].join(' | ')} |`;
}

const parameterCells = ({ type, unit, min, max, default: initial }: ParameterArticle): readonly string[] => [
  `\`${type}\``,
  [rangeText(min, max), unit].filter((each) => each !== '').join(' '),
  initial === undefined ? '' : String(initial),
];
