// What plays goes on, to the bit, while someone evaluates what cannot be played: through the session and the real engine.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSession, evaluate, type Session } from '../../language-server/src/compiler/session.ts';
import type { RenderResult, ScoreEntry } from '../../native/addon/hocket.d.ts';
import { loadAddon } from '../../native/addon/load.ts';
import { farOff } from '../compiler/far-off.ts';
import { library } from '../compiler/library.ts';
import { readWav, type Sound } from './wav.ts';

const addon = loadAddon(join(import.meta.dirname, '../../dist/hocket.node'));
const every = 4800;
const frames = (farOff.length + 2) * every;

const music = 'o3 $ sound "bd*4 hh*8" # gain 0.5\n\no4 $ saw "110 220" # lpf 500 * 0.2\n\n';

async function play(score: readonly ScoreEntry[]): Promise<{ readonly sound: Sound; readonly result: RenderResult }> {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-live-'));
  try {
    const path = join(folder, 'out.wav');
    const result = await addon.render({ path, score, frames, outputChannels: 8 }).done;
    return { sound: readWav(path), result };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Evaluates each text after the ones before it, one every so many frames. */
function scoreOf(texts: readonly string[]): readonly ScoreEntry[] {
  let session: Session = createSession(library);
  return texts.map((text, index) => {
    const evaluation = evaluate(session, { uri: 'a.hkt', text, what: { kind: 'file' } });
    session = evaluation.session;
    return { kind: 'plan', frame: index * every, json: JSON.stringify(evaluation.plan) } as const;
  });
}

test('what plays is the same while bad input is evaluated', async () => {
  const alone = await play(scoreOf([music]));
  const { sound, result } = await play(scoreOf([music, ...farOff.map((each) => `${music}${each}\n`)]));
  for (const channel of [4, 5, 6, 7]) {
    const [mine = [], theirs = []] = [sound.channels[channel], alone.sound.channels[channel]];
    expect(mine.length).toBe(frames);
    expect(mine.findIndex((sample, frame) => sample !== theirs[frame])).toBe(-1);
  }
  expect(result.error).toBeUndefined();
  // No plan was refused: what is wrong stays with its own definition.
  expect(result.problems.filter(({ name, severity }) => severity === 'error' && name !== 'd1')).toEqual([]);
});
