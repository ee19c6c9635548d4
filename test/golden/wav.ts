// Reads a WAV file of 32-bit floats, and measures it.
import { readFileSync } from 'node:fs';

export interface Sound {
  readonly sampleRate: number;
  /** One array a channel. */
  readonly channels: readonly Float32Array[];
}

export function readWav(path: string): Sound {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.readUInt16LE(20) !== 3)
    throw new Error(`${path} is no WAV of floats`);
  const count = bytes.readUInt16LE(22);
  const frames = bytes.readUInt32LE(40) / (4 * count);
  const channels = Array.from({ length: count }, () => new Float32Array(frames));
  for (const [channel, samples] of channels.entries())
    for (let frame = 0; frame < frames; frame++) samples[frame] = bytes.readFloatLE(44 + 4 * (frame * count + channel));
  return { sampleRate: bytes.readUInt32LE(24), channels };
}

/** Root mean square in decibels of each window, per channel; silence is -120. */
export function levels({ sampleRate, channels }: Sound, seconds: number): readonly (readonly number[])[] {
  const window = Math.round(seconds * sampleRate);
  return channels.map((samples) =>
    Array.from({ length: Math.floor(samples.length / window) }, (_, index) =>
      decibels(rms(samples.subarray(index * window, (index + 1) * window))),
    ),
  );
}

/** Zero crossings a second of each window, mean of the channels: how bright it is. */
export function crossings({ sampleRate, channels }: Sound, seconds: number): readonly number[] {
  const window = Math.round(seconds * sampleRate);
  const count = Math.floor((channels[0]?.length ?? 0) / window);
  return Array.from({ length: count }, (_, index) => {
    const total = channels.reduce(
      (sum, samples) => sum + signChanges(samples.subarray(index * window, (index + 1) * window)),
      0,
    );
    return Math.round(total / channels.length / seconds);
  });
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

const decibels = (level: number): number => (level > 1e-6 ? Math.round(200 * Math.log10(level)) / 10 : -120);

function signChanges(samples: Float32Array): number {
  let changes = 0;
  for (let frame = 1; frame < samples.length; frame++)
    if ((samples[frame] ?? 0) >= 0 !== (samples[frame - 1] ?? 0) >= 0) changes++;
  return changes;
}
