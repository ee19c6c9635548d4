// An extension host that is blocked for five seconds while it plays: what of the sound changes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differing, events, framesPerEvent, recordBlocked, unevenness } from '../e2e/driver/blocked.ts';
import type { Figure } from './figure.ts';

export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-bench-'));
  try {
    const { code, output } = await recordBlocked(folder);
    if (code !== 0) throw new Error(output);
    const file = (name: string): string => join(folder, name);
    const [peace, blocked] = [events(file('peace.wav')), events(file('blocked.wav'))];
    if (Math.min(peace.length, blocked.length) <= 5 * (48_000 / framesPerEvent))
      throw new Error(`the recordings hold only ${peace.length} and ${blocked.length} events`);
    const name = 'extension host blocked for 5 s';
    return [
      {
        name: `${name}: events that differ, of ${blocked.length}`,
        value: differing(blocked, peace).length,
        unit: 'events',
        better: 'lower',
        target: 0,
      },
      {
        name: `${name}: onsets off the beat, beyond those in peace`,
        value: Math.max(0, unevenness(file('blocked.wav')) - unevenness(file('peace.wav'))),
        unit: 'frames',
        better: 'lower',
        target: 0,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
