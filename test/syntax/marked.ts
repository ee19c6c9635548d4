// Marked sources: what a phase says about a program, written under the lines it is about.
//
//     d1 sound "bd"
//     ^^ error missingDollar: A `$` is missing after `d1`. -> d1 $ sound "bd"
//
// A test takes the marks out, runs the phase on what is left, and compares. `UPDATE=1` writes the marks anew.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Diagnostic } from '../../language-server/src/syntax/diagnostic.ts';

const mark = /^ *\^+ (error|warning|hint) /;

export function unmarked(text: string): string {
  return text
    .split('\n')
    .filter((line) => !mark.test(line))
    .join('\n');
}

export function marked(source: string, diagnostics: readonly Diagnostic[]): string {
  let offset = 0;
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    const end = offset + line.length;
    lines.push(line);
    const here = diagnostics.filter(({ start }) => start >= offset && start <= end);
    for (const diagnostic of here) lines.push(markFor(source, diagnostic, offset, end));
    offset = end + 1;
  }
  return lines.join('\n');
}

function markFor(
  source: string,
  { start, end, severity, code, message, help, fixes }: Diagnostic,
  line: number,
  lineEnd: number,
): string {
  const carets = '^'.repeat(Math.max(1, Math.min(end, lineEnd) - start));
  const fixed = fixes?.[0] && ` -> ${fixedLine(source, fixes[0].edits, line, lineEnd)}`;
  return `${' '.repeat(start - line)}${carets} ${severity} ${code}: ${message}${help ? ` (${help})` : ''}${fixed ?? ''}`;
}

type Edits = readonly { readonly start: number; readonly end: number; readonly text: string }[];

/** The line as it would be after the fix. */
function fixedLine(source: string, edits: Edits, line: number, lineEnd: number): string {
  const after = applyEdits(source, edits);
  const grown = after.length - source.length;
  return after.slice(line, lineEnd + grown).split('\n')[0] ?? '';
}

export function applyEdits(source: string, edits: Edits): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

/** The stored text, or the new one when told to update. */
export function stored(file: URL, actual: string): string {
  if (process.env['UPDATE'] === '1') writeFileSync(file, actual);
  return readFileSync(file, 'utf8');
}
