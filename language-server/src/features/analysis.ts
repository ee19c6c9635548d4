// What is known of an open file: its tree, its types and what is wrong with it. Every feature reads this and nothing else.

import type { Diagnostic, Outcome } from '../syntax/diagnostic.ts';
import { parseFile } from '../syntax/parse-file.ts';
import type { PlacedStatement, SourceFile } from '../syntax/tree.ts';
import type { Mark } from '../types/context.ts';
import type { Library, SessionTypes } from '../types/environment.ts';
import { checkFile, type TypedFile } from '../types/file.ts';
import type { TypedStatement } from '../types/statement.ts';

export interface Analysis {
  readonly uri: string;
  readonly text: string;
  readonly file: SourceFile;
  readonly typed: TypedFile;
  /** `typed` with the diagnostics, which are put together when they are asked for. */
  readonly checked: Outcome<TypedFile>;
  /** Of syntax and types, offsets in the file. */
  readonly diagnostics: readonly Diagnostic[];
  readonly library: Library;
}

export interface AnalysisRequest {
  readonly uri: string;
  readonly text: string;
  readonly library: Library;
  /** What other files have put into the session. */
  readonly session: SessionTypes;
}

/** `previous` are versions of the same file: what did not change since one of them is not done again. */
export function analyse(
  { uri, text, library, session }: AnalysisRequest,
  ...previous: readonly (SourceFile | undefined)[]
): Analysis {
  const { value: file } = parseFile(text, ...previous);
  const checked = checkFile(file, library, session);
  return {
    uri,
    text,
    file,
    typed: checked.value,
    checked,
    get diagnostics() {
      return checked.diagnostics;
    },
    library,
  };
}

/** A statement with its place and its types. */
export interface Located {
  readonly placed: PlacedStatement;
  readonly typed: TypedStatement;
}

/** The statement that an offset lies in or touches, or else the last one before it on whose lines it may go on. */
export function statementAt({ file, typed }: Analysis, offset: number): Located | undefined {
  const index = file.statements.findLastIndex(({ start }) => start <= offset);
  const placed = file.statements[index];
  const found = typed.statements[index];
  return placed && found && { placed, typed: found };
}

export function isInComment({ file }: Analysis, offset: number): boolean {
  return file.comments.some(({ start, end }) => start < offset && offset <= end);
}

/** The innermost typed place at an offset that is relative to the statement; one that says what a name means is preferred. */
export function markAt({ marks }: TypedStatement, relative: number): Mark | undefined {
  const size = ({ start, end }: Mark): number => end - start;
  let best: Mark | undefined;
  for (const mark of marks) {
    if (relative < mark.start || relative > mark.end) continue;
    const isBetter = !best || size(mark) < size(best) || (size(mark) === size(best) && mark.target && !best.target);
    if (isBetter) best = mark;
  }
  return best;
}

/** All statements with their types. */
export function* located({ file, typed }: Analysis): Generator<Located> {
  for (const [index, placed] of file.statements.entries()) {
    const found = typed.statements[index];
    if (found) yield { placed, typed: found };
  }
}
