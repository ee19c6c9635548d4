// What a program may use: the entries of the library and what a session has defined. `library/` fills these in.

import type { Core } from './core.ts';
import type { Scheme } from './scheme.ts';
import type { Type } from './type.ts';
import type { UnitName } from './unit.ts';

/** An input or an option of a node, or the value of a control. */
export interface ParameterSpec {
  readonly name: string;
  readonly unit: UnitName;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly default: number | undefined;
  readonly doc: string;
}

export interface PortSpec extends ParameterSpec {
  /** Fed by `#` and `>>`, not by position. */
  readonly signal: boolean;
  readonly channels: number;
  /** Inside a voice it is fed by this control when nothing is given: `gate`, `freq`. */
  readonly implicit: string | undefined;
  /** The control of voices that means this port: `cutoff`. */
  readonly control: string | undefined;
  /** Other names for `name=value`. */
  readonly aliases: readonly string[];
}

interface EntryBase {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly doc: string;
  readonly example: string | undefined;
  /** Where the reference lists it. */
  readonly category: string;
}

/** A DSP node of the native manifest. */
export interface NodeEntry extends EntryBase {
  readonly kind: 'node';
  readonly ports: readonly PortSpec[];
  readonly options: readonly ParameterSpec[];
  readonly outputs: number;
  /** Whether it is built once a channel. */
  readonly eachChannel: boolean;
  /** Names of the ports that arguments fill in order. */
  readonly positional: readonly string[];
}

/** A control of voices; with `effect`, also what a signal is sent through. */
export interface ControlEntry extends EntryBase {
  readonly kind: 'control';
  readonly type: 'number' | 'note' | 'int' | 'string';
  readonly parameter: ParameterSpec;
  readonly effect: EffectEntry | undefined;
  /** Whether the engine, an effect or a drum reads it; a synth reads what it names. */
  readonly read: boolean;
  /** Read when a voice begins: a signal counts with its value there. */
  readonly onset: boolean;
}

/** A node that controls drive: `lpf` of `cutoff` and `resonance`. */
export interface EffectEntry {
  readonly node: NodeEntry;
  /** Which control feeds which port, the one that switches it on first. */
  readonly controls: readonly {
    readonly control: string;
    readonly port: string;
    readonly default: number | undefined;
  }[];
  /** In each voice, once a track that sends to it, or in what the engine does with every voice anyway. */
  readonly place: 'voice' | 'track' | 'engine';
}

/** A pattern primitive of the native manifest. */
export interface PatternEntry extends EntryBase {
  readonly kind: 'pattern';
  /** When it does its work: patterns when they are queried, functions on lists while compiling. */
  readonly stage: 'query' | 'compile';
  readonly op: string;
  readonly scheme: Scheme;
  /** As the engine has it: what is a plain number there may be a pattern in `scheme`. */
  readonly plain: Type;
  readonly fields: readonly string[];
  /** What its first argument, a string, may be; undefined where that is open. */
  readonly choices?: readonly string[] | undefined;
}

/** A definition of the prelude. */
export interface PreludeEntry extends EntryBase {
  readonly kind: 'prelude';
  readonly scheme: Scheme;
  readonly value: Core;
  /** Where it is defined in the prelude. */
  readonly start: number;
  readonly end: number;
}

export type Entry = NodeEntry | ControlEntry | PatternEntry | PreludeEntry;

/** Notes of a scale: semitones above the root, within an octave. */
export interface Scale {
  readonly name: string;
  readonly steps: readonly number[];
}

interface InstrumentEntry {
  readonly name: string;
  readonly kind: string;
  readonly doc: string;
}

export interface Library {
  /** What a name or an operator means: several entries where a pattern and a node share a name. */
  find(name: string): readonly Entry[];
  readonly names: readonly string[];
  readonly entries: readonly Entry[];
  readonly scales: readonly Scale[];
  readonly instruments: readonly InstrumentEntry[];
}

/** What definitions evaluated earlier, perhaps from other files, offer to a file being checked. */
export interface SessionTypes {
  /** Functions and values of `let`. */
  readonly lets: ReadonlyMap<string, Scheme>;
  /** Buses by name with `~`: the unit of the signal. */
  readonly buses: ReadonlyMap<string, Scheme>;
  /** Parameters of synths: controls of their own. */
  readonly parameters: ReadonlySet<string>;
}

export const emptySession: SessionTypes = { lets: new Map(), buses: new Map(), parameters: new Set() };
