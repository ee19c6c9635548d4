// Go to definition: in the file, in another file of the session, or in the prelude.

import type { Session } from '../compiler/session.ts';
import type { Span } from '../syntax/span.ts';
import type { Analysis } from './analysis.ts';
import { occurrences, symbolAt } from './occurrences.ts';

/** `uri` is absent for the prelude, whose offsets are its own. */
export type Place = Span & ({ readonly in: 'file'; readonly uri: string } | { readonly in: 'prelude' });

export function definitionAt(analysis: Analysis, session: Session, offset: number): Place[] {
  const found = symbolAt(analysis, offset);
  if (!found) return [];
  const { symbol } = found;
  if (symbol.kind === 'library') {
    const { entry } = symbol;
    return entry.kind === 'prelude' ? [{ in: 'prelude', start: entry.start, end: entry.end }] : [];
  }
  const here = occurrences(analysis, symbol).filter(({ isDefinition }) => isDefinition);
  if (here.length > 0) return here.map(({ start, end }) => ({ in: 'file', uri: analysis.uri, start, end }));
  return symbol.kind === 'local' ? [] : elsewhere(session, symbol.name);
}

/** Where another file defines it, as of its last evaluation. */
function elsewhere(session: Session, name: string): Place[] {
  const definition = session.definitions.get(name);
  const file = definition && session.files.get(definition.uri);
  const placed = file?.statements.find(({ statement }) => statement === definition?.statement);
  if (!definition || !placed) return [];
  const { start, end } = definition.typed;
  return [{ in: 'file', uri: definition.uri, start: placed.start + start, end: placed.start + end }];
}
