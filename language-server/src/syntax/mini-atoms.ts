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
  readonly problem?: AtomProblem | undefined;
}

type Scan = (text: string, position: number) => ScannedAtom | undefined;

/** Absent when no atom of the kind begins there. */
export function scanAtom(kind: AtomKind, text: string, position: number): ScannedAtom | undefined {
  return scanners[kind](text, position);
}

/** The shortcut for most atoms: whether what is one as `any` is surely one of the kind, as a name or a number without signs is. */
export function isPlainAtom(kind: AtomKind, text: string, start: number, end: number): boolean {
  if (kind === 'bool' || kind === 'char') return false;
  const holds = kind === 'string' ? isPlain : isDigit;
  for (let at = start; at < end; at++) if (!holds(text.charCodeAt(at))) return false;
  if (kind === 'string') return true;
  // A chord may stand apart from its root.
  let next = end;
  while (text.charCodeAt(next) <= 32) next++;
  const code = text.charCodeAt(next);
  return code !== quote && !(code > 127);
}

const quote = 39;

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

/** The shortcut for what most atoms are: the end of a word of letters and digits with no sign, quote or fraction in it. */
function plainWord(text: string, position: number): number | undefined {
  let end = position;
  while (isPlain(text.charCodeAt(end))) end++;
  if (end === position) return undefined;
  let next = end;
  // Behind a number a fraction's `%` may stand apart.
  if (isDigit(text.charCodeAt(end - 1))) while (text.charCodeAt(next) <= 32) next++;
  const code = text.charCodeAt(next);
  return code > 127 || (next === end ? goesOn.has(code) : code === percent) ? undefined : end;
}

const percent = 37;
/** What may go on a word, or make a fraction of a number. */
const goesOn = new Set(Array.from("-_'#&%:.", (sign) => sign.charCodeAt(0)));

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter of ASCII or a digit. */
function isPlain(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function scanAny(text: string, position: number): ScannedAtom | undefined {
  const end = plainWord(text, position);
  if (end !== undefined) return { end, value: undefined, loose: isDigit(text.charCodeAt(end - 1)) };
  const word = match(anything, text, position);
  if (word === undefined) return undefined;
  const atom: ScannedAtom = { end: position + word.length, value: undefined, loose: endsInDigit(word, word.length) };
  // Whatever it is read as later, behind a `'` there can only be a chord.
  const from = word.indexOf("'");
  const chord = from < 0 ? undefined : scanChord(word, from);
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
  readonly problem?: AtomProblem | undefined;
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

const point = 46;
const digitValues = Array.from({ length: 10 }, (_, digit) => fraction(BigInt(digit)));

/** The shortcut for what most numbers are: one digit, and no more of a number behind it. */
function soleDigit(text: string, position: number): Fraction | undefined {
  const value = digitValues[text.charCodeAt(position) - 48];
  const next = text.charCodeAt(position + 1);
  return value && !isPlain(next) && next !== point ? value : undefined;
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
  if (value === undefined) return undefined;
  const next = text.charCodeAt(position + 1);
  const goesOn = next > 127 ? /^\p{L}/u.test(text.slice(position + 1, position + 3)) : isPlain(next) && !isDigit(next);
  return goesOn ? undefined : value;
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
  return { end: ratio.end, value: { type: 'rational', value: ratio.value }, loose, problem: ratio.problem };
}

function endsInDigit(text: string, end: number): boolean {
  return isDigit(text.charCodeAt(end - 1));
}

function scanNumeric(text: string, position: number): ScannedAtom | undefined {
  const sign = scanSign(text, position);
  const ratio = scanRatio(text, sign.end);
  if (ratio !== undefined) {
    const value = sign.negative ? negate(ratio.value) : ratio.value;
    const atom: ScannedAtom = {
      end: ratio.end,
      value: { type: 'number', value: toNumber(value), exact: value },
      problem: ratio.problem,
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
    const value = sign.negative ? negate(number.value) : number.value;
    return { end: number.end, value, problem: number.problem, isNote: false };
  }
  const note = scanNote(text, sign.end);
  return note && { end: note.end, value: fraction(BigInt(sign.negative ? -note.value : note.value)), isNote: true };
}

function scanNoteValue(text: string, position: number): ScannedAtom | undefined {
  const pitch = scanPitch(text, position);
  if (pitch !== undefined) {
    const value = toNumber(pitch.value);
    return withChord(text, { end: pitch.end, value: { type: 'note', value }, problem: pitch.problem }, value);
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
  return withChord(text, { end: pitch.end, value: { type: 'int', value }, problem: pitch.problem }, value);
}

function chordAlone(text: string, position: number): ScannedAtom | undefined {
  if (text.charAt(position) !== "'") return undefined;
  const atom = withChord(text, { end: position, value: undefined }, 0);
  return atom.end === position ? undefined : atom;
}

/** A chord on the root: `c'maj`; behind a number blanks may come first. */
function withChord(text: string, bare: ScannedAtom, value: number): ScannedAtom {
  const loose = bare.end > 0 && endsInDigit(text, bare.end);
  const root: ScannedAtom = { end: bare.end, value: bare.value, loose, problem: bare.problem };
  let at = root.end;
  if (loose) while (text.charCodeAt(at) <= 32) at++;
  if (text.charAt(at) !== "'") return root;
  const chord = scanChord(text, at);
  if (chord === undefined) return root;
  const values = chord.intervals.map((interval) => interval + value);
  const problem = root.problem ?? (chord.known ? undefined : { code: 'miniUnknownChord' as const, part: chord.name });
  return { end: chord.end, value: { type: 'chord', values }, loose: chord.loose, ...(problem && { problem }) };
}
