// Operators: application, composition, chains, arithmetic and the families; sections and operators as functions.

import type {
  BinaryExpression,
  Expression,
  LeftSectionExpression,
  NegationExpression,
  Operator,
  OperatorExpression,
  RightSectionExpression,
} from '../syntax/tree.ts';
import { inferApplicative, isApplicative } from './applicative.ts';
import { apply, applyExpression } from './apply.ts';
import { arithmetic, arithmeticOperators } from './arithmetic.ts';
import { chain, chainInto, inferChain } from './chain.ts';
import { numClass } from './classes.ts';
import { coerce } from './coerce.ts';
import { because, type Context, fresh, type Hint, mark, report, type Typed } from './context.ts';
import type { ArithmeticOperator, Core, Local } from './core.ts';
import { fmapFor, isMapped, type Mapping } from './mapped.ts';
import { useEntry } from './names.ts';
import { describeType } from './print.ts';
import { resolveName } from './resolve.ts';
import { makesList } from './shape.ts';
import { suggestion } from './suggestion.ts';
import { argument, arrow, errorType, isError, isVoices, match, number, pattern, prune, type Type } from './type.ts';
import { constrain, unify } from './unify.ts';
import { noUnit } from './unit.ts';

/** An operand that has been inferred already, or not. */
type Operand = Typed | Expression;

const isTyped = (operand: Operand): operand is Typed => 'core' in operand;
const settle = (c: Context, operand: Operand): Typed => (isTyped(operand) ? operand : c.infer(operand));

export function inferBinary(c: Context, expression: BinaryExpression, hint: Hint): Typed {
  const { operator, left, right } = expression;
  if (operator.text === '$' && !operator.backticks) {
    return applyExpression(c, left, [{ expression: right }], expression, hint);
  }
  if (operator.text === '#' && !operator.backticks) return inferChain(c, expression, 'each');
  if (operator.text === '>>' && !operator.backticks) return inferChain(c, expression, 'mix');
  const result = isApplicative(operator)
    ? inferApplicative(c, expression, hint)
    : binary(c, operator, left, right, expression, hint);
  mark(c, operator, result.type);
  return result;
}

function binary(
  c: Context,
  operator: Operator,
  left: Operand,
  right: Operand,
  whole: { start: number; end: number },
  hint: Hint = {},
): Typed {
  const { text, backticks } = operator;
  if (!backticks) {
    if (arithmeticOperators.has(text)) {
      return arithmetic(c, text as ArithmeticOperator, settle(c, left), settle(c, right));
    }
    if (text === '.') return compose(c, left, right, whole);
    if (text === '$') return apply(c, settle(c, left), [{ typed: settle(c, right) }], 'The function', whole);
    if (text === '#' || text === '>>') {
      const feed = text === '#' ? 'each' : 'mix';
      const fed = settle(c, left);
      return isTyped(right)
        ? chain(c, fed, right, feed, operator.start)
        : chainInto(c, fed, right, feed, operator.start);
    }
  }
  const mapped = text === '<$>' && !backticks ? settle(c, right) : undefined;
  const isOfLists = mapped !== undefined && !isTyped(left) && makesList(c, left);
  const fn = operatorFunction(c, operator, { count: 2, expected: hint.expected, of: mapped?.type, isOfLists });
  if (text === '++' && !backticks) return append(c, fn, settle(c, left), settle(c, right), whole);
  const args = [left, mapped ?? right].map((each) => (isTyped(each) ? { typed: each } : { expression: each }));
  return apply(c, fn, args, text, whole, hint.expected);
}

/** Words, or lists where one of them is a list. */
function append(c: Context, words: Typed, left: Typed, right: Typed, whole: { start: number; end: number }): Typed {
  const isList = match(left.type, '[]') ?? match(right.type, '[]');
  const [lists] = isList ? c.library.find('appendLists') : [];
  return apply(c, lists ? useEntry(c, words.core, lists) : words, [{ typed: left }, { typed: right }], '++', whole);
}

/** The library's function for an operator, or the one named in backticks. */
function operatorFunction(c: Context, operator: Operator, mapping: Mapping): Typed {
  const target = resolveName(c, operator.text);
  if (target?.kind === 'entry') return useEntry(c, operator, fmapFor(c.library, target.entry, mapping));
  if (target && operator.backticks) {
    const { start, end, text } = operator;
    return c.infer({ kind: 'name', start, end, text });
  }
  return report(c, 'unknownName', operator, [operator.text], suggestion(operator.text, c.library.names, operator));
}

/** `f . g`: each may be any function; what lies between is coerced. */
function compose(c: Context, left: Operand, right: Operand, whole: { start: number; end: number }): Typed {
  const wanted = { expected: arrow(fresh(c), fresh(c)) };
  const f = isTyped(left) ? left : c.infer(left, wanted);
  const outer = functionType(c, f);
  const middle = outer && argument(outer, 0);
  const g = isTyped(right)
    ? right
    : c.infer(right, isMapped(middle) && middle ? { expected: arrow(fresh(c), middle) } : wanted);
  const inner = outer && functionType(c, g);
  const { start, end } = whole;
  if (!outer || !inner) return { type: errorType, core: { tag: 'error', start, end } };
  const local: Local = { name: 'x', start, end };
  const x: Core = { tag: 'local', start, end, local, filling: [] };
  const between: Typed = {
    type: argument(inner, 1),
    core: { tag: 'apply', start: g.core.start, end: g.core.end, function: g.core, arguments: [x] },
  };
  const fed = coerce(c, between, argument(outer, 0), because('Left of `.` is a function of'));
  const body: Core = { tag: 'apply', start, end, function: f.core, arguments: [fed.core] };
  return {
    type: isError(fed.type) ? errorType : arrow(argument(inner, 0), argument(outer, 1)),
    core: { tag: 'lambda', start, end, parameters: [local], body },
  };
}

function functionType(c: Context, value: Typed): ReturnType<typeof match> {
  const found = prune(value.type);
  if (isError(found)) return undefined;
  if (found.tag === 'variable') {
    const step = arrow(fresh(c), fresh(c));
    if (!unify(found, step)) return match(step, '->');
  }
  const step = match(found, '->');
  if (!step) coerce(c, value, arrow(fresh(c), fresh(c)), because('Beside `.` belong functions: expected'));
  return step;
}

/** `(# speed 2)` is `\x -> x # speed 2`. */
export function inferSection(
  c: Context,
  expression: LeftSectionExpression | RightSectionExpression,
  { expected }: Hint,
): Typed {
  const { start, end, operator } = expression;
  const operand = besidePattern(c, operator, expression.operand, expected);
  const local: Local = { name: 'x', start, end };
  const open: Typed = { type: fresh(c), core: { tag: 'local', start, end, local, filling: [] } };
  const body =
    expression.kind === 'leftSection'
      ? binary(c, operator, operand, open, expression)
      : binary(c, operator, open, operand, expression);
  const type: Type = isError(body.type) ? errorType : arrow(open.type, body.type);
  mark(c, operator, type);
  return { type, core: { tag: 'lambda', start, end, parameters: [local], body: body.core } };
}

/** In `fmap (+ ~x)` and `whenT (< ~x)` the other side is a pattern, and so is the signal. */
function besidePattern(c: Context, operator: Operator, operand: Expression, expected: Type | undefined): Operand {
  const step = expected && match(expected, '->');
  const parameter = step && match(argument(step, 0), 'Pattern');
  const isNumeric = arithmeticOperators.has(operator.text) || comparisons.has(operator.text);
  if (!parameter || isVoices(parameter) || operator.backticks || !isNumeric) return operand;
  const typed = c.infer(operand);
  if (!match(typed.type, 'Signal')) return typed;
  const isOpen = prune(argument(parameter, 0)).tag === 'variable';
  return coerce(c, typed, isOpen ? pattern(number(noUnit)) : parameter, because('The other side is'));
}

const comparisons: ReadonlySet<string> = new Set(['<', '>', '<=', '>=', '==', '/=']);

/** `(+)`: of two of one type. */
export function inferOperatorName(c: Context, expression: OperatorExpression): Typed {
  const { start, end, operator } = expression;
  const locals: readonly [Local, Local] = [
    { name: 'x', start, end },
    { name: 'y', start, end },
  ];
  const shared = fresh(c);
  const [a, b] = locals.map(
    (local): Typed => ({
      type: arithmeticOperators.has(operator.text) ? shared : fresh(c),
      core: { tag: 'local', start, end, local, filling: [] },
    }),
  );
  if (!a || !b) return { type: errorType, core: { tag: 'error', start, end } };
  const body = binary(c, operator, a, b, expression);
  return {
    type: arrow(a.type, arrow(b.type, body.type)),
    core: { tag: 'lambda', start, end, parameters: locals, body: body.core },
  };
}

/** `-x` is `0 - x`; of a numeral, the negative number. */
export function inferNegation(c: Context, expression: NegationExpression): Typed {
  const { start, end } = expression;
  const operand = c.infer(expression.operand);
  if (isError(operand.type)) return operand;
  const { core } = operand;
  if (core.tag === 'number') {
    const digits = core.digits.startsWith('-') ? core.digits.slice(1) : `-${core.digits}`;
    return { type: operand.type, core: { ...core, start, end, value: -core.value, digits } };
  }
  if (constrain(operand.type, numClass))
    return report(c, 'noArithmetic', expression, ['-', describeType(operand.type)]);
  const zero: Typed = {
    type: operand.type,
    core: { tag: 'number', start, end: start, value: 0, digits: '0', type: operand.type },
  };
  return { type: operand.type, core: { tag: 'arithmetic', start, end, operator: '-', left: zero.core, right: core } };
}
