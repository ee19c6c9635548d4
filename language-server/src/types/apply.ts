// Application: the function and all its arguments at once, so that overloads and coercions can see them together.

import type { Argument, Expression, NamedArgument, Span } from '../syntax/tree.ts';
import { callControl, callNode, checkGiven } from './call.ts';
import { coerce } from './coerce.ts';
import { type Context, fresh, type Hint, mark, report, type Typed } from './context.ts';
import type { Core } from './core.ts';
import type { Entry, NodeEntry } from './environment.ts';
import { type Given, given, placeOf } from './given.ts';
import { expectMapped, fmapFor, isFmap, isMapped } from './mapped.ts';
import { counted, type Details, ordinal } from './messages.ts';
import { useEntry } from './names.ts';
import { describeType } from './print.ts';
import { resolveName } from './resolve.ts';
import { arity, makesList, shapeOf } from './shape.ts';
import { insertion } from './suggestion.ts';
import { applied, surplus } from './surplus.ts';
import { argument, arrow, type Constructor, errorType, isError, isVoices, match, prune, type Type } from './type.ts';
import { unify } from './unify.ts';

export function inferApplication(
  c: Context,
  head: Expression,
  args: readonly Argument[],
  whole: Span,
  hint: Hint,
): Typed {
  return applyExpression(c, head, args.map(given), whole, hint);
}

/** `head` applied; where it is an application itself, its arguments and these are one list. */
export function applyExpression(c: Context, head: Expression, args: readonly Given[], whole: Span, hint: Hint): Typed {
  if (head.kind === 'application') {
    return applyExpression(c, head.function, [...head.arguments.map(given), ...args], whole, hint);
  }
  if (head.kind !== 'name') return apply(c, c.infer(head), args, textOf(c, head), whole, hint.expected);
  const target = resolveName(c, head.text);
  if (target?.kind !== 'entry') return apply(c, c.infer(head), args, head.text, whole, hint.expected);
  const entries = c.library.find(head.text);
  if (entries.length < 2) return applyEntry(c, target.entry, args, head, whole, hint);
  const inferred = args.map((each) => ('expression' in each ? { typed: c.infer(each.expression) } : each));
  return applyEntry(c, chooseApplied(entries, target.entry, inferred, hint), inferred, head, whole, hint);
}

/** A pattern and a node of one name: the node where a signal or a unit is involved, or where the pattern takes no arguments. */
function chooseApplied(entries: readonly Entry[], fallback: Entry, args: readonly Given[], hint: Hint): Entry {
  const node = entries.find((each) => each.kind === 'node');
  const other = entries.find((each): each is Exclude<Entry, NodeEntry> => each.kind !== 'node');
  if (!node || !other) return entries[0] ?? fallback;
  if (other.kind === 'control') {
    const beVoices = hint.fed ? !match(hint.fed, 'Signal') : hint.expected !== undefined && isVoices(hint.expected);
    return beVoices ? other : node;
  }
  const isFunction = match(other.scheme.type, '->') !== undefined;
  const types = args.flatMap((each) => ('typed' in each ? [each.typed.type] : []));
  if (hint.fed) types.push(hint.fed);
  return !isFunction || types.some((type) => match(type, 'Signal')) ? node : other;
}

function applyEntry(
  c: Context,
  entry: Entry,
  args: readonly Given[],
  name: Expression & { kind: 'name' },
  whole: Span,
  { expected }: Hint,
): Typed {
  if (entry.kind === 'node') return callNode(c, entry, args, name, whole);
  if (entry.kind === 'control') return callControl(c, entry, args, name, whole);
  const [only, more] = args;
  if (entry.name === 'pure' && only && !more && 'expression' in only && !isMapped(expected)) {
    // The value of an event, where it is a pattern already, is itself.
    const typed = c.infer(only.expression);
    return match(typed.type, 'Pattern') ? typed : apply(c, useEntry(c, name, entry), [{ typed }], name.text, whole);
  }
  const of = isFmap(entry) && more && 'expression' in more ? c.infer(more.expression) : undefined;
  const isOfLists = of !== undefined && only !== undefined && 'expression' in only && makesList(c, only.expression);
  const meant = fmapFor(c.library, entry, { count: args.length, expected, of: of?.type, isOfLists });
  const settled = only && of ? [only, { typed: of }, ...args.slice(2)] : args;
  return apply(c, useEntry(c, name, meant), settled, name.text, whole, expected);
}

const textOf = (c: Context, place: Span): string => {
  const text = c.text.slice(place.start, place.end);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
};

/** A function value applied to arguments; of what is expected, only a pattern of patterns says something about them. */
export function apply(
  c: Context,
  fn: Typed,
  args: readonly Given[],
  name: string,
  whole: Span,
  expected?: Type,
): Typed {
  for (const each of args) {
    if ('named' in each) return notNamed(c, each.named, name);
  }
  if (isError(fn.type)) {
    for (const each of args) if ('expression' in each) c.infer(each.expression);
    return { type: errorType, core: fn.core };
  }
  const before = c.diagnostics.length;
  const parameters: Type[] = [];
  let result = prune(fn.type);
  for (let index = 0; index < args.length; index += 1) {
    if (result.tag === 'variable') {
      const step = arrow(fresh(c), fresh(c));
      if (unify(result, step)) return notApplicable(c, fn, args, index, name);
      result = step;
    }
    if (result.name === '?') return { type: errorType, core: fn.core };
    if (result.name !== '->') return notApplicable(c, { type: fn.type, core: fn.core }, args, index, name);
    const parameter = argument(result, 0);
    const swapped = swappedArguments(c, args, index, result, name);
    if (swapped) return swapped;
    const untupled = missingTuple(c, args, index, parameter, fn.type, name);
    if (untupled) return untupled;
    const missing = missingDollar(c, args, index, parameter, fn.type, name);
    if (missing) return missing;
    parameters.push(parameter);
    result = prune(argument(result, 1));
  }
  expectMapped(result, expected);
  const checked = checkArguments(c, args, parameters, name);
  const { start, end } = whole;
  mark(c, whole, result);
  const failed = c.diagnostics.length > before;
  return {
    type: failed ? errorType : result,
    core: { tag: 'apply', start, end, function: fn.core, arguments: checked.map(({ core }) => core) },
  };
}

/** `sound "bd" speed=2` */
function notNamed(c: Context, { name: argument, value }: NamedArgument, fn: string): Typed {
  const isControl = c.library.find(argument.text).some(({ kind }) => kind === 'control');
  const text = `# ${argument.text} ${c.text.slice(value.start, value.end)}`;
  const details: Details = isControl
    ? {
        help: `It is a control of its own: \`${text}\`.`,
        fixes: [{ title: `Write \`${text}\``, edits: [{ start: argument.start, end: value.end, text }] }],
      }
    : {};
  return report(c, 'unknownArgument', argument, [fn, argument.text], details);
}

/** Parameters that are bare variables come last: what fits all their arguments is found from the most general of them. */
function checkArguments(
  c: Context,
  args: readonly Given[],
  parameters: readonly Type[],
  name: string,
): readonly Typed[] {
  const [only] = args;
  if (only && args.length === 1) return [checkArgument(c, only, parameters[0] ?? errorType, name)];
  const checked: (Typed | undefined)[] = [];
  const before = c.diagnostics.length;
  const waiting: { readonly index: number; readonly typed: Typed }[] = [];
  args.forEach((each, index) => {
    const parameter = parameters[index] ?? errorType;
    if (prune(parameter).tag === 'variable' && ('typed' in each || 'expression' in each)) {
      waiting.push({ index, typed: 'typed' in each ? each.typed : c.infer(each.expression) });
      return;
    }
    // After one wrong argument the others are only looked into: they may be wrong for the same reason.
    const told = c.diagnostics.length > before;
    checked[index] = told ? inferGiven(c, each) : checkGiven(c, each, parameter, name, index);
  });
  if (c.diagnostics.length > before) waiting.length = 0;
  waiting.sort((a, b) => rank(b.typed.type) - rank(a.typed.type) || a.index - b.index);
  for (const { index, typed } of waiting) {
    checked[index] = coerce(c, typed, parameters[index] ?? errorType, { kind: 'argument', function: name, index });
  }
  return checked.map((each, index) => each ?? { type: errorType, core: placeError(args[index]) });
}

/** The only argument of a call. */
function checkArgument(c: Context, only: Given, parameter: Type, name: string): Typed {
  if (prune(parameter).tag !== 'variable' || 'named' in only) return checkGiven(c, only, parameter, name, 0);
  const typed = 'typed' in only ? only.typed : c.infer(only.expression);
  return coerce(c, typed, parameter, { kind: 'argument', function: name, index: 0 });
}

function inferGiven(c: Context, each: Given): Typed {
  if ('typed' in each) return each.typed;
  return c.infer('named' in each ? each.named.value : each.expression);
}

function placeError(each: Given | undefined): Core {
  const { start, end } = each ? placeOf(each) : { start: 0, end: 0 };
  return { tag: 'error', start, end };
}

const ranks = new Map([
  ['Signal', 4],
  ['Pattern', 3],
]);

/** How far up the coercions a type stands. */
function rank(type: Type): number {
  const found = prune(type);
  return found.tag === 'variable' ? 0 : (ranks.get(found.name) ?? 1);
}

/** `every rev 4`: two neighbours that would each fit in the other's place. */
function swappedArguments(
  c: Context,
  args: readonly Given[],
  index: number,
  fn: Constructor,
  name: string,
): Typed | undefined {
  const [first, second] = [args[index], args[index + 1]];
  const next = match(argument(fn, 1), '->');
  if (!first || !second || !next || !('expression' in first) || !('expression' in second)) return undefined;
  const wantsFunction = match(argument(next, 0), '->') && isPlainPattern(argument(fn, 0));
  const wantsPattern = match(argument(fn, 0), '->') && isPlainPattern(argument(next, 0));
  const [a, b] = [shapeOf(c, first.expression), shapeOf(c, second.expression)];
  const mistaken = wantsFunction
    ? a === 'function' && b === 'literal'
    : wantsPattern && a === 'literal' && b === 'function';
  if (!mistaken) return undefined;
  const [x, y] = [first.expression, second.expression];
  const [left, right] = [c.text.slice(x.start, x.end), c.text.slice(y.start, y.end)];
  const expected = describeType(argument(fn, 0));
  return report(
    c,
    'argumentMismatch',
    { start: x.start, end: y.end },
    [name, ordinal(index), expected, a === 'function' ? 'a function' : 'a literal'],
    {
      help: `The arguments are the wrong way round: \`${name} ${right} ${left}\`.`,
      fixes: [
        {
          title: `Swap \`${left}\` and \`${right}\``,
          edits: [
            { start: x.start, end: x.end, text: right },
            { start: y.start, end: y.end, text: left },
          ],
        },
      ],
    },
  );
}

function isPlainPattern(type: Type): boolean {
  if (match(type, 'Signal')) return true;
  const found = match(type, 'Pattern');
  const element = found && prune(argument(found, 0));
  return element?.tag === 'constructor' && element.name !== 'Controls';
}

/** `within 0 0.5 rev`: two arguments where a pair belongs. */
function missingTuple(
  c: Context,
  args: readonly Given[],
  index: number,
  parameter: Type,
  whole: Type,
  name: string,
): Typed | undefined {
  const [first, second] = [args[index], args[index + 1]];
  if (match(parameter, '(,)') === undefined || args.length <= arity(whole)) return undefined;
  if (!first || !second || !('expression' in first) || !('expression' in second)) return undefined;
  const { start } = first.expression;
  const { end } = second.expression;
  if (first.expression.kind !== 'number' || second.expression.kind !== 'number') return undefined;
  const pair = `(${textOf(c, first.expression)}, ${textOf(c, second.expression)})`;
  return report(c, 'argumentMismatch', { start, end }, [name, ordinal(index), describeType(parameter), 'two numbers'], {
    help: `A pair is written \`${pair}\`.`,
    fixes: [{ title: `Write \`${pair}\``, edits: [{ start, end, text: pair }] }],
  });
}

/** `every 4 rev sound "bd"`: a function where none belongs, with arguments of its own behind it. */
function missingDollar(
  c: Context,
  args: readonly Given[],
  index: number,
  parameter: Type,
  whole: Type,
  name: string,
): Typed | undefined {
  const each = args[index];
  const wanted = prune(parameter);
  if (!each || !('expression' in each) || each.expression.kind !== 'name') return undefined;
  if (index + 1 >= args.length || args.length <= arity(whole)) return undefined;
  if (wanted.tag === 'variable' || wanted.name === '->' || wanted.name === '[]') return undefined;
  const target = resolveName(c, each.expression.text);
  if (!target) return undefined;
  const takes =
    target.kind === 'entry'
      ? target.entry.kind === 'control' || target.entry.kind === 'node' || match(target.entry.scheme.type, '->')
      : target.kind !== 'parameter' && match(target.scheme.type, '->');
  if (!takes) return undefined;
  const { start, end } = each.expression;
  return report(
    c,
    'tooManyArguments',
    { start, end },
    [`\`${name}\``, counted(arity(whole), 'argument'), String(args.length)],
    { help: `A \`$\` is missing before \`${each.expression.text}\`.`, fixes: [insertion('Add `$`', start, '$ ')] },
  );
}

function notApplicable(c: Context, fn: Typed, args: readonly Given[], index: number, name: string): Typed {
  const each = args[index];
  const place = each ? placeOf(each) : fn.core;
  if (index === 0) return report(c, 'notAFunction', fn.core, [describeType(fn.type)], applied(c, fn, each));
  const last = args.at(-1);
  return report(
    c,
    'tooManyArguments',
    { start: place.start, end: last ? placeOf(last).end : place.end },
    [`\`${name}\``, counted(index, 'argument'), String(args.length)],
    surplus(c, fn.core, args, index),
  );
}
