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

/** The hardware channels of a piece, with nothing behind the mix. Throws what the compiler or the engine find wrong. */
export function listen(text: string, frames: number, outputChannels = 2): Promise<readonly Float32Array[]> {
  const { plan, diagnostics } = evaluate(createSession(library), { uri: 'test', text, what: { kind: 'file' } });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return listenTo(plan, frames, outputChannels);
}

export async function listenTo(plan: Plan, frames: number, outputChannels = 2): Promise<readonly Float32Array[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-listen-'));
  try {
    const path = join(folder, 'out.wav');
    const score = [{ kind: 'plan', frame: 0, json: JSON.stringify(plan) }] as const;
    const options = { path, score, frames, outputChannels, sampleRate: rate, limiter: false, dcBlock: false };
    const { problems, error } = await addon.render(options).done;
    if (error !== undefined) throw new Error(error);
    for (const { severity, text } of problems) if (severity === 'error') throw new Error(text);
    return readWav(path).channels;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
