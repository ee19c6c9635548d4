// Parses a file, statement by statement. A statement whose text has not changed is the same object as before.

import { type Diagnostic, moveDiagnostic, type Outcome } from './diagnostic.ts';
import { parseStatement } from './parse-statement.ts';
import { splitFile } from './split.ts';
import type { PlacedStatement, SourceFile, Statement } from './tree.ts';

export function parseFile(text: string, previous?: SourceFile): Outcome<SourceFile> {
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
function reusable(previous: SourceFile | undefined): Map<string, Statement[]> {
  const known = new Map<string, Statement[]>();
  for (const { statement } of previous?.statements ?? []) {
    const same = known.get(statement.text);
    if (same === undefined) known.set(statement.text, [statement]);
    else same.unshift(statement);
  }
  return known;
}
