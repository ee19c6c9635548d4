// The plan: the one JSON document that crosses from TypeScript to the engine.
// Everything in it is data; `schema/plan.schema.json` specifies it and the engine refuses what does not fit.

export const planVersion = 1;

/** Index into `Plan.spans`. */
export type SpanId = number;
/** Index into `Plan.patterns`. */
export type PatternId = number;
/** Index into `Plan.voiceSignals`. */
type VoiceSignalId = number;

/** `[file, start, end]`: a place in the source; `file` indexes `Plan.files`, offsets are UTF-16 units. */
export type PlanSpan = readonly [file: number, start: number, end: number];

/**
 * A value that a pattern's event carries. A bare JSON number is a float, a string a string, a boolean a boolean;
 * the other kinds of Tidal are tagged: int, note (semitones from c5), exact rational `"n/d"`, control map, list, and
 * a signal that a control carries (a bus, or an expression instantiated for each voice).
 */
export type PlanValue =
  | number
  | string
  | boolean
  | { readonly int: number }
  | { readonly note: number }
  | { readonly rational: string }
  | { readonly map: { readonly [control: string]: PlanValue } }
  | { readonly list: readonly PlanValue[] }
  | { readonly signal: VoiceSignalId };

/**
 * A node of the pattern graph. `args` are pattern ids smaller than the node's own id; the native manifest says, for every `op`,
 * how many there are and which further fields it takes (`value`, `values`, `times`, `name`, `names`, `ints`, `seed`, ...).
 * Binding: an op that takes a function of an event's value has the fields `param` (a number unique in the plan) and `body`
 * (pattern id); in the body, `{"op": "var", "param": n}` is the pattern of that value. The body of a function of two values is a
 * `{"op": "function"}` with the second `param` and a `body`. `{"op": "bus", "name": "~x"}` is the number that a bus is as the events are made.
 */
export interface PlanPattern {
  readonly op: string;
  readonly args?: readonly PatternId[];
  /** Where an atom stands in the source: events from here light that place up. */
  readonly span?: SpanId;
  readonly value?: PlanValue;
  readonly values?: readonly PlanValue[];
  /** Exact rationals `"n/d"` that the op needs at build time: weights, fixed spans, shifts. */
  readonly times?: readonly string[];
  readonly name?: string;
  readonly names?: readonly string[];
  readonly ints?: readonly number[];
  readonly seed?: number;
  readonly param?: number;
  readonly body?: PatternId;
}

/** What feeds a port or an output channel. */
export type PlanRef =
  /** A constant, in the port's own unit. */
  | number
  /** Output channel `o` (default: all of them, matched to the port) of node `n` of the same graph. */
  | { readonly n: number; readonly o?: number }
  /** A pattern of numbers, held: the current event's value from its onset's exact sample on, `d` or the port's default before. */
  | { readonly p: PatternId; readonly d?: number }
  /** A bus, by name; a bus that is not in the plan is silence. */
  | { readonly bus: string; readonly o?: number }
  /** In a synth, an effect or a voice signal: the control of the voice's event, or `d` where the event has none. */
  | { readonly c: string; readonly d?: number | PlanRef };

/**
 * A node of a signal graph. `kind` is a DSP node of the manifest (`saw`, `lpf`, ...) or one of the engine's own:
 * `voices` (plays a pattern of control maps), `trig` and `gate` (a trigger or gate from a pattern's events).
 */
export interface PlanNode {
  /** Stable within its definition: equal keys in the old and the new plan mean the same node, whose state is kept. */
  readonly key: string;
  readonly kind: string;
  readonly span?: SpanId;
  /** Port name to what feeds it; several refs are the channels of a multi-channel signal. A port that is absent has its default. */
  readonly in?: { readonly [port: string]: PlanRef | readonly PlanRef[] };
  /** Build-time options of the node's spec, such as the longest delay in seconds. */
  readonly options?: { readonly [option: string]: number | string };
  /** `voices`, `trig`, `gate`: the pattern. */
  readonly pattern?: PatternId;
  /** `voices`: index into `Plan.effects`: what each voice runs through. */
  readonly effects?: number;
  /** In `Plan.effects`: the node is active only in voices whose event carries this control, otherwise it passes `in` through. */
  readonly when?: string;
}

export interface PlanGraph {
  readonly nodes: readonly PlanNode[];
  /** The channels of the result. */
  readonly out: readonly PlanRef[];
}

/** A definition of the session: what a statement of the source names. Buses may refer to each other in cycles (one sample of delay). */
export interface PlanDefinition extends PlanGraph {
  /** `d1`..`d16`, `o1`..`o16`, `out`, `~name`, `once:N`. */
  readonly name: string;
  readonly kind: 'track' | 'output' | 'bus';
  readonly span: SpanId;
  /** Set by `mute` and `solo`; a track that is muted, or not soloed while another is, fades to silence and goes on running. */
  readonly mute?: boolean;
  readonly solo?: boolean;
}

/** A user's synth: instantiated once a voice; its parameters are read by `{c: name, d: default}`. The implicit ones are
 * freq (Hz), gate (0 or 1), velocity (0..1), sustain (seconds). */
export interface PlanSynth extends PlanGraph {
  readonly name: string;
  readonly span: SpanId;
}

/** What the voices of a track run through after the instrument, in order. The instrument's output is `{bus: "voice"}` in the graph. */
export interface PlanEffects extends PlanGraph {}

/** A signal carried by a control: evaluated once a voice (`graph`), or a bus shared by all. */
export interface PlanVoiceSignal extends PlanGraph {}

export interface Plan {
  readonly version: typeof planVersion;
  /** Cycles per second: a constant or a pattern of them. */
  readonly cps: number | { readonly p: PatternId };
  readonly seed: number;
  /** The beat jumps to this cycle as the plan is taken; absent: it goes on. */
  readonly cycle?: number;
  /** Uris of the source files. */
  readonly files: readonly string[];
  readonly spans: readonly PlanSpan[];
  readonly patterns: readonly PlanPattern[];
  readonly definitions: readonly PlanDefinition[];
  readonly synths: readonly PlanSynth[];
  readonly effects: readonly PlanEffects[];
  readonly voiceSignals: readonly PlanVoiceSignal[];
}
