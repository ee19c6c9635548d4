// The functions of library/builtins.ts at work.

import { arpWith } from './arp-with.ts';
import { apply, type Builtin, count, elementsOf, list, longest, textOf, tuple } from './builtin-values.ts';
import { decisions } from './decide.ts';
import { harmonyTables } from './harmony-tables.ts';
import { constantOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { compute, numberOf } from './numbers.ts';
import { markovChain } from './random.ts';
import { type NumberValue, nothing, type Value } from './value.ts';
import { rewrite, stepLengths } from './word-lists.ts';

/** Copies of copies: what is heard of more is noise. */
const mostCopies = 64;
const usualCopies = 16;

/** To move an element of a list is that much less work than a step of the compiler. */
const elementsInStep = 32;

/** Of all the patterns that `permstep` chooses from. */
const mostStepsInAll = 200_000;

function rewritten([n, rules, word]: readonly Value[]): string | undefined {
  const [times, by, start] = [count(n), textOf(rules), textOf(word)];
  return times === undefined || by === undefined || start === undefined ? undefined : rewrite(times, by, start);
}

/** The elements of lists, as far as a list may go. */
function joined(lists: readonly Value[]): readonly Value[] {
  const elements: Value[] = [];
  for (const each of lists) {
    if (elements.length > longest) break;
    for (const element of elementsOf(each) ?? []) elements.push(element);
  }
  return elements;
}

function scan(f: Value | undefined, start: Value, elements: readonly Value[]): Value {
  const results = [start];
  for (const each of elements) results.push(apply(f, results.at(-1) ?? nothing, each));
  return list(results);
}

function iterate(times: number, f: Value | undefined, start: Value): Value {
  const results: Value[] = [];
  for (let value = start; results.length < times; value = apply(f, value)) results.push(value);
  return list(results);
}

function digits(word: string): Value | undefined {
  return /^\d*$/.test(word) ? list([...word].map((digit) => numberOf(Number(digit)))) : undefined;
}

function markov(
  n: Value | undefined,
  rows: Value | undefined,
  first: Value | undefined,
  seed: Value | undefined,
): Value | undefined {
  const [length, state, time] = [count(n), count(first), seed && constantOf(seed)];
  const weights = elementsOf(rows)?.map((row) => (elementsOf(row) ?? []).map((each) => constantOf(each)?.value ?? 0));
  if (length === undefined || state === undefined || !time || !weights) return undefined;
  const states = markovChain(length, weights, state, time);
  return states && list(states.map((each) => numberOf(each)));
}

function shown(machine: Machine, place: Place | undefined, number: NumberValue | undefined): Value {
  if (number) return { kind: 'text', text: String(number.value) };
  machine.report('knownNow', place, ['What `show` shows']);
  return nothing;
}

/** A function of one list. */
const onList =
  (body: (elements: readonly Value[]) => Value | undefined): Builtin =>
  ([only]) => {
    const elements = elementsOf(only);
    return elements && body(elements);
  };

/** A function of a number and a list. */
const counted =
  (body: (n: number, elements: readonly Value[]) => Value | undefined): Builtin =>
  ([n, rest]) => {
    const [size, elements] = [count(n), elementsOf(rest)];
    return size === undefined || !elements ? undefined : body(size, elements);
  };

function zipped(a: Value | undefined, b: Value | undefined, join: (x: Value, y: Value) => Value): Value | undefined {
  const [xs, ys] = [elementsOf(a), elementsOf(b)];
  if (!xs || !ys) return undefined;
  return list(xs.slice(0, ys.length).map((x, index) => join(x, ys[index] ?? nothing)));
}

const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...decisions,
  ...harmonyTables,
  ['id', ([x]) => x],
  ['const', ([x]) => x],
  [
    'mapped',
    ([f, p]) => (p?.kind === 'pattern' ? { kind: 'mapped', outer: p.node, of: (value) => apply(f, value) } : undefined),
  ],
  ['remapped', ([f, p]) => (p?.kind === 'mapped' ? { ...p, of: (value) => apply(f, p.of(value)) } : undefined)],
  ['flip', ([f, x, y]) => x && y && apply(f, y, x)],
  ['map', ([f, xs]) => elementsOf(xs) && list((elementsOf(xs) ?? []).map((x) => apply(f, x)))],
  ['zip', ([xs, ys]) => zipped(xs, ys, tuple)],
  ['zipWith', ([f, xs, ys]) => zipped(xs, ys, (x, y) => apply(f, x, y))],
  ['foldr', ([f, start, xs]) => start && elementsOf(xs)?.reduceRight((result, x) => apply(f, x, result), start)],
  ['foldl', ([f, start, xs]) => start && elementsOf(xs)?.reduce((result, x) => apply(f, result, x), start)],
  ['concat', onList((all) => list(joined(all)))],
  ['reverse', onList((all) => list(all.toReversed()))],
  [
    'replicate',
    ([n, x]) => (x && count(n) !== undefined ? list(Array.from({ length: count(n) ?? 0 }, () => x)) : undefined),
  ],
  ['take', counted((n, all) => list(all.slice(0, n)))],
  ['drop', counted((n, all) => list(all.slice(n)))],
  ['head', onList((all) => all[0])],
  ['last', onList((all) => all.at(-1))],
  ['tail', onList((all) => (all.length > 0 ? list(all.slice(1)) : undefined))],
  ['init', onList((all) => (all.length > 0 ? list(all.slice(0, -1)) : undefined))],
  ['length', onList((all) => numberOf(all.length))],
  ['!!', ([xs, n]) => elementsOf(xs)?.[n?.kind === 'number' ? n.value : -1]],
  ['elementOr', ([otherwise, n, xs]) => elementsOf(xs)?.[count(n) ?? -1] ?? otherwise],
  ['iterateN', ([n, f, x]) => (x && count(n) !== undefined ? iterate(count(n) ?? 0, f, x) : undefined)],
  ['copiesOf', ([n]) => numberOf(n && constantOf(n) ? Math.max(1, Math.min(mostCopies, count(n) ?? 1)) : usualCopies)],
  ['leastOf', ([n]) => numberOf((n && constantOf(n) && count(n)) ?? 1)],
  ['mostOf', ([n]) => numberOf((n && constantOf(n) && count(n)) ?? usualCopies)],
  [
    'scanl',
    ([f, start, xs]) => {
      const elements = elementsOf(xs);
      return start && elements && scan(f, start, elements);
    },
  ],
  ['parts', onList((all) => list(all.map((_, index) => compute('/', numberOf(index), numberOf(all.length)))))],
  [
    'throughName',
    ([name, through]) => {
      const [first, second] = [textOf(name), textOf(through)];
      return first === undefined || second === undefined ? undefined : { kind: 'text', text: `${first}:${second}` };
    },
  ],
  [
    'lindenmayer',
    (args) => {
      const text = rewritten(args);
      return text === undefined ? undefined : { kind: 'text', text };
    },
  ],
  [
    'lindenmayerI',
    (args) => {
      const text = rewritten(args);
      return text === undefined ? undefined : digits(text);
    },
  ],
  [
    'stepLengths',
    ([total, things]) => {
      const [n, k] = [count(total), count(things)];
      if (n === undefined || k === undefined) return undefined;
      const most = Math.min(longest, Math.ceil(mostStepsInAll / n));
      return list(stepLengths(n, k, most).map((each) => list(each.map((length) => numberOf(length)))));
    },
  ],
  ['words', ([text]) => list((textOf(text)?.match(/\S+/g) ?? []).map((each) => ({ kind: 'text', text: each })))],
  ['unwords', onList((all) => ({ kind: 'text', text: all.map((each) => textOf(each) ?? '').join(' ') }))],
  ['show', ([x], machine, place) => shown(machine, place, x && constantOf(x))],
  [
    'appendLists',
    ([xs, ys]) => {
      const [a, b] = [elementsOf(xs), elementsOf(ys)];
      return a && b && list([...a, ...b]);
    },
  ],
  [
    'arpWith',
    ([f, p], machine, place) => (f && p?.kind === 'pattern' ? arpWith(machine, f, p.node, place) : undefined),
  ],
  ['runMarkov', ([n, rows, first, seed]) => markov(n, rows, first, seed)],
  ['fst', onList((all) => all[0])],
  ['snd', onList((all) => all[1])],
]);

/** `name` applied to all its arguments; reports what is not known now, or not there. */
export function runBuiltin(machine: Machine, name: string, args: readonly Value[], place: Place | undefined): Value {
  if (args.some(({ kind }) => kind === 'nothing')) return nothing;
  const result = table.get(name)?.(args, machine, place);
  if (!result) {
    machine.report('noElement', place, [name]);
    return nothing;
  }
  const size = elementsOf(result)?.length ?? 0;
  if (size > longest) {
    machine.report('longList', place, [String(longest)]);
    return nothing;
  }
  if (machine.step(1 + size / elementsInStep)) return result;
  machine.refuse(place);
  return nothing;
}
