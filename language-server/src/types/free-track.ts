// A fix that puts something on a track takes one that nothing plays on.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import { trackCount } from '../syntax/statement-names.ts';
import type { SourceFile } from '../syntax/tree.ts';

/** The fix inserts `d1 $` where it was made, without knowing of the rest of the file. */
export function onFreeTrack(diagnostic: Diagnostic, file: SourceFile): Diagnostic {
  if (!diagnostic.fixes?.some(({ edits }) => edits.some(({ text }) => text.startsWith('d1 $')))) return diagnostic;
  const taken = new Set(
    file.statements.map(({ statement }) => (statement.kind === 'track' ? statement.name.text : '')),
  );
  const all = Array.from({ length: trackCount }, (_, index) => `d${index + 1}`);
  const free = all.find((name) => !taken.has(name)) ?? 'd1';
  const there = (text: string) => text.replace('d1 $', `${free} $`);
  return {
    ...diagnostic,
    ...(diagnostic.help !== undefined && { help: there(diagnostic.help) }),
    fixes: diagnostic.fixes.map(({ title, edits }) => ({
      title: there(title),
      edits: edits.map((edit) => ({ ...edit, text: there(edit.text) })),
    })),
  };
}
