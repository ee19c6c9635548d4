// Splits a file into statements. A statement begins in column 0 and goes on through the indented lines below it,
// across blank lines and comments; a closing bracket in column 0 goes on too. Only this step looks at the whole file.

import type { Span } from './span.ts';

export interface Pieces {
  /** Trimmed: from the first character in column 0 to the last one that is neither space nor trailing comment. */
  readonly statements: readonly Span[];
  readonly comments: readonly Span[];
}

export function splitFile(text: string): Pieces {
  const statements: Span[] = [];
  const comments: Span[] = [];
  let start = -1;
  let end = 0;
  let position = 0;
  const close = (): void => {
    if (start >= 0) statements.push({ start, end });
    start = -1;
  };
  while (position < text.length) {
    const lineStart = position === 0 || isLineBreak(text.charCodeAt(position - 1));
    const code = text.charCodeAt(position);
    if (isBlank(code)) {
      position++;
      continue;
    }
    const comment = commentAt(text, position);
    if (comment !== undefined) {
      comments.push({ start: position, end: comment });
      position = comment;
      continue;
    }
    if (lineStart && !isCloser(code)) close();
    // Indented code before any statement is one of its own, so that nothing is silently ignored.
    if (start < 0) start = position;
    position = code === quote ? afterString(text, position) : position + 1;
    end = position;
  }
  close();
  return { statements, comments };
}

/** The end of the comment that begins at `position`, if one does. An unclosed `{-` is left to the lexer. */
export function commentAt(text: string, position: number): number | undefined {
  const code = text.charCodeAt(position);
  if (code !== minus && code !== brace) return undefined;
  if (text.startsWith('--', position) && !startsOperator(text, position)) return lineEnd(text, position);
  if (text.startsWith('{-', position)) return blockCommentEnd(text, position);
  return undefined;
}

/** `--` inside a run of symbols is part of an operator. */
function startsOperator(text: string, position: number): boolean {
  return position > 0 && isSymbol(text.charCodeAt(position - 1));
}

/** Of the text asked about last: an unclosed comment would be looked through again for each one inside of it. */
let blockComments: { readonly text: string; readonly ends: ReadonlyMap<number, number> } = {
  text: '',
  ends: new Map(),
};

function blockCommentEnd(text: string, position: number): number | undefined {
  if (blockComments.text !== text) blockComments = { text, ends: blockCommentEnds(text) };
  return blockComments.ends.get(position);
}

/** Where each block comment ends that is closed, by where it begins; they nest. */
function blockCommentEnds(text: string): ReadonlyMap<number, number> {
  const open: number[] = [];
  const ends = new Map<number, number>();
  for (const { 0: bracket, index } of text.matchAll(/\{-|-\}/g)) {
    if (bracket === '{-') {
      open.push(index);
      continue;
    }
    const start = open.pop();
    if (start !== undefined) ends.set(start, index + bracket.length);
  }
  return ends;
}

/** After the closing quote; a string that is not closed on its line ends there (the lexer looks again). */
function afterString(text: string, position: number): number {
  for (let at = position + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (isLineBreak(code)) return at;
  }
  return text.length;
}

export function lineEnd(text: string, position: number): number {
  let at = position;
  while (at < text.length && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

const quote = 34;
const minus = 45;
const brace = 123;

export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0xa0 || code === 0xfeff || code === 12;
}

function isCloser(code: number): boolean {
  return code === 41 || code === 93 || code === 125;
}

const symbols = new Uint8Array(128);
for (const symbol of '!#$%&*+./<=>?@\\^|-~:') symbols[symbol.charCodeAt(0)] = 1;

export function isSymbol(code: number): boolean {
  return symbols[code] === 1;
}
