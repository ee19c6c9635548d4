// One atom of mini-notation as a node of the tree.

import { chordNames } from './chords.ts';
import { replacement } from './messages.ts';
import { type AtomProblem, scanAtom } from './mini-atoms.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import type { MiniAtom } from './mini-tree.ts';
import { nearest } from './near.ts';

export function parseAtom(cursor: MiniCursor, { kind }: Reading): MiniAtom | undefined {
  const start = cursor.position;
  const scanned = scanAtom(kind, cursor.rest(), start);
  if (scanned === undefined || scanned.end > cursor.end) return undefined;
  cursor.position = scanned.end;
  if (scanned.loose) cursor.endLoosely();
  const text = cursor.text.slice(start, scanned.end);
  if (scanned.problem) reportProblem(cursor, scanned.problem, start, text);
  return { kind: 'atom', text, value: scanned.value, start: cursor.place(start), end: cursor.here };
}

function reportProblem(cursor: MiniCursor, problem: AtomProblem, start: number, text: string): void {
  const { code, part = text } = problem;
  if (code !== 'miniUnknownChord') {
    cursor.report(code, start, start + text.length, [part]);
    return;
  }
  const from = start + text.indexOf("'") + 1;
  const to = from + part.length;
  const [near] = nearest(part, chordNames, 1);
  cursor.report(code, from, to, [part], {
    fix: near === undefined ? undefined : replacement(cursor.span(from, to), near),
  });
}
