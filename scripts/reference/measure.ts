// From sound to curves.

import { sampleRate } from './rendered.ts';

export type Point = readonly [x: number, y: number];

/** At most this many points a curve: what a picture shows. */
const most = 150;

/** Values over seconds: each point the sample there, or both extremes where there are many more samples than points. */
export function waveform(sound: Float32Array, seconds: number): readonly Point[] {
  const frames = Math.min(sound.length, Math.round(seconds * sampleRate));
  const step = Math.max(1, Math.floor(frames / most));
  const points: Point[] = [];
  for (let frame = 0; frame < frames; frame += step) {
    const piece = sound.subarray(frame, Math.min(frames, frame + step));
    const low = piece.reduce((a, b) => Math.min(a, b));
    const high = piece.reduce((a, b) => Math.max(a, b));
    const time = frame / sampleRate;
    // A piece that goes up and down is drawn as a stroke from its lowest to its highest value.
    if (step < 3 || isMonotone(piece)) points.push([time, piece[0] ?? 0]);
    else points.push([time, low], [time, high]);
  }
  return points;
}

function isMonotone(piece: Float32Array): boolean {
  let rises = false;
  let falls = false;
  for (let i = 1; i < piece.length; i++) {
    const change = (piece[i] ?? 0) - (piece[i - 1] ?? 0);
    if (change > 1e-6) rises = true;
    if (change < -1e-6) falls = true;
  }
  return !(rises && falls);
}

/** The output over the input, both as they go on. */
export function transfer(input: Float32Array, output: Float32Array): readonly Point[] {
  const step = Math.max(1, Math.floor(input.length / most));
  const points: Point[] = [];
  for (let frame = 0; frame < Math.min(input.length, output.length); frame += step)
    points.push([input[frame] ?? 0, output[frame] ?? 0]);
  return points;
}

/** Levels in dB of the output over those of the input, in windows. */
export function levelCurve(input: Float32Array, output: Float32Array): readonly Point[] {
  const window = Math.floor(input.length / 100);
  return Array.from({ length: 100 }, (_, index) => {
    const level = (sound: Float32Array) =>
      decibels(rms(sound.subarray(index * window, (index + 1) * window)) * Math.SQRT2);
    return [level(input), level(output)];
  });
}

/** Levels in dB over seconds, the first being 0. */
export function decay(sound: Float32Array, seconds: number): readonly Point[] {
  const window = Math.floor(sound.length / 100);
  const levels = Array.from({ length: 100 }, (_, index) =>
    decibels(rms(sound.subarray(index * window, (index + 1) * window))),
  );
  const highest = Math.max(...levels);
  return levels.map((level, index) => [((index + 0.5) * seconds) / 100, level - highest]);
}

const rms = (piece: Float32Array): number =>
  Math.sqrt(piece.reduce((sum, each) => sum + each * each, 0) / (piece.length || 1));

const decibels = (amplitude: number): number => 20 * Math.log10(Math.max(1e-6, amplitude));

/** Hz, in equal steps of pitch. */
const frequencies = Array.from({ length: 160 }, (_, index) => 20 * 1000 ** (index / 159));

/** In dB, of an impulse response. */
export function response(impulse: Float32Array): readonly Point[] {
  return frequencies.map((frequency) => [frequency, decibels(Math.hypot(...partial(impulse, frequency)))]);
}

/** In dB relative to the strongest, averaged over pieces. */
export function spectrum(sound: Float32Array): readonly Point[] {
  const length = 4096;
  const pieces = Array.from({ length: Math.floor(sound.length / length) }, (_, index) =>
    sound.subarray(index * length, (index + 1) * length).map((each, frame) => each * hann(frame / length)),
  );
  const power = frequencies.map((frequency) =>
    pieces.reduce((sum, piece) => sum + Math.hypot(...partial(piece, frequency)) ** 2, 0),
  );
  const strongest = Math.max(...power);
  return frequencies.map((frequency, index) => [
    frequency,
    10 * Math.log10(Math.max(1e-9, (power[index] ?? 0) / strongest)),
  ]);
}

const hann = (place: number): number => 0.5 - 0.5 * Math.cos(2 * Math.PI * place);

/** How much of a frequency is in a sound. */
function partial(sound: Float32Array, frequency: number): readonly [number, number] {
  const turn = (2 * Math.PI * frequency) / sampleRate;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [re, im, real, imaginary] = [1, 0, 0, 0];
  for (const each of sound) {
    real += each * re;
    imaginary += each * im;
    [re, im] = [re * cos - im * sin, re * sin + im * cos];
  }
  return [real, imaginary];
}
