// Each control that is read, and how it is heard.
import {
  band,
  brightness,
  centre,
  decay,
  depth,
  echo,
  hold,
  length,
  level,
  type Measure,
  mean,
  onsets,
  partials,
  peak,
  pitch,
  place,
  ratio,
  rise,
  steps,
  strongest,
  throb,
  within,
  wobble,
} from './measures.ts';
import { hz } from './samples.ts';

export interface Row {
  readonly control: string;
  /** A voice a cycle, which is a second, with the control at a value. */
  readonly code: (value: string) => string;
  readonly values: readonly [number, number] | readonly [string, string];
  readonly measure: Measure;
  /** What is measured at a value; or by which factor it grows from the first to the second. */
  readonly is?: (value: number) => number;
  readonly grows?: readonly [number, number];
  /** In parts of what is expected. */
  readonly tolerance?: number;
  /** Measured in a piece of the voice, so that it can change within one; otherwise in the whole cycle. */
  readonly steady?: boolean;
  /** It moves a tone so fast that there are partials beside it. */
  readonly audible?: boolean;
  /** Its values have to be written, and no signal can be one. */
  readonly written?: boolean;
}

/** Of a voice in the middle. */
const middle = Math.SQRT1_2;
const tuned = (value: number): number => hz * 2 ** (value / 12);
/** Of a second-order filter without a peak. */
const lowpass = (freq: number, cutoff: number): number => 1 / Math.hypot(1, (freq / cutoff) ** 2);

const steady = { steady: true } as const;
const audible = { steady: true, audible: true } as const;
const once =
  (s: string, name: string, more = '') =>
  (value: string) =>
    `s "${s}"${apart} # ${name} ${value}${more}`;
/** Each voice ends before the next one. */
const apart = ' # legato 0.9';

export const rows: readonly Row[] = [
  {
    control: 's',
    code: (v) => `s ${v}`,
    values: ['tone:0', 'tone:1'],
    written: true,
    measure: pitch,
    grows: [1.99, 2.01],
  },
  { control: 'n', code: once('tone', 'n'), values: [0, 1], measure: pitch, is: (v) => hz * (v + 1) },
  { control: 'note', code: once('tone', 'note'), values: [0, 7], measure: pitch, is: tuned },
  { control: 'octave', code: once('tone', 'octave'), values: [4, 6], measure: pitch, is: (v) => hz * 2 ** (v - 5) },
  {
    control: 'freq',
    code: once('tone', 'freq'),
    values: [200, 500],
    measure: pitch,
    is: (v) => (hz * v) / 261.6256,
    ...audible,
  },
  { control: 'freq', code: once('pipe', 'freq'), values: [200, 500], measure: pitch, is: (v) => v, ...audible },
  {
    control: 'accelerate',
    code: once('tone', 'accelerate'),
    values: [-0.5, 1],
    measure: within(0.5, 0.6, pitch),
    is: (v) => hz * (1 + v * 0.55 * (0.5 + v / 4)),
  },
  {
    control: 'begin',
    code: once('slope', 'begin'),
    values: [0.2, 0.6],
    measure: within(0.005, 0.006, mean),
    is: (v) => middle * (v + 0.00275),
  },
  { control: 'end', code: once('flat', 'end'), values: [0.1, 0.3], measure: length(), is: (v) => 2 * v },
  { control: 'speed', code: once('tone', 'speed'), values: [0.5, 1.5], measure: pitch, is: (v) => hz * v, ...audible },
  // How much the sample's place moves in a second.
  {
    control: 'speed',
    code: once('slope', 'speed', ' # begin 0.1'),
    values: [0.4, -0.25],
    measure: (sound, from, to) => mean(sound, to - 10, to) - mean(sound, from, from + 10),
    is: (v) => ((middle * v) / 2) * 0.25,
    ...steady,
  },
  {
    control: 'unit',
    code: once('tone', 'unit'),
    values: ['r', 'c'],
    written: true,
    measure: pitch,
    grows: [1.99, 2.01],
  },
  { control: 'loop', code: once('flat', 'loop', ' # end 0.1'), values: [1, 3], measure: length(), is: (v) => 0.2 * v },
  {
    control: 'cut',
    code: (v) => `s "flat flat" # end 0.45 # cut ${v}`,
    values: [0, 1],
    measure: within(0.6, 0.8, mean),
    is: (v) => 0.5 * middle * (2 - v),
  },
  { control: 'legato', code: once('flat', 'legato'), values: [0.2, 0.6], measure: length(), is: (v) => v },
  { control: 'sustain', code: once('flat', 'sustain'), values: [0.1, 0.4], measure: length(), is: (v) => v },
  { control: 'nudge', code: once('tick', 'nudge'), values: [0.02, 0.1], measure: rise, is: (v) => v },
  {
    control: 'cps',
    code: (v) => `s "tick*4" # cps ${v}`,
    values: [1, 2],
    measure: within(0, 0.49, onsets),
    is: (v) => 2 * v,
  },
  {
    control: 'gain',
    code: once('flat', 'gain'),
    values: [0.2, 0.8],
    measure: mean,
    is: (v) => 0.5 * middle * v,
    ...audible,
  },
  {
    control: 'overgain',
    code: once('flat', 'overgain', ' # gain 0.3'),
    values: [0.1, 0.5],
    measure: mean,
    is: (v) => 0.5 * middle * (0.3 + v),
    ...audible,
  },
  {
    control: 'velocity',
    code: once('flat', 'velocity'),
    values: [0.2, 0.8],
    measure: mean,
    is: (v) => 0.5 * middle * v,
    ...audible,
  },
  {
    control: 'velocity',
    code: once('pipe', 'velocity'),
    values: [0.2, 0.8],
    measure: peak,
    is: (v) => 0.5 * middle * v,
    ...audible,
  },
  { control: 'pan', code: once('tone', 'pan'), values: [0.2, 0.9], measure: place, is: (v) => v, ...audible },
  {
    control: 'channel',
    code: once('tone', 'channel', ' # pan 0.1'),
    values: [0, 1],
    measure: place,
    is: (v) => 0.1 + v / 2,
    ...audible,
  },
  // The echo of the first voice, which the second one takes away where it has the same orbit.
  {
    control: 'orbit',
    code: (v) =>
      `stack [s "tick" # delay 0.8, 0.25 ~> s "tick" # delay 0 # orbit ${v}] # delaytime 0.5 # delayfeedback 0 # pan 0`,
    values: [0, 1],
    written: true,
    measure: within(0.45, 0.55, peak),
    is: (v) => 0.8 * v,
  },
  // The curve is at a half after 0.2149 of its time.
  { control: 'attack', code: once('flat', 'attack'), values: [0.1, 0.4], measure: rise, is: (v) => 0.2149 * v },
  {
    control: 'hold',
    code: once('flat', 'hold', ' # release 0.1'),
    values: [0.1, 0.4],
    measure: length(),
    is: (v) => v + 0.02149,
  },
  { control: 'release', code: once('flat', 'release'), values: [0.1, 0.4], measure: length(), is: (v) => 0.2149 * v },
  {
    control: 'decay',
    code: once('kick', 'decay', ' # click 0 # sweep 0 # freq 200 # gain 0.3'),
    values: [0.2, 0.4],
    measure: decay,
    is: (v) => v,
    tolerance: 0.1,
  },
  {
    control: 'cutoff',
    code: once('tone', 'cutoff'),
    values: [200, 900],
    measure: level,
    is: (v) => 0.25 * lowpass(hz, v),
    ...audible,
  },
  {
    control: 'resonance',
    code: once('tone', 'resonance', ` # cutoff ${hz}`),
    values: [0.1, 0.7],
    measure: level,
    grows: [1.5, 30],
    ...audible,
  },
  {
    control: 'hcutoff',
    code: once('tone', 'hcutoff'),
    values: [200, 900],
    measure: level,
    is: (v) => 0.25 * lowpass(v, hz),
    ...audible,
  },
  {
    control: 'hresonance',
    code: once('tone', 'hresonance', ` # hcutoff ${hz}`),
    values: [0.1, 0.7],
    measure: level,
    grows: [1.5, 30],
    ...audible,
  },
  {
    control: 'bandf',
    code: once('tone', 'bandf'),
    values: [hz, 3 * hz],
    measure: level,
    is: (v) => 0.25 / Math.hypot(1, v / hz - hz / v),
    ...audible,
  },
  {
    control: 'bandq',
    code: once('tone', 'bandq', ` # bandf ${2 * hz}`),
    values: [1, 10],
    measure: level,
    is: (v) => 0.25 / Math.hypot(1, 1.5 * v),
    ...audible,
  },
  { control: 'djf', code: once('grit', 'djf'), values: [0.2, 0.8], measure: brightness, grows: [3, 100], ...steady },
  {
    control: 'vowel',
    code: once('grit', 'vowel'),
    values: ['i', 'a'],
    written: true,
    measure: ratio(band(500, 700), band(200, 300)),
    grows: [3, 1000],
  },
  {
    control: 'shape',
    code: once('tone', 'shape'),
    values: [0.2, 0.8],
    measure: partials(3 * hz, hz),
    grows: [2, 100],
    ...audible,
  },
  {
    control: 'distort',
    code: once('tone', 'distort'),
    values: [0.1, 0.7],
    measure: partials(3 * hz, hz),
    grows: [1.5, 100],
    ...audible,
  },
  {
    control: 'crush',
    code: once('tone', 'crush'),
    values: [3, 5],
    measure: steps,
    is: (v) => 2 ** (v - 1) + 1,
    ...steady,
  },
  { control: 'coarse', code: once('odd', 'coarse'), values: [4, 12], measure: hold, is: (v) => v, ...steady },
  { control: 'squiz', code: once('tone', 'squiz'), values: [1, 3], measure: brightness, grows: [1.8, 4], ...steady },
  {
    control: 'tremolorate',
    code: once('flat', 'tremolorate', ' # tremolodepth 0.5'),
    values: [10, 25],
    measure: pitch,
    is: (v) => v,
    ...steady,
  },
  {
    control: 'tremolodepth',
    code: once('flat', 'tremolodepth', ' # tremolorate 10'),
    values: [0.3, 0.8],
    measure: depth,
    is: (v) => v,
    ...audible,
  },
  {
    control: 'phaserrate',
    code: once('tone', 'phaserrate', ' # phaserdepth 0.7'),
    values: [5, 15],
    measure: throb,
    grows: [2.7, 3.3],
    ...steady,
  },
  {
    control: 'phaserdepth',
    code: once('tone', 'phaserdepth', ' # phaserrate 8'),
    values: [0.1, 0.9],
    measure: wobble,
    grows: [1.5, 20],
    ...audible,
  },
  {
    control: 'phaser.feedback',
    code: (v) => `s "tone"${apart} # phaser 8 1 ${v} 0.5`,
    values: [0, 0.9],
    measure: wobble,
    grows: [1.2, 20],
    ...steady,
  },
  {
    control: 'phaser.mix',
    code: (v) => `s "tone"${apart} # phaser 8 1 0.3 ${v}`,
    values: [0.1, 0.5],
    measure: wobble,
    grows: [1.5, 20],
    ...audible,
  },
  {
    control: 'ring',
    code: once('tone', 'ring', ' # ringf 300'),
    values: [0.2, 0.6],
    measure: partials(hz + 300, hz),
    is: (v) => v / 2 / (1 - v),
    ...audible,
  },
  {
    control: 'ringf',
    code: once('tone', 'ringf', ' # ring 1'),
    values: [300, 700],
    measure: strongest(hz + 10, 1500),
    is: (v) => hz + v,
    ...audible,
  },
  {
    control: 'delay',
    code: once('tick', 'delay', ' # delaytime 0.2 # delayfeedback 0'),
    values: [0.2, 0.8],
    measure: ratio(within(0.1, 0.3, peak), within(0, 0.1, peak)),
    is: (v) => v,
  },
  {
    control: 'delaytime',
    code: once('tick', 'delaytime', ' # delay 0.9 # delayfeedback 0'),
    values: [0.1, 0.3],
    measure: echo,
    is: (v) => v,
  },
  {
    control: 'delayfeedback',
    code: once('tick', 'delayfeedback', ' # delay 0.9 # delaytime 0.1'),
    values: [0.2, 0.6],
    measure: ratio(within(0.15, 0.25, peak), within(0.05, 0.15, peak)),
    is: (v) => v,
  },
  {
    control: 'room',
    code: once('hiss', 'room', ' # size 0.2'),
    values: [0.2, 0.8],
    measure: ratio(within(0.1, 0.3, level), within(0, 0.05, level)),
    grows: [3, 100],
  },
  { control: 'size', code: once('hiss', 'size', ' # room 0.9'), values: [0.1, 0.5], measure: centre, grows: [1.5, 20] },
  {
    control: 'reverb.damp',
    code: (v) => `s "hiss" # room 0.9 0.2 ${v}`,
    values: [0.9, 0.1],
    measure: within(0.1, 0.3, brightness),
    grows: [1.3, 20],
  },
];
