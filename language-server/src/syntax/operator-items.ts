// What a row of operands and operators is made of.

import type { Span } from './span.ts';
import type { Expression, Operator } from './tree.ts';

/** Prefix minus. */
export interface Minus extends Span {
  readonly kind: 'minus';
}

export type Item = Expression | Operator | Minus;
