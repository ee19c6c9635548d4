// `sound [bd, sn]`: names in brackets where a string of them belongs.

import type { Expression } from '../syntax/tree.ts';
import type { Context } from './context.ts';
import type { Details } from './messages.ts';
import { describeType } from './print.ts';
import { resolveName } from './resolve.ts';
import { argument, match, type Type } from './type.ts';

interface Unquoted {
  /** What is expected, and what was found. */
  readonly parts: readonly [string, string];
  readonly details: Details;
}

export function withoutQuotes(c: Context, expression: Expression, expected: Type): Unquoted | undefined {
  const element = match(expected, 'Pattern');
  if (!element || !match(argument(element, 0), 'String')) return undefined;
  if (expression.kind !== 'list' && expression.kind !== 'tuple') return undefined;
  const { start, end, elements } = expression;
  const isUnknown = (each: Expression) => each.kind === 'name' && !resolveName(c, each.text);
  if (!elements.some(isUnknown) || !elements.every(({ kind }) => kind === 'name' || kind === 'string'))
    return undefined;
  const text = `"${elements.map((each) => (each.kind === 'name' || each.kind === 'string' ? each.text : '')).join(' ')}"`;
  return {
    parts: [describeType(expected), expression.kind === 'list' ? 'a list of names' : 'names in brackets'],
    details: {
      help: `One string holds them all: \`${text}\`.`,
      fixes: [{ title: `Write \`${text}\``, edits: [{ start, end, text }] }],
    },
  };
}
