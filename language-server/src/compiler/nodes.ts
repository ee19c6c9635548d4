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
  readonly #identities = new WeakMap<object, number>();
  #next = 0;

  #identity(object: object): number {
    let found = this.#identities.get(object);
    if (found === undefined) {
      found = this.#next++;
      this.#identities.set(object, found);
    }
    return found;
  }

  pattern(node: PatternNode): PatternNode {
    const { args, place, body, value, values, ...plain } = node;
    const key = JSON.stringify([
      plain,
      args.map((each) => this.#identity(each)),
      place && [this.#identity(place.statement), place.start, place.end],
      body && this.#identity(body),
      value === undefined ? undefined : this.#datum(value),
      values?.map((each) => this.#datum(each)),
    ]);
    const known = this.#patterns.get(key);
    if (known) return known;
    this.#patterns.set(key, node);
    return node;
  }

  /** A value with signals named by identity. */
  #datum(datum: Datum): unknown {
    if (typeof datum === 'number') return Object.is(datum, -0) ? '-0' : Number.isFinite(datum) ? datum : String(datum);
    if (typeof datum !== 'object') return datum;
    if ('signal' in datum) return { signal: this.#identity(datum.signal) };
    if ('map' in datum) {
      return { map: Object.entries(datum.map).map(([control, each]) => [control, this.#datum(each)]) };
    }
    if ('list' in datum) return { list: datum.list.map((each) => this.#datum(each)) };
    return datum;
  }
}
