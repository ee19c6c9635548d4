// The tables of scales and chords as values: lists of names with lists of notes.

import { chordIntervals, chordNames } from '../syntax/chords.ts';
import type { Scale } from '../types/environment.ts';
import { type Builtin, list, tuple } from './builtin-values.ts';
import { numberOf } from './numbers.ts';
import type { Value } from './value.ts';

const chords: readonly Scale[] = chordNames.map((name) => ({ name, steps: chordIntervals(name) ?? [] }));

const text = (words: string): Value => ({ kind: 'text', text: words });
const names = (all: readonly Scale[]): Value => text(all.map(({ name }) => name).join(' '));
const table = (all: readonly Scale[]): Value =>
  list(all.map(({ name, steps }) => tuple(text(name), list(steps.map((each) => numberOf(each))))));

export const harmonyTables: readonly (readonly [string, Builtin])[] = [
  ['scaleList', (_, { library }) => names(library.scales)],
  ['scaleTable', (_, { library }) => table(library.scales)],
  ['chordList', () => names(chords)],
  ['chordTable', () => table(chords)],
];
