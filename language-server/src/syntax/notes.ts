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
  /** Otherwise there is no chord of that name, and it is the root alone. */
  readonly known: boolean;
  readonly intervals: readonly number[];
  /** It ends in how many notes there are. */
  readonly loose: boolean;
}

const chordName = /'([\p{L}\d]+)/uy;
/** Tidal 1.7's suffix, all in one: how many notes, an `i` for each inversion, `o` for an open voicing. */
const suffix = /'(?!\s|d\d)(-?\d+)?(i*)(o*)/uy;
/** Tidal 1.9's, as many as wanted, each on what those before it made: `'5`, `'ii`, `'o`, and `'d1` for a dropped note. */
const modifier = /'(?:(\d+)|(i+)|(o)|d(\d+))(?![\p{L}\d])/uy;

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

/** The chord at a `'`: its name, and how it is voiced. */
export function scanChord(text: string, position: number): ScannedChord | undefined {
  const match = matchAt(chordName, text, position);
  if (!match) return undefined;
  const [whole, name = ''] = match;
  const nameEnd = position + whole.length;
  let end = nameEnd;
  const found = chordIntervals(name);
  let notes: readonly number[] = found ?? [0];
  const first = matchAt(suffix, text, end);
  if (first) {
    const [, count, inversions = '', open = ''] = first;
    const size = Math.min(count === undefined ? notes.length : Number(count), mostNotes);
    const closed = voicing(notes, size, inversions.length);
    notes = open === '' || notes.length <= 2 ? closed : openVoicing(closed);
  }
  end += first?.[0].length ?? 0;
  for (let next = matchAt(modifier, text, end); next; next = matchAt(modifier, text, end)) {
    notes = modified(notes, next);
    end += next[0].length;
  }
  const loose = end > nameEnd && /\d/.test(text.charAt(end - 1));
  return { end, name, known: found !== undefined, intervals: notes, loose };
}

function modified(
  notes: readonly number[],
  [, count, inversions, open, drop]: readonly (string | undefined)[],
): readonly number[] {
  if (count !== undefined) return voicing(notes, Math.min(Number(count), mostNotes), 0);
  if (inversions !== undefined) return voicing(notes, notes.length, inversions.length);
  return open === undefined ? dropVoicing(notes, Number(drop)) : openVoicing(notes);
}

/** The n-th note from the top, an octave down. */
function dropVoicing(notes: readonly number[], n: number): readonly number[] {
  const at = notes.length - n;
  const note = notes[at];
  return note === undefined ? notes : [note - 12, ...notes.slice(0, at), ...notes.slice(at + 1)];
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
  if (found?.known !== true || found.end !== word.length) return undefined;
  return { values: found.intervals.map((interval) => interval + note.value), isChord: true };
}
