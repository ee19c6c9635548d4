// Every parameter of every built-in drum is a control: a number, a pattern, a bus or a signal in each voice sets it.
import { expect, test } from 'vitest';
import { drumControl } from '../../language-server/src/library/drums.ts';
import type { NodeEntry, PortSpec } from '../../language-server/src/types/environment.ts';
import { library } from '../compiler/library.ts';
import { listen, rate } from './listen.ts';
import {
  brightness,
  centre,
  crest,
  type Measure,
  partials,
  peak,
  pitch,
  type Sound,
  strongest,
  within,
} from './measures.ts';

const drums = library.entries.filter((entry): entry is NodeEntry => entry.kind === 'node' && entry.category === 'drum');
const parameters = drums.flatMap((drum) =>
  drum.ports.filter(({ implicit }) => implicit === undefined).map((port) => ({ drum, port })),
);
const cycle = rate / 2;
const half = cycle / 2;

/** Two strikes a cycle with a value each, `""` for none. */
function strikes(drum: NodeEntry, control: string, values: readonly string[]): string {
  const tracks = values.map((value, index) => {
    const struck = index === 0 ? `"${drum.name} ~"` : `"~ ${drum.name}"`;
    return `d${index + 1} $ s ${struck}${value === '' ? '' : ` # ${control} ${value}`}`;
  });
  return ['cps: 2', ...tracks].join('\n');
}

/** Two values well apart, the rest of the range being extremes. */
function values({ min = 0, max = 1 }: PortSpec): readonly [number, number] {
  const at = (share: number) => Number((min + share * (max - min)).toFixed(3));
  return [at(0.02), at(0.3)];
}

function difference(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum / (to - from));
}

const left = async (text: string, frames: number): Promise<Float32Array> =>
  (await listen(text, frames))[0] ?? new Float32Array();

test('every parameter of every drum follows its control', async () => {
  expect(parameters.length).toBeGreaterThan(20);
  const wrong: string[] = [];
  for (const { drum, port } of parameters) {
    const control = drumControl(port);
    const [low, high] = values(port);
    const play = (a: string, b: string, more = '') => left(`${strikes(drum, control, [a, b])}\n${more}`, cycle);
    const [lows, highs, usual, initial, pattern, bus, signal, moving] = await Promise.all([
      play(`${low}`, `${low}`),
      play(`${high}`, `${high}`),
      play('', ''),
      play(`${port.default}`, `${port.default}`),
      play(`"${low}"`, `(fast 2 "${high}")`),
      play('~low', '~high', `~low: line ${low} ${low} 1\n~high: line ${high} ${high} 1`),
      play(`(line ${low} ${low} 1)`, `(line ${high} ${high} 1)`),
      play(`(line ${low} ${high} ${port.name === 'click' ? 0.002 : 0.1})`, `${low}`),
    ]);
    const audible = 1e-3 * difference(usual, new Float32Array(cycle), 0, cycle);
    const differ = (a: Float32Array, b: Float32Array) => difference(a, b, 0, half) > audible;
    const same = (a: Float32Array, b: Float32Array, to = cycle) => difference(a, b, 0, to) === 0;
    const checks: readonly (readonly [string, boolean])[] = [
      ['its values sound alike', differ(lows, highs)],
      ['its default is not what it is without', same(usual, initial)],
      ['a pattern is not its values', same(pattern, lows, half)],
      ['a bus is not a pattern', same(bus, pattern)],
      ['a signal is not a pattern', same(signal, pattern)],
      ['a signal does not move it', differ(moving, lows) && differ(moving, highs)],
    ];
    for (const [fault, holds] of checks) if (!holds) wrong.push(`${drum.name} ${control}: ${fault}`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

/** How a parameter is heard: a measure, and by which factor it grows between two values, with others at theirs. */
interface Heard {
  readonly measure: Measure;
  readonly values: readonly [number, number];
  readonly grows: readonly [number, number];
  readonly more?: string;
}

const tuning: Heard = { measure: within(0, 0.1, brightness), values: [300, 1200], grows: [1.3, 5] };
/** The first frame, in which the body has not begun to move. */
const beater: Heard = { measure: within(0, 1 / rate, peak), values: [0.1, 0.9], grows: [8, 9] };
const metal = ' # hiss 0 # freq 10 # decay 1';
const heard: Readonly<Record<string, Heard>> = {
  freq: tuning,
  'snare freq': { ...tuning, more: ' # snap 0' },
  decay: { measure: centre, values: [0.1, 0.4], grows: [1.5, 5] },
  sweep: { measure: within(0, 0.02, pitch), values: [0, 24], grows: [1.5, 4], more: ' # click 0 # freq 200' },
  'kick click': beater,
  'tom click': beater,
  'rim click': { measure: within(0, 0.01, brightness), values: [0.1, 0.9], grows: [1.5, 5] },
  'clap narrow': { measure: brightness, values: [0.1, 0.9], grows: [0.3, 0.97] },
  'cowbell narrow': { measure: partials(800, 1620), values: [0.1, 0.9], grows: [1.5, 20] },
  hands: { measure: centre, values: [0.2, 2], grows: [1.5, 10] },
  ratio: { measure: strongest(590, 1100), values: [1.3, 1.9], grows: [1.4, 1.5], more: ' # decay 0.5' },
  tune: { measure: strongest(100, 3000), values: [0.5, 1.5], grows: [2.8, 3.2], more: metal },
  hiss: { measure: crest, values: [0.1, 0.9], grows: [0.01, 0.6], more: ' # freq 10 # decay 1' },
  snap: { measure: brightness, values: [0.1, 0.9], grows: [2, 20] },
  tone: { measure: brightness, values: [0, 1], grows: [1.05, 10], more: ' # snap 1' },
};

test.each(parameters.map(({ drum, port }) => [drum.name, drumControl(port)] as const))(
  '%s: %s is heard',
  async (drum, control) => {
    const how = heard[`${drum} ${control}`] ?? heard[control];
    if (how === undefined) throw new Error(`nothing says how ${control} of ${drum} is heard`);
    const measured = how.values.map(async (value) => {
      const sound = await listen(`cps: 1\nd1 $ s "${drum}"${how.more ?? ''} # ${control} ${value}`, rate);
      return how.measure(sound, 0, rate / 4);
    });
    const [low = 0, high = 0] = await Promise.all(measured);
    const [least, most] = how.grows;
    expect(high / low, `${low} to ${high}`).toBeGreaterThan(least);
    expect(high / low, `${low} to ${high}`).toBeLessThan(most);
  },
);

test('sweep is how many semitones a kick falls, decay how long it rings', async () => {
  const kick = (controls: string) => listen(`d1 $ s "kick" # click 0 # freq 200 # ${controls}`, rate);
  const flat = await kick('sweep 0 # decay 1');
  expect(pitch(flat, 0, rate / 5) / 200).toBeCloseTo(1, 1);
  // In the first hundredth of a second three quarters of the way are left: 1.5 of two octaves, 3 of four.
  const swept = await kick('sweep 24 # decay 1');
  expect(Math.log2(pitch(swept, 0, rate / 100) / 200)).toBeCloseTo(1.5, 0);
  expect(Math.log2(pitch(await kick('sweep 48'), 0, rate / 100) / 200)).toBeCloseTo(3, 0);
  expect(pitch(swept, rate / 4, rate / 2) / 200).toBeCloseTo(1, 1);
  // 60 dB in a second, which is 9 dB in 0.15 s; below the drum's saturation.
  const late = (sound: Sound, at: number) => 20 * Math.log10(peak(sound, at * rate, (at + 0.01) * rate));
  expect(late(flat, 0.75) - late(flat, 0.6)).toBeCloseTo(-9, 0);
});
