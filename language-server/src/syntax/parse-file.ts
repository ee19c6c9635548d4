// Parses a file, statement by statement. A statement whose text has not changed is the same object as before.

import { type Diagnostic, moveDiagnostic, type Outcome } from './diagnostic.ts';
import { parseStatement } from './parse-statement.ts';
import { splitFile } from './split.ts';
import type { PlacedStatement, SourceFile, Statement } from './tree.ts';

/** Statements of `previous`, earlier versions of the file, are taken again where their text stands unchanged: the first version's first. */
export function parseFile(text: string, ...previous: readonly (SourceFile | undefined)[]): Outcome<SourceFile> {
  const known = reusable(previous);
  const { statements: spans, comments } = splitFile(text);
  const diagnostics: Diagnostic[] = [];
  const statements = spans.map(({ start, end }): PlacedStatement => {
    const source = text.slice(start, end);
    const statement = known.get(source)?.pop() ?? parseStatement(source);
    for (const diagnostic of statement.diagnostics) diagnostics.push(moveDiagnostic(diagnostic, start));
    return { start, end, statement };
  });
  return { value: { text, statements, comments }, diagnostics };
}

/** Each statement is used once, so that two of the same text are two objects. */
function reusable(previous: readonly (SourceFile | undefined)[]): Map<string, Statement[]> {
  const known = new Map<string, Statement[]>();
  const seen = new Set<Statement>();
  for (const file of previous) {
    for (const { statement } of file?.statements ?? []) {
      if (seen.has(statement)) continue;
      seen.add(statement);
      const same = known.get(statement.text);
      if (same === undefined) known.set(statement.text, [statement]);
      else same.unshift(statement);
    }
  }
  return known;
}
