// `#` and `>>`: controls merged into voices, effects on signals, functions fed from the left.

import type { BinaryExpression, Expression } from '../syntax/tree.ts';
import { arithmetic, arithmeticOperators } from './arithmetic.ts';
import { atomClass, chainClass, literalClass, numeralClass, numericClasses } from './classes.ts';
import { coerce, isNumber } from './coerce.ts';
import { because, type Context, fresh, report, type Typed } from './context.ts';
import type { ArithmeticOperator, Core, Local } from './core.ts';
import { describeType } from './print.ts';
import { insertion } from './suggestion.ts';
import {
  argument,
  type Constructor,
  errorType,
  isError,
  isVoices,
  match,
  pattern,
  prune,
  signal,
  type Type,
  voicesType,
} from './type.ts';
import { constrain, unify } from './unify.ts';
import { noUnit } from './unit.ts';

export type Feed = 'each' | 'mix';

export function inferChain(c: Context, expression: BinaryExpression, feed: Feed): Typed {
  const left = c.infer(expression.left);
  return chainInto(c, left, expression.right, feed, expression.operator.start);
}

/** The right side of a chain: effects, and arithmetic on what they make. */
type Effects =
  | { readonly leaf: Typed }
  | { readonly operator: ArithmeticOperator; readonly left: Effects; readonly right: Effects };

export function chainInto(c: Context, left: Typed, right: Expression, feed: Feed, operatorStart: number): Typed {
  const source = feed === 'mix' && isVoices(left.type) ? coerce(c, left, signal(noUnit), because('`>>` feeds')) : left;
  const effects = inferEffects(c, right, source.type);
  return applyEffects(c, source, effects, feed, operatorStart);
}

function inferEffects(c: Context, expression: Expression, fed: Type): Effects {
  if (expression.kind === 'parenthesised') return inferEffects(c, expression.inner, fed);
  if (expression.kind === 'binary' && arithmeticOperators.has(expression.operator.text)) {
    const left = inferEffects(c, expression.left, fed);
    const right = inferEffects(c, expression.right, fed);
    return { operator: expression.operator.text as ArithmeticOperator, left, right };
  }
  return { leaf: c.infer(expression, { fed }) };
}

function applyEffects(c: Context, left: Typed, effects: Effects, feed: Feed, at: number): Typed {
  if ('leaf' in effects) return chain(c, left, effects.leaf, feed, at);
  const both = isEffect(effects.left) && isEffect(effects.right);
  const controlsOnly = both && !match(left.type, 'Signal') && allVoices(effects);
  if (controlsOnly || (!isEffect(effects.left) && !isEffect(effects.right))) {
    return chain(c, left, plain(c, effects), feed, at);
  }
  // What is fed is used on both sides: it is named once.
  const { start, end } = left.core;
  const local: Local = { name: 'x', start, end };
  const shared: Typed = both ? { type: left.type, core: { tag: 'local', start, end, local, filling: [] } } : left;
  const side = (each: Effects) => (isEffect(each) ? applyEffects(c, shared, each, feed, at) : plain(c, each));
  const result = arithmetic(c, effects.operator, side(effects.left), side(effects.right));
  if (!both) return result;
  const core: Core = {
    tag: 'let',
    start,
    end: result.core.end,
    bindings: [{ local, quantified: [], value: left.core }],
    body: result.core,
  };
  return { type: result.type, core };
}

function plain(c: Context, effects: Effects): Typed {
  if ('leaf' in effects) return effects.leaf;
  return arithmetic(c, effects.operator, plain(c, effects.left), plain(c, effects.right));
}

function isEffect(effects: Effects): boolean {
  if (!('leaf' in effects)) return isEffect(effects.left) || isEffect(effects.right);
  return isVoices(effects.leaf.type) || match(effects.leaf.type, '->') !== undefined;
}

function allVoices(effects: Effects): boolean {
  if ('leaf' in effects) return isVoices(effects.leaf.type);
  return allVoices(effects.left) && allVoices(effects.right);
}

export function chain(c: Context, left: Typed, right: Typed, feed: Feed, operatorStart: number): Typed {
  if (isError(left.type) || isError(right.type))
    return { type: errorType, core: { tag: 'error', ...span(left, right) } };
  const made = (type: Type, from: Typed = left): Typed => ({
    type,
    core: {
      tag: 'chain',
      ...span(left, right),
      feed,
      left: from.core,
      right: right.core,
      leftType: from.type,
      operatorStart,
    },
  });
  const step = match(right.type, '->');
  if (step && isBareControl(right))
    return report(c, 'missingArgument', right.core, [sourceOf(c, right), 'value'], dollarAfter(c, right));
  if (step) return fedFunction(c, left, right, feed, made);
  const signalLeft = () => coerce(c, left, signal(noUnit), because('An effect is fed'));
  if (isVoices(right.type)) {
    if (isVoices(left.type)) return made(voicesType);
    const type = prune(left.type);
    if (type.tag === 'variable') return voicesOrSignal(c, left, right, made);
    if (type.name === 'Signal') return noEffect(c, left, right) ?? made(type);
    // What a lambda is given, where any pattern may be: with controls it can only be voices.
    if (isOpenPattern(type)) return asVoices(left, made);
    return isNumber(elementOf(type))
      ? (noEffect(c, left, right) ?? made(signal(noUnit), signalLeft()))
      : notVoices(c, left);
  }
  if (match(right.type, 'Signal')) {
    return report(c, 'nothingToFeed', right.core, [feed === 'mix' ? '>>' : '#', 'a signal'], {
      help: isFilled(right)
        ? `\`${sourceOf(c, right).split(' ')[0]}\` has all its arguments already: what is fed is its last one.`
        : 'To multiply by it write `*`.',
    });
  }
  return union(c, left, right, made, feed);
}

const sourceOf = (c: Context, { core }: Typed): string => c.text.slice(core.start, core.end);

/** `# n $ irand 8` */
function dollarAfter(c: Context, { core }: Typed): { readonly help: string } | undefined {
  if (!/^\s*\$/.test(c.text.slice(core.end))) return undefined;
  return { help: 'What follows a `$` is no part of it: put the value in brackets instead.' };
}

/** A function, or a node that could have been fed, with every argument given. */
function isFilled({ core }: Typed): boolean {
  if (core.tag === 'node') return core.entry.ports.some((port) => port.signal);
  return core.tag === 'apply' && core.function.tag === 'library';
}

/** `# lpf`, `# s`: the control's name without a value. */
function isBareControl({ core, type }: Typed): boolean {
  if (core.tag === 'lambda') return core.body.tag === 'control' && core.start === core.body.start;
  const step = match(type, '->');
  return core.tag === 'library' && step !== undefined && isVoices(argument(step, 1)) && !isVoices(argument(step, 0));
}

const span = (left: Typed, right: Typed) => ({ start: left.core.start, end: right.core.end });

/** A function is fed what is left; an effect, per voice where voices are. */
function fedFunction(c: Context, left: Typed, right: Typed, feed: Feed, made: (type: Type) => Typed): Typed {
  const step = match(right.type, '->');
  if (!step) return made(errorType);
  const parameter = argument(step, 0);
  if (feed === 'mix' && left.core.tag === 'convert' && isVoices(left.core.from) && !match(parameter, 'Signal')) {
    return report(c, 'nothingToFeed', right.core, ['>>', 'a function of patterns'], {
      help: `The mix is a signal: write \`${sourceOf(c, right)} $ ...\` before the pattern.`,
    });
  }
  const perVoice = isVoices(left.type) && match(parameter, 'Signal') !== undefined && feed === 'each';
  if (perVoice) return made(voicesType);
  if (isVoices(left.type) && feed === 'each' && isOfNumbers(right.type)) {
    const { core } = made(voicesType);
    return { type: voicesType, core: core.tag === 'chain' ? { ...core, feed: 'notes' } : core };
  }
  const what = `Right of \`${feed === 'mix' ? '>>' : '#'}\` is a function of`;
  const fed = coerce(c, left, parameter, because(what));
  const { start, end } = span(left, right);
  return {
    type: argument(step, 1),
    core: { tag: 'apply', start, end, function: right.core, arguments: [fed.core] },
  };
}

/** `scale "minor"`: from a pattern of numbers to one. */
function isOfNumbers(type: Type): boolean {
  const step = match(type, '->');
  if (!step) return false;
  const [from, to] = [match(argument(step, 0), 'Pattern'), match(argument(step, 1), 'Pattern')];
  if (!from || !to) return false;
  // What is a number of any kind may be controls too: then it is simply applied.
  return prune(argument(from, 0)).tag === 'constructor' && isNumber(argument(from, 0)) && isNumber(argument(to, 0));
}

function voicesOrSignal(c: Context, left: Typed, right: Typed, made: (type: Type) => Typed): Typed {
  const type = prune(left.type);
  if (type.tag === 'variable' && type.classes & (literalClass | numeralClass)) return notVoices(c, left);
  constrain(type, chainClass);
  return right.core.tag === 'control' && right.core.entry.effect ? made(type) : asVoices(left, made);
}

/** A pattern of what is not known yet, and is no literal. */
function isOpenPattern(type: Constructor): boolean {
  const element = prune(argument(type, 0));
  return type.name === 'Pattern' && element.tag === 'variable' && !(element.classes & (atomClass | numericClasses));
}

/** Only voices can take controls that are no effect. */
function asVoices(left: Typed, made: (type: Type) => Typed): Typed {
  unify(left.type, voicesType);
  return made(voicesType);
}

function noEffect(c: Context, left: Typed, right: Typed): Typed | undefined {
  const { core } = right;
  // `n "0" + "12" # s "superpiano"`
  const isSum = left.core.tag === 'arithmetic' || (left.core.tag === 'convert' && left.core.value.tag === 'arithmetic');
  const details = isSum
    ? { help: 'A sum of voices and numbers is a signal. Add in the brackets of the control: `n ("0" + "12")`.' }
    : undefined;
  if (core.tag === 'control' && !core.entry.effect) return report(c, 'notAnEffect', core, [core.entry.name], details);
  const { function: fn } = core.tag === 'apply' ? core : { function: undefined };
  if (fn?.tag !== 'library' || fn.entry.kind !== 'pattern') return undefined;
  return report(c, 'notAnEffect', core, [fn.entry.name], details);
}

function notVoices(c: Context, left: Typed): Typed {
  const type = prune(left.type);
  const isString = type.tag === 'variable' ? type.classes & literalClass : match(elementOf(type), 'String');
  return report(c, 'mismatch', left.core, ['Left of `#` belong', 'voices or a signal', describeType(type)], {
    ...(isString && {
      help: 'A string is no sound by itself: put `sound` before it.',
      fixes: [insertion('Add `sound`', left.core.start, 'sound ')],
    }),
    ...(match(type, '->') && { help: 'A function is applied with `$`, not with `#`.' }),
  });
}

function elementOf(type: Type): Type {
  const found = match(type, 'Pattern');
  return found ? argument(found, 0) : type;
}

/** Tidal's `#` on any patterns: structure from the left, values from the right. */
function union(c: Context, left: Typed, right: Typed, made: (type: Type, from?: Typed) => Typed, feed: Feed): Typed {
  const rightType = prune(right.type);
  const leftType = prune(left.type);
  if (feed === 'mix') {
    const help = isNumber(elementOf(rightType)) ? { help: 'To multiply by it write `*`.' } : {};
    return report(c, 'nothingToFeed', right.core, ['>>', describeType(rightType)], help);
  }
  if (isVoices(leftType) || match(leftType, 'Signal')) {
    const open = rightType.tag === 'variable' ? !(rightType.classes & ~chainClass) : isOpenPattern(rightType);
    if (open && isVoices(leftType) && !unify(rightType, voicesType)) return made(leftType);
    return report(c, 'nothingToFeed', right.core, ['#', describeType(rightType)], {
      help: 'Name the control that the values are for, such as `# n`, `# gain` or `# s`.',
    });
  }
  const whole = pattern(fresh(c));
  const first = coerce(c, left, whole, because('`#` joins patterns of one type:'));
  const second = coerce(c, right, whole, because('Left of `#` is'));
  const core: Core = {
    tag: 'chain',
    ...span(left, right),
    feed,
    left: first.core,
    right: second.core,
    leftType: whole,
    operatorStart: left.core.end,
  };
  return { type: isError(first.type) || isError(second.type) ? errorType : whole, core };
}
