// Sample folders of the Dirt-Samples layout: a folder is a sound, the files in it, by name, are `sound:0`, `sound:1`, ...
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import decode from 'audio-decode';
import type { Sound } from '../native/addon/hocket.d.ts';
import { readFailure, UserError } from './failure.ts';

export interface LoadedSound {
  readonly name: string;
  readonly index: number;
  readonly sound: Sound;
}

const audioFile = /\.(wav|aiff?|flac|ogg|mp3|opus|m4a)$/i;

/** Those of `names` that are in the folder; a file that cannot be decoded is said on standard error and left out. */
export async function loadSounds(
  folder: string | undefined,
  names: readonly string[],
): Promise<readonly LoadedSound[]> {
  if (folder === undefined) return [];
  const present = new Set(list(folder));
  const loaded: LoadedSound[] = [];
  for (const name of new Set(names)) {
    if (!present.has(name)) continue;
    const files = list(join(folder, name)).filter((file) => audioFile.test(file));
    for (const [index, file] of files.sort().entries()) {
      const sound = await decodeFile(join(folder, name, file));
      if (sound !== undefined) loaded.push({ name, index, sound });
    }
  }
  return loaded;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new UserError(`cannot read the folder "${folder}": ${readFailure(error)}`);
  }
}

async function decodeFile(path: string): Promise<Sound | undefined> {
  try {
    const { channelData, sampleRate } = await decode(readFileSync(path));
    return { frames: interleave(channelData), channels: channelData.length, sampleRate };
  } catch (error) {
    console.error(`${path}: warning: cannot be decoded: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function interleave(channels: readonly Float32Array[]): Float32Array {
  const length = channels[0]?.length ?? 0;
  const frames = new Float32Array(length * channels.length);
  for (const [channel, samples] of channels.entries())
    for (let frame = 0; frame < length; frame++) frames[frame * channels.length + channel] = samples[frame] ?? 0;
  return frames;
}
