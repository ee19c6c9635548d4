// An argument of a call, inferred already or not yet.

import type { Argument, Expression, NamedArgument, Span } from '../syntax/tree.ts';
import type { Typed } from './context.ts';

/** An argument: not yet inferred, or already (the operand of an operator, the right side of `$`). */
export type Given = { readonly expression: Expression } | { readonly typed: Typed } | { readonly named: NamedArgument };

export const given = (argument: Argument): Given =>
  argument.kind === 'namedArgument' ? { named: argument } : { expression: argument };

export function placeOf(each: Given): Span {
  if ('typed' in each) return each.typed.core;
  return 'named' in each ? each.named : each.expression;
}
