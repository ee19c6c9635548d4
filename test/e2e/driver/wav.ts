// Reads the WAV files that Hocket records, and measures them.
import { readFileSync } from 'node:fs';

export interface Wav {
  readonly sampleRate: number;
  /** Per channel, 1 is full scale. */
  readonly channels: readonly Float32Array[];
}

interface Format {
  readonly code: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

const floatCode = 3;

function sampleAt(data: Buffer, offset: number, { code, bits }: Format): number {
  if (code === floatCode && bits === 32) return data.readFloatLE(offset);
  return data.readIntLE(offset, bits / 8) / 2 ** (bits - 1);
}

function deinterleave(data: Buffer, format: Format): readonly Float32Array[] {
  const bytes = format.bits / 8;
  const frames = Math.floor(data.length / (bytes * format.channels));
  return Array.from({ length: format.channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, frame) =>
      sampleAt(data, (frame * format.channels + channel) * bytes, format),
    ),
  );
}

export function readWav(path: string): Wav {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error(`${path} is no WAV file`);
  }
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const id = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + size);
    if (id === 'fmt ') {
      const code = body.readUInt16LE(0) === 0xfffe ? body.readUInt16LE(24) : body.readUInt16LE(0);
      const [channels, sampleRate, bits] = [body.readUInt16LE(2), body.readUInt32LE(4), body.readUInt16LE(14)];
      format = { code, channels, sampleRate, bits };
    }
    if (id === 'data' && format !== undefined) {
      return { sampleRate: format.sampleRate, channels: deinterleave(body, format) };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error(`${path} has no sound in it`);
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/** The first frame above `threshold` after at least `silence` frames below it: where events begin. */
export function onsets(samples: Float32Array, threshold: number, silence: number): readonly number[] {
  const found: number[] = [];
  let quietSince = -silence;
  samples.forEach((sample, frame) => {
    if (Math.abs(sample) <= threshold) return;
    if (frame - quietSince > silence) found.push(frame);
    quietSince = frame;
  });
  return found;
}
