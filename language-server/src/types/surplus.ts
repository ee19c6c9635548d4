// What was probably meant where there are more arguments than parameters, or arguments behind a number.

import type { Expression, Span } from '../syntax/tree.ts';
import type { Context, Typed } from './context.ts';
import { type Given, placeOf } from './given.ts';
import type { Details } from './messages.ts';
import { resolveName } from './resolve.ts';
import { isFunction } from './shape.ts';
import { insertion } from './suggestion.ts';
import { argument, match, type Type } from './type.ts';

/** `head` takes `takes` of the arguments. */
export function surplus(c: Context, head: Span, args: readonly Given[], takes: number): Details {
  return (
    missingComma(c, head, args, takes) ??
    missingList(c, head, args) ??
    functionLast(c, head, args) ??
    controlFirst(c, head, args) ??
    missingHash(c, head, args) ??
    functionBehind(c, args, takes) ??
    strings(c, head, args, takes) ??
    series(c, args, takes) ??
    truths(c, head, args, takes) ??
    bracketed(c, head, args, takes) ?? { help: 'Put what belongs together in brackets, or a `$` before the last part.' }
  );
}

/** `[sound "bd" sound "sn"]` */
function missingComma(c: Context, head: Span, args: readonly Given[], takes: number): Details | undefined {
  const extra = args[takes];
  if (!isCallable(c, extra)) return undefined;
  const { start } = placeOf(extra);
  const name = sourceOf(c, placeOf(extra));
  const begins = /[[,]\s*$/.test(c.text.slice(Math.max(0, head.start - farthest), head.start));
  if (!begins && !(isSource(name) && isInList(c.text, head.start))) return undefined;
  const before = c.text.slice(0, start).trimEnd().length;
  return { help: `A \`,\` is missing before \`${name}\`.`, fixes: [insertion('Add `,`', before, ',')] };
}

/** What patterns of voices begin with. */
const isSource = (name: string): boolean => ['s', 'sound', 'n', 'note'].includes(name);

/** Whether the innermost bracket that is open there is that of a list. */
function isInList(text: string, at: number): boolean {
  let closed = 0;
  const code = text.slice(0, at).replace(/"[^"]*"/g, (found) => ' '.repeat(found.length));
  for (let index = code.length - 1; index >= 0; index -= 1) {
    const character = code.charAt(index);
    if (')]'.includes(character)) closed += 1;
    if ('(['.includes(character)) closed -= 1;
    if (closed < 0) return character === '[';
  }
  return false;
}

/** `stack (sound "bd") (sound "sn")`, `cat sound "bd" sound "sn"` */
function missingList(c: Context, head: Span, args: readonly Given[]): Details | undefined {
  const [first] = args;
  const last = args.at(-1);
  const entries = c.library.find(sourceOf(c, head));
  const takesList = entries.some((entry) => {
    const step = entry.kind === 'pattern' || entry.kind === 'prelude' ? match(entry.scheme.type, '->') : undefined;
    return step && match(argument(step, 0), '[]') && !match(argument(step, 1), '->');
  });
  if (!takesList || !first || !last || !args.every(isWritten)) return undefined;
  const elements: string[] = [];
  for (const each of args) {
    const source = sourceOf(c, placeOf(each));
    const before = elements.at(-1);
    if (before !== undefined && !isCallable(c, each) && isBare(before)) elements[elements.length - 1] += ` ${source}`;
    else elements.push(source);
  }
  const list = `[${elements.map(unbracketed).join(', ')}]`;
  const { start } = placeOf(first);
  const { end } = placeOf(last);
  return {
    help: `The patterns are a list: \`${list}\`.`,
    fixes: [{ title: 'Make it a list', edits: [{ start, end, text: list }] }],
  };
}

/** A name and its arguments so far. */
const isBare = (source: string): boolean => /^[a-z]/.test(source);
const unbracketed = (source: string): string => (/^\([^()]*\)$/.test(source) ? source.slice(1, -1) : source);

/** `sound "bd" $ fast 2` */
function functionLast(c: Context, head: Span, args: readonly Given[]): Details | undefined {
  const last = args.at(-1);
  const isFunctionTyped = last && 'typed' in last && match(last.typed.type, '->') !== undefined;
  const follows = last && /\$\s*$/.test(c.text.slice(Math.max(0, placeOf(last).start - farthest), placeOf(last).start));
  if (!last || !follows || !(isFunctionTyped || ('expression' in last && isFunction(c, last.expression))))
    return undefined;
  const before = args.at(-2);
  const pattern = c.text.slice(head.start, before ? placeOf(before).end : head.end);
  return { help: `The function stands left of the \`$\`: \`${sourceOf(c, placeOf(last))} $ ${pattern}\`.` };
}

const isControl = (c: Context, name: string): boolean => c.library.find(name).some(({ kind }) => kind === 'control');

/** `nudge 0.1 $ s "bd"` */
function controlFirst(c: Context, head: Span, args: readonly Given[]): Details | undefined {
  const [first, last] = args;
  if (args.length !== 2 || !first || !last || !isControl(c, sourceOf(c, head))) return undefined;
  const { start, end } = placeOf(last);
  if (!/\$\s*$/.test(c.text.slice(Math.max(0, start - farthest), start))) return undefined;
  const control = c.text.slice(head.start, placeOf(first).end);
  const text = `${c.text.slice(start, end)} # ${control}`;
  return {
    help: 'A control stands behind what it shapes, after a `#`.',
    fixes: [{ title: `Write \`# ${control}\` behind it`, edits: [{ start: head.start, end, text }] }],
  };
}

/** `s "bd" gain 0.8`, `# lpf 800 resonance 0.3` */
function missingHash(c: Context, head: Span, args: readonly Given[]): Details | undefined {
  const first = sourceOf(c, head);
  if (!isControl(c, first) && !takesNames(c, head)) return undefined;
  const index = args.findIndex((each, at) => at > 0 && isCallable(c, each) && isWritten(args[at + 1]));
  const extra = args[index];
  if (!extra) return undefined;
  const place = placeOf(extra);
  const name = sourceOf(c, place);
  if (!isControl(c, name)) return undefined;
  return { help: `A \`#\` is missing before \`${name}\`.`, fixes: [insertion('Add `#`', place.start, '# ')] };
}

/** `speed "1 2" rev` */
function functionBehind(c: Context, args: readonly Given[], takes: number): Details | undefined {
  const last = args.at(-1);
  if (takes !== 1 || args.length !== 2 || !isWritten(last) || !isCallable(c, last)) return undefined;
  const name = sourceOf(c, placeOf(last));
  if (c.library.find(name).some(({ kind }) => kind === 'control' || kind === 'node')) return undefined;
  return { help: `A function stands before what it changes: \`${name} $ ...\`.` };
}

const takesNames = (c: Context, head: Span): boolean =>
  c.library.find(sourceOf(c, head)).some((entry) => {
    if (entry.kind === 'control') return entry.type === 'string';
    const step = entry.kind === 'node' ? undefined : match(entry.scheme.type, '->');
    return step !== undefined && isStringPattern(argument(step, 0));
  });

const isStringPattern = (type: Type): boolean => {
  const element = match(type, 'Pattern');
  return element !== undefined && match(argument(element, 0), 'String') !== undefined;
};

/** `sound "bd" "sn"`, `sound bd sn` */
function strings(c: Context, head: Span, args: readonly Given[], takes: number): Details | undefined {
  const texts = args.flatMap((each) =>
    'expression' in each && (each.expression.kind === 'string' || each.expression.kind === 'name')
      ? [each.expression]
      : [],
  );
  if (!texts.some(({ kind }) => kind === 'string') && !takesNames(c, head)) return undefined;
  const [first] = texts;
  const last = texts.at(-1);
  if (takes !== 1 || texts.length !== args.length || !first || !last) return undefined;
  const text = `"${texts.map((each) => each.text).join(' ')}"`;
  return {
    help: `One string holds them all: \`${text}\`.`,
    fixes: [{ title: 'Make it one string', edits: [{ start: first.start, end: last.end, text }] }],
  };
}

/** `n 0 1 2` */
function series(c: Context, args: readonly Given[], takes: number): Details | undefined {
  const from = Math.max(0, takes - 1);
  const last = args.at(-1);
  const first = args[from];
  const isNumber = (each: Given) => 'expression' in each && each.expression.kind === 'number';
  if (!first || !last || takes !== 1 || !args.slice(from).every(isNumber)) return undefined;
  return inQuotes(c, first, last);
}

/** `mask 1 0 1 1 $ ...`, `struct t f t $ ...`: as many too many as stand in a row. */
function truths(c: Context, head: Span, args: readonly Given[], takes: number): Details | undefined {
  const isTruth = (each: Given) => /^[01tf]$/.test(sourceOf(c, placeOf(each)));
  const other = args.findIndex((each) => !isTruth(each));
  const count = other < 0 ? args.length : other;
  const [first, last] = [args[0], args[count - 1]];
  const takesTruth = c.library.find(sourceOf(c, head)).some((entry) => {
    const step = entry.kind === 'pattern' || entry.kind === 'prelude' ? match(entry.scheme.type, '->') : undefined;
    const element = step && match(argument(step, 0), 'Pattern');
    return element && match(argument(element, 0), 'Bool');
  });
  if (!takesTruth || !first || !last || count !== args.length - takes + 1) return undefined;
  return inQuotes(c, first, last);
}

/** Several values as one string. */
function inQuotes(c: Context, first: Given, last: Given): Details {
  const { start } = placeOf(first);
  const { end } = placeOf(last);
  const text = `"${c.text.slice(start, end)}"`;
  return {
    help: `Several values are written as a string: \`${text}\`.`,
    fixes: [{ title: 'Add quotes', edits: [{ start, end, text }] }],
  };
}

/** `pan sine 0.25hz`, `every 4 fast 2 $ ...`: a function with arguments of its own. */
function bracketed(c: Context, head: Span, args: readonly Given[], takes: number): Details | undefined {
  const surplusCount = args.length - takes;
  const index = args.findIndex((each, at) => isCallable(c, each) && isWritten(args[at + 1]));
  const first = args[index];
  const written = args.slice(index + 1).findIndex((each) => !isWritten(each));
  const most = written < 0 ? args.length - 1 - index : written;
  const last = args[index + Math.min(surplusCount, most)];
  if (index < 0 || !first || !last) return undefined;
  const { start } = placeOf(first);
  const { end } = placeOf(last);
  // Controls that a function of voices is given as a function.
  const hash = isControl(c, sourceOf(c, placeOf(first))) && !isControl(c, sourceOf(c, head)) ? '# ' : '';
  const text = `(${hash}${c.text.slice(start, end)})`;
  return {
    help: `Put what belongs together in brackets: \`${text}\`.`,
    fixes: [{ title: 'Add brackets', edits: [{ start, end, text }] }],
  };
}

/** So many characters before a place are looked at. */
const farthest = 60;

/** Help for what has arguments and takes none: `x -1`, `off 1/8 (# crush 4)`, `sound "bd" # n 1 $ rev`. */
export function applied(c: Context, fn: Typed, first: Given | undefined): Details | undefined {
  const { start, end } = fn.core;
  if (first && 'expression' in first && isFunction(c, first.expression)) {
    const place = placeOf(first);
    const follows = /\$\s*$/.test(c.text.slice(Math.max(0, place.start - farthest), place.start));
    const name = sourceOf(c, place);
    const text = `${name} $ ${c.text.slice(start, end)}`;
    if (follows && match(fn.type, 'Pattern')) {
      return {
        help: `The function stands left of the \`$\`: \`${name} $ ...\`.`,
        fixes: [{ title: `Begin with \`${name}\``, edits: [{ start, end: place.end, text }] }],
      };
    }
  }
  const fraction = /([\w.]+)\s*[/*]\s*$/.exec(c.text.slice(Math.max(0, start - farthest), start))?.[0];
  if (fraction !== undefined && fn.core.tag === 'number') {
    const from = start - fraction.length;
    const text = `(${c.text.slice(from, end)})`;
    return {
      help: `Put brackets around it: \`${text}\`.`,
      fixes: [{ title: 'Add brackets', edits: [{ start: from, end, text }] }],
    };
  }
  if (first && 'expression' in first && first.expression.kind === 'negation') {
    const { start: minus } = first.expression;
    const operand = sourceOf(c, first.expression.operand);
    return {
      help: `To subtract, put a space on both sides of the \`-\`: \`${c.text.slice(start, end)} - ${operand}\`.`,
      fixes: [insertion('Add a space', minus + 1, ' ')],
    };
  }
  return undefined;
}

const isWritten = (each: Given | undefined): boolean => each !== undefined && 'expression' in each;

const sourceOf = (c: Context, { start, end }: Span): string => c.text.slice(start, end);

/** A name that takes arguments. */
function isCallable(c: Context, each: Given | undefined): each is { readonly expression: Expression } {
  if (!each || !('expression' in each) || each.expression.kind !== 'name') return false;
  const target = resolveName(c, each.expression.text);
  if (!target || target.kind === 'parameter') return false;
  if (target.kind !== 'entry') return match(target.scheme.type, '->') !== undefined;
  return c.library.find(each.expression.text).some((entry) => {
    if (entry.kind === 'control') return true;
    return entry.kind === 'node' ? entry.positional.length > 0 : match(entry.scheme.type, '->') !== undefined;
  });
}
