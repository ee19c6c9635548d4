// One atom of mini-notation as a node of the tree.

import { scanAtom } from './mini-atoms.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import type { MiniAtom } from './mini-tree.ts';

export function parseAtom(cursor: MiniCursor, { kind }: Reading): MiniAtom | undefined {
  const start = cursor.position;
  const scanned = scanAtom(kind, cursor.rest(), start);
  if (scanned === undefined || scanned.end > cursor.end) return undefined;
  cursor.position = scanned.end;
  const text = cursor.text.slice(start, scanned.end);
  if (scanned.problem) cursor.report(scanned.problem.code, start, scanned.end, [scanned.problem.part ?? text]);
  return { kind: 'atom', text, value: scanned.value, ...cursor.span(start) };
}
