// Tokens of a statement.

import type { Span } from './span.ts';
import type { Unit } from './tree.ts';

export type TokenKind =
  | 'number'
  | 'string'
  | 'name'
  | 'keyword'
  | 'bus'
  | 'operator'
  /** `=`, `->`, `=>`, `::`, `:`, `..`, `\`, `,`, `;`, `` ` ``, `@`, `|` */
  | 'punctuation'
  | 'open'
  | 'close'
  /** Stands for something that could not be read; the diagnostic has been given. */
  | 'hole'
  | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written; of a string what stands between the quotes; of an unknown operator the one it is read as. */
  readonly text: string;
  /** UTF-16 units since the line's start. */
  readonly column: number;
  /** The first token on its line. */
  readonly first: boolean;
  readonly number: NumberToken | undefined;
}

export interface NumberToken {
  readonly value: number;
  readonly digits: string;
  readonly unit: Unit | undefined;
}

export const keywords: ReadonlySet<string> = new Set(['let', 'in', 'where', 'if', 'then', 'else', 'do', 'case', 'of']);

export const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
export const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
