// The whole reference: an article for everything that has a name.

import type { Entry, Library } from '../types/environment.ts';
import { type Article, articleOf } from './article.ts';
import { notationArticles } from './notation.ts';
import { operatorArticles } from './operators.ts';
import { statementArticles } from './statements.ts';

/** In the order of names. A name may have several articles: a pattern and a node, say. */
export function reference(library: Library): readonly Article[] {
  const entries = entriesOf(library).map((entry) => articleOf(entry, library));
  const all = [
    ...entries.filter(({ kind }) => kind !== 'operator'),
    ...operatorArticles(library),
    ...soundArticles(library),
    ...statementArticles,
    ...notationArticles,
  ];
  return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

export const articlesOf = (name: string, all: readonly Article[]): readonly Article[] =>
  all.filter((article) => article.name === name || article.aliases.includes(name));

/** Those that can be named, and the nodes behind controls; what the prelude refines is not told twice. */
function entriesOf(library: Library): readonly Entry[] {
  const reached = library.entries.filter(
    ({ name }) => !name.includes('.') || library.find(name)[0]?.kind !== 'control',
  );
  const first = reached.filter((entry) => library.find(entry.name).includes(entry));
  const behind = first.flatMap((entry) => (entry.kind === 'control' && entry.effect ? [entry.effect.node] : []));
  return [...new Set([...first, ...behind])];
}

function soundArticles({ instruments }: Library): readonly Article[] {
  return instruments.map(({ name, doc }) => ({
    name,
    aliases: [],
    kind: 'sound',
    category: 'sounds',
    type: 'String',
    doc,
    parameters: [],
    example: `s "${name}*2"`,
    picture: undefined,
  }));
}
