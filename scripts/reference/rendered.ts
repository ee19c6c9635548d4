// What a signal expression sounds like: rendered by the engine as `hocket render` does, and measured.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import type { Library } from '../../language-server/src/types/environment.ts';
import type { HocketAddon } from '../../native/addon/hocket.d.ts';

export const sampleRate = 48000;

/** Two channels, as they leave the master without limiter and DC filter. */
export type Stereo = readonly [Float32Array, Float32Array];

export type Renderer = (signal: string, seconds: number) => Promise<Stereo>;

const wavHeader = 44;

export function rendererOf(library: Library, addon: HocketAddon): Renderer {
  return async (signal, seconds) => {
    const text = `out $ ${signal}\n`;
    const { plan, diagnostics } = evaluate(createSession(library), { uri: 'x.hkt', text, what: { kind: 'file' } });
    const [wrong] = diagnostics.filter(({ severity }) => severity === 'error');
    if (wrong) throw new Error(`${signal}: ${wrong.message}`);
    const folder = mkdtempSync(join(tmpdir(), 'hocket-reference-'));
    const path = join(folder, 'x.wav');
    const score = [{ kind: 'plan', frame: 0, json: JSON.stringify(plan) }] as const;
    const frames = Math.round(seconds * sampleRate);
    const { error } = await addon.render({
      path,
      score,
      frames,
      sampleRate,
      limiter: false,
      dcBlock: false,
      format: 'float32',
    }).done;
    if (error) throw new Error(`${signal}: ${error}`);
    const bytes = readFileSync(path);
    rmSync(folder, { recursive: true });
    return [channel(bytes, 0), channel(bytes, 1)];
  };
}

function channel(bytes: Buffer, index: number): Float32Array {
  const frames = (bytes.length - wavHeader) / 8;
  return Float32Array.from({ length: frames }, (_, frame) => bytes.readFloatLE(wavHeader + 8 * frame + 4 * index));
}
