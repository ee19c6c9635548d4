// The tables of scales and chords as values: lists of names with lists of notes.

import { chordIntervals, chordNames } from '../syntax/chords.ts';
import type { Scale } from '../types/environment.ts';
import { type Builtin, list, tuple } from './builtin-values.ts';
import type { Machine } from './machine.ts';
import { numberOf } from './numbers.ts';
import { possibleValues } from './possible.ts';
import { nothing, type Value } from './value.ts';
import { choose } from './varying.ts';

const chords: readonly Scale[] = chordNames.map((name) => ({ name, steps: chordIntervals(name) ?? [] }));

const text = (words: string): Value => ({ kind: 'text', text: words });
const names = (all: readonly Scale[]): Value => text(all.map(({ name }) => name).join(' '));
const table = (all: readonly Scale[]): Value =>
  list(all.map(({ name, steps }) => tuple(text(name), list(steps.map((each) => numberOf(each))))));

/** A pattern of lists: the notes of each chord that is named. */
const chordLists: Builtin = ([chord], machine) => {
  if (chord?.kind !== 'pattern') return undefined;
  const named = possibleValues(machine, chord.node);
  const asked = named ? chords.filter(({ name }) => named.includes(name)) : chords;
  const notes = (steps: readonly number[]): Value => list(steps.map((each) => numberOf(each)));
  const cases = [...asked.map(({ steps }) => notes(steps)), notes([])];
  return { kind: 'mapped', outer: chord.node, of: (name) => whichever(machine, name, asked, cases) };
};

/** The case of the scale that has the name, or the last. */
function whichever(machine: Machine, name: Value, scales: readonly Scale[], cases: readonly Value[]): Value {
  if (name.kind !== 'pattern') return nothing;
  const index = (each: number) => machine.pure({ int: each });
  const numbered = scales.flatMap((each, at) => [machine.pure(each.name), index(at)]);
  return choose(machine, machine.pattern('swap', [...numbered, name.node]), cases);
}

export const harmonyTables: readonly (readonly [string, Builtin])[] = [
  ['scaleList', (_, { library }) => names(library.scales)],
  ['scaleTable', (_, { library }) => table(library.scales)],
  ['chordList', () => names(chords)],
  ['chordTable', () => table(chords)],
  ['chordL', chordLists],
];
