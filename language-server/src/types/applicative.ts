// Patterns of functions: `f <$> a <*> b`, `f <$> a <* b`, `f <$> a *> b`. A pattern holds no functions; the whole chain is read at
// once, as the binds of its patterns' values that give the structure which its operators ask for.

import type { Argument, BinaryExpression, Expression, Operator } from '../syntax/tree.ts';
import { type Context, type Hint, report, type Typed } from './context.ts';

/** `f` on the patterns of a chain; the operators stand between them. */
interface Chain {
  readonly f: Expression;
  readonly first: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}

export const isApplicative = ({ text, backticks }: Operator): boolean =>
  !backticks && (text === '<*>' || text === '<*' || text === '*>');

export function inferApplicative(c: Context, expression: BinaryExpression, hint: Hint): Typed {
  const chain = readChain(expression);
  if (chain) return c.infer(lifted(chain), hint);
  const { operator } = expression;
  return report(
    c,
    'mismatch',
    expression.left,
    [`Left of \`${operator.text}\` belongs`, 'a function on a pattern', 'another expression'],
    {
      help: `Write \`f <$> p ${operator.text} q\`, with a function of two values.`,
    },
  );
}

function readChain(expression: Expression): Chain | undefined {
  if (expression.kind === 'parenthesised') return readChain(expression.inner);
  if (expression.kind === 'application') return readMap(expression.function, expression.arguments);
  if (expression.kind !== 'binary' || expression.operator.backticks) return undefined;
  const { operator, left, right } = expression;
  if (operator.text === '<$>') return { f: left, first: right, rest: [] };
  if (!isApplicative(operator)) return undefined;
  const pure = left.kind === 'application' && isNamed(left.function, 'pure') ? left.arguments[0] : undefined;
  if (pure && pure.kind !== 'namedArgument') return { f: pure, first: right, rest: [] };
  const before = readChain(left);
  return before && { ...before, rest: [...before.rest, { operator: operator.text, operand: right }] };
}

/** `fmap f p` */
function readMap(head: Expression, [f, first, more]: readonly Argument[]): Chain | undefined {
  if (!isNamed(head, 'fmap') || !f || !first || more) return undefined;
  return f.kind === 'namedArgument' || first.kind === 'namedArgument' ? undefined : { f, first, rest: [] };
}

const isNamed = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.text === name;

/** Whose wholes the result has: the outer pattern's, with one value in each, or over all of it; or what both share. */
type Bind = 'outerBind' | 'leftBind' | 'mixBind';

function lifted({ f, first, rest }: Chain): Expression {
  const { start } = f;
  const { end } = rest.at(-1)?.operand ?? first;
  const name = (text: string): Expression => ({ kind: 'name', text, start, end });
  // No name of the user's has a blank in it.
  const value = (index: number) => ({ kind: 'name', text: `value ${index}`, start, end }) as const;
  const call = (fn: Expression, ...args: readonly Expression[]): Expression => ({
    kind: 'application',
    function: fn,
    arguments: args,
    start,
    end,
  });
  const bind = (how: Bind, pattern: Expression, index: number, body: Expression): Expression =>
    call(name(how), pattern, { kind: 'lambda', parameters: [value(index)], body, start, end });
  const operands = rest.map(({ operand }) => operand);
  const all = call(f, ...[first, ...operands].map((_, index) => call(name('pure'), value(index))));

  function emit(count: number, how: Bind, body: Expression): Expression {
    const last = rest[count - 1];
    if (!last) return bind(how, first, 0, body);
    if (last.operator === '*>') return bind('leftBind', last.operand, count, emit(count - 1, 'outerBind', body));
    return emit(count - 1, last.operator === '<*' ? 'leftBind' : 'mixBind', bind(how, last.operand, count, body));
  }
  return emit(rest.length, 'outerBind', all);
}
