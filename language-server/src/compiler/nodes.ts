// What the compiler makes: pattern nodes and signal nodes as immutable graphs, shared where they are equal, without numbers yet.

import type { Statement } from '../syntax/tree.ts';

/** A place in the source, relative to a statement: it stays true when the statement moves. */
export interface Place {
  readonly statement: Statement;
  readonly start: number;
  readonly end: number;
}

/** A value in a pattern: as `PlanValue`, but signals are not numbered. */
export type Datum =
  | number
  | string
  | boolean
  | { readonly int: number }
  | { readonly note: number }
  | { readonly rational: string }
  | { readonly map: { readonly [control: string]: Datum } }
  | { readonly list: readonly Datum[] }
  | { readonly signal: SignalChannels };

export interface PatternNode {
  readonly op: string;
  readonly args: readonly PatternNode[];
  readonly place?: Place;
  readonly value?: Datum;
  readonly values?: readonly Datum[];
  readonly times?: readonly string[];
  readonly name?: string;
  readonly names?: readonly string[];
  readonly ints?: readonly number[];
  readonly seed?: number;
  readonly param?: number;
  readonly body?: PatternNode;
}

/** One channel of a signal, or all channels of a node or bus. */
export type SignalRef =
  | { readonly tag: 'constant'; readonly value: number }
  | { readonly tag: 'node'; readonly node: SignalNode; readonly channel?: number }
  | { readonly tag: 'held'; readonly pattern: PatternNode }
  | { readonly tag: 'bus'; readonly name: string }
  | { readonly tag: 'control'; readonly name: string; readonly otherwise?: SignalRef };

export type SignalChannels = readonly SignalRef[];

export interface SignalNode {
  readonly kind: string;
  readonly inputs: ReadonlyMap<string, SignalChannels>;
  /** Ports that a voice feeds by a control when nothing else does. */
  readonly implicit: ReadonlyMap<string, string>;
  readonly options: ReadonlyMap<string, number>;
  readonly place: Place | undefined;
  /** `voices`, `trig`, `gate`. */
  readonly pattern?: PatternNode;
  /** `voices`: what each voice runs through; its input is the bus `voice`. */
  readonly effects?: SignalChannels;
  /** In effects: active only in voices whose event has this control. */
  readonly when?: string;
}

/** The voice itself, at the beginning of its effects. */
export const voiceInput: SignalChannels = [{ tag: 'bus', name: 'voice' }];

/** An effect that no control is named after: what each voice is fed into. */
export type VoiceEffect = (input: SignalChannels) => SignalChannels;

/** Equal nodes become the same object, so that what is written once sounds once and equality is identity. */
export class Interner {
  readonly #patterns = new Map<string, PatternNode>();
  readonly #identities = new Map<object, number>();
  /** By identity; 0 for what is no pattern. */
  readonly #depths: number[] = [];
  /** How deep patterns are within patterns. */
  depth = 0;

  #identity(object: object): number {
    return this.#identities.get(object) ?? this.#identify(object, 0);
  }

  #identify(object: object, depth: number): number {
    const identity = this.#depths.push(depth) - 1;
    this.#identities.set(object, identity);
    return identity;
  }

  #depthOf(node: PatternNode): number {
    return this.#depths[this.#identity(node)] ?? 0;
  }

  pattern(node: PatternNode): PatternNode {
    const key = this.#key(node);
    const known = this.#patterns.get(key);
    if (known) return known;
    this.#patterns.set(key, node);
    let inner = node.body ? this.#depthOf(node.body) : 0;
    for (const each of node.args) inner = Math.max(inner, this.#depthOf(each));
    this.#identify(node, inner + 1);
    this.depth = Math.max(this.depth, inner + 1);
    return node;
  }

  /** What makes a node equal to another: each part begins with a sign of its own. */
  #key(node: PatternNode): string {
    const { op, args, place, value, values, times, name, names, ints, seed, param, body } = node;
    let key = op;
    for (const each of args) key += ` ${this.#identity(each)}`;
    if (place) key += `@${this.#identity(place.statement)}:${place.start}-${place.end}`;
    if (value !== undefined) key += `=${this.#datum(value)}`;
    if (values) key += `=[${values.map((each) => this.#datum(each)).join()}]`;
    if (times) key += `t${times.join()}`;
    if (name !== undefined) key += `n${JSON.stringify(name)}`;
    if (names) key += `n${JSON.stringify(names)}`;
    if (ints) key += `i${ints.join()}`;
    if (seed !== undefined) key += `s${seed}`;
    if (param !== undefined) key += `p${param}`;
    if (body) key += `b${this.#identity(body)}`;
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
