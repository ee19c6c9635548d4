// What can be folded: statements and comments of more than one line, and runs of comment lines.

import type { Span } from '../syntax/span.ts';
import type { Analysis } from './analysis.ts';

export interface Fold extends Span {
  readonly kind: 'region' | 'comment';
}

export function folds({ file, text }: Analysis): Fold[] {
  const spansLines = ({ start, end }: Span): boolean => text.slice(start, end).includes('\n');
  const statements = file.statements.filter(spansLines).map(({ start, end }): Fold => ({ kind: 'region', start, end }));
  const comments = runs(text, file.comments)
    .filter(spansLines)
    .map(({ start, end }): Fold => ({ kind: 'comment', start, end }));
  return [...statements, ...comments].sort((a, b) => a.start - b.start);
}

/** Comments on neighbouring lines with nothing but blanks between are one. */
function runs(text: string, comments: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const comment of comments) {
    const last = joined.at(-1);
    const between = last && text.slice(last.end, comment.start);
    const ownLine = /(^|\n)[ \t]*$/.test(text.slice(0, comment.start));
    if (last && ownLine && between?.trim() === '' && between.split('\n').length === 2)
      joined.splice(-1, 1, { start: last.start, end: comment.end });
    else if (ownLine) joined.push(comment);
  }
  return joined;
}
