// Note names and chords as Tidal writes them: `e`, `cs5`, `bf`, `c'maj'ii`, `e4'min7'o`.

import { chordIntervals } from './chords.ts';

const steps: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 };
const alterations: Readonly<Record<string, number>> = { s: 1, f: -1, n: 0 };
const noteName = /([a-g])([sfn]*)(\d*)/y;

export interface ScannedNote {
  readonly end: number;
  /** Semitones from c5. */
  readonly value: number;
}

/** The note name at a position, the longest there is. */
export function scanNote(text: string, position: number): ScannedNote | undefined {
  noteName.lastIndex = position;
  const match = noteName.exec(text);
  if (!match) return undefined;
  const [whole, letter = '', signs = '', octave = ''] = match;
  let value = steps[letter] ?? 0;
  for (const sign of signs) value += alterations[sign] ?? 0;
  if (octave !== '') value += (Number(octave) - 5) * 12;
  return { end: position + whole.length, value };
}

export interface ScannedChord {
  readonly end: number;
  readonly name: string;
  /** Absent when there is no chord of that name. */
  readonly intervals: readonly number[] | undefined;
}

const chord = /'([\p{L}\d]+)(?:'(?!\s)(-?\d+)?(i*)(o*))?/uy;

/** The chord at a `'`: its name, then how many notes, `i` for each inversion, `o` for an open voicing. */
export function scanChord(text: string, position: number): ScannedChord | undefined {
  chord.lastIndex = position;
  const match = chord.exec(text);
  if (!match) return undefined;
  const [whole, name = '', count, inversions = '', open = ''] = match;
  const end = position + whole.length;
  const intervals = chordIntervals(name);
  if (intervals === undefined) return { end, name, intervals };
  const size = Math.min(count === undefined ? intervals.length : Number(count), mostNotes);
  const notes = voicing(intervals, size, inversions.length);
  return { end, name, intervals: open === '' || intervals.length <= 2 ? notes : openVoicing(notes) };
}

/** More notes than anybody can hear apart. */
const mostNotes = 128;

function voicing(intervals: readonly number[], size: number, inversion: number): number[] {
  return Array.from({ length: Math.max(0, size) }, (_, index) => {
    const place = index + Math.min(inversion, mostNotes);
    return (intervals[place % intervals.length] ?? 0) + 12 * Math.floor(place / intervals.length);
  });
}

/** The root and the fifth an octave down. */
function openVoicing(notes: readonly number[]): readonly number[] {
  const [first, second, third, ...rest] = notes;
  if (first === undefined || second === undefined || third === undefined) return notes;
  return [first - 12, third - 12, second, ...rest];
}

export interface Notes {
  /** Semitones from c5; one for a note, several for a chord. */
  readonly values: readonly number[];
  readonly isChord: boolean;
}

/** A whole word as a note or chord, for names in expressions. */
export function parseNotes(word: string): Notes | undefined {
  const note = scanNote(word, 0);
  if (note === undefined) return undefined;
  if (note.end === word.length) return { values: [note.value], isChord: false };
  const found = scanChord(word, note.end);
  if (found?.intervals === undefined || found.end !== word.length) return undefined;
  return { values: found.intervals.map((interval) => interval + note.value), isChord: true };
}
