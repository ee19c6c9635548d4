// Worker thread: decodes sound files, so that neither the editor nor the sound waits for it.
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import decode from 'audio-decode';

export interface DecodeRequest {
  readonly id: number;
  readonly path: string;
}

export type DecodeReply =
  | {
      readonly id: number;
      readonly kind: 'decoded';
      /** Interleaved. */
      readonly frames: Float32Array;
      readonly channels: number;
      readonly sampleRate: number;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly reason: string };

/** One minute of stereo at 192 kHz; longer files are cut, because all of it is kept in memory. */
const maximumFrames = 60 * 192000;
const maximumChannels = 32;

function interleave(channels: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const length = Math.min(channels[0]?.length ?? 0, maximumFrames);
  const frames = new Float32Array(length * channels.length);
  for (const [channel, samples] of channels.entries()) {
    for (let frame = 0; frame < length; frame++) frames[frame * channels.length + channel] = samples[frame] ?? 0;
  }
  return frames;
}

async function decodeFile({ id, path }: DecodeRequest): Promise<void> {
  try {
    const { channelData, sampleRate } = await decode(await readFile(path));
    const channels = channelData.slice(0, maximumChannels);
    const frames = interleave(channels);
    if (frames.length === 0) throw new Error('it holds no sound');
    const reply: DecodeReply = { id, kind: 'decoded', frames, channels: channels.length, sampleRate };
    parentPort?.postMessage(reply, [frames.buffer]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const reply: DecodeReply = { id, kind: 'failed', reason };
    parentPort?.postMessage(reply);
  }
}

parentPort?.on('message', (request: DecodeRequest) => void decodeFile(request));
