// Code actions: the fixes of the diagnostics that a range touches.

import type { Diagnostic, Edit } from '../syntax/diagnostic.ts';
import type { Span } from '../syntax/span.ts';

export interface CodeAction {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly diagnostic: Diagnostic;
  /** The one to take when only one is asked for. */
  readonly preferred: boolean;
}

export function codeActions(diagnostics: readonly Diagnostic[], range: Span): CodeAction[] {
  return diagnostics
    .filter(({ start, end }) => start <= range.end && range.start <= end)
    .flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map(({ title, edits }, index) => ({ title, edits, diagnostic, preferred: index === 0 })),
    );
}
