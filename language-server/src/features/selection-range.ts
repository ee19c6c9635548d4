// Growing selections: atom, string, argument, expression, statement, block, file.

import type { Span } from '../syntax/span.ts';
import { miniDescendants, pathAt } from '../syntax/walk.ts';
import { type Analysis, statementAt } from './analysis.ts';

/** From the innermost to the whole file, each strictly larger than the one before. */
export function selectionRanges(analysis: Analysis, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: analysis.text.length }];
  const block = blockAt(analysis.text, offset);
  if (block) spans.push(block);
  const here = statementAt(analysis, offset);
  if (here && offset <= here.placed.end) {
    const { start, statement } = here.placed;
    for (const node of pathAt(statement, offset - start)) {
      spans.push({ start: node.start + start, end: node.end + start });
      if (node.kind !== 'string') continue;
      spans.push({ start: node.start + start + 1, end: node.start + start + 1 + node.text.length });
      for (const term of miniDescendants(node.mini.root)) {
        if (term.start <= offset - start && offset - start <= term.end)
          spans.push({ start: term.start + start, end: term.end + start });
      }
    }
  }
  return growing(spans, offset);
}

function growing(spans: readonly Span[], offset: number): Span[] {
  const size = ({ start, end }: Span): number => end - start;
  const around = spans.filter(({ start, end }) => start <= offset && offset <= end).sort((a, b) => size(a) - size(b));
  const result: Span[] = [];
  for (const span of around) {
    const inner = result.at(-1);
    const isLarger = !inner || (span.start <= inner.start && span.end >= inner.end && size(span) > size(inner));
    if (isLarger) result.push(span);
  }
  return result;
}

/** The lines between blank ones. */
function blockAt(text: string, offset: number): Span | undefined {
  const before = text.slice(0, offset).match(/(?:^|\n)[ \t]*\n(?![\s\S]*\n[ \t]*\n)/);
  const start = before?.index === undefined ? 0 : before.index + before[0].length;
  const after = text.slice(offset).search(/\n[ \t]*\n/);
  const end = after < 0 ? text.length : offset + after;
  return start < end ? { start, end } : undefined;
}
