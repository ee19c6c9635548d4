// Hocket code to samples: through the compiler and the engine, without a device.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../language-server/src/compiler/plan.ts';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import { loadAddon } from '../../native/addon/load.ts';
import { library } from '../compiler/library.ts';
import { readWav } from '../golden/wav.ts';

const root = join(import.meta.dirname, '../..');
const addon = loadAddon(join(root, 'dist/hocket.node'));

export const rate = 48000;

/** Mono samples by name: of a folder of that name, number 0, 1, ... */
export type Samples = Readonly<Record<string, readonly Float32Array[]>>;

/** Both channels of a piece, with nothing behind the mix. Throws what the compiler or the engine find wrong. */
export function listen(text: string, frames: number, samples: Samples = {}): Promise<readonly Float32Array[]> {
  const { plan, diagnostics } = evaluate(createSession(library), { uri: 'test', text, what: { kind: 'file' } });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return listenTo(plan, frames, 2, samples);
}

export async function listenTo(
  plan: Plan,
  frames: number,
  outputChannels = 2,
  samples: Samples = {},
): Promise<readonly Float32Array[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-listen-'));
  try {
    const path = join(folder, 'out.wav');
    const loaded = Object.entries(samples).flatMap(([name, sounds]) =>
      sounds.map((frames, index) => {
        const sound = { frames, channels: 1, sampleRate: rate };
        return { kind: 'sample', frame: 0, name, index, sound } as const;
      }),
    );
    const score = [...loaded, { kind: 'plan', frame: 0, json: JSON.stringify(plan) } as const];
    const options = { path, score, frames, outputChannels, sampleRate: rate, limiter: false, dcBlock: false };
    const { problems, error } = await addon.render(options).done;
    if (error !== undefined) throw new Error(error);
    for (const { severity, text } of problems) if (severity === 'error') throw new Error(text);
    return readWav(path).channels;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
