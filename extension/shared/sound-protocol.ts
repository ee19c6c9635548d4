// Messages between the extension host and the sound view. A view of another version is told to reload.

export const soundProtocolVersion = 1;

/** Frames that the view has not drawn yet; more are not sent, so that a slow screen never builds a queue. */
export const framesInFlight = 2;

/** A track, an output or the master at one moment. Levels are linear, 1 is full scale. */
export interface StripFrame {
  readonly name: string;
  readonly peak: readonly [left: number, right: number];
  readonly rms: readonly [left: number, right: number];
  /** The newest samples, oldest first, both channels mixed; empty when there are none. */
  readonly samples: Float32Array;
}

export interface SoundFrame {
  readonly type: 'frame';
  readonly number: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly cycle: number;
  readonly strips: readonly StripFrame[];
}

export type ToSoundView = SoundFrame;

export type FromSoundView =
  | { readonly type: 'ready'; readonly version: number }
  /** Frame `number` is on the screen, or was skipped for a newer one. */
  | { readonly type: 'drawn'; readonly number: number };

export function decodeFromSoundView(message: unknown): FromSoundView | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  if (message.type === 'ready' && 'version' in message && typeof message.version === 'number') {
    return { type: 'ready', version: message.version };
  }
  if (message.type === 'drawn' && 'number' in message && typeof message.number === 'number') {
    return { type: 'drawn', number: message.number };
  }
  return undefined;
}
