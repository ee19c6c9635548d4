// Diagnostics: what is wrong, where, and what to do. Every phase returns `{ value, diagnostics }` and none throws on a user's text.

export type Severity = 'error' | 'warning' | 'hint';

/** One replacement of text; an insertion has `start === end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One way out, offered as a code action: all its edits are made together. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** `Code` is a phase's own union of codes: `SyntaxCode` in `messages.ts` here. */
export interface Diagnostic<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly help?: string;
  /** The nearest fix first. */
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
}

/** What each phase returns. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** The same diagnostic with every offset moved: statements carry offsets relative to their own start. */
export function moveDiagnostic(diagnostic: Diagnostic, by: number): Diagnostic {
  if (by === 0) return diagnostic;
  const move = <Part extends { readonly start: number; readonly end: number }>(part: Part): Part => ({
    ...part,
    start: part.start + by,
    end: part.end + by,
  });
  return {
    ...move(diagnostic),
    ...(diagnostic.fixes && {
      fixes: diagnostic.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
    }),
    ...(diagnostic.related && { related: diagnostic.related.map(move) }),
  };
}
