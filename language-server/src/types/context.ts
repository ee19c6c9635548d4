// What inference carries around: the names in scope, what has been found wrong, and what the editor wants to know.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Expression, Span, StringExpression } from '../syntax/tree.ts';
import type { Core, Local } from './core.ts';
import type { Entry, Library } from './environment.ts';
import { type Details, diagnose, type TypeCode } from './messages.ts';
import type { Scheme } from './scheme.ts';
import { type ClassSet, errorType, type Type, variable } from './type.ts';

/** An expression that has been inferred. */
export interface Typed {
  readonly type: Type;
  readonly core: Core;
}

/** What a name means at a place of the source. */
export type Target =
  | { readonly kind: 'local'; readonly local: Local; readonly scheme: Scheme }
  | { readonly kind: 'defined' | 'bus'; readonly name: string; readonly scheme: Scheme }
  | { readonly kind: 'parameter'; readonly name: string; readonly type: Type }
  | { readonly kind: 'entry'; readonly entry: Entry };

/** A typed place, for hover. Types are solved once the statement is. */
export interface Mark extends Span {
  readonly type: Type;
  readonly target: Target | undefined;
  /** What a coercion between patterns and signals makes of it here. */
  readonly becomes: Type | undefined;
}

/** A call with its arguments, for signature help and inlay hints. */
export interface Call extends Span {
  readonly entry: Entry;
  readonly name: Span;
  readonly arguments: readonly {
    readonly start: number;
    readonly end: number;
    readonly parameter: string | undefined;
  }[];
}

interface Scope {
  readonly parent: Scope | undefined;
  readonly names: ReadonlyMap<string, Target>;
}

/** Definitions outside of the statement; asking for one makes it a dependency. */
export interface Globals {
  definition(name: string): Scheme | undefined;
  bus(name: string): Scheme | undefined;
  /** Whether some synth has a parameter of that name. */
  isParameter(name: string): boolean;
  /** All names of definitions and buses, for suggestions. */
  names(): Iterable<string>;
}

/** What is expected where an expression stands, as far as it matters to what a name means there. */
export interface Hint {
  readonly expected?: Type;
  /** The type of what `#` or `>>` feeds into it. */
  readonly fed?: Type;
}

export interface Context {
  readonly library: Library;
  readonly globals: Globals;
  /** The statement's source. */
  readonly text: string;
  readonly diagnostics: Diagnostic<TypeCode>[];
  readonly marks: Mark[];
  readonly calls: Call[];
  /** String literals: their atoms are read when the statement's types are known. */
  readonly texts: { readonly expression: StringExpression; readonly type: Type }[];
  scope: Scope | undefined;
  level: number;
  depth: number;
  infer(expression: Expression, hint?: Hint): Typed;
  /** Infers and coerces; says what is wrong at most once. */
  check(expression: Expression, expected: Type, reason: Reason): Typed;
}

/** Why a type is expected, for messages. */
export type Reason =
  | { readonly kind: 'argument'; readonly function: string; readonly index: number }
  | { readonly kind: 'other'; readonly what: string };

export const because = (what: string): Reason => ({ kind: 'other', what });

export const fresh = (c: Context, classes: ClassSet = 0): Type => variable(c.level, classes);

export function report<Code extends TypeCode>(
  c: Context,
  code: Code,
  place: Span,
  parts: Parameters<typeof diagnose<Code>>[2],
  details?: Details,
): Typed {
  c.diagnostics.push(diagnose(code, place, parts, details));
  return failed(place);
}

export const failed = (place: Span): Typed => ({
  type: errorType,
  core: { tag: 'error', start: place.start, end: place.end },
});

export function mark(c: Context, place: Span, type: Type, target?: Target): void {
  c.marks.push({ start: place.start, end: place.end, type, target, becomes: undefined });
}

/** The place is read as another type: a signal as a pattern, say. */
export function markCoercion(c: Context, place: Span, becomes: Type): void {
  const index = c.marks.findLastIndex(({ start, end }) => start === place.start && end === place.end);
  const found = c.marks[index];
  if (found) c.marks[index] = { ...found, becomes };
}

export function lookup(c: Context, name: string): Target | undefined {
  for (let scope = c.scope; scope; scope = scope.parent) {
    const found = scope.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Runs `body` with more names in scope. */
export function within<Result>(c: Context, names: ReadonlyMap<string, Target>, body: () => Result): Result {
  const outer = c.scope;
  c.scope = { parent: outer, names };
  const result = body();
  c.scope = outer;
  return result;
}

/** Runs `body` one `let` deeper: what it leaves open there may be generalised. */
export function deeper<Result>(c: Context, body: () => Result): Result {
  c.level += 1;
  const result = body();
  c.level -= 1;
  return result;
}
