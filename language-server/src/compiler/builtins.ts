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
import { nothing, type Value } from './value.ts';
import { forNumber, forNumbers, inEachCase, isVarying } from './varying.ts';
import { rewrite, stepLengths } from './word-lists.ts';

/** Copies of copies: what is heard of more is noise. */
const mostCopies = 64;
const usualCopies = 16;
/** Elements that a list may be cut to by a number that is not known. */
const mostLeft = 64;

/** To move an element of a list is that much less work than a step of the compiler. */
const elementsInStep = 32;

/** Of all the patterns that `permstep` chooses from. */
const mostStepsInAll = 200_000;

/** A word rewritten a number of times, as text or as what `made` makes of it. */
const rewritten =
  (made: (text: string) => Value | undefined): Builtin =>
  ([n, rules, word], machine) => {
    const [by, start] = [textOf(rules), textOf(word)];
    if (!n || by === undefined || start === undefined) return undefined;
    return forNumber(machine, n, (times) => made(rewrite(count(times) ?? 0, by, start)));
  };

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

function lengths(n: number, things: number): Value {
  const most = Math.min(longest, Math.ceil(mostStepsInAll / n));
  return list(stepLengths(n, things, most).map((each) => list(each.map((length) => numberOf(length)))));
}

function digits(word: string): Value | undefined {
  return /^\d*$/.test(word) ? list([...word].map((digit) => numberOf(Number(digit)))) : undefined;
}

const markov: Builtin = ([n, rows, first, seed], machine) => {
  const weights = elementsOf(rows)?.map((row) => elementsOf(row) ?? []);
  if (!n || !first || !seed || !weights) return undefined;
  return forNumbers(machine, [n, first, seed, ...weights.flat()], ([length, state, time, ...all]) => {
    let next = 0;
    const known = weights.map((row) => row.map(() => all[next++]?.value ?? 0));
    const states = length && state && time && markovChain(count(length) ?? 0, known, count(state) ?? 0, time);
    return states && list(states.map((each) => numberOf(each)));
  });
};

function shown(machine: Machine, place: Place | undefined, number: Value | undefined): Value {
  const text = number && forNumber(machine, number, ({ value }) => ({ kind: 'text', text: String(value) }));
  if (!text) machine.report('knownNow', place, ['What `show` shows']);
  return text ?? nothing;
}

/** The element that a number counts, from 0, or `otherwise`. */
function elementAt(
  machine: Machine,
  all: readonly Value[],
  n: Value | undefined,
  otherwise?: Value,
): Value | undefined {
  const most = Math.max(0, otherwise ? all.length : all.length - 1);
  return n && forNumber(machine, n, ({ value }) => all[value] ?? otherwise, most);
}

/** A function of one list. */
const onList =
  (body: (elements: readonly Value[]) => Value | undefined): Builtin =>
  ([only]) => {
    const elements = elementsOf(only);
    return elements && body(elements);
  };

/** A function of a count and another value. */
const counted =
  (body: (n: number, rest: Value) => Value | undefined): Builtin =>
  ([n, rest], machine) =>
    n && rest && forNumber(machine, n, (known) => body(count(known) ?? 0, rest));

/** A function of a count and a list, of which the count leaves so many elements or takes them away. */
const ofList =
  (body: (n: number, elements: readonly Value[]) => Value): Builtin =>
  ([n, xs], machine) => {
    const all = elementsOf(xs);
    return n && all && forNumber(machine, n, (known) => body(count(known) ?? 0, all), Math.min(mostLeft, all.length));
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
  ['replicate', counted((n, x) => list(Array.from({ length: n }, () => x)))],
  ['take', ofList((n, all) => list(all.slice(0, n)))],
  ['drop', ofList((n, all) => list(all.slice(n)))],
  ['head', onList((all) => all[0])],
  ['last', onList((all) => all.at(-1))],
  ['tail', onList((all) => (all.length > 0 ? list(all.slice(1)) : undefined))],
  ['init', onList((all) => (all.length > 0 ? list(all.slice(0, -1)) : undefined))],
  ['length', onList((all) => numberOf(all.length))],
  ['!!', ([xs, n], machine) => elementAt(machine, elementsOf(xs) ?? [], n)],
  ['elementOr', ([otherwise, n, xs], machine) => elementAt(machine, elementsOf(xs) ?? [], n, otherwise)],
  ['iterateN', ([n, f, x], machine) => n && x && forNumber(machine, n, (times) => iterate(count(times) ?? 0, f, x))],
  ['perNumber', ([n, f], machine) => n && forNumber(machine, n, (known) => apply(f, known))],
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
  ['lindenmayer', rewritten((text) => ({ kind: 'text', text }))],
  ['lindenmayerI', rewritten(digits)],
  [
    'stepLengths',
    ([total, things], machine) =>
      total &&
      things &&
      forNumbers(machine, [total, things], ([n, k]) => lengths((n && count(n)) ?? 0, (k && count(k)) ?? 0)),
  ],
  ['words', ([text]) => list((textOf(text)?.match(/\S+/g) ?? []).map((each) => ({ kind: 'text', text: each })))],
  ['unwords', onList((all) => ({ kind: 'text', text: all.map((each) => textOf(each) ?? '').join(' ') }))],
  ['show', ([x], machine, place) => shown(machine, place, x)],
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
  ['runMarkov', markov],
  ['fst', onList((all) => all[0])],
  ['snd', onList((all) => all[1])],
]);

/** `name` applied to all its arguments; reports what is not known now, or not there. */
export function runBuiltin(machine: Machine, name: string, args: readonly Value[], place: Place | undefined): Value {
  if (args.some(({ kind }) => kind === 'nothing')) return nothing;
  if (args.some(isVarying)) return inEachCase(machine, args, (each) => runBuiltin(machine, name, each, place), place);
  const result = table.get(name)?.(args, machine, place);
  if (!result) {
    machine.report('noElement', place, [name]);
    return nothing;
  }
  if (result.kind === 'list' && result.elements.some(isVarying))
    return inEachCase(machine, result.elements, list, place);
  const size = elementsOf(result)?.length ?? 0;
  if (size > longest) {
    machine.report('longList', place, [String(longest)]);
    return nothing;
  }
  if (machine.step(1 + size / elementsInStep)) return result;
  machine.refuse(place);
  return nothing;
}
