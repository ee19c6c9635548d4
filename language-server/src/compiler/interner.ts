// Makes pattern nodes: equal ones become the same object, so that what is written once sounds once and equality is identity.

import type { Datum, PatternNode, PatternParts } from './nodes.ts';

export class Interner {
  readonly #patterns = new Map<string, PatternNode>();
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
    const key = this.#key(parts);
    const known = this.#patterns.get(key);
    if (known) return known;
    const made = withFacts(parts, this.#patterns.size);
    this.#patterns.set(key, made);
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
