// What can be heard of a sound, as a number: measured between two frames of both channels.
import { rate } from './listen.ts';

export type Sound = readonly Float32Array[];
export type Measure = (sound: Sound, from: number, to: number) => number;

const empty = new Float32Array();
const left = (sound: Sound): Float32Array => sound[0] ?? empty;

function rms(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += (samples[i] ?? 0) ** 2;
  return Math.sqrt(sum / (to - from));
}

function largest(samples: Float32Array, from: number, to: number): number {
  let high = 0;
  for (let i = from; i < to; i += 1) high = Math.max(high, Math.abs(samples[i] ?? 0));
  return high;
}

export const level: Measure = (sound, from, to) => rms(left(sound), from, to);

export const peak: Measure = (sound, from, to) => largest(left(sound), from, to);

export const mean: Measure = (sound, from, to) =>
  left(sound)
    .subarray(from, to)
    .reduce((sum, x) => sum + x, 0) /
  (to - from);

/** 0 is left, 1 right, where the power is the same everywhere. */
export const place: Measure = ([l = empty, r = empty], from, to) =>
  (2 / Math.PI) * Math.atan2(rms(r, from, to), rms(l, from, to));

/** Hz: times that it crosses its mean upwards, from the first to the last. */
export const pitch: Measure = (sound, from, to) => {
  const samples = left(sound);
  const middle = mean(sound, from, to);
  const crossings: number[] = [];
  for (let i = from + 1; i < to; i += 1) {
    const [a, b] = [(samples[i - 1] ?? 0) - middle, (samples[i] ?? 0) - middle];
    if (a < 0 && b >= 0) crossings.push(i - b / (b - a));
  }
  const [first = 0] = crossings;
  return crossings.length < 2 ? 0 : ((crossings.length - 1) * rate) / ((crossings.at(-1) ?? 0) - first);
};

/** Hz of the sine that moves as much from sample to sample. */
export const brightness: Measure = (sound, from, to) => {
  const samples = left(sound);
  let moved = 0;
  for (let i = from + 1; i < to; i += 1) moved += ((samples[i] ?? 0) - (samples[i - 1] ?? 0)) ** 2;
  const ratio = Math.sqrt(moved / (to - from)) / (2 * rms(samples, from, to) || 1);
  return (rate / Math.PI) * Math.asin(Math.min(1, ratio));
};

/** The amplitude of the partial of that many Hz. */
export const partial =
  (hz: number): Measure =>
  (sound, from, to) => {
    const samples = left(sound);
    let [re, im] = [0, 0];
    for (let i = from; i < to; i += 1) {
      const hann = 1 - Math.cos((2 * Math.PI * (i - from)) / (to - from));
      re += hann * (samples[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / rate);
      im += hann * (samples[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / rate);
    }
    return (2 * Math.hypot(re, im)) / (to - from);
  };

/** How strong one partial is relative to another. */
export const partials =
  (hz: number, other: number): Measure =>
  (sound, from, to) =>
    partial(hz)(sound, from, to) / partial(other)(sound, from, to);

/** The mean amplitude of what lies between two frequencies. */
export const band =
  (low: number, high: number): Measure =>
  (sound, from, to) => {
    const steps = 24;
    let sum = 0;
    for (let k = 0; k < steps; k += 1) sum += partial(low + ((high - low) * k) / steps)(sound, from, to);
    return sum / steps;
  };

/** The frequency in that range, in steps of 10 Hz, that is strongest. */
export const strongest =
  (low: number, high: number): Measure =>
  (sound, from, to) => {
    let [best, most] = [0, 0];
    for (let hz = low; hz <= high; hz += 10) {
      const amplitude = partial(hz)(sound, from, to);
      if (amplitude > most) [best, most] = [hz, amplitude];
    }
    return best;
  };

/** How strong its strongest partial below 12 kHz is, relative to the others. */
export const crest: Measure = (sound, from, to) => {
  const amplitudes = Array.from({ length: 600 }, (_, k) => partial(20 * (k + 1))(sound, from, to));
  return (Math.max(...amplitudes) * amplitudes.length) / amplitudes.reduce((sum, each) => sum + each, 0);
};

/** Seconds until it first reaches half of its height. */
export const rise: Measure = (sound, from, to) => {
  const samples = left(sound);
  const half = largest(samples, from, to) / 2;
  return samples.subarray(from, to).findIndex((x) => Math.abs(x) >= half && half > 0) / rate;
};

/** Seconds until it is below so much of its height for good. */
export const length =
  (share = 0.5): Measure =>
  (sound, from, to) => {
    const samples = left(sound);
    const bound = share * largest(samples, from, to);
    let last = to;
    while (last > from && Math.abs(samples[last - 1] ?? 0) < bound) last -= 1;
    return (last - from) / rate;
  };

/** Seconds from the beginning to where its energy lies. */
export const centre: Measure = (sound, from, to) => {
  const samples = left(sound);
  let [energy, moment] = [0, 0];
  for (let i = from; i < to; i += 1) {
    energy += (samples[i] ?? 0) ** 2;
    moment += (i - from) * (samples[i] ?? 0) ** 2;
  }
  return moment / energy / rate;
};

/** Beginnings after a hundredth of a second of silence. */
export const onsets: Measure = (sound, from, to) => {
  let [count, quiet] = [0, rate];
  for (let i = from; i < to; i += 1) {
    const loud = Math.abs(left(sound)[i] ?? 0) > 1e-3;
    if (loud && quiet > rate / 100) count += 1;
    quiet = loud ? 0 : quiet + 1;
  }
  return count;
};

/** How many values it takes. */
export const steps: Measure = (sound, from, to) => new Set(left(sound).subarray(from, to)).size;

/** Samples for which a value stays. */
export const hold: Measure = (sound, from, to) => {
  const samples = left(sound);
  let changes = 0;
  for (let i = from + 1; i < to; i += 1) changes += samples[i] === samples[i - 1] ? 0 : 1;
  return (to - from) / changes;
};

/** Of its level, in pieces of five thousandths of a second: how much of the highest is not in the lowest. */
export const depth: Measure = (sound, from, to) => {
  const levels = envelope(sound, from, to);
  return 1 - Math.min(...levels) / Math.max(...levels);
};

/** Of its level, in pieces of five thousandths of a second: how far it strays from its mean, in parts of that. */
export const wobble: Measure = (sound, from, to) => {
  const levels = envelope(sound, from, to);
  const usual = mean([levels], 0, levels.length);
  return (
    rms(
      levels.map((each) => each - usual),
      0,
      levels.length,
    ) / usual
  );
};

/** Seconds in which it falls by 60 dB, from how much it falls between 0.15 and 0.25 s. */
export const decay: Measure = (sound, from) => {
  const at = (seconds: number) => level(sound, from + seconds * rate, from + (seconds + 0.01) * rate);
  return (60 * 0.1) / (20 * Math.log10(at(0.15) / at(0.25)));
};

/** Of its level, in pieces of five thousandths of a second: Hz. */
export const throb: Measure = (sound, from, to) => {
  const levels = envelope(sound, from, to);
  return (pitch([levels], 0, levels.length) / rate) * 200;
};

function envelope(sound: Sound, from: number, to: number): Float32Array {
  const piece = rate / 200;
  return Float32Array.from({ length: Math.floor((to - from) / piece) }, (_, k) =>
    rms(left(sound), from + k * piece, from + (k + 1) * piece),
  );
}

/** Seconds between the first peak and the highest one after it. */
export const echo: Measure = (sound, from, to) => {
  const samples = left(sound).subarray(from, to);
  const first = samples.findIndex((x) => Math.abs(x) > 0.05);
  let best = first + 100;
  for (let i = best; i < samples.length; i += 1) if (Math.abs(samples[i] ?? 0) > Math.abs(samples[best] ?? 0)) best = i;
  return (best - first) / rate;
};

/** The measure of a piece of what it is given, in seconds. */
export const within =
  (begin: number, end: number, measure: Measure): Measure =>
  (sound, from) =>
    measure(sound, from + Math.round(begin * rate), from + Math.round(end * rate));

export const ratio =
  (a: Measure, b: Measure): Measure =>
  (sound, from, to) =>
    a(sound, from, to) / b(sound, from, to);
