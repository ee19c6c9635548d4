// Orbits: voices of one track with delays and reverbs of their own, as if they were tracks.
import { expect, test } from 'vitest';
import { listen, rate } from './listen.ts';
import { level, onsets, peak, type Sound, within } from './measures.ts';
import { samples } from './samples.ts';

const play = (text: string): Promise<Sound> => listen(`cps: 1\n${text}`, rate, samples);

function difference(a: Sound, b: Sound): number {
  return Math.max(
    ...a.map((channel, c) => channel.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[c]?.[i] ?? 0))), 0)),
  );
}

test('each orbit has echoes of its own', async () => {
  const sound = await play(
    'd1 $ s "tick tick" # orbit "0 1" # delay "0.8 0.4" # delaytime "0.6 0.2" # delayfeedback 0',
  );
  const at = (seconds: number) => within(seconds - 0.01, seconds + 0.01, peak)(sound, 0, rate) / Math.SQRT1_2;
  expect([0.2, 0.6, 0.7].map((seconds) => Number(at(seconds).toFixed(2)))).toEqual([0, 0.8, 0.4]);
  const tracks = await play(
    'd1 $ s "tick ~" # delay 0.8 # delaytime 0.6 # delayfeedback 0\nd2 $ s "~ tick" # delay 0.4 # delaytime 0.2 # delayfeedback 0',
  );
  expect(difference(sound, tracks)).toBeLessThan(1e-6);
});

test('each orbit has a room of its own', async () => {
  const sound = await play('d1 $ s "hiss hiss" # orbit "2 5" # room "0.9 0.5" # size "0.5 0" # delay 0');
  const tracks = await play('d1 $ s "hiss ~" # room 0.9 # size 0.5\nd2 $ s "~ hiss" # room 0.5 # size 0');
  const late = within(0.9, 1, level);
  const together = await play('d1 $ s "hiss hiss" # room "0.9 0.5" # size "0.5 0"');
  expect(late(sound, 0, rate)).toBeGreaterThan(5 * late(together, 0, rate));
  expect(difference(sound, tracks)).toBeLessThan(1e-6);
});

test('what has no orbit is in orbit 0, and an orbit that asks for no effect has none', async () => {
  const text = 'd1 $ stack [s "hiss", 0.5 ~> s "hiss" # orbit 1 # room 0.9 # size 0.5]';
  const tail = (sound: Sound, begin: number) => within(begin + 0.1, begin + 0.3, level)(sound, 0, rate);
  const split = await play(text);
  expect(tail(split, 0)).toBe(0);
  expect(tail(split, 0.5)).toBeGreaterThan(0.01);
  expect(tail(await play(text.replace('# orbit 1 ', '')), 0)).toBeGreaterThan(0.01);
});

test('no voice is lost where orbits are computed, or not written at all', async () => {
  for (const orbit of ['(irand 8)', '("0 1" + "2 3")', '"0 1 ~ 2"', '~x', '(toScale [0, 3] "0 1")']) {
    const sound = await play(`~x: "<1 2>"\nd1 $ s "tick*8" # room 0 # orbit ${orbit}`);
    expect(onsets(sound, 0, rate), orbit).toBe(orbit.includes('~ ') ? 6 : 8);
  }
});

test('a cut group is one in each orbit', async () => {
  const held = async (orbit: string) => (await play(`d1 $ s "flat flat" # cut 1 # orbit "${orbit}"`))[0]?.[0.8 * rate];
  expect(await held('0 0')).toBeCloseTo(0.5 * Math.SQRT1_2, 5);
  expect(await held('0 1')).toBeCloseTo(Math.SQRT1_2, 5);
});
