// Units: what a number measures. A literal without a unit has none yet and takes the one expected.

import type { Unit } from '../syntax/tree.ts';
import { type Constructor, constructor_, prune, type Type } from './type.ts';

const unitNames = ['none', 'hz', 's', 'cycles', 'db', 'st', 'note', 'ratio'] as const;
export type UnitName = (typeof unitNames)[number];

const units = new Map<string, Constructor>(unitNames.map((name) => [name, constructor_(name)]));

export const noUnit = constructor_('none');
export const unitType = (name: UnitName): Constructor => units.get(name) ?? noUnit;

const written: { readonly [unit in Exclude<Unit, 'bpm' | 'cps'>]: readonly [UnitName, number] } = {
  hz: ['hz', 1],
  khz: ['hz', 1000],
  ms: ['s', 0.001],
  s: ['s', 1],
  c: ['cycles', 1],
  db: ['db', 1],
  st: ['st', 1],
  '%': ['ratio', 0.01],
};

/** The base unit of a written one, and the factor to it: `khz` is 1000 of `hz`. */
export function baseUnit(unit: Unit): readonly [UnitName, number] {
  return unit === 'bpm' || unit === 'cps' ? ['none', 1] : written[unit];
}

const spoken: { readonly [unit in UnitName]: string } = {
  none: 'a plain number',
  hz: 'Hz',
  s: 'seconds',
  cycles: 'cycles',
  db: 'dB',
  st: 'semitones',
  note: 'a note',
  ratio: 'a ratio',
};

export function speakUnit(unit: Type): string {
  const found = prune(unit);
  return found.tag === 'constructor' ? (spoken[found.name as UnitName] ?? found.name) : 'any unit';
}

const manifestUnits = new Map<string, UnitName>([
  ['', 'none'],
  ['none', 'none'],
  ['hz', 'hz'],
  ['s', 's'],
  ['seconds', 's'],
  ['cycles', 'cycles'],
  ['c', 'cycles'],
  ['db', 'db'],
  ['decibels', 'db'],
  ['st', 'st'],
  ['semitones', 'st'],
  ['note', 'note'],
  ['ratio', 'ratio'],
  ['%', 'ratio'],
]);

/** A unit as the native manifest names it. Triggers and gates are plain numbers. */
export const unitNamed = (name: string): UnitName => manifestUnits.get(name.toLowerCase()) ?? 'none';

const convertible = new Set([
  'note>hz',
  'hz>note',
  'st>ratio',
  'st>none',
  'ratio>st',
  'db>ratio',
  'db>none',
  'ratio>db',
  's>cycles',
  'cycles>s',
  'st>note',
  'note>st',
]);

/** How a number of unit `from` becomes one of `to`: as it is, by a conversion, or not at all. */
export function conversion(from: Type, to: Type): 'same' | 'convert' | 'impossible' {
  const source = prune(from);
  const target = prune(to);
  if (source === target || source.tag === 'variable' || target.tag === 'variable') return 'same';
  if (convertible.has(`${source.name}>${target.name}`)) return 'convert';
  if (source.name === 'none' || target.name === 'none') return 'same';
  return source.name === 'ratio' && target.name !== 'note' ? 'same' : 'impossible';
}

/** None and ratio: numbers that scale others and take any unit. */
function isPlain(unit: Type): boolean {
  const found = prune(unit);
  return found.tag === 'constructor' && (found.name === 'none' || found.name === 'ratio');
}

/** Decibels and semitones are factors in a product: see `factors` in arithmetic.ts. */
function asFactor(unit: Type): Type {
  const found = prune(unit);
  return found.tag === 'constructor' && (found.name === 'db' || found.name === 'st') ? noUnit : found;
}

/** The unit of a product; undefined where it makes no sense. */
export function multiplyUnits(left: Type, right: Type): Type | undefined {
  const a = prune(asFactor(left));
  const b = prune(asFactor(right));
  if (a.tag === 'variable') return b;
  if (b.tag === 'variable' || isPlain(b)) return isPlain(a) && b.tag === 'constructor' ? b : a;
  if (isPlain(a)) return b;
  const pair = new Set([a.name, b.name]);
  return pair.has('hz') && pair.has('s') ? noUnit : undefined;
}

/** The unit of a quotient; undefined where it makes no sense. */
export function divideUnits(left: Type, right: Type): Type | undefined {
  const a = prune(asFactor(left));
  const b = prune(asFactor(right));
  if (b.tag === 'variable' || isPlain(b)) return a;
  if (a === b) return noUnit;
  if (a.tag === 'variable' || isPlain(a)) {
    if (b.name === 's') return unitType('hz');
    if (b.name === 'hz') return unitType('s');
    return noUnit;
  }
  return undefined;
}

/** The unit of a sum; undefined where the two do not add. */
export function addUnits(left: Type, right: Type): Type | undefined {
  const a = prune(left);
  const b = prune(right);
  if (a.tag === 'variable') return b;
  if (b.tag === 'variable' || a === b || isPlain(b)) return a;
  if (isPlain(a)) return b;
  const names = [a.name, b.name];
  if (names.includes('note') && names.includes('st')) return unitType('note');
  if (names.includes('s') && names.includes('cycles')) return a;
  return undefined;
}
