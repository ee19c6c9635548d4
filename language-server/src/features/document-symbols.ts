// The outline of a file: what each statement defines.

import type { Span } from '../syntax/span.ts';
import type { Analysis } from './analysis.ts';

export interface DocumentSymbol extends Span {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'track' | 'output' | 'bus' | 'function' | 'synth' | 'setting';
  /** The name's own place. */
  readonly selection: Span;
}

export function documentSymbols({ file }: Analysis): DocumentSymbol[] {
  return file.statements.flatMap(({ start, end, statement }): DocumentSymbol[] => {
    const detail = firstLine(statement.text);
    const symbol = (kind: DocumentSymbol['kind'], name: { readonly text: string } & Span): DocumentSymbol[] =>
      name.text === ''
        ? []
        : [
            {
              kind,
              name: name.text,
              detail,
              start,
              end,
              selection: { start: start + name.start, end: start + name.end },
            },
          ];
    switch (statement.kind) {
      case 'track':
      case 'output':
      case 'bus':
      case 'synth':
      case 'setting':
        return symbol(statement.kind, statement.name);
      case 'let':
        return statement.bindings.flatMap((binding) => symbol('function', binding.name));
      default:
        return [];
    }
  });
}

const longest = 60;

function firstLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > longest ? `${line.slice(0, longest - 3)}...` : line;
}
