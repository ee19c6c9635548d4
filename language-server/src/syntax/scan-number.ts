// Reads a numeral and its unit: `0.25`, `1e-3`, `0x1f`, `2khz`, `50%`, `1/8c`.

import type { Diagnostic } from './diagnostic.ts';
import { replacement, syntaxDiagnostic } from './messages.ts';
import { nearest } from './near.ts';
import type { NumberToken } from './token.ts';
import type { Unit } from './tree.ts';
import { unitNames, unitOf } from './units.ts';

export interface ScannedNumber {
  readonly end: number;
  readonly number: NumberToken;
  readonly diagnostics: readonly Diagnostic[];
}

const hexadecimal = /0[xX][0-9a-fA-F]+/y;
const decimal = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** A fraction is one numeral only when a unit touches it, so that `1/8c` is an eighth of a cycle. */
const fraction = /(\d+)\/(\d+)([a-zA-Z]+)/y;
const letters = /[a-zA-Z][a-zA-Z0-9]*/y;

export function scanNumber(text: string, position: number): ScannedNumber {
  return scanFraction(text, position) ?? scanPlain(text, position);
}

function scanFraction(text: string, position: number): ScannedNumber | undefined {
  const match = matchAt(fraction, text, position);
  const [whole, above, below, spelling] = match ?? [];
  const unit = spelling === undefined ? undefined : unitOf(spelling);
  if (!whole || !unit || Number(below) === 0) return undefined;
  const number = { value: Number(above) / Number(below), digits: `${above}/${below}`, unit };
  return { end: position + whole.length, number, diagnostics: [] };
}

function scanPlain(text: string, position: number): ScannedNumber {
  const match = matchAt(hexadecimal, text, position) ?? matchAt(decimal, text, position);
  const digits = match?.[0] ?? text.charAt(position);
  const end = position + digits.length;
  const value = Number(digits);
  if (isPercent(text, end)) return { end: end + 1, number: { value, digits, unit: '%' }, diagnostics: [] };
  const spelling = matchAt(letters, text, end)?.[0];
  if (spelling === undefined) return { end, number: { value, digits, unit: undefined }, diagnostics: [] };
  const at = { start: end, end: end + spelling.length };
  const unit: Unit | undefined = unitOf(spelling);
  if (unit !== undefined) return { end: at.end, number: { value, digits, unit }, diagnostics: [] };
  const [near] = nearest(spelling, unitNames, 1);
  const fix = near === undefined ? undefined : replacement(at, near);
  return {
    end: at.end,
    number: { value, digits, unit: undefined },
    diagnostics: [syntaxDiagnostic('unknownUnit', at, [spelling], { fix })],
  };
}

/** `50%`, but not the operator in `7%2` or `7 % 2`. */
function isPercent(text: string, at: number): boolean {
  return text.charAt(at) === '%' && !/^%[\w("~%|]/.test(text.slice(at, at + 2));
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text) ?? undefined;
}
