// Everything the checker can complain about: codes, severities and the words.

import type { Diagnostic, Fix, Related, Severity } from '../syntax/diagnostic.ts';

const table = {
  unknownName: { severity: 'error', say: (name: string) => `There is no \`${name}\`.` },
  unknownBus: { severity: 'error', say: (name: string) => `There is no bus \`${name}\`.` },
  unknownType: { severity: 'error', say: (text: string) => text },
  argumentMismatch: {
    severity: 'error',
    say: (name: string, place: string, expected: string, found: string) =>
      `\`${name}\` expects ${expected} as its ${place} argument, found ${found}.`,
  },
  mismatch: {
    severity: 'error',
    say: (what: string, expected: string, found: string) => `${what} ${expected}, found ${found}.`,
  },
  unitMismatch: {
    severity: 'error',
    say: (expected: string, found: string) => `Expected ${expected}, found ${found}.`,
  },
  unitArithmetic: {
    severity: 'error',
    say: (operator: string, left: string, right: string) => `\`${operator}\` cannot join ${left} and ${right}.`,
  },
  noArithmetic: {
    severity: 'error',
    say: (operator: string, type: string) => `\`${operator}\` computes with numbers, found ${type}.`,
  },
  wantsWhole: { severity: 'error', say: () => 'Expected a whole number, found a fraction.' },
  tooManyArguments: {
    severity: 'error',
    say: (name: string, count: string, given: string) => `${name} takes ${count}, found ${given}.`,
  },
  notAFunction: { severity: 'error', say: (what: string) => `This is ${what}, no function: it takes no arguments.` },
  unknownArgument: {
    severity: 'error',
    say: (name: string, argument: string) => `\`${name}\` has no parameter \`${argument}\`.`,
  },
  givenTwice: { severity: 'error', say: (argument: string) => `\`${argument}\` is given twice.` },
  missingArgument: {
    severity: 'error',
    say: (name: string, argument: string) => `\`${name}\` lacks its ${argument}.`,
  },
  notAnEffect: {
    severity: 'error',
    say: (name: string) => `\`${name}\` shapes voices: it is no effect that a signal can be sent through.`,
  },
  nothingToFeed: {
    severity: 'error',
    say: (operator: string, found: string) => `Right of \`${operator}\` belong controls or an effect, found ${found}.`,
  },
  constantWanted: { severity: 'error', say: (option: string) => `\`${option}\` must be a number: it cannot move.` },
  largeType: {
    severity: 'error',
    say: () => 'The type of this has thousands of parts: it makes pairs of pairs of pairs.',
  },
  infinite: { severity: 'error', say: () => 'This is applied to itself: it would have an endless type.' },
  cyclicDefinition: {
    severity: 'error',
    say: (name: string) => `\`${name}\` is defined in terms of itself.`,
  },
  duplicateDefinition: {
    severity: 'warning',
    say: (name: string) => `\`${name}\` is defined again below: only the last definition counts.`,
  },
  duplicateParameter: { severity: 'error', say: (name: string) => `Two parameters are called \`${name}\`.` },
  narrowed: {
    severity: 'error',
    say: (letter: string, type: string) => `\`${letter}\` stands for any type, but here it is always \`${type}\`.`,
  },
  sameLetter: {
    severity: 'error',
    say: (one: string, other: string) =>
      `\`${one}\` and \`${other}\` stand for any types, but here they are always one.`,
  },
  unconstrained: {
    severity: 'error',
    say: (letter: string, name: string) => `\`${letter}\` stands for any type, but here it needs \`${name}\`.`,
  },
  escaped: {
    severity: 'error',
    say: (letter: string) => `\`${letter}\` stands for any type, but here it is the type of something outside.`,
  },
  signatureOnly: { severity: 'warning', say: (name: string) => `\`${name}\` has a type but no definition.` },
  tooDeep: { severity: 'error', say: () => 'This is nested too deeply.' },
  pointlessNumber: {
    severity: 'warning',
    say: (what: string, demand: string, found: string, otherwise: string) =>
      `${what} ${demand}, found ${found}: ${otherwise}.`,
  },
  unknownWord: { severity: 'warning', say: (name: string, word: string) => `\`${name}\` knows no \`${word}\`.` },
  outOfRange: {
    severity: 'hint',
    say: (name: string, range: string, found: string) => `\`${name}\` goes from ${range}, found ${found}.`,
  },
  heldPattern: {
    severity: 'warning',
    say: (name: string) => `\`${name}\` alone is a pattern from 0 to 1 over a cycle: held as a signal it is no tone.`,
  },
  numbersAlone: {
    severity: 'warning',
    say: () => 'A pattern of numbers alone is held as a signal: it is hardly heard.',
  },
  constantSound: { severity: 'warning', say: () => 'A number that never changes is not heard.' },
  miniNotation: { severity: 'error', say: (text: string) => text },
} as const satisfies { readonly [code: string]: { readonly severity: Severity; say(...parts: string[]): string } };

export type TypeCode = keyof typeof table;

export interface Details {
  readonly help?: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
}

type Parts<Code extends TypeCode> = Parameters<(typeof table)[Code]['say']>;

/** The diagnostic of a code at a place; `parts` fill its message. */
export function diagnose<Code extends TypeCode>(
  code: Code,
  place: { readonly start: number; readonly end: number },
  parts: Parts<Code>,
  details: Details = {},
): Diagnostic<TypeCode> {
  const { severity, say } = table[code];
  const message = (say as (...parts: readonly string[]) => string)(...parts);
  return { code, severity, start: place.start, end: place.end, message, ...details };
}

const ordinals = ['1st', '2nd', '3rd'];
export const ordinal = (index: number): string => ordinals[index] ?? `${index + 1}th`;

export const counted = (count: number, noun: string): string =>
  count === 0 ? `no ${noun}s` : `${count} ${noun}${count === 1 ? '' : 's'}`;
