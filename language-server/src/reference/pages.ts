// The pages of the reference, and what is on which.

import type { Article } from './article.ts';

export interface Page {
  /** Its name without `.md`. */
  readonly file: string;
  readonly title: string;
  readonly about: string;
}

const page = (file: string, title: string, about: string): Page => ({ file, title, about });

/** Patterns, then signals, then the language around them. */
export const pages: readonly Page[] = [
  page('mini-notation', 'Mini-notation', 'What can be written in a string.'),
  page('sequences', 'Sequences', 'Patterns from values and from other patterns: one after the other, all at once.'),
  page('time', 'Time', 'Faster, slower, earlier, later, backwards, parts of a cycle.'),
  page('structure', 'Structure', 'Rhythms: from booleans, from Euclid, from one pattern for another.'),
  page('cycles', 'Cycles', 'In some cycles this way, in others that way.'),
  page('chance', 'Chance', 'Random choices: the same ones each time a cycle is played.'),
  page(
    'continuous',
    'Continuous patterns',
    'Patterns that have a value at every time; `segment` makes events of them.',
  ),
  page('numbers', 'Numbers and values', 'Arithmetic, comparisons, and rhythms and words from values.'),
  page('harmony', 'Harmony', 'Scales, chords, arpeggios.'),
  page(
    'voices',
    'Voices and samples',
    'What works on controls: cutting samples, panning, choosing events by what they carry.',
  ),
  page('functions', 'Lists of functions', 'Several functions for one pattern.'),
  page(
    'transitions',
    'Transitions',
    'From the old pattern of a track to the new one. As statements: `xfadeIn 4 d1 $ s "bd"`.',
  ),
  page('joins', 'Patterns of patterns', 'A pattern for each value of another one.'),
  page(
    'lists',
    'Lists and functions',
    'Computed while the program is compiled: nothing of them is left when it plays.',
  ),
  page('operators', 'Operators', 'Binding and meaning; `|` stands at the side that gives the structure.'),
  page('controls', 'Controls', "What a voice is told: all of Tidal's parameters, and what Hocket does with them."),
  page('sources', 'Sources', 'Oscillators, noise, impulses.'),
  page('drums', 'Drums', 'Drum nodes, and the sounds that play them with nothing to download.'),
  page('filters', 'Filters', 'What passes, measured from the impulse response.'),
  page('envelopes', 'Envelopes', 'Shapes over the time of a note.'),
  page('modulation', 'Control signals', 'Slow signals, and what shapes them.'),
  page('effects', 'Effects', 'Distortion, echo, reverberation, modulation.'),
  page('dynamics', 'Dynamics', 'Loudness that follows loudness.'),
  page('mixing', 'Mixing and space', 'Levels, cross-fades, places.'),
  page('arithmetic', 'Arithmetic of signals', 'Sample by sample.'),
  page('statements', 'Statements', 'What a line can begin with.'),
];

const nodePages: Readonly<Record<string, string>> = {
  source: 'sources',
  drum: 'drums',
  filter: 'filters',
  envelope: 'envelopes',
  control: 'modulation',
  effect: 'effects',
  dynamics: 'dynamics',
  mix: 'mixing',
  space: 'mixing',
  math: 'arithmetic',
};

/** Undefined where its category is that of no page. */
export function pageOf({ kind, category }: Article): Page | undefined {
  const file =
    kind === 'control' ? 'controls' : kind === 'sound' ? 'drums' : kind === 'node' ? nodePages[category] : category;
  return pages.find((each) => each.file === file);
}
