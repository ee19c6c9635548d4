// Tidal's chords: intervals in semitones from the root, and the names that each goes by.

const table: readonly (readonly [intervals: readonly number[], names: string])[] = [
  [[0, 4, 7], 'major maj M'],
  [[0, 4, 8], 'aug plus sharp5'],
  [[0, 4, 7, 9], 'six 6'],
  [[0, 4, 7, 9, 14], 'sixNine six9 sixby9 6by9'],
  [[0, 4, 7, 11], 'major7 maj7'],
  [[0, 4, 7, 11, 14], 'major9 maj9'],
  [[0, 4, 7, 14], 'add9'],
  [[0, 4, 7, 11, 14, 17], 'major11 maj11'],
  [[0, 4, 7, 17], 'add11'],
  [[0, 4, 7, 11, 14, 21], 'major13 maj13'],
  [[0, 4, 7, 21], 'add13'],
  [[0, 4, 7, 10], 'dom7'],
  [[0, 4, 7, 14], 'dom9'],
  [[0, 4, 7, 17], 'dom11'],
  [[0, 4, 7, 21], 'dom13'],
  [[0, 4, 6, 10], 'sevenFlat5 7f5'],
  [[0, 4, 8, 10], 'sevenSharp5 7s5'],
  [[0, 4, 7, 10, 13], 'sevenFlat9 7f9'],
  [[0, 4, 7, 10, 14], 'nine'],
  [[0, 4, 7, 10, 14, 17], 'eleven 11'],
  [[0, 4, 7, 10, 14, 17, 21], 'thirteen 13'],
  [[0, 3, 7], 'minor min m'],
  [[0, 3, 6], 'diminished dim'],
  [[0, 3, 8], 'minorSharp5 msharp5 mS5'],
  [[0, 3, 7, 9], 'minor6 min6 m6'],
  [[0, 3, 9, 7, 14], 'minorSixNine minor69 min69 minSixNine m69 mSixNine m6by9'],
  [[0, 3, 6, 10], 'minor7flat5 minor7f5 min7flat5 min7f5 m7flat5 m7f5'],
  [[0, 3, 7, 10], 'minor7 min7 m7'],
  [[0, 3, 8, 10], 'minor7sharp5 minor7s5 min7sharp5 min7s5 m7sharp5 m7s5'],
  [[0, 3, 7, 10, 13], 'minor7flat9 minor7f9 min7flat9 min7f9 m7flat9 m7f9'],
  [[0, 3, 7, 10, 14], 'minor7sharp9 minor7s9 min7sharp9 min7s9 m7sharp9 m7s9'],
  [[0, 3, 6, 9], 'diminished7 dim7'],
  [[0, 3, 7, 10, 14], 'minor9 min9 m9'],
  [[0, 3, 7, 10, 14, 17], 'minor11 min11 m11'],
  [[0, 3, 7, 10, 14, 17, 21], 'minor13 min13 m13'],
  [[0], 'one 1'],
  [[0, 7], 'five 5'],
  [[0, 2, 7], 'sus2'],
  [[0, 5, 7], 'sus4'],
  [[0, 2, 7, 10], 'sevenSus2 7sus2'],
  [[0, 5, 7, 10], 'sevenSus4 7sus4'],
  [[0, 5, 7, 10, 14], 'nineSus4 ninesus4 9sus4'],
  [[0, 4, 7, 10, 15], 'sevenFlat10 7f10'],
  [[0, 1, 13], 'nineSharp5 9sharp5 9s5'],
  [[0, 1, 14], 'minor9sharp5 minor9s5 min9sharp5 min9s5 m9sharp5 m9s5'],
  [[0, 4, 8, 10, 13], 'sevenSharp5flat9 7s5f9'],
  [[0, 3, 8, 10, 13], 'minor7sharp5flat9 m7sharp5flat9'],
  [[0, 4, 7, 10, 14, 18], 'elevenSharp 11s'],
  [[0, 3, 7, 10, 14, 18], 'minor11sharp m11sharp m11s'],
];

const byName: ReadonlyMap<string, readonly number[]> = new Map(
  table.flatMap(([intervals, names]) => names.split(' ').map((name) => [name, intervals] as const)),
);

export const chordNames: readonly string[] = [...byName.keys()];

export function chordIntervals(name: string): readonly number[] | undefined {
  return byName.get(name);
}
