// What types can do (Tidal's classes, as far as they matter to a user), and which types can.

import type { ClassSet } from './type.ts';

const names = [
  'Num',
  'Fractional',
  'Floating',
  'Integral',
  'Moddable',
  'Enum',
  'Ord',
  'Eq',
  /** A string literal: a pattern, a name, or a signal that holds a pattern. */
  'Literal',
  /** Can be an atom of mini-notation. */
  'Atom',
  /** A number as written; lost when it meets a variable that is none. */
  'Numeral',
  /** Can be in a pattern: no signal, no pattern, no function. */
  'Element',
  /** `#` has it on its left with controls on its right: voices or a signal. */
  'Chain',
] as const;
export type ClassName = (typeof names)[number];

const bits = new Map<string, ClassSet>(names.map((name, index) => [name, 1 << index]));
bits.set('Real', bits.get('Ord') ?? 0);
bits.set('RealFrac', bits.get('Fractional') ?? 0);
bits.set('Parseable', bits.get('Atom') ?? 0);
bits.set('Enumerable', bits.get('Enum') ?? 0);

/** The set that holds these classes; a class that Hocket does not need (Show, Unionable) is no constraint. */
export const classes = (...wanted: readonly string[]): ClassSet =>
  wanted.reduce((set, name) => set | (bits.get(name) ?? 0), 0);

export const numClass = classes('Num');
const fractionalClass = classes('Fractional');
export const literalClass = classes('Literal');
export const atomClass = classes('Atom');
export const chainClass = classes('Chain');
export const elementClass = classes('Element');
export const numeralClass = classes('Numeral');

/** Classes of numbers: a variable that has one of them is written as a number unless it turns out to be a pattern or signal. */
export const numericClasses = classes('Num', 'Fractional', 'Floating', 'Integral', 'Moddable');

const arithmetic = numericClasses;
const comparable = classes('Ord', 'Eq');
const instances = new Map<string, ClassSet>([
  ['Number', arithmetic | comparable | classes('Enum', 'Atom') | classes('Element')],
  ['Int', classes('Num', 'Integral', 'Moddable', 'Enum', 'Atom') | comparable | classes('Element')],
  ['Time', classes('Num', 'Fractional', 'Moddable', 'Enum', 'Atom') | comparable | classes('Element')],
  ['Bool', comparable | classes('Enum', 'Atom') | classes('Element')],
  ['Char', comparable | classes('Enum', 'Atom') | classes('Element')],
  ['String', comparable | classes('Literal', 'Atom') | classes('Element')],
  ['Controls', arithmetic | classes('Eq') | classes('Element')],
  ['Signal', arithmetic | comparable | classes('Literal', 'Chain', 'Enum')],
]);

/** What a type with that constructor can do by itself. */
export const instancesOf = (name: string): ClassSet => instances.get(name) ?? 0;

/** The classes of a set by name, for messages and signatures. Superclasses are left out. */
export function classNames(set: ClassSet): readonly ClassName[] {
  let shown = set;
  if (shown & classes('Fractional', 'Floating', 'Integral')) shown &= ~numClass;
  if (shown & classes('Floating')) shown &= ~fractionalClass;
  if (shown & classes('Moddable')) shown &= ~numClass;
  return names.filter((name) => shown & (bits.get(name) ?? 0));
}
