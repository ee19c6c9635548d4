// What "evaluate block" takes: the lines around the cursor up to the next blank ones.

export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The whole lines that a selection touches; for a mere cursor, its line. */
export function linesAt(text: string, selection: OffsetRange): OffsetRange {
  return { start: lineStart(text, selection.start), end: lineEnd(text, selection.end) };
}

/** The lines between two blank ones around `offset` (UTF-16), or nothing where the line itself is blank. */
export function blockAt(text: string, offset: number): OffsetRange | undefined {
  const isBlank = (start: number, end: number) => text.slice(start, end).trim() === '';
  let start = lineStart(text, offset);
  let end = lineEnd(text, offset);
  if (isBlank(start, end)) return undefined;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (isBlank(above, start - 1)) break;
    start = above;
  }
  while (end < text.length) {
    const below = lineEnd(text, end + 1);
    if (isBlank(end + 1, below)) break;
    end = below;
  }
  return { start, end };
}
