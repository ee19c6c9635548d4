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

/** What a pattern is made of. */
export interface PatternParts {
  readonly op: string;
  readonly args: readonly PatternNode[];
  readonly place?: Place | undefined;
  readonly value?: Datum | undefined;
  readonly values?: readonly Datum[] | undefined;
  readonly times?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly ints?: readonly number[] | undefined;
  readonly seed?: number | undefined;
  readonly param?: number | undefined;
  readonly body?: PatternNode | undefined;
}

/** A pattern with what is known of it as soon as it is made. */
export interface PatternNode extends PatternParts {
  /** Its own among those of one interner. */
  readonly id: number;
  /** How deep patterns are within it. */
  readonly depth: number;
  /** It is a value that a function binds for each event, or made of one: nothing by itself. */
  readonly isBound: boolean;
  /** Names of the controls that its events may carry. */
  readonly controls: ReadonlySet<string>;
  /** Some control in it has a signal for its value. */
  readonly carriesSignals: boolean;
}

/** One channel of a signal, or all channels of a node or bus. */
export type SignalRef =
  | { readonly tag: 'constant'; readonly value: number }
  | { readonly tag: 'node'; readonly node: SignalNode; readonly channel?: number }
  | { readonly tag: 'held'; readonly pattern: PatternNode; readonly initial?: number }
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
