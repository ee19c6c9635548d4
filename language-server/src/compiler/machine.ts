// The compiler's state while it evaluates one definition: names, limits, and what it has found wrong.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Statement } from '../syntax/tree.ts';
import type { Core } from '../types/core.ts';
import type { Library } from '../types/environment.ts';
import type { Type, TypeVariable } from '../types/type.ts';
import { Interner } from './interner.ts';
import { type CompileCode, compileDiagnostic } from './messages.ts';
import type { Datum, PatternNode, PatternParts, Place, VoiceEffect } from './nodes.ts';

/** A `let` of the session or a definition of the prelude. */
export interface Definition {
  readonly core: Core;
  readonly quantified: readonly TypeVariable[];
  /** Absent in the prelude: its inside has no place in the user's source. */
  readonly statement: Statement | undefined;
}

/** Where an expression is evaluated. */
export interface Scope {
  /** Whose source the expression's offsets are in; the prelude's are nobody's. */
  readonly statement: Statement | undefined;
  /** In the prelude: where the user called it. */
  readonly site: Place | undefined;
  /** What stands for type variables of the definition being evaluated. */
  readonly types: ReadonlyMap<TypeVariable, Type>;
}

/** Work of one definition is bounded: what is larger than this is no piece of music. */
const mostSteps = 200_000;
const deepest = 300;
/** Patterns within patterns; the engine takes no more than 1000. */
const deepestPattern = 900;

/** The engine's fractions: 64 bits above, 32 below. */
const mostAbove = 2n ** 63n;
const mostBelow = 2n ** 32n;

function isFitTime(time: string): boolean {
  // Short ones, nearly all, need no arithmetic.
  if (time.length <= 9) return true;
  const [above = '0', below = '1'] = time.replace('-', '').split('/');
  return BigInt(above) < mostAbove && BigInt(below) <= mostBelow;
}

function unfitIn(op: string, { times, value, values, ints }: Omit<PatternParts, 'op' | 'args'>) {
  if (times?.some((time) => !isFitTime(time))) return 'tooFine';
  if (ints?.some((each) => !Number.isSafeInteger(each))) return 'tooLarge';
  const unfit = unfitDatum(value) ?? values?.map(unfitDatum).find((each) => each !== undefined);
  if (unfit) return unfit;
  return op === 'timecat' && times?.some((time) => time.startsWith('-')) ? 'negativeWeight' : undefined;
}

const noPatterns: readonly PatternNode[] = [];

function unfitDatum(datum: Datum | undefined): CompileCode | undefined {
  if (typeof datum !== 'object') return undefined;
  if ('rational' in datum) return isFitTime(datum.rational) ? undefined : 'tooFine';
  if ('int' in datum) return Number.isSafeInteger(datum.int) ? undefined : 'tooLarge';
  if ('list' in datum) return datum.list.map(unfitDatum).find((each) => each !== undefined);
  return undefined;
}

export class Machine {
  readonly library: Library;
  readonly lookup: (name: string) => Definition | undefined;
  #interner: Interner | undefined;
  readonly diagnostics: { readonly statement: Statement; readonly diagnostic: Diagnostic }[] = [];
  /** Effects that a track's voices run through and no control is named after. */
  readonly voiceEffects = new Map<string, VoiceEffect>();
  /** Cycles per second where that is a number, for conversions between seconds and cycles. */
  readonly cps: number;
  /** Something that it uses is wrong, and was reported where it is. */
  usesWrong = false;
  #steps = 0;
  #refused = false;
  /** What the engine would refuse, until it is told. */
  #unfit: CompileCode | undefined;
  #depth = 0;
  #parameters = 0;

  constructor(library: Library, lookup: (name: string) => Definition | undefined, cps: number) {
    this.library = library;
    this.lookup = lookup;
    this.cps = cps;
  }

  /** Signals need none: most buses are made without a pattern. */
  get interner(): Interner {
    this.#interner ??= new Interner();
    return this.#interner;
  }

  pattern(op: string, args: readonly PatternNode[], fields?: Omit<PatternParts, 'op' | 'args'>): PatternNode {
    if (!fields) return this.interner.pattern({ op, args });
    // Nothing to go by: an empty list of weights, of times, of numbers.
    if (fields.times?.length === 0 || fields.ints?.length === 0) return this.pattern('silence', []);
    this.#unfit ??= unfitIn(op, fields);
    return this.interner.pattern({ op, args, ...fields });
  }

  pure(value: Datum, place?: Place): PatternNode {
    this.#unfit ??= unfitDatum(value);
    return this.interner.pattern({ op: 'pure', args: noPatterns, value, place });
  }

  /** A number for a bound value: unique in the definition, made unique in the plan when that is put together. */
  parameter(): number {
    this.#parameters += 1;
    return this.#parameters;
  }

  /** What bound values are values of, by their numbers. */
  readonly bound = new Map<number, PatternNode>();

  /** False when there has been too much work; `refuse` says so. */
  step(steps = 1): boolean {
    this.#steps += steps;
    return this.#steps < mostSteps;
  }

  /** A step that is deeper by one until `leave`. False when that is too much: `refuse` says so, and there is nothing to leave. */
  enter(): boolean {
    if (!this.step() || this.#depth >= deepest) return false;
    this.#depth += 1;
    return true;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Says at which place there was too much, and of what: once. */
  refuse(place: Place | undefined): void {
    if (!place) return;
    this.report(this.#steps < mostSteps ? 'tooDeep' : 'tooMuch', place, []);
    this.#refused = true;
  }

  report<Code extends CompileCode>(code: Code, place: Place | undefined, parts: readonly string[]): void {
    // What was not computed has no mistakes of its own.
    if (!place || this.#refused) return;
    const diagnostic = compileDiagnostic(code, place, parts);
    const same = this.diagnostics.some(
      (each) => each.diagnostic.start === diagnostic.start && each.diagnostic.code === diagnostic.code,
    );
    if (!same) this.diagnostics.push({ statement: place.statement, diagnostic });
  }

  /** Reports patterns that the engine would refuse. */
  checkDepth(place: Place): void {
    if (this.#interner && this.#interner.depth > deepestPattern) this.report('tooDeep', place, []);
    this.checkData(place);
  }

  /** Reports numbers in the patterns made so far that the engine would refuse. */
  checkData(place: Place | undefined): void {
    if (!this.#unfit || !place) return;
    this.report(this.#unfit, place, []);
    this.#unfit = undefined;
  }

  get failed(): boolean {
    return this.diagnostics.some(({ diagnostic }) => diagnostic.severity === 'error');
  }
}

export function placeOf(scope: Scope, at: { readonly start: number; readonly end: number }): Place | undefined {
  if (!scope.statement) return scope.site;
  return { statement: scope.statement, start: at.start, end: at.end };
}
