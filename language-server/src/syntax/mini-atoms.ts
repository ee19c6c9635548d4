// Reads one atom of mini-notation as the kind of value that its pattern holds. Tidal's parsers, character by character:
// the kind decides where an atom ends (`2e` is one ratio but two notes).

import { fraction, multiply, negate, parseFraction, toNumber } from './fraction.ts';
import type { SyntaxCode } from './messages.ts';
import type { AtomKind, AtomValue, Fraction } from './mini-tree.ts';
import { scanChord, scanNote } from './notes.ts';

export interface AtomProblem {
  readonly code: SyntaxCode;
  /** What it is about; without it the whole atom. */
  readonly part?: string;
}

export interface ScannedAtom {
  readonly end: number;
  readonly value: AtomValue | undefined;
  /** It ends in a number, behind which blanks may stand before what belongs to it. */
  readonly loose?: boolean;
  readonly problem?: AtomProblem;
}

type Scan = (text: string, position: number) => ScannedAtom | undefined;

/** Absent when no atom of the kind begins there. */
export function scanAtom(kind: AtomKind, text: string, position: number): ScannedAtom | undefined {
  return scanners[kind](text, position);
}

/** What is said about a word that is no atom of the kind. */
export const notOfKind: Readonly<Record<AtomKind, SyntaxCode>> = {
  any: 'miniUnexpected',
  string: 'miniNotString',
  number: 'miniNotNumber',
  note: 'miniNotNote',
  int: 'miniNotInteger',
  rational: 'miniNotRational',
  bool: 'miniNotBoolean',
  char: 'miniNotCharacter',
};

const scanners: Readonly<Record<AtomKind, Scan>> = {
  any: scanAny,
  string: scanString,
  number: scanNumeric,
  note: scanNoteValue,
  int: scanInteger,
  rational: scanRational,
  bool: scanBoolean,
  char: scanCharacter,
};

const anything = /[+-]*(?:[+-]\s+(?=\d))?[\p{L}\d'][\p{L}\d:.\-_'#&]*(?:(?<=\d)\s*%\s*[+-]?\d+[whqestfx]?)?/uy;
const name = /[\p{L}\d][\p{L}\d:.\-_]*/uy;
const character = /[\p{L}\d]/uy;

function match(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? text.slice(position, pattern.lastIndex) : undefined;
}

function scanAny(text: string, position: number): ScannedAtom | undefined {
  const word = match(anything, text, position);
  if (word === undefined) return undefined;
  const atom: ScannedAtom = { end: position + word.length, value: undefined, loose: endsInDigit(word, word.length) };
  // Whatever it is read as later, behind a `'` there can only be a chord.
  const quote = word.indexOf("'");
  const chord = quote < 0 ? undefined : scanChord(word, quote);
  if (chord === undefined || chord.known) return atom;
  return { ...atom, problem: { code: 'miniUnknownChord', part: chord.name } };
}

function scanString(text: string, position: number): ScannedAtom | undefined {
  const value = match(name, text, position);
  return value === undefined ? undefined : { end: position + value.length, value: { type: 'string', value } };
}

function scanCharacter(text: string, position: number): ScannedAtom | undefined {
  const value = match(character, text, position);
  return value === undefined ? undefined : { end: position + value.length, value: { type: 'char', value } };
}

function scanBoolean(text: string, position: number): ScannedAtom | undefined {
  const letter = text.charAt(position);
  if (letter === '' || !'t1f0'.includes(letter)) return undefined;
  return { end: position + 1, value: { type: 'bool', value: letter === 't' || letter === '1' } };
}

interface ScannedFraction {
  readonly end: number;
  readonly value: Fraction;
  readonly problem?: AtomProblem;
}

const float = /\d+(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/y;
/** A sign may stand apart from its number, as Tidal's may. */
const whole = /([+-]?)\s*(0[xX][0-9a-fA-F]+|0[oO][0-7]+|\d+)/y;

function scanUnsigned(text: string, position: number): ScannedFraction | undefined {
  const digit = soleDigit(text, position);
  if (digit !== undefined) return { end: position + 1, value: digit };
  const decimal = match(float, text, position);
  if (decimal !== undefined) return exact(decimal, position + decimal.length);
  whole.lastIndex = position;
  const found = whole.exec(text);
  const [all, sign = '', digits = ''] = found ?? [];
  if (all === undefined || (sign === '' && all !== digits)) return undefined;
  const scanned = exact(digits, position + all.length);
  return sign === '-' ? { ...scanned, value: negate(scanned.value) } : scanned;
}

const digitValues = Array.from({ length: 10 }, (_, digit) => fraction(BigInt(digit)));

/** The shortcut for what most numbers are: one digit, and no more of a number behind it. */
function soleDigit(text: string, position: number): Fraction | undefined {
  const value = digitValues[text.charCodeAt(position) - 48];
  return value && !/[\d.a-zA-Z]/.test(text.charAt(position + 1)) ? value : undefined;
}

function exact(digits: string, end: number): ScannedFraction {
  const value = parseFraction(digits.replace(/^0+(?=\d)/, ''));
  if (value === undefined) return { end, value: fraction(0n), problem: { code: 'miniNotNumber', part: digits } };
  return { end, value };
}

function scanSign(text: string, position: number): { readonly negative: boolean; readonly end: number } {
  const sign = text.charAt(position);
  const isSign = sign === '-' || sign === '+';
  let end = isSign ? position + 1 : position;
  if (isSign) while (text.charAt(end) === ' ' && /[\d ]/.test(text.charAt(end + 1))) end++;
  return { negative: sign === '-', end };
}

const ratioLetters: Readonly<Record<string, Fraction>> = {
  w: fraction(1n),
  h: fraction(1n, 2n),
  q: fraction(1n, 4n),
  e: fraction(1n, 8n),
  s: fraction(1n, 16n),
  t: fraction(1n, 3n),
  f: fraction(1n, 5n),
  x: fraction(1n, 6n),
};

function scanRatioLetter(text: string, position: number): Fraction | undefined {
  const value = ratioLetters[text.charAt(position)];
  return value !== undefined && !/^\p{L}/u.test(text.slice(position + 1, position + 3)) ? value : undefined;
}

/** `0.25`, `1%8`, `3q`, `e`, with a sign or without. */
export function scanRatio(text: string, position: number): ScannedFraction | undefined {
  const sign = scanSign(text, position);
  const number = scanUnsigned(text, sign.end);
  let result: ScannedFraction | undefined;
  if (number === undefined) {
    const letter = scanRatioLetter(text, sign.end);
    result = letter && { end: sign.end + 1, value: letter };
  } else {
    result = withLetter(text, withDenominator(text, number));
  }
  return result && sign.negative ? { ...result, value: negate(result.value) } : result;
}

const denominator = /\s*%\s*([+-]?\d+)/y;

function withDenominator(text: string, number: ScannedFraction): ScannedFraction {
  if (text.charAt(number.end) !== '%') return number;
  denominator.lastIndex = number.end;
  const [all, digits] = denominator.exec(text) ?? [];
  if (all === undefined || digits === undefined) return number;
  const below = BigInt(digits.replace('+', ''));
  const end = number.end + all.length;
  if (below === 0n || number.value.denominator !== 1n) return { ...number, end, problem: { code: 'miniFraction' } };
  return { ...number, end, value: fraction(number.value.numerator, below) };
}

function withLetter(text: string, number: ScannedFraction): ScannedFraction {
  const letter = scanRatioLetter(text, number.end);
  return letter === undefined ? number : { ...number, end: number.end + 1, value: multiply(number.value, letter) };
}

function scanRational(text: string, position: number): ScannedAtom | undefined {
  const ratio = scanRatio(text, position);
  if (ratio === undefined) return undefined;
  const loose = endsInDigit(text, ratio.end);
  return { end: ratio.end, value: { type: 'rational', value: ratio.value }, loose, ...problemOf(ratio) };
}

function endsInDigit(text: string, end: number): boolean {
  return /\d/.test(text.charAt(end - 1));
}

function problemOf(scanned: ScannedFraction): { problem?: AtomProblem } {
  return scanned.problem ? { problem: scanned.problem } : {};
}

function scanNumeric(text: string, position: number): ScannedAtom | undefined {
  const sign = scanSign(text, position);
  const ratio = scanRatio(text, sign.end);
  if (ratio !== undefined) {
    const value = sign.negative ? negate(ratio.value) : ratio.value;
    const atom: ScannedAtom = {
      end: ratio.end,
      value: { type: 'number', value: toNumber(value), exact: value },
      ...problemOf(ratio),
    };
    return withChord(text, atom, toNumber(value));
  }
  const note = scanNote(text, sign.end);
  if (note === undefined) return chordAlone(text, position);
  const value = (sign.negative ? -note.value : note.value) + 0;
  return withChord(text, { end: note.end, value: { type: 'number', value, exact: fraction(BigInt(value)) } }, value);
}

/** A number without ratio letters, or a note name. */
function scanPitch(text: string, position: number): (ScannedFraction & { readonly isNote: boolean }) | undefined {
  const sign = scanSign(text, position);
  const number = scanUnsigned(text, sign.end);
  if (number !== undefined) {
    return { ...number, value: sign.negative ? negate(number.value) : number.value, isNote: false };
  }
  const note = scanNote(text, sign.end);
  return note && { end: note.end, value: fraction(BigInt(sign.negative ? -note.value : note.value)), isNote: true };
}

function scanNoteValue(text: string, position: number): ScannedAtom | undefined {
  const pitch = scanPitch(text, position);
  if (pitch !== undefined) {
    const value = toNumber(pitch.value);
    return withChord(text, { end: pitch.end, value: { type: 'note', value }, ...problemOf(pitch) }, value);
  }
  const alone = chordAlone(text, position);
  if (alone !== undefined) return alone;
  const letter = scanRatioLetter(text, position);
  return letter && { end: position + 1, value: { type: 'note', value: toNumber(letter) } };
}

function scanInteger(text: string, position: number): ScannedAtom | undefined {
  const pitch = scanPitch(text, position);
  if (pitch === undefined) return chordAlone(text, position);
  if (pitch.value.denominator !== 1n) {
    return {
      end: pitch.end,
      value: undefined,
      problem: { code: 'miniNotInteger', part: text.slice(position, pitch.end) },
    };
  }
  const value = toNumber(pitch.value);
  return withChord(text, { end: pitch.end, value: { type: 'int', value }, ...problemOf(pitch) }, value);
}

function chordAlone(text: string, position: number): ScannedAtom | undefined {
  if (text.charAt(position) !== "'") return undefined;
  const atom = withChord(text, { end: position, value: undefined }, 0);
  return atom.end === position ? undefined : atom;
}

const quote = /\s*'/y;

/** A chord on the root: `c'maj`; behind a number blanks may come first. */
function withChord(text: string, bare: ScannedAtom, value: number): ScannedAtom {
  const root = { ...bare, loose: bare.end > 0 && endsInDigit(text, bare.end) };
  const gap = root.loose ? (match(quote, text, root.end)?.length ?? 1) - 1 : 0;
  if (text.charAt(root.end + gap) !== "'") return root;
  const chord = scanChord(text, root.end + gap);
  if (chord === undefined) return root;
  const values = chord.intervals.map((interval) => interval + value);
  const problem = root.problem ?? (chord.known ? undefined : { code: 'miniUnknownChord' as const, part: chord.name });
  return { end: chord.end, value: { type: 'chord', values }, loose: chord.loose, ...(problem && { problem }) };
}
