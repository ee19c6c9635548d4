// What a line can begin with.

import type { Article } from './article.ts';

const table: readonly (readonly [name: string, form: string, doc: string, example: string])[] = [
  [
    'd1',
    'd1 $ VOICES',
    'A track, `d1` to `d16`: a pattern of voices (or a signal), into the master.',
    'd1 $ sound "bd*4"',
  ],
  ['o1', 'o1 $ SIGNAL', 'A pair of hardware outputs, `o1` to `o16`.', 'o1 $ saw 110 * 0.1'],
  ['out', 'out $ SIGNAL', 'A signal straight into the master.', 'out $ saw 110 # lpf 600 0.2 * 0.2'],
  [
    '~name',
    '~name: SIGNAL',
    'A bus: a signal that others read; it may read itself, one sample late.',
    '~lfo: sine 0.25hz >> range 300 2400',
  ],
  [
    'let',
    'let NAME PARAMETER ... = EXPRESSION',
    'A function or a value.',
    'let answer f = every 4 (fast 2) . off (1/8) f',
  ],
  [
    'synth',
    'synth NAME PARAMETER ... = SIGNAL',
    'An instrument: each note gets a copy of its own. `freq`, `gate`, `velocity` and `sustain` are there without being named; `(b = 0.2)` is a parameter with a default.',
    'synth pluck freq = saw freq # lpf 2000 0.2 # adsr 2ms 80ms 0.4 300ms',
  ],
  ['tempo', 'tempo: NUMBER bpm', 'The tempo, with its unit.', 'tempo: 124 bpm'],
  ['bpm', 'bpm: NUMBER', 'The tempo in beats a minute, four of them a cycle.', 'bpm: 124'],
  ['cps', 'cps: PATTERN', 'The tempo in cycles a second; it may be a pattern.', 'cps: "<0.5 0.6>"'],
  ['setcps', 'setcps NUMBER', 'The tempo in cycles a second, as Tidal writes it.', 'setcps (130/60/4)'],
  ['seed', 'seed: NUMBER', 'Another number, other random choices.', 'seed: 5'],
  [
    'quant',
    'quant: CYCLES',
    'When an evaluation takes effect: 0 at once, 1 at the next cycle, 4 at the next cycle that is a multiple of four.',
    'quant: 4',
  ],
  ['once', 'once $ VOICES', 'Plays one cycle from now.', 'once $ sound "bd sn"'],
  ['solo', 'solo TRACK ...', 'These tracks are heard, the others are not.', 'solo d1'],
  ['unsolo', 'unsolo TRACK ...', 'Takes back `solo`: of these tracks, or of all.', 'unsolo d1'],
  ['mute', 'mute TRACK ...', 'These tracks are not heard.', 'mute d2 d3'],
  ['unmute', 'unmute TRACK ...', 'Takes back `mute`: of these tracks, or of all.', 'unmute d2'],
  ['unsoloAll', 'unsoloAll', 'Takes back every `solo`.', 'unsoloAll'],
  ['unmuteAll', 'unmuteAll', 'Takes back every `mute`.', 'unmuteAll'],
  ['hush', 'hush', 'Fades everything out; `hush1` to `hush16` a track.', 'hush'],
  ['panic', 'panic', 'Silence at once.', 'panic'],
  ['resetCycles', 'resetCycles', 'Counts the cycles from 0 again.', 'resetCycles'],
];

export const statementArticles: readonly Article[] = table.map(([name, type, doc, example]) => ({
  name,
  aliases: [],
  kind: 'statement',
  category: 'statements',
  type,
  doc,
  parameters: [],
  example,
  picture: undefined,
}));
