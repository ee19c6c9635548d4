// What an expression or a type looks like, as far as messages need it.

import type { Expression } from '../syntax/tree.ts';
import type { Context } from './context.ts';
import type { Entry } from './environment.ts';
import { resolveName } from './resolve.ts';
import type { Scheme } from './scheme.ts';
import { argument, match, type Type } from './type.ts';

/** What an expression is, as far as can be seen without inferring it. */
export function shapeOf(c: Context, expression: Expression): 'function' | 'literal' | undefined {
  switch (expression.kind) {
    case 'parenthesised':
      return shapeOf(c, expression.inner);
    case 'number':
    case 'string':
      return 'literal';
    case 'lambda':
    case 'leftSection':
    case 'rightSection':
    case 'operatorName':
      return 'function';
    case 'application':
    case 'name':
      return isFunction(c, expression) ? 'function' : undefined;
    default:
      return undefined;
  }
}

/** A name that is a function, or a library function that lacks arguments. */
export function isFunction(c: Context, expression: Expression): boolean {
  const [head, count] =
    expression.kind === 'application' ? [expression.function, expression.arguments.length] : [expression, 0];
  const target = head.kind === 'name' ? resolveName(c, head.text) : undefined;
  if (!target || target.kind === 'parameter') return false;
  if (target.kind !== 'entry') return arity(target.scheme.type) > count;
  const { entry } = target;
  return (entry.kind === 'pattern' || entry.kind === 'prelude') && arity(entry.scheme.type) > count;
}

/** How many arguments a function takes. */
export function arity(type: Type): number {
  let count = 0;
  for (let step = match(type, '->'); step; step = match(argument(step, 1), '->')) count += 1;
  return count;
}

/** A function that gives a list: `\x -> [x, x + 7]`, or a name of one. */
export function makesList(c: Context, expression: Expression): boolean {
  switch (expression.kind) {
    case 'parenthesised':
      return makesList(c, expression.inner);
    case 'lambda':
      return expression.parameters.length === 1 && isListed(expression.body);
    case 'name': {
      const target = resolveName(c, expression.text);
      const type =
        target && (target.kind === 'entry' ? schemeOf(target.entry) : target.kind !== 'parameter' && target.scheme);
      const step = type && match(type.type, '->');
      return step !== undefined && step !== false && match(argument(step, 1), '[]') !== undefined;
    }
    default:
      return false;
  }
}

function isListed(body: Expression): boolean {
  return body.kind === 'parenthesised' ? isListed(body.inner) : body.kind === 'list' || body.kind === 'range';
}

const schemeOf = (entry: Entry): Scheme | undefined =>
  entry.kind === 'pattern' || entry.kind === 'prelude' ? entry.scheme : undefined;
