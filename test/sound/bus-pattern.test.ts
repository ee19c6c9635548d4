// Buses that drive patterns, from the code to the samples.
import { expect, test } from 'vitest';
import { listen, rate } from './listen.ts';

const tick = 'cps: 1\nsynth tick freq = sine freq # adsr 0 5ms 0 1ms\n';

/** In sixteenths of a second: where something begins after 10 ms of silence. */
async function onsets(code: string, seconds: number): Promise<readonly number[]> {
  const [left = new Float32Array()] = await listen(tick + code, seconds * rate);
  const found: number[] = [];
  let quiet = rate;
  for (const [frame, sample] of left.entries()) {
    const loud = Math.abs(sample) > 1e-3;
    if (loud && quiet > rate / 100) found.push(frame);
    quiet = loud ? 0 : quiet + 1;
  }
  return found.map((frame) => Math.floor(frame / (rate / 16) + 1e-9) + (frame % (rate / 16) > 16 ? 0.5 : 0));
}

test('`fast` follows a bus that a pattern moves', async () => {
  const found = await onsets('~x: "<1 2>"\nd1 $ fast ~x $ s "tick*4"', 3);
  expect(found).toEqual([0, 4, 8, 12, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44]);
});

test('a signal without a name drives a pattern, and so does one in arithmetic with voices', async () => {
  expect(await onsets('d1 $ every (0 * sine 1hz + 2) (fast 2) $ s "tick*2"', 2)).toEqual([0, 4, 8, 12, 16, 24]);
  expect(await onsets('~no: 0.25\nd1 $ ~no ~> s "tick"', 2)).toEqual([4, 20]);
  expect(await onsets('~k: 3\nd1 $ euclid ~k 8 $ s "tick"', 1)).toEqual([0, 6, 12]);
});

test('a bus that is a constant is that constant, to the bit', async () => {
  const by = (x: string) => listen(`~x: 0.3\nd1 $ degradeBy ${x} $ ply "2" $ n ("0 .. 3" + "0") # s "karplus"`, rate);
  const scaled = (x: string) => listen(`~x: 4\nd1 $ n "0 2" + n ${x} # scale "minor" # s "karplus"`, rate);
  expect(await by('~x')).toEqual(await by('0.3'));
  expect(await scaled('~x')).toEqual(await scaled('4'));
});
