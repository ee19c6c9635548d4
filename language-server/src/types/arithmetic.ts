// Types of arithmetic: which operand decides, and what becomes of the units.

import { literalClass, numClass, numeralClass } from './classes.ts';
import { coerce, converted, isNumber } from './coerce.ts';
import { because, type Context, fresh, report, type Typed } from './context.ts';
import type { ArithmeticOperator, Core, Local } from './core.ts';
import { describeType } from './print.ts';
import { argument, arrow, errorType, isError, isVoices, match, number, prune, signal, type Type } from './type.ts';
import { constrain, unify } from './unify.ts';
import { addUnits, divideUnits, multiplyUnits, noUnit, speakUnit } from './unit.ts';

export const arithmeticOperators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '**']);

export function arithmetic(c: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Typed {
  const whole = { start: left.core.start, end: right.core.end };
  if (isError(left.type) || isError(right.type)) return { type: errorType, core: { tag: 'error', ...whole } };
  // Between two numbers as written `%` makes a fraction, as in Haskell: `1%8`.
  if (operator === '%' && left.core.tag === 'number' && right.core.tag === 'number')
    return arithmetic(c, '/', left, right);
  const type =
    pointwise(c, operator, left, right) ??
    signals(c, operator, left, right) ??
    numbers(c, operator, left, right) ??
    equals(c, operator, left, right);
  if ('core' in type) return type;
  return {
    type: type.type,
    core: { tag: 'arithmetic', ...whole, operator, left: type.left.core, right: type.right.core },
  };
}

interface Joined {
  readonly type: Type;
  readonly left: Typed;
  readonly right: Typed;
}

/** `f + g` is `\x -> f x + g x`. */
function pointwise(c: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Typed | undefined {
  const first = match(left.type, '->') ?? match(right.type, '->');
  if (!first) return undefined;
  const { start, end } = { start: left.core.start, end: right.core.end };
  const local: Local = { name: 'x', start, end };
  const parameter = argument(first, 0);
  const argumentCore: Core = { tag: 'local', start, end, local, filling: [] };
  const at = (side: Typed): Typed => {
    const step = match(side.type, '->');
    if (!step) return side;
    const { start: from, end: to } = side.core;
    const here = { ...argumentCore, start: from, end: to };
    const fed = coerce(c, { type: parameter, core: here }, argument(step, 0), because('This function takes'));
    return {
      type: argument(step, 1),
      core: { tag: 'apply', start: from, end: to, function: side.core, arguments: [fed.core] },
    };
  };
  const body = arithmetic(c, operator, at(left), at(right));
  return {
    type: arrow(parameter, body.type),
    core: { tag: 'lambda', start, end, parameters: [local], body: body.core },
  };
}

/** With a signal on a side, or voices against numbers, the result is a signal. */
function signals(c: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Joined | undefined {
  const isSignal = (each: Typed) => match(each.type, 'Signal') !== undefined;
  const played = (isVoices(left.type) && isNumeric(right.type)) || (isVoices(right.type) && isNumeric(left.type));
  if (!isSignal(left) && !isSignal(right) && !played) return undefined;
  const asSignal = (each: Typed): Typed => {
    const type = prune(each.type);
    if (type.tag === 'constructor' && type.name === 'Signal') return each;
    if (isVoices(type)) return converted(each, signal(noUnit));
    const unit = type.tag === 'constructor' && type.name === 'Number' ? argument(type, 0) : fresh(c);
    return coerce(c, each, signal(unit), because(`\`${operator}\` with a signal expects`));
  };
  const a = asSignal(left);
  const b = asSignal(right);
  if (isError(a.type) || isError(b.type)) return { type: errorType, left: a, right: b };
  return withUnits(c, operator, a, b, signal);
}

/** Both plain numbers, or a literal and a number. */
function numbers(c: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Joined | undefined {
  const a = match(left.type, 'Number');
  const b = match(right.type, 'Number');
  if (!a && !b) return undefined;
  const literal = (each: Typed): Typed | undefined => {
    const type = prune(each.type);
    if (type.tag !== 'variable' || !(type.classes & numeralClass)) return undefined;
    const measured = number(fresh(c));
    unify(type, measured);
    return { type: measured, core: each.core };
  };
  const l = a ? left : literal(left);
  const r = b ? right : literal(right);
  return l && r && withUnits(c, operator, l, r, number);
}

function withUnits(
  c: Context,
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
  make: (unit: Type) => Type,
): Joined {
  const a = unitOf(left.type);
  const b = unitOf(right.type);
  const unit = operator === '*' ? multiplyUnits(a, b) : operator === '/' ? divideUnits(a, b) : additive(operator, a, b);
  if (unit) return { type: make(unit), ...factors(operator, left, right, a, b, make) };
  const place = { start: left.core.start, end: right.core.end };
  report(c, 'unitArithmetic', place, [operator, speakUnit(a), speakUnit(b)]);
  return { type: errorType, left, right };
}

const additive = (operator: ArithmeticOperator, a: Type, b: Type): Type | undefined =>
  operator === '**' ? a : addUnits(a, b);

/** In a product decibels and semitones are factors; in a sum seconds and cycles meet in the left one's unit. */
function factors(
  operator: ArithmeticOperator,
  left: Typed,
  right: Typed,
  a: Type,
  b: Type,
  make: (unit: Type) => Type,
): { readonly left: Typed; readonly right: Typed } {
  const first = prune(a);
  const second = prune(b);
  if (operator === '*' || operator === '/') {
    const factor = (each: Typed, unit: Type) =>
      unit.tag === 'constructor' && (unit.name === 'db' || unit.name === 'st') ? converted(each, make(noUnit)) : each;
    return { left: factor(left, first), right: factor(right, second) };
  }
  if (first.tag === 'variable' || second.tag === 'variable') return { left, right };
  const seconds = new Set([first.name, second.name]);
  if (seconds.has('s') && seconds.has('cycles')) return { left, right: converted(right, make(first)) };
  return { left, right };
}

function unitOf(type: Type): Type {
  const found = match(type, 'Signal') ?? match(type, 'Number');
  return found ? argument(found, 0) : noUnit;
}

/** Everything else: both of one type that has arithmetic; a number beside a pattern becomes one. */
function equals(c: Context, operator: ArithmeticOperator, left: Typed, right: Typed): Joined {
  const rank = (type: Type): number => {
    const found = prune(type);
    if (found.tag === 'variable') return 0;
    return found.name === 'Pattern' ? 2 : 1;
  };
  const [lower, upper] = rank(left.type) < rank(right.type) ? [left, right] : [right, left];
  const reason = because(`The other side of \`${operator}\` is`);
  const problem = constrain(upper.type, numClass);
  if (problem) {
    report(c, 'noArithmetic', upper.core, [operator, describeType(upper.type)]);
    return { type: errorType, left, right };
  }
  const lowerType = prune(lower.type);
  const upperType = prune(upper.type);
  // A measured number does not decide what a parameter is: that may still be a pattern or a signal.
  if (rank(lower.type) === 0 && upperType.tag === 'constructor' && upperType.name === 'Number') {
    constrain(lowerType, numClass);
    const raised = converted(upper, lowerType);
    return lower === left
      ? { type: lowerType, left: lower, right: raised }
      : { type: lowerType, left: raised, right: lower };
  }
  const joined = coerce(c, lower, upper.type, reason);
  return lower === left
    ? { type: joined.type, left: joined, right: upper }
    : { type: joined.type, left: upper, right: joined };
}

function isNumeric(type: Type): boolean {
  const found = prune(type);
  if (found.tag === 'variable') return (found.classes & (numeralClass | literalClass)) !== 0;
  if (found.name === 'Pattern') return isNumber(argument(found, 0)) || isNumeric(argument(found, 0));
  return found.name === 'Signal' || isNumber(found);
}
