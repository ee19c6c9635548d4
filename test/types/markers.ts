// Diagnostics as markers in the text: below each line, carets under the place and what is said about it.
// `-- ^^^ error: message -> help`; where the carets would stand under the dashes, `-- @0-2 error: message`.
import type { Diagnostic } from '../../language-server/src/syntax/diagnostic.ts';

const marker = /^--(?: +\^+| @\d+-\d+) (?:error|warning|hint): .*$/;

/** The text without its markers. */
export function withoutMarkers(text: string): string {
  return text
    .split('\n')
    .filter((line) => !marker.test(line))
    .join('\n');
}

/** The text with a marker for each diagnostic. */
export function withMarkers(text: string, diagnostics: readonly Diagnostic[]): string {
  let start = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      const end = start + line.length;
      const here = diagnostics.filter((each) => each.start >= start && each.start <= end);
      const markers = here
        .toSorted((a, b) => a.start - b.start || a.end - b.end)
        .map((each) => markerOf(each, each.start - start, Math.min(each.end, end) - start));
      start = end + 1;
      return [line, ...markers];
    })
    .join('\n');
}

function markerOf({ severity, message, help }: Diagnostic, from: number, to: number): string {
  const width = Math.max(1, to - from);
  const place = from >= 3 ? `--${' '.repeat(from - 2)}${'^'.repeat(width)}` : `-- @${from}-${from + width}`;
  return `${place} ${severity}: ${message}${help === undefined ? '' : ` -> ${help}`}`;
}
