// Coercions, the only ones there are: number to pattern, pattern to signal, signal to pattern, voices to signal,
// between kinds of number, and between units that convert.

import { atomClass, elementClass, numericClasses } from './classes.ts';
import { type Context, markCoercion, type Reason, type Typed } from './context.ts';
import { explain } from './explain.ts';
import { argument, type Constructor, controlsType, isVoices, match, number, prune, type Type } from './type.ts';
import { type Mismatch, unify } from './unify.ts';
import { conversion, unitType } from './unit.ts';

const numbers = new Set(['Number', 'Int', 'Time']);
const scalars = new Set([...numbers, 'String', 'Bool', 'Char']);

export const isNumber = (type: Type): boolean => {
  const found = prune(type);
  return found.tag === 'constructor' ? numbers.has(found.name) : (found.classes & numericClasses) !== 0;
};

/** The value as one of the type expected, or an explanation of why not. */
export function coerce(c: Context, value: Typed, expected: Type, reason: Reason): Typed {
  const problem = convertible(value.type, expected);
  if (problem === 'same') return { type: expected, core: value.core };
  if (problem === 'convert') {
    if (match(value.type, 'Signal') || match(expected, 'Signal')) markCoercion(c, value.core, expected);
    return converted(value, expected);
  }
  return explain(c, value, expected, reason, problem);
}

export function converted(value: Typed, to: Type): Typed {
  const { start, end } = value.core;
  return { type: to, core: { tag: 'convert', start, end, from: value.type, to, value: value.core } };
}

/** Whether a value of type `found` is one of `expected`, becomes one by a coercion, or why neither. Unifies what is open. */
function convertible(found: Type, expected: Type): 'same' | 'convert' | Mismatch {
  const from = prune(found);
  const to = prune(expected);
  if (from === to) return 'same';
  // The value of an event, bound by a function, becomes a pattern or signal of its own.
  if (from.tag === 'variable' && from.classes & (elementClass | atomClass) && to.tag === 'constructor') {
    if (to.name === 'Signal') return lifted(unify(from, numberOf(to)) ?? 'same');
    if (to.name === 'Pattern') return lifted(unify(from, argument(to, 0)) ?? 'same');
  }
  if (from.tag === 'variable' || to.tag === 'variable') return unify(from, to) ?? 'same';
  if (from.name === to.name) return sameConstructor(from, to);
  if (scalars.has(from.name)) {
    if (to.name === 'Pattern') return lifted(convertible(from, argument(to, 0)));
    if (to.name === 'Signal' && numbers.has(from.name)) return numberTo(from, argument(to, 0));
    if (numbers.has(from.name) && numbers.has(to.name)) return numberTo(from, unitOf(to));
  }
  if (to.name === 'Signal' && from.name === 'Pattern') {
    const element = prune(argument(from, 0));
    if (element === controlsType) return 'convert';
    if (element.tag === 'variable') return lifted(unify(element, numberOf(to)) ?? 'same');
    if (numbers.has(element.name)) return numberTo(element, argument(to, 0));
  }
  if (from.name === 'Signal' && to.name === 'Pattern' && !isVoices(to)) {
    const element = prune(argument(to, 0));
    if (element.tag === 'variable') return lifted(unify(element, numberOf(from)) ?? 'same');
    if (numbers.has(element.name)) return numberTo(from, unitOf(element));
  }
  return unify(from, to) ?? 'same';
}

function sameConstructor(from: Constructor, to: Constructor): 'same' | 'convert' | Mismatch {
  if (from.name === 'Number' || from.name === 'Signal') return unitTo(argument(from, 0), argument(to, 0));
  if (from.name === '[]') return listTo(argument(from, 0), argument(to, 0)) ?? unify(from, to) ?? 'same';
  if (from.name === '(,)') return tupleTo(from, to);
  if (from.name !== 'Pattern') return unify(from, to) ?? 'same';
  const element = prune(argument(from, 0));
  const wanted = prune(argument(to, 0));
  if (
    element.tag === 'constructor' &&
    wanted.tag === 'constructor' &&
    numbers.has(element.name) &&
    numbers.has(wanted.name)
  ) {
    return convertible(element, wanted);
  }
  return unify(from, to) ?? 'same';
}

/** Element by element, where both are known: plain numbers, names and signals become patterns, numbers and patterns of them signals. */
function listTo(from: Type, to: Type): 'same' | 'convert' | Mismatch | undefined {
  const [element, wanted] = [prune(from), prune(to)];
  if (element.tag === 'variable' || wanted.tag === 'variable') return undefined;
  const nested = element.name === wanted.name && (element.name === '[]' || element.name === '(,)');
  const rises =
    (wanted.name === 'Pattern' && (scalars.has(element.name) || element.name === 'Signal')) ||
    (wanted.name === 'Signal' && (numbers.has(element.name) || element.name === 'Pattern'));
  return nested || rises ? convertible(element, wanted) : undefined;
}

function tupleTo(from: Constructor, to: Constructor): 'same' | 'convert' | Mismatch {
  if (from.arguments.length !== to.arguments.length) return { kind: 'type', left: from, right: to };
  let result: 'same' | 'convert' = 'same';
  for (const [index, each] of from.arguments.entries()) {
    const one = convertible(each, argument(to, index));
    if (typeof one !== 'string') return one;
    if (one === 'convert') result = one;
  }
  return result;
}

const lifted = (inner: 'same' | 'convert' | Mismatch): 'convert' | Mismatch => (inner === 'same' ? 'convert' : inner);

/** A time is in cycles; a whole number counts, as a ratio does. */
function unitOf(type: Constructor): Type {
  if (type.name === 'Time') return unitType('cycles');
  return type.name === 'Int' ? unitType('ratio') : argument(type, 0);
}

const numberOf = (measured: Constructor): Type => number(argument(measured, 0));

const numberTo = (from: Constructor, unit: Type): 'convert' | Mismatch => lifted(unitTo(unitOf(from), unit));

function unitTo(from: Type, to: Type): 'same' | 'convert' | Mismatch {
  const source = prune(from);
  const target = prune(to);
  if (source.tag === 'variable' || target.tag === 'variable') return unify(source, target) ?? 'same';
  const way = conversion(source, target);
  return way === 'impossible' ? { kind: 'unit', left: target, right: source } : way;
}
