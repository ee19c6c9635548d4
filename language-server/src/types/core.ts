// The typed tree: what inference makes of an expression. Sugar is gone, names are resolved, coercions are explicit.
// Literals and uses of polymorphic names carry types; inside a polymorphic definition those may be its own variables,
// which the compiler fills at each use.

import type { MiniPattern } from '../syntax/mini-tree.ts';
import type { ControlEntry, NodeEntry, PatternEntry, PreludeEntry } from './environment.ts';
import type { Type, TypeVariable } from './type.ts';

/** Offsets are relative to the statement. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A name bound inside an expression; compared by identity. */
export interface Local extends Placed {
  readonly name: string;
}

export type LocalPattern = Local | undefined | { readonly elements: readonly LocalPattern[] };

export interface NumberCore extends Placed {
  readonly tag: 'number';
  /** In the base unit of what was written. */
  readonly value: number;
  /** The exact value where it is a decimal or a fraction: `1/8`, `0.25`. */
  readonly digits: string;
  readonly type: Type;
}

export interface TextCore extends Placed {
  readonly tag: 'text';
  readonly text: string;
  readonly mini: MiniPattern;
  readonly type: Type;
}

/** A chord, as in `c'maj`: notes at once. */
interface ChordCore extends Placed {
  readonly tag: 'chord';
  readonly notes: readonly number[];
}

interface LocalCore extends Placed {
  readonly tag: 'local';
  readonly local: Local;
  readonly filling: readonly Type[];
}

/** A use of a `let` of the session. */
interface DefinedCore extends Placed {
  readonly tag: 'defined';
  readonly name: string;
  readonly filling: readonly Type[];
}

interface LibraryCore extends Placed {
  readonly tag: 'library';
  readonly entry: PatternEntry | PreludeEntry;
  readonly filling: readonly Type[];
  readonly type: Type;
}

interface BusCore extends Placed {
  readonly tag: 'bus';
  readonly name: string;
}

/** Inside a synth: a parameter, or one that is implicit, such as `freq`. */
interface ParameterCore extends Placed {
  readonly tag: 'parameter';
  readonly name: string;
}

interface ApplyCore extends Placed {
  readonly tag: 'apply';
  readonly function: Core;
  readonly arguments: readonly Core[];
}

interface LambdaCore extends Placed {
  readonly tag: 'lambda';
  readonly parameters: readonly LocalPattern[];
  readonly body: Core;
}

interface LetCore extends Placed {
  readonly tag: 'let';
  readonly bindings: readonly {
    readonly local: Local;
    readonly quantified: readonly TypeVariable[];
    readonly value: Core;
  }[];
  readonly body: Core;
}

interface ListCore extends Placed {
  readonly tag: 'list' | 'tuple';
  readonly elements: readonly Core[];
}

interface RangeCore extends Placed {
  readonly tag: 'range';
  readonly from: Core;
  readonly next: Core | undefined;
  readonly to: Core;
}

/** A DSP node with what feeds its ports; the port that `#` and `>>` feed may be open. */
export interface NodeCore extends Placed {
  readonly tag: 'node';
  readonly entry: NodeEntry;
  readonly inputs: readonly { readonly port: string; readonly value: Core }[];
  readonly options: readonly { readonly option: string; readonly value: Core }[];
}

/** Controls with their values: a pattern of control maps right of voices, an effect right of a signal. */
export interface ControlCore extends Placed {
  readonly tag: 'control';
  readonly entry: ControlEntry;
  readonly values: readonly { readonly control: string; readonly type: ControlEntry['type']; readonly value: Core }[];
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '**';

/** Pattern with pattern as Tidal has it; with a signal on a side, sample by sample; on functions pointwise. */
interface ArithmeticCore extends Placed {
  readonly tag: 'arithmetic';
  readonly operator: ArithmeticOperator;
  readonly left: Core;
  readonly right: Core;
}

/** `#`: per voice where voices are left; a function of numbers, such as a scale, changes their notes. `>>`: into the mix. */
interface ChainCore extends Placed {
  readonly tag: 'chain';
  readonly feed: 'each' | 'mix' | 'notes';
  readonly left: Core;
  readonly right: Core;
  /** Whether the right side is an effect on a signal or is merged into a pattern. */
  readonly leftType: Type;
  readonly operatorStart: number;
}

interface ConvertCore extends Placed {
  readonly tag: 'convert';
  readonly from: Type;
  readonly to: Type;
  readonly value: Core;
}

/** What could not be typed; a statement with one is not compiled. */
interface ErrorCore extends Placed {
  readonly tag: 'error';
}

export type Core =
  | NumberCore
  | TextCore
  | ChordCore
  | LocalCore
  | DefinedCore
  | LibraryCore
  | BusCore
  | ParameterCore
  | ApplyCore
  | LambdaCore
  | LetCore
  | ListCore
  | RangeCore
  | NodeCore
  | ControlCore
  | ArithmeticCore
  | ChainCore
  | ConvertCore
  | ErrorCore;
