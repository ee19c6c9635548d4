// Controls that count when a voice begins take signals too: their value there.
import { expect, test } from 'vitest';
import { library } from '../compiler/library.ts';
import { listen, rate } from './listen.ts';

const cycle = rate / 2;
const play = async (text: string): Promise<Float32Array> =>
  (await listen(`cps: 2\n${text}`, cycle))[0] ?? new Float32Array();
const same = (a: Float32Array, b: Float32Array): boolean => a.every((x, i) => x === b[i]);

test.each([
  ['note', '7'],
  ['octave', '4'],
  ['legato', '0.2'],
  ['sustain', '0.05'],
  ['nudge', '0.03'],
  ['cut', '1'],
  ['n', '12'],
])('%s', async (control, value) => {
  const synth = 'synth tone freq gate = saw freq * gate';
  const controls = library.find(control).flatMap((each) => (each.kind === 'control' ? [each.onset] : []));
  expect(controls).toEqual([true]);
  const constant = await play(`${synth}\nd1 $ s "tone*4" # legato 1.5 # ${control} ${value}`);
  const bus = await play(`${synth}\n~x: line ${value} ${value} 1\nd1 $ s "tone*4" # legato 1.5 # ${control} ~x`);
  const without = await play(`${synth}\nd1 $ s "tone*4" # legato 1.5`);
  expect(same(constant, without)).toBe(false);
  expect(same(constant, bus)).toBe(true);
});
