// References, highlights and rename, all of them the occurrences of one symbol.

import type { Edit } from '../syntax/diagnostic.ts';
import type { Span } from '../syntax/span.ts';
import { keywords } from '../syntax/token.ts';
import type { Analysis } from './analysis.ts';
import { type Occurrence, occurrences, symbolAt } from './occurrences.ts';

export function referencesAt(analysis: Analysis, offset: number): Occurrence[] {
  const found = symbolAt(analysis, offset);
  return found ? occurrences(analysis, found.symbol) : [];
}

/** What a rename would change first: the name under the cursor; absent where nothing can be renamed. */
export function renamePlace(analysis: Analysis, offset: number): (Span & { readonly text: string }) | undefined {
  const found = symbolAt(analysis, offset);
  if (!found || !isRenamable(found.symbol)) return undefined;
  const { start, end } = found.at;
  return { start, end, text: analysis.text.slice(start, end) };
}

type RenameOutcome = { readonly edits: readonly Edit[] } | { readonly problem: string };

export function rename(analysis: Analysis, offset: number, to: string): RenameOutcome {
  const found = symbolAt(analysis, offset);
  if (!found || !isRenamable(found.symbol)) return { problem: 'Only what is defined here can be renamed.' };
  const { symbol } = found;
  const isBus = symbol.kind === 'global' && symbol.name.startsWith('~');
  const wanted = isBus && !to.startsWith('~') ? `~${to}` : to;
  const problem = problemWith(wanted, isBus);
  if (problem) return { problem };
  return { edits: occurrences(analysis, symbol).map(({ start, end }) => ({ start, end, text: wanted })) };
}

function isRenamable(symbol: NonNullable<ReturnType<typeof symbolAt>>['symbol']): boolean {
  if (symbol.kind === 'library') return false;
  return symbol.kind !== 'global' || !/^(d\d+|o\d+|out)$/.test(symbol.name);
}

function problemWith(name: string, isBus: boolean): string | undefined {
  if (isBus)
    return /^~[\p{L}_][\p{L}\d_']*$/u.test(name)
      ? undefined
      : `\`${name}\` is no name for a bus: it is \`~\` and a word.`;
  if (!/^[\p{L}_][\p{L}\d_']*$/u.test(name)) return `\`${name}\` is no name: a name is a word.`;
  return keywords.has(name) ? `\`${name}\` is a word of the language.` : undefined;
}
