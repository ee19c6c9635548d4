// What can go wrong after the types are right: codes and words.

import type { Diagnostic, Severity } from '../syntax/diagnostic.ts';

const table = {
  tooMuch: {
    severity: 'error',
    say: () => 'This makes far too many parts.',
    help: 'Use smaller numbers or shorter lists.',
  },
  tooDeep: { severity: 'error', say: () => 'This goes too deep to be computed.', help: 'Split it into definitions.' },
  tooFine: {
    severity: 'error',
    say: () => 'This time is too fine or too large to be exact.',
    help: 'Use simpler numbers.',
  },
  tooLarge: { severity: 'error', say: () => 'This whole number is too large.', help: 'Use a smaller one.' },
  negativeWeight: { severity: 'error', say: () => 'The weight of a step is 0 or more.', help: undefined },
  longList: {
    severity: 'error',
    say: (limit: string) => `A list may have ${limit} elements at most.`,
    help: undefined,
  },
  voiceInPattern: {
    severity: 'error',
    say: () => 'A signal of one voice cannot drive a pattern: patterns are made before any voice sounds.',
    help: 'Give it a number, a pattern or a bus.',
  },
  signalInQuery: {
    severity: 'error',
    say: () => 'A signal in here drives the pattern, and has a value only while it sounds.',
    help: 'Put a number in its place to see the events.',
  },
  knownNow: {
    severity: 'error',
    say: (what: string) => `${what} must be known before it sounds: a number or a name, no pattern.`,
    help: undefined,
  },
  mixedPatterns: {
    severity: 'error',
    say: (name: string) => `\`${name}\` cannot mix patterns of patterns that were made in different ways.`,
    help: 'Join each of them first, with `innerJoin`, `squeezeJoin` or their kin.',
  },
  notAnOrder: {
    severity: 'error',
    say: () => '`arpWith` takes a function that orders the notes of a chord, each by itself.',
    help: 'Such as `reverse`, `take 2`, `\\xs -> xs ++ reverse xs` or `map (+ 12)`.',
  },
  noSignalEffect: {
    severity: 'error',
    say: () => 'These controls are no effect that a signal can be sent through.',
    help: 'Write the effects one by one: `x # lpf 800 # delay 0.3`.',
  },
  notComputed: {
    severity: 'error',
    say: (name: string) => `\`${name}\` cannot be computed before it sounds.`,
    help: 'Something in it must be a number, a list or a function, and is a pattern.',
  },
  noElement: {
    severity: 'error',
    say: (name: string) => `\`${name}\` finds nothing here: the list is too short, or not known before it sounds.`,
    help: undefined,
  },
  notFinite: {
    severity: 'error',
    say: () => 'This is no finite number.',
    help: 'It divides by zero, or is too large.',
  },
  badTempo: {
    severity: 'error',
    say: () => 'The tempo must be above 0, and no faster than 1000 cycles a second.',
    help: 'To stop the sound, write `hush`; to hold a track, `mute` it.',
  },
  alsoElsewhere: {
    severity: 'warning',
    say: (name: string, uri: string) => `\`${name}\` is also in ${uri}: the one evaluated last plays.`,
    help: undefined,
  },
  atom: { severity: 'error', say: (text: string) => text, help: undefined },
} as const satisfies {
  readonly [code: string]: {
    readonly severity: Severity;
    readonly help: string | undefined;
    say(...parts: string[]): string;
  };
};

export type CompileCode = keyof typeof table;

export function compileDiagnostic(
  code: CompileCode,
  place: { readonly start: number; readonly end: number },
  parts: readonly string[],
): Diagnostic {
  const { severity, say, help } = table[code];
  const message = (say as (...parts: readonly string[]) => string)(...parts);
  return { code, severity, start: place.start, end: place.end, message, ...(help !== undefined && { help }) };
}
