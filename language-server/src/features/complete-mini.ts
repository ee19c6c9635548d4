// Completion inside a string: sounds and synths where a sound is named, chords behind a note's `'`.

import { chordNames } from '../syntax/chords.ts';
import type { StringExpression } from '../syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { callsAt } from './call-at.ts';
import type { Completion, Sounds } from './completion.ts';

export function completeMini(
  analysis: Analysis,
  string: StringExpression,
  offset: number,
  statementStart: number,
  sounds: Sounds,
): Completion[] {
  const before = string.text.slice(0, offset - statementStart - string.start - 1);
  const chord = /'([\p{L}\d]*)$/u.exec(before)?.[1];
  if (chord !== undefined) {
    const replaces = { start: offset - chord.length, end: offset };
    return chordNames.map((label) => ({ label, kind: 'value', replaces, rank: 0 }));
  }
  const word = /[\p{L}\d_.-]*$/u.exec(before)?.[0] ?? '';
  const replaces = { start: offset - word.length, end: offset };
  const [call] = callsAt(analysis, statementStart + string.start);
  if (call?.name !== 's' && call?.name !== 'sound') return [];
  return soundNames(analysis, sounds).map(({ label, detail, isSynth }) => ({
    label,
    kind: isSynth ? 'synth' : 'sound',
    detail,
    replaces,
    rank: isSynth ? 0 : 1,
  }));
}

function soundNames(
  { file, library }: Analysis,
  sounds: Sounds,
): { label: string; detail: string; isSynth: boolean }[] {
  const synths = file.statements.flatMap(({ statement }) => (statement.kind === 'synth' ? [statement.name.text] : []));
  const found = new Map<string, { label: string; detail: string; isSynth: boolean }>();
  for (const label of sounds.names) found.set(label, { label, detail: 'sample', isSynth: false });
  for (const { name, doc } of library.instruments) found.set(name, { label: name, detail: doc, isSynth: false });
  for (const label of synths)
    if (label !== '') found.set(label, { label, detail: 'synth of this file', isSynth: true });
  return [...found.values()];
}
