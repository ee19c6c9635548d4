// The tree of mini-notation. Offsets are in the same coordinates as the string's own node: relative to the statement.
// Its shape is Tidal's own (ParseBP): what each node means is Tidal's `resolve` of it.

import type { Span } from './span.ts';

/** What an atom of a pattern is read as: Tidal's parser is typed, `e` is a name, the note 4 or the ratio 1/8. `any` reads structure only. */
export type AtomKind = 'any' | 'string' | 'number' | 'note' | 'int' | 'rational' | 'bool' | 'char';

/** An exact fraction; the denominator is positive, the sign is the numerator's. Lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface MiniPattern extends Span {
  readonly kind: 'mini';
  readonly root: MiniTerm;
  /** How many random seeds it uses: they are 0 to `seeds - 1`, in the order in which the parser finishes them. */
  readonly seeds: number;
}

/** One value. */
export interface MiniAtom extends Span {
  readonly kind: 'atom';
  readonly text: string;
  /** Absent when read as `any`, or when it is no value of the kind wanted (then there is a diagnostic). */
  readonly value: AtomValue | undefined;
}

export type AtomValue =
  | { readonly type: 'string'; readonly value: string }
  /** `exact` is the numeral as a fraction (not for `inf`-like values). */
  | { readonly type: 'number'; readonly value: number; readonly exact: Fraction }
  /** Semitones from c5. */
  | { readonly type: 'note'; readonly value: number }
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'rational'; readonly value: Fraction }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'char'; readonly value: string }
  /** `c'maj`, `e'min7'ii`, `0'major'5'o`: notes that sound together, in semitones from c5. Kinds note, number and int. */
  | { readonly type: 'chord'; readonly values: readonly number[] };

/** `~` */
export interface MiniRest extends Span {
  readonly kind: 'rest';
}

/** Steps that share one cycle by their weights. `[a b]` is a sequence with brackets; `a . b c` a sequence of sequences. */
export interface MiniSequence extends Span {
  readonly kind: 'sequence';
  readonly steps: readonly MiniStep[];
}

/** A place in a sequence. `a@3` and `a _ _` have weight 3; `a!3` and `a ! !` repeat 3 times (each with that weight). */
export interface MiniStep extends Span {
  readonly kind: 'step';
  readonly term: MiniTerm;
  readonly weight: Fraction;
  readonly repeats: number;
}

/**
 * What `,` and `|` separate: a sequence, or one with a `?` of its own at the end (`[a b ?]`), which counts as a single step
 * where steps are counted.
 */
export type MiniLayer = MiniSequence | MiniDegrade;

/** `[a b, c d e]`: all at once, each in the whole cycle. */
export interface MiniStack extends Span {
  readonly kind: 'stack';
  readonly layers: readonly MiniLayer[];
}

/** `[a | b]`: one of them each cycle. */
export interface MiniChoice extends Span {
  readonly kind: 'choice';
  readonly alternatives: readonly MiniLayer[];
  readonly seed: number;
}

/** `{a b, c d e}%4`: each layer plays `steps` of its steps a cycle; without `%` as many as the first layer has. */
export interface MiniPolymeter extends Span {
  readonly kind: 'polymeter';
  readonly layers: readonly MiniLayer[];
  /** Read as `rational`. */
  readonly steps: MiniTerm | undefined;
}

/** `<a b, c d e>`: one step of each layer a cycle: a polymeter with one step. */
export interface MiniAlternation extends Span {
  readonly kind: 'alternation';
  readonly layers: readonly MiniLayer[];
}

/** `a*2`, `a/<3 4>`; the factor's atoms are read as `rational`. */
export interface MiniSpeed extends Span {
  readonly kind: 'fast' | 'slow';
  readonly term: MiniTerm;
  readonly factor: MiniTerm;
}

/** `a?`, `a?0.3`: an event is dropped where the random number of `seed` is below `amount`. */
export interface MiniDegrade extends Span {
  readonly kind: 'degrade';
  readonly term: MiniTerm;
  /** 0 to 1. */
  readonly amount: number;
  readonly seed: number;
}

/** `a(3,8,<0 2>)`; the numbers' atoms are read as `int`. */
export interface MiniEuclid extends Span {
  readonly kind: 'euclid';
  readonly term: MiniTerm;
  readonly pulses: MiniTerm;
  readonly steps: MiniTerm;
  readonly rotation: MiniTerm | undefined;
}

/** `0 .. 7` */
export interface MiniRange extends Span {
  readonly kind: 'range';
  readonly from: MiniTerm;
  readonly to: MiniTerm;
}

/** `^name`: the pattern of that name. */
export interface MiniVariable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** Where nothing could be read. */
export interface MiniError extends Span {
  readonly kind: 'error';
}

export type MiniTerm =
  | MiniAtom
  | MiniRest
  | MiniSequence
  | MiniStack
  | MiniChoice
  | MiniPolymeter
  | MiniAlternation
  | MiniSpeed
  | MiniDegrade
  | MiniEuclid
  | MiniRange
  | MiniVariable
  | MiniError;
