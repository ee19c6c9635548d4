// A diagnostic for a terminal: where, what, the line of source with a caret under the place, and what to do.
import type { Diagnostic } from '../language-server/src/syntax/diagnostic.ts';

interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly lineText: string;
}

function placeOf(text: string, offset: number): Place {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(0, start).split('\n').length;
  return {
    line,
    column: offset - start + 1,
    lineText: text.slice(start, end < 0 ? text.length : end).replace(/\r$/, ''),
  };
}

const bold = '\u001b[1m';
const reset = '\u001b[0m';
const colours = { error: '\u001b[31m', warning: '\u001b[33m', hint: '\u001b[36m' } as const;

/** Tabs stay tabs in the line below the source, so that the carets stand where they belong. */
function underline({ column, lineText }: Place, length: number): string {
  const before = lineText.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const visible = Math.max(1, Math.min(length, lineText.length - column + 1));
  return before + '^'.repeat(visible);
}

const longestLine = 160;

/** Of a line that is too long for a terminal the part around the place. */
function windowOf({ lineText, column }: Place): Pick<Place, 'lineText' | 'column'> {
  if (lineText.length <= longestLine) return { lineText, column };
  const from = Math.max(0, column - 1 - longestLine / 2);
  const to = from + longestLine;
  const before = from > 0 ? '…' : '';
  const after = to < lineText.length ? '…' : '';
  return { lineText: before + lineText.slice(from, to) + after, column: column - from + before.length };
}

function excerpt(text: string, start: number, end: number, colour: string, colourful: boolean): string[] {
  const place = placeOf(text, start);
  const number = String(place.line);
  const margin = ' '.repeat(number.length);
  const { lineText, column } = windowOf(place);
  const marks = underline({ ...place, lineText, column }, end - start);
  return [`${number} | ${lineText}`, `${margin} | ${colourful ? colour + marks + reset : marks}`];
}

/** `path` is shown as it is; the text is what the offsets count in. */
export function diagnosticText(path: string, text: string, diagnostic: Diagnostic, colourful = false): string {
  const { severity, start, end, message, help, fixes, related } = diagnostic;
  const { line, column } = placeOf(text, start);
  const colour = colours[severity];
  const label = colourful ? `${colour}${bold}${severity}${reset}` : severity;
  const lines = [`${path}:${line}:${column}: ${label}: ${message}`, ...excerpt(text, start, end, colour, colourful)];
  for (const other of related ?? []) {
    const place = placeOf(text, other.start);
    lines.push(
      `${path}:${place.line}:${place.column}: ${other.message}`,
      ...excerpt(text, other.start, other.end, colour, colourful),
    );
  }
  if (help) lines.push(`help: ${help}`);
  const [fix] = fixes ?? [];
  if (fix) lines.push(`fix: ${fix.title}`);
  return lines.join('\n');
}
