// The magnitude spectrum of a piece of sound: a Hann window and a radix-2 Fourier transform.

/** Tables for one size, a power of two. */
interface Tables {
  readonly window: Float32Array;
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

const tablesBySize = new Map<number, Tables>();

function tablesFor(size: number): Tables {
  const known = tablesBySize.get(size);
  if (known !== undefined) return known;
  const angle = (index: number) => (2 * Math.PI * index) / size;
  const tables = {
    window: Float32Array.from({ length: size }, (_, index) => 0.5 - 0.5 * Math.cos(angle(index))),
    cos: Float32Array.from({ length: size / 2 }, (_, index) => Math.cos(angle(index))),
    sin: Float32Array.from({ length: size / 2 }, (_, index) => -Math.sin(angle(index))),
  };
  tablesBySize.set(size, tables);
  return tables;
}

function bitReversed(index: number, bits: number): number {
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) if ((index >> bit) & 1) reversed |= 1 << (bits - 1 - bit);
  return reversed;
}

/** In place; `real` and `imaginary` in bit-reversed order. */
function butterflies(real: Float32Array, imaginary: Float32Array, { cos, sin }: Tables): void {
  const size = real.length;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [a, b] = [start + k, start + k + half];
        const [c, s] = [cos[k * stride] ?? 0, sin[k * stride] ?? 0];
        const [x, y] = [real[b] ?? 0, imaginary[b] ?? 0];
        const [re, im] = [x * c - y * s, x * s + y * c];
        const [p, q] = [real[a] ?? 0, imaginary[a] ?? 0];
        real[b] = p - re;
        imaginary[b] = q - im;
        real[a] = p + re;
        imaginary[a] = q + im;
      }
    }
  }
}

/**
 * Magnitudes of the bins 0 .. size/2 - 1 of the newest 2^n samples; a full-scale sine in the middle of a bin is 1.
 * Bin k is k * sampleRate / size Hz. Empty for fewer than two samples.
 */
export function spectrum(samples: Float32Array): Float32Array {
  const bits = Math.floor(Math.log2(samples.length));
  if (bits < 1) return new Float32Array();
  const size = 2 ** bits;
  const tables = tablesFor(size);
  const real = new Float32Array(size);
  const imaginary = new Float32Array(size);
  const first = samples.length - size;
  for (let index = 0; index < size; index++) {
    real[bitReversed(index, bits)] = (samples[first + index] ?? 0) * (tables.window[index] ?? 0);
  }
  butterflies(real, imaginary, tables);
  // The Hann window halves the amplitude, and half of it is in the negative frequencies.
  return Float32Array.from(
    { length: size / 2 },
    (_, bin) => (4 * Math.hypot(real[bin] ?? 0, imaginary[bin] ?? 0)) / size,
  );
}
