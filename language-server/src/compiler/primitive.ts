// A pattern primitive with its arguments: each goes where the primitive's type says.

import { fractionText } from '../syntax/fraction.ts';
import type { PatternEntry } from '../types/environment.ts';
import { argument, type Constructor, match, prune, type Type } from '../types/type.ts';
import { runBuiltin } from './builtins.ts';
import { constantOf, datumOf, patternOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Datum, PatternNode, Place } from './nodes.ts';
import { operands } from './read-signals.ts';
import { nothing, patternValue, type Value } from './value.ts';
import { inEachCase, isVarying } from './varying.ts';

/** The primitive as a function of as many arguments as its type has. */
export function primitive(machine: Machine, entry: PatternEntry, type: Type, place: Place | undefined): Value {
  const arity = arityOf(entry.scheme.type);
  return taking([], type);

  function taking(given: readonly Value[], rest: Type): Value {
    const step = match(rest, '->');
    if (!step || (entry.stage === 'compile' && given.length === arity)) {
      if (entry.stage === 'compile') return runBuiltin(machine, entry.name, given, place);
      return build(machine, entry, type, given, place);
    }
    return { kind: 'function', apply: (value) => taking([...given, value], argument(step, 1)) };
  }
}

/** Arguments of its own: what it is given may be functions, and so may its result. */
function arityOf(type: Type): number {
  const step = match(type, '->');
  return step ? 1 + arityOf(argument(step, 1)) : 0;
}

interface Parts {
  readonly args: PatternNode[];
  readonly times: string[];
  readonly values: Datum[];
  readonly ints: number[];
  readonly names: string[];
  /** What changes in a field while it plays. */
  readonly fills: Fill[];
  param: number | undefined;
  body: PatternNode | undefined;
  /** What stands for values of a type variable, where events cannot carry them: the primitive only moves such values about. */
  readonly carried: Map<Type, (value: Value) => Value>;
  /** The pattern whose values are of a type variable. */
  readonly sources: Map<Type, PatternNode>;
  /** Values of a type variable stand for different things. */
  mixed: boolean;
  /** A time that is known, and not exact. */
  tooFine: boolean;
}

type Field = 'times' | 'ints' | 'values';

/** A pattern in the place of a plain number. */
interface Fill {
  readonly field: Field;
  readonly at: number;
  readonly numbers: PatternNode;
}

/** As the engine names fields. */
const fieldBits: { readonly [field in Field]: number } = { times: 4, ints: 32, values: 2 };

function build(
  machine: Machine,
  entry: PatternEntry,
  type: Type,
  given: readonly Value[],
  place: Place | undefined,
): Value {
  if (given.some(isVarying)) {
    return inEachCase(machine, given, (each) => build(machine, entry, type, each, place), place);
  }
  const [only] = given;
  if (entry.op === 'pure' && only && only.kind !== 'nothing') {
    const inner = match(type, '->');
    if (inner && isMapped(argument(inner, 0))) return { kind: 'mapped', outer: machine.pure(0), of: () => only };
    // A value that is bound when the pattern is queried is a pattern already.
    if (only.kind === 'pattern') return only;
  }
  const parts: Parts = {
    args: [],
    times: [],
    values: [],
    ints: [],
    names: [],
    fills: [],
    param: undefined,
    body: undefined,
    carried: new Map(),
    sources: new Map(),
    mixed: false,
    tooFine: false,
  };
  if (!machine.step(given.reduce((sum, each) => sum + sizeOf(each, mostElements), 0))) {
    machine.refuse(place);
    return nothing;
  }
  let rest = prune(type);
  let declared = entry.plain;
  for (const value of given) {
    const step = match(rest, '->');
    const slot = match(declared, '->');
    if (!step || !slot) return nothing;
    if (value.kind === 'nothing') return nothing;
    if (!serialise(machine, parts, argument(slot, 0), argument(step, 0), value)) {
      if (parts.mixed) machine.report('mixedPatterns', place, [entry.name]);
      else if (parts.tooFine) machine.report('tooFine', place, []);
      else machine.report('knownNow', place, [`An argument of \`${entry.name}\``]);
      return nothing;
    }
    rest = prune(argument(step, 1));
    declared = argument(slot, 1);
  }
  const { args, times, values, ints, names, fills, param, body } = parts;
  const { op, fields } = entry;
  const has = (list: readonly unknown[], field: string) => list.length > 0 || fields.includes(field);
  const single = fields.includes('value');
  const named = fields.includes('name');
  const isPlain = fields.length === 0 && param === undefined && !body && !times.length && !values.length;
  const plain = machine.pattern(
    op,
    operands(machine, op, args),
    isPlain && !ints.length && !names.length
      ? undefined
      : {
          times: has(times, 'times') ? times : undefined,
          value: single ? values[0] : undefined,
          values: !single && has(values, 'values') ? values : undefined,
          ints: has(ints, 'ints') ? ints : undefined,
          name: named ? names[0] : undefined,
          names: !named && has(names, 'names') ? names : undefined,
          param,
          body,
        },
  );
  const made = fills.length > 0 ? filled(machine, plain, fills) : plain;
  machine.checkData(place);
  const result = match(declared, 'Pattern');
  const of = result && parts.carried.get(prune(argument(result, 0)));
  return of ? { kind: 'mapped', outer: made, of } : patternValue(made);
}

function filled(machine: Machine, body: PatternNode, fills: readonly Fill[]): PatternNode {
  const ints = fills.flatMap(({ field, at }) => [fieldBits[field], at]);
  return machine.pattern(
    'fill',
    fills.map(({ numbers }) => numbers),
    { ints, body },
  );
}

/** More of them in an argument are no music. */
const mostElements = 1_000_000;

/** How many elements are in it, lists in lists included, as far as they are worth counting. */
function sizeOf(value: Value, most: number): number {
  if (value.kind !== 'list' && value.kind !== 'tuple') return 1;
  let size = 1;
  for (const each of value.elements) {
    if (size > most) break;
    size += sizeOf(each, most - size);
  }
  return size;
}

/** Events cannot carry its values. */
const isMapped = (type: Type): boolean => match(type, 'Pattern') !== undefined || match(type, '[]') !== undefined;

/**
 * False when the value is not known now, though it has to be. The slot is the type as the primitive declares it: where that
 * is open, the value is one of its values, whatever it turns out to be.
 */
function serialise(machine: Machine, parts: Parts, slot: Type, type: Type, value: Value): boolean {
  const found = prune(type);
  const declared = prune(slot);
  const name = declared.tag === 'constructor' ? declared.name : '';
  if (found.tag === 'constructor' && declared.tag === 'constructor') {
    const [inside, inner] = [argument(declared, 0), argument(found, 0)];
    if (name === 'Pattern') {
      if (value.kind !== 'mapped') {
        const node = patternOf(machine, value, inner);
        if (node) parts.sources.set(prune(inside), node);
        return push(parts.args, node);
      }
      const before = parts.carried.get(prune(inside));
      parts.mixed ||= before !== undefined && before !== value.of;
      parts.carried.set(prune(inside), value.of);
      return !parts.mixed && push(parts.args, value.outer);
    }
    if (name === '[]') {
      return value.kind === 'list' && value.elements.every((each) => serialise(machine, parts, inside, inner, each));
    }
    if (name === '(,)') {
      if (value.kind !== 'tuple') return false;
      return value.elements.every((each, index) =>
        serialise(machine, parts, argument(declared, index), argument(found, index), each),
      );
    }
    if (name === '->') return binding(machine, parts, declared, argument(found, 1), value);
  }
  if (name === 'String' && value.kind === 'text') return push(parts.names, value.text);
  if (name === 'Time') {
    const number = constantOf(value);
    parts.tooFine ||= number !== undefined && number.exact === undefined;
    if (number) return number.exact !== undefined && push(parts.times, fractionText(number.exact));
    return fill(parts, 'times', parts.times, '1/1', value);
  }
  if (name === 'Int') {
    const number = constantOf(value);
    return number ? push(parts.ints, Math.trunc(number.value)) : fill(parts, 'ints', parts.ints, 1, value);
  }
  const element = match(found, 'Pattern');
  const known = datumOf(value, element ? argument(element, 0) : found) ?? pureOf(value);
  return known === undefined ? fill(parts, 'values', parts.values, 1, value) : push(parts.values, known);
}

const pureOf = (value: Value): Datum | undefined =>
  value.kind === 'pattern' && value.node.op === 'pure' ? value.node.value : undefined;

/** A number in a field that is known only from moment to moment; `sample` stands in its place. */
function fill<Item>(parts: Parts, field: Field, items: Item[], sample: Item, value: Value): boolean {
  if (value.kind !== 'pattern') return false;
  parts.fills.push({ field, at: items.length, numbers: value.node });
  items.push(sample);
  return true;
}

function push<Item>(items: Item[], item: Item | undefined): boolean {
  if (item !== undefined) items.push(item);
  return item !== undefined;
}

/** A function of a value that is known only when the pattern is queried. */
function binding(machine: Machine, parts: Parts, slot: Constructor, to: Type, value: Value): boolean {
  if (value.kind !== 'function') return false;
  const param = machine.parameter();
  const bound = patternValue(machine.pattern('var', [], { param }));
  const source = parts.sources.get(prune(argument(slot, 0)));
  if (source) machine.bound.set(param, source);
  const of = parts.carried.get(prune(argument(slot, 0)));
  const body = value.apply(of ? of(bound) : bound);
  parts.param = param;
  const result = match(to, 'Pattern');
  // Not one pattern but a list of them: they are the arguments.
  if (match(to, '[]')) return serialise(machine, parts, argument(slot, 1), to, body);
  const more = match(to, '->');
  const declared = match(argument(slot, 1), '->');
  if (more && declared) {
    const inner: Parts = { ...parts };
    if (!binding(machine, inner, declared, argument(more, 1), body)) return false;
    parts.body = machine.pattern('function', [], {
      ...(inner.param !== undefined && { param: inner.param }),
      ...(inner.body && { body: inner.body }),
    });
    return true;
  }
  parts.body = patternOf(machine, body, result ? argument(result, 0) : to);
  return parts.body !== undefined;
}
