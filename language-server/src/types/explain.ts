// A mismatch in words: what was expected, what was found, and the nearest way out.

import type { Fix } from '../syntax/diagnostic.ts';
import type { Span } from '../syntax/tree.ts';
import { classes, literalClass, numericClasses } from './classes.ts';
import { type Context, type Reason, report, type Typed } from './context.ts';
import type { Core } from './core.ts';
import { isMapped } from './mapped.ts';
import { type Details, ordinal } from './messages.ts';
import { describeType, printType } from './print.ts';
import { arity } from './shape.ts';
import { argument, isVoices, match, prune, type Type } from './type.ts';
import type { Mismatch } from './unify.ts';
import { speakUnit } from './unit.ts';

export function explain(c: Context, value: Typed, expected: Type, reason: Reason, problem: Mismatch): Typed {
  const place = culprit(value.core);
  if (problem.kind === 'large') return report(c, 'largeType', place, []);
  if (problem.kind === 'infinite') return report(c, 'infinite', place, []);
  if (problem.kind === 'unit') {
    return report(c, 'unitMismatch', place, [speakUnit(problem.left), speakUnit(problem.right)], {
      ...(oscillatorBefore(c, value) ??
        noteAsNumber(c, value, problem.right) ?? { help: reasonText(reason, expected) }),
    });
  }
  if (problem.kind === 'class' && problem.classes & classes('Fractional') && match(problem.type, 'Int')) {
    return report(c, 'wantsWhole', place, [], { help: reasonText(reason, expected) });
  }
  const way =
    shiftedLeft(c, reason, value) ??
    unjoined(c, reason, value, expected) ??
    wayFrom(c, reason, value, expected) ??
    wayOut(c, value, expected);
  const details = way && { help: way.help, ...(way.fix && { fixes: [way.fix] }) };
  const wanted = describeExpected(expected);
  const found = describeType(value.type);
  if (reason.kind === 'argument') {
    return report(c, 'argumentMismatch', place, [reason.function, ordinal(reason.index), wanted, found], details);
  }
  return report(c, 'mismatch', place, [reason.what, wanted, found], details);
}

/** `speed (scale "major" "0 2")`: in Tidal a note is a number anywhere. */
function noteAsNumber(c: Context, { type, core: { start, end } }: Typed, unit: Type): Details | undefined {
  if (!match(unit, 'note') || !match(type, 'Pattern')) return undefined;
  const source = c.text.slice(start, end);
  const text = /^[\w'."]+$/.test(source) || source.startsWith('(') ? `toNumber ${source}` : `toNumber (${source})`;
  const isInside = c.text[start - 1] === '(' && c.text[end] === ')';
  return {
    help: `A note is a pitch. As a plain number, which Tidal takes it for, it is \`${shortened(text)}\`.`,
    fixes: [{ title: 'Make it a number', edits: [{ start, end, text: isInside ? text : `(${text})` }] }],
  };
}

/** Of arithmetic with a function on a side, the function: `sound "bd" + rev`. */
function culprit(core: Core): Span {
  if (core.tag === 'lambda' && core.body.tag === 'arithmetic') {
    const { left, right } = core.body;
    for (const side of [left, right]) {
      const [given] = side.tag === 'apply' ? side.arguments : [];
      if (side.tag === 'apply' && given?.tag === 'local' && core.parameters.includes(given.local)) {
        return culprit(side.function);
      }
    }
  }
  return { start: core.start, end: core.end };
}

/** `sound "bd" <~ 0.25`, `sound "bd" ++ sound "sn"` */
function shiftedLeft(c: Context, reason: Reason, value: Typed): WayOut | undefined {
  if (reason.kind !== 'argument' || reason.index !== 0 || !isVoices(value.type)) return undefined;
  const { start, end } = value.core;
  const [, operator, amount] = /^\s*(<~|~>)\s*([\d.]+|"[^"]*"|\([^()]*\))\s*$/.exec(c.text.slice(end)) ?? [];
  if (operator === reason.function && amount !== undefined) {
    const text = `${amount} ${operator} ${c.text.slice(start, end)}`;
    return {
      help: `The time stands left of \`${operator}\`: \`${shortened(text)}\`.`,
      fix: { title: 'Swap both sides', edits: [{ start, end: c.text.trimEnd().length, text }] },
    };
  }
  if (reason.function !== '++') return undefined;
  return { help: 'Both at once are `stack [a, b]`; one after the other they are `fastcat [a, b]`.' };
}

/** `innerJoin $ s "bd"` */
function unjoined(c: Context, reason: Reason, value: Typed, expected: Type): WayOut | undefined {
  const element = match(expected, 'Pattern');
  if (reason.kind !== 'argument' || !isMapped(expected) || isMapped(value.type) || !element) return undefined;
  const { tag, start, end } = value.core;
  if ((tag === 'defined' || tag === 'local') && match(value.type, 'Pattern')) {
    const name = c.text.slice(start, end);
    const inner = printType(value.type);
    const type = `Pattern ${inner.includes(' ') ? `(${inner})` : inner}`;
    return {
      help: `If \`${name}\` is made by \`<$>\`, say that it is a pattern of patterns: \`let ${name} : ${type} = ...\`.`,
    };
  }
  const made = match(argument(element, 0), '[]') ? '[x, x + 7]' : 'fast x $ s "bd"';
  return { help: `It takes what \`<$>\` makes: \`${reason.function} $ (\\x -> ${made}) <$> "2 3"\`.` };
}

/** What the place alone says: `sound "bd" . fast 2`, `fast (sound "bd") 2`. */
function wayFrom(c: Context, reason: Reason, value: Typed, expected: Type): WayOut | undefined {
  if (reason.kind === 'argument') {
    const isEarly =
      isVoices(value.type) && !isVoices(expected) && match(expected, 'Pattern') && /^\w/.test(reason.function);
    if (!isEarly) return undefined;
    const source = c.text.slice(value.core.start, value.core.end);
    const changesNumbers = c.library.find(reason.function).some((entry) => {
      if (entry.kind !== 'pattern' && entry.kind !== 'prelude') return false;
      const type = resultAfter(entry.scheme.type, reason.index + 1);
      return type !== undefined && isNumeric(type);
    });
    if (changesNumbers) {
      return {
        help: `\`${reason.function}\` changes numbers: apply it to those inside, as in \`n (${reason.function} ...)\`.`,
      };
    }
    return { help: `The pattern that is played comes last: \`${reason.function} ... $ ${shortened(source)}\`.` };
  }
  if (!reason.what.startsWith('Beside `.`') || match(value.type, '->')) return undefined;
  return { help: '`.` joins functions. To apply them to a pattern write `f . g $ pattern`.' };
}

function resultAfter(type: Type, count: number): Type | undefined {
  let result: Type | undefined = type;
  for (let index = 0; index < count && result; index += 1) {
    const step: ReturnType<typeof match> = match(result, '->');
    result = step && argument(step, 1);
  }
  return result;
}

/** `lpf sine 0.25hz`: the frequency belongs to the oscillator before it. */
function oscillatorBefore(c: Context, { core }: Typed): { readonly help: string; readonly fixes: Fix[] } | undefined {
  const text = c.text.slice(Math.max(0, core.start - 60), core.start);
  // With something before the word, it is an argument itself.
  const [, before = '', word = ''] = /[\w"')]\s+(([\w']+)\s+)$/.exec(text) ?? [];
  const takesSignals = c.library.find(word).some((entry) => entry.kind === 'node' && entry.positional.length > 0);
  if (!takesSignals) return undefined;
  const start = core.start - before.length;
  const bracketed = `(${c.text.slice(start, core.end)})`;
  return {
    help: `Put what belongs together in brackets: \`${bracketed}\`.`,
    fixes: [{ title: 'Add brackets', edits: [{ start, end: core.end, text: bracketed }] }],
  };
}

function reasonText(reason: Reason, expected: Type): string {
  if (reason.kind === 'other') return `${reason.what} ${describeExpected(expected)}.`;
  return `It is the ${ordinal(reason.index)} argument of \`${reason.function}\`.`;
}

function describeExpected(type: Type): string {
  const found = prune(type);
  if (found.tag === 'variable' && found.classes & numericClasses) return 'a number';
  if (isVoices(found)) return 'voices';
  return describeType(found);
}

interface WayOut {
  readonly help: string;
  readonly fix?: Fix;
}

function wayOut(c: Context, value: Typed, expected: Type): WayOut | undefined {
  const found = prune(value.type);
  const { start, end } = value.core;
  const source = c.text.slice(start, end);
  const insert = (title: string, text: string): Fix => ({ title, edits: [{ start, end: start, text }] });
  /** A control put before it, in brackets where it is an argument. */
  const before = (control: string): Fix => {
    const inner = /^(?:"[^"]*"|[\w.]+|\([^()]*\))$/.test(source) ? source : `(${source})`;
    const isArgument = /[\w"')\]]\s+$/.test(c.text.slice(0, start));
    const text = isArgument ? `(${control} ${inner})` : `${control} ${inner}`;
    return { title: `Add \`${control}\``, edits: [{ start, end, text }] };
  };
  const isString = found.tag === 'variable' ? (found.classes & literalClass) !== 0 : isStringPattern(found);

  if (arity(found) > arity(expected) && match(expected, '->')) {
    return { help: `An argument is missing: write it with the function in brackets, as in \`(${source} 2)\`.` };
  }
  if (match(expected, '[]') && found.tag === 'constructor' && found.name.startsWith('(,') && source.startsWith('(')) {
    const text = `[${source.slice(1, -1)}]`;
    return {
      help: `A list is written in square brackets: \`${shortened(text)}\`.`,
      fix: { title: 'Use square brackets', edits: [{ start, end, text }] },
    };
  }
  if (match(found, '[]') && match(expected, '(,)') && source.startsWith('[')) {
    const text = `(${source.slice(1, -1)})`;
    return {
      help: `A pair is written \`${shortened(text)}\`.`,
      fix: { title: `Write \`${shortened(text)}\``, edits: [{ start, end, text }] },
    };
  }
  const unpacked = argumentsInTuple(c, value);
  if (unpacked !== undefined) {
    return {
      help: `Arguments are separated by blanks: \`${shortened(unpacked)}\`.`,
      fix: { title: 'Remove the commas', edits: [{ start, end, text: unpacked }] },
    };
  }
  if (isSeries(found) && (match(expected, 'Pattern') || match(expected, 'Signal')) && !isVoices(expected)) {
    return { help: 'Several values are written as a string: `"a b"` one after the other, `"a, b"` at once.' };
  }
  if (match(expected, '->') && isVoices(found) && source.includes('$')) {
    return {
      help: 'A function is needed here: what follows the `$` ends its arguments. Put what belongs together in brackets.',
    };
  }
  if (match(expected, '->') && isVoices(found)) {
    const bracketed = c.text[start - 1] === '(' && c.text[end] === ')';
    return {
      help: `A function is needed here: write \`(# ${source})\` to add these controls.`,
      fix: bracketed
        ? insert('Add `#`', '# ')
        : { title: `Write \`(# ${source})\``, edits: [{ start, end, text: `(# ${source})` }] },
    };
  }
  if (isVoices(expected) && isString) {
    return { help: 'A string is no sound by itself: put `sound` before it.', fix: before('sound') };
  }
  if (isVoices(expected) && isNumeric(found)) {
    return {
      help: 'A number is no sound by itself: put `n` or another control before it.',
      fix: before('n'),
    };
  }
  if (isStringPattern(expected) && found.tag === 'variable' && found.classes & numericClasses && !isString) {
    return {
      help: 'Put it between quotes.',
      fix: { title: 'Add quotes', edits: [{ start, end, text: `"${source}"` }] },
    };
  }
  if (match(found, '->') && isStringPattern(expected) && /^[\w']+$/.test(source)) {
    return {
      help: 'Put it between quotes.',
      fix: { title: 'Add quotes', edits: [{ start, end, text: `"${source}"` }] },
    };
  }
  const dollar = /\$\s*$/.exec(c.text.slice(0, start));
  if (match(found, '->') && match(expected, 'Pattern') && !isVoices(expected) && dollar) {
    return {
      help: 'Functions are joined with `.`, and wait for a pattern: `fast 2 . rev`.',
      fix: { title: 'Change to `.`', edits: [{ start: dollar.index, end: dollar.index + 1, text: '.' }] },
    };
  }
  if (match(found, '->') && !match(expected, '->')) {
    const isControl = c.library.find(source).some(({ kind }) => kind === 'control');
    const follows = /^ +["\d(]/.test(c.text.slice(end, end + farthestValue));
    if (!isControl || !follows) return { help: 'An argument is missing.' };
    return { help: `A \`#\` is missing before \`${source}\`.`, fix: insert('Add `#`', '# ') };
  }
  if (isPlainNumber(expected) && (isString || match(found, 'Pattern') || match(found, 'Signal'))) {
    return { help: 'It is needed before anything sounds: a number, no pattern and no signal.' };
  }
  return undefined;
}

/** Of the blanks between a control and its value. */
const farthestValue = 8;

/** `(range 200, 2000, sine)`: the arguments of the function that is the first, separated by commas. */
function argumentsInTuple(c: Context, { core, type }: Typed): string | undefined {
  const found = prune(type);
  const isCall = found.tag === 'constructor' && found.name === '(,)' && match(argument(found, 0), '->');
  if (!isCall || core.tag !== 'tuple') return undefined;
  const parts = core.elements.map(({ start, end }) => c.text.slice(start, end));
  return `(${parts.map((part, index) => (index > 0 && part.includes(' ') ? `(${part})` : part)).join(' ')})`;
}

const isPlainNumber = (type: Type): boolean =>
  ['Int', 'Time', 'Number'].some((name) => match(type, name) !== undefined);

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}...` : text);

const isSeries = (type: Type): boolean =>
  type.tag === 'constructor' && (type.name === '[]' || type.name.startsWith('(,'));

function isStringPattern(type: Type): boolean {
  const inner = match(type, 'Pattern')?.arguments[0] ?? type;
  return match(inner, 'String') !== undefined;
}

function isNumeric(type: Type): boolean {
  const inner = prune(match(type, 'Pattern')?.arguments[0] ?? type);
  if (inner.tag === 'variable') return (inner.classes & numericClasses) !== 0;
  return inner.name === 'Number' || inner.name === 'Int' || inner.name === 'Time';
}
