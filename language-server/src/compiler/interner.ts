// Makes pattern nodes: equal ones become the same object, so that what is written once sounds once and equality is identity.

import type { Datum, PatternNode, PatternParts, Place } from './nodes.ts';

/** More nodes than one definition may have: two of their numbers are one number. */
const mostNodes = 2 ** 26;
/** More characters than a statement may have. */
const longestStatement = 2 ** 26;

export class Interner {
  #size = 0;
  /** Of one or two patterns and nothing else: by op, then by their numbers. */
  readonly #combined = new Map<string, Map<number, PatternNode>>();
  /** Values as they are written: by statement, then by place. */
  readonly #written = new Map<object, Map<number, PatternNode>>();
  /** All others, by what makes them equal. */
  readonly #others = new Map<string, PatternNode>();
  /** Of statements and signals. */
  readonly #identities = new Map<object, number>();
  /** How deep patterns are within patterns. */
  depth = 0;

  #identity(object: object): number {
    let identity = this.#identities.get(object);
    if (identity === undefined) {
      identity = this.#identities.size;
      this.#identities.set(object, identity);
    }
    return identity;
  }

  pattern(parts: PatternParts): PatternNode {
    if (isCombined(parts)) return this.#combine(parts);
    return (isWritten(parts) && this.#write(parts)) || this.#intern(this.#others, this.#key(parts), parts);
  }

  #combine(parts: PatternParts): PatternNode {
    const [first, second] = parts.args;
    const key = (first?.id ?? 0) * mostNodes + (second ? second.id + 1 : 0);
    return this.#intern(tableOf(this.#combined, parts.op), key, parts);
  }

  /** Undefined where another value is written at its place: a string may be read in two ways. */
  #write(parts: Written): PatternNode | undefined {
    const { statement, start, end } = parts.place;
    const known = this.#intern(tableOf(this.#written, statement), start * longestStatement + end, parts);
    return isSame(known.value, parts.value) ? known : undefined;
  }

  #intern<Key>(table: Map<Key, PatternNode>, key: Key, parts: PatternParts): PatternNode {
    const known = table.get(key);
    if (known) return known;
    const made = withFacts(parts, this.#size);
    this.#size += 1;
    table.set(key, made);
    this.depth = Math.max(this.depth, made.depth);
    return made;
  }

  /** What makes a node equal to another: each part begins with a sign of its own. */
  #key(node: PatternParts): string {
    const { op, args, place, value, values, times, name, names, ints, seed, param, body } = node;
    let key = op;
    for (const each of args) key += ` ${each.id}`;
    if (place) key += `@${this.#identity(place.statement)}:${place.start}-${place.end}`;
    if (value !== undefined) key += `=${this.#datum(value)}`;
    if (values) key += `=[${values.map((each) => this.#datum(each)).join()}]`;
    if (times) key += `t${times.join()}`;
    if (name !== undefined) key += `n${JSON.stringify(name)}`;
    if (names) key += `n${JSON.stringify(names)}`;
    if (ints) key += `i${ints.join()}`;
    if (seed !== undefined) key += `s${seed}`;
    if (param !== undefined) key += `p${param}`;
    if (body) key += `b${body.id}`;
    return key;
  }

  /** A value with signals named by identity. */
  #datum(datum: Datum): string {
    if (typeof datum === 'number') return Object.is(datum, -0) ? '-0' : String(datum);
    if (typeof datum !== 'object') return JSON.stringify(datum);
    if ('signal' in datum) return `s${this.#identity(datum.signal)}`;
    if ('map' in datum) {
      const controls = Object.entries(datum.map).map(
        ([control, each]) => `${JSON.stringify(control)}:${this.#datum(each)}`,
      );
      return `{${controls.join()}}`;
    }
    if ('list' in datum) return `[${datum.list.map((each) => this.#datum(each)).join()}]`;
    return JSON.stringify(datum);
  }
}

function tableOf<Name, Key>(tables: Map<Name, Map<Key, PatternNode>>, name: Name): Map<Key, PatternNode> {
  let table = tables.get(name);
  if (!table) {
    table = new Map();
    tables.set(name, table);
  }
  return table;
}

function isCombined(parts: PatternParts): boolean {
  const { args, place, value, param, body } = parts;
  if (args.length === 0 || args.length > 2 || place || value !== undefined || param !== undefined || body) return false;
  const { values, times, name, names, ints, seed } = parts;
  return !values && !times && name === undefined && !names && !ints && seed === undefined;
}

type Written = PatternParts & { readonly place: Place; readonly value: Datum };

/** A value of its own at a place; a map may have signals in it. */
function isWritten(parts: PatternParts): parts is Written {
  const { op, place, value } = parts;
  return (
    op === 'pure' && place !== undefined && value !== undefined && !(typeof value === 'object' && isOfParts(value))
  );
}

const isOfParts = (value: Exclude<Datum, number | string | boolean>): boolean =>
  'map' in value || 'list' in value || 'signal' in value;

function isSame(a: Datum | undefined, b: Datum): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if ('note' in a) return 'note' in b && Object.is(a.note, b.note);
  if ('int' in a) return 'int' in b && Object.is(a.int, b.int);
  return 'rational' in a && 'rational' in b && a.rational === b.rational;
}

/** What is known of a pattern follows from what is known of those that it is made of. */
function withFacts(parts: PatternParts, id: number): PatternNode {
  const { op, args, place, value, values, times, name, names, ints, seed, param, body } = parts;
  let depth = body?.depth ?? 0;
  let isBound = op === 'var';
  let carriesSignals = body?.carriesSignals === true || isOfSignals(value);
  let controls = ownControls(parts);
  for (const each of args) {
    depth = Math.max(depth, each.depth);
    isBound ||= each.isBound;
    carriesSignals ||= each.carriesSignals;
    controls = union(controls, each.controls);
  }
  if (body) controls = union(controls, body.controls);
  if (op === 'valueOf') controls = none;
  depth += 1;
  // All have one shape: nothing is read as often as a node.
  return {
    op,
    args,
    place,
    value,
    values,
    times,
    name,
    names,
    ints,
    seed,
    param,
    body,
    id,
    depth,
    isBound,
    controls,
    carriesSignals,
  };
}

const none: ReadonlySet<string> = new Set();

function ownControls({ op, name, names, value, values }: PatternParts): ReadonlySet<string> {
  if (op === 'control') return name === undefined ? none : new Set([name]);
  if (op === 'sound') return new Set(['s', 'n']);
  if (op === 'splitControls') return new Set(names);
  if (isMap(value)) return new Set(Object.keys(value.map));
  return values?.some(isMap) ? new Set(values.flatMap((each) => (isMap(each) ? Object.keys(each.map) : []))) : none;
}

/** One of the two sets where it holds the other: most patterns have the controls of what they are made of. */
function union(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (a === b || b.size === 0 || holds(a, b)) return a;
  return holds(b, a) ? b : new Set([...a, ...b]);
}

function holds(all: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  if (all.size < some.size) return false;
  for (const each of some) if (!all.has(each)) return false;
  return true;
}

const isMap = (datum: Datum | undefined): datum is Extract<Datum, { map: unknown }> =>
  typeof datum === 'object' && 'map' in datum;

const isOfSignals = (datum: Datum | undefined): boolean =>
  isMap(datum) && Object.values(datum.map).some((each) => typeof each === 'object' && 'signal' in each);
