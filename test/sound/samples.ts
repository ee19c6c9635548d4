// Samples of which it is known what they sound like.
import { rate, type Samples } from './listen.ts';

const made = (seconds: number, f: (frame: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => f(i));

function noise(): (frame: number) => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** Of `tone`; the second one is twice as high. */
export const hz = 480;
const sine = (freq: number) => (i: number) => 0.5 * Math.sin((2 * Math.PI * freq * i) / rate);
export const samples: Samples = {
  tone: [made(2, sine(hz)), made(2, sine(2 * hz))],
  odd: [made(2, sine(483.7))],
  grit: [made(2, noise())],
  flat: [made(2, () => 0.5)],
  slope: [made(2, (i) => (i + 1) / (2 * rate))],
  tick: [Float32Array.of(1)],
  hiss: [made(0.05, noise())],
};
