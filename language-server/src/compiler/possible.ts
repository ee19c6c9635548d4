// Which numbers a pattern can have. An op whose type says nothing of its values but that they are those of its arguments can only
// have theirs; of arithmetic all results are tried.

import { elementClass } from '../types/classes.ts';
import type { Library, PatternEntry } from '../types/environment.ts';
import { argument, match, prune, type Type } from '../types/type.ts';
import { functionOf, type Known, known, operatorOf } from './known.ts';
import type { PatternNode } from './nodes.ts';

const mostNumbers = 64;
const mostSteps = 2000;

interface Search {
  readonly library: Library;
  readonly bound: ReadonlyMap<number, PatternNode>;
  steps: number;
}

/** What there is to go by: `bound` says of which pattern the values are that a function has been given. */
interface Surroundings {
  readonly library: Library;
  readonly bound: ReadonlyMap<number, PatternNode>;
}

/** In ascending order; undefined where they are not known, or are more than 64. */
export function possibleNumbers(surroundings: Surroundings, node: PatternNode): readonly number[] | undefined {
  const found = possibleValues(surroundings, node);
  const numbers = found?.filter((each) => typeof each === 'number') ?? [];
  return found && numbers.length === found.length ? numbers.toSorted((a, b) => a - b) : undefined;
}

export const possibleValues = ({ library, bound }: Surroundings, node: PatternNode): readonly Known[] | undefined =>
  possible({ library, bound, steps: 0 }, node);

function possible(search: Search, node: PatternNode): readonly Known[] | undefined {
  search.steps += 1;
  if (search.steps > mostSteps) return undefined;
  const { op, args, param, body } = node;
  const now = known(node);
  if (now !== undefined) return [now];
  if (op === 'silence') return [];
  if (op === 'fill' && body) return possible(search, body);
  if (op === 'var') {
    const source = param === undefined ? undefined : search.bound.get(param);
    return source && possible(search, source);
  }
  const [first, second] = args;
  if (op === 'enumFromTo')
    return counted(search, first, second, (from, to) => [Math.min(from, to), Math.max(from, to)]);
  if (belowAll.has(op)) return counted(search, first, first, (n) => [0, n - 1]);
  if (op.endsWith('Bind') && body) return possible(search, body);
  const operator = operatorOf(op);
  if (operator && first && second) return combined(search, [first, second], ([a, b]) => operator(a ?? 0, b ?? 0));
  const change = functionOf(op);
  if (change && first) return combined(search, [first], ([a]) => change(a ?? 0));
  const sources = sourcesOf(search.library, node);
  return sources && sources.length > 0 ? all(sources.map((each) => possible(search, each))) : undefined;
}

/** Ops that make the whole numbers below n. */
const belowAll: ReadonlySet<string> = new Set(['run', 'scan', 'irand', 'randrun']);

function all(parts: readonly (readonly Known[] | undefined)[]): readonly Known[] | undefined {
  const values = new Set<Known>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const each of part) values.add(each);
  }
  return values.size > mostNumbers ? undefined : [...values];
}

function combined(
  search: Search,
  args: readonly PatternNode[],
  compute: (values: readonly Known[]) => Known | undefined,
): readonly Known[] | undefined {
  let tuples: (readonly Known[])[] = [[]];
  for (const each of args) {
    const values = possible(search, each);
    if (!values) return undefined;
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  }
  return all(
    tuples.map((tuple) => {
      const value = compute(tuple);
      return value === undefined ? [] : [value];
    }),
  );
}

function counted(
  search: Search,
  first: PatternNode | undefined,
  second: PatternNode | undefined,
  ends: (a: number, b: number) => readonly [number, number],
): readonly Known[] | undefined {
  const [froms, tos] = [first && possible(search, first), second && possible(search, second)];
  if (!froms || !tos) return undefined;
  const ranges = froms.flatMap((a) => tos.map((b) => range(...ends(Number(a), Number(b)))));
  return all(ranges);
}

function range(from: number, to: number): readonly number[] | undefined {
  if (!(to - from < mostNumbers)) return undefined;
  return Array.from({ length: Math.max(0, Math.floor(to - from) + 1) }, (_, index) => from + index);
}

/** The arguments that have the values of an op, by its type: `Pattern Time -> Pattern a -> Pattern a`. */
function sourcesOf(library: Library, { op, args }: PatternNode): readonly PatternNode[] | undefined {
  const entry = entryOf(library, op);
  if (!entry) return undefined;
  const { slots, list, result } = shapeOf(entry.plain);
  const value = prune(result);
  if (value.tag !== 'variable' || (value.classes & ~elementClass) !== 0) return undefined;
  // A list of arguments is as long as what the others leave.
  const repeats = list ? (args.length - (slots.length - list.length)) / list.length : 0;
  const types = slots.flatMap((slot, index) => {
    if (!list) return [slot];
    if (index < list.start || index >= list.start + list.length) return [slot];
    const group = slots.slice(list.start, list.start + list.length);
    return index === list.start ? Array.from({ length: Math.max(0, repeats) }, () => group).flat() : [];
  });
  return types.length === args.length ? args.filter((_, index) => prune(types[index] ?? result) === value) : undefined;
}

interface Shape {
  /** What is in each pattern argument; those of a list once. */
  readonly slots: readonly Type[];
  /** Which of them stand in a list. */
  readonly list: { readonly start: number; readonly length: number } | undefined;
  readonly result: Type;
}

function shapeOf(type: Type): Shape {
  const slots: Type[] = [];
  let list: Shape['list'];
  let rest = prune(type);
  for (let step = match(rest, '->'); step; step = match(rest, '->')) {
    const parameter = argument(step, 0);
    const start = slots.length;
    slots.push(...patternsIn(parameter));
    if (match(parameter, '[]')) list = { start, length: slots.length - start };
    rest = prune(argument(step, 1));
  }
  const result = match(rest, 'Pattern');
  return { slots, list: list && list.length > 0 ? list : undefined, result: result ? argument(result, 0) : rest };
}

function patternsIn(type: Type): readonly Type[] {
  const found = match(type, 'Pattern');
  if (found) return [argument(found, 0)];
  const several = match(type, '[]') ?? match(type, '(,)');
  return several ? several.arguments.flatMap(patternsIn) : [];
}

const byOp = new WeakMap<Library, ReadonlyMap<string, PatternEntry>>();

function entryOf(library: Library, op: string): PatternEntry | undefined {
  const entries = byOp.get(library) ?? entriesByOp(library);
  byOp.set(library, entries);
  return entries.get(op);
}

function entriesByOp({ entries }: Library): ReadonlyMap<string, PatternEntry> {
  const natives = entries.flatMap((each) => (each.kind === 'pattern' && each.stage === 'query' ? [each] : []));
  return new Map(natives.toReversed().map((each) => [each.op, each]));
}
