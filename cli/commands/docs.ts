// `hocket docs`: the language reference on the terminal.
import type { Article } from '../../language-server/src/reference/article.ts';
import { pageOf, pages } from '../../language-server/src/reference/pages.ts';
import { articlesOf, reference } from '../../language-server/src/reference/reference.ts';
import { markdown, plainText } from '../../language-server/src/reference/render.ts';
import { nearest } from '../../language-server/src/syntax/near.ts';
import type { Command } from '../command.ts';
import { UserError } from '../failure.ts';
import { library } from '../source.ts';

export const docs: Command = {
  name: 'docs',
  summary: 'Explain a name of the language, or list all',
  operands: '[NAME]',
  words: [0, 1],
  options: [{ name: 'json', doc: 'as a JSON array of {name, aliases, kind, type, doc, parameters, example}' }],
  async run({ words, flag }) {
    const [name] = words;
    const all = reference(library());
    const found = name === undefined ? all : articlesOf(name, all);
    if (name !== undefined && found.length === 0) throw new UserError(unknown(name, all));
    if (flag('json')) console.log(JSON.stringify(found.map(entry), undefined, 2));
    else if (name === undefined) console.log(overview(all));
    else console.log(found.map((article) => `${article.kind}\n\n${plainText(markdown(article, name))}`).join('\n\n'));
    return 0;
  },
};

function unknown(name: string, all: readonly Article[]): string {
  const names = new Set(all.flatMap((article) => [article.name, ...article.aliases]));
  const [first, ...others] = nearest(name, names).map((each) => `\`${each}\``);
  const hint = first === undefined ? '' : `. Did you mean ${[first, ...others].join(' or ')}?`;
  return `nothing is called \`${name}\`${hint}`;
}

function entry({ name, aliases, kind, type, doc, parameters, example }: Article) {
  const plain = parameters.map(({ named, aliases: others, ...each }) => ({ ...each, aliases: others }));
  return { name, aliases, kind, type, doc, parameters: plain, example };
}

/** By page, a line each. */
function overview(all: readonly Article[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  const line = ({ name, doc }: Article) => `  ${name.padEnd(width)}  ${firstSentence(doc)}`;
  return pages
    .map((page) => [page.title, ...all.filter((article) => pageOf(article) === page).map(line)].join('\n'))
    .join('\n\n');
}

const firstSentence = (doc: string): string => /^.*?[.!?](?= |$)/.exec(doc)?.[0] ?? doc;
