// A pattern that cannot be computed, or makes more than can be played, takes nothing from the others: through the real engine, the
// other outputs are the same to the bit, and what is wrong is said at its place.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWav, type Sound } from './wav.ts';

const program = join(resolve(import.meta.dirname, '../..'), 'dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'hocket-isolation-'));
afterAll(() => rmSync(folder, { recursive: true }));

const others = 'o3 $ sound "bd*4 hh*8" # gain 0.5\n\no4 $ saw "110 220" # lpf 500 * 0.2\n';

function render(name: string, statement: string): { readonly sound: Sound; readonly said: string } {
  const source = join(folder, `${name}.hkt`);
  const output = join(folder, `${name}.wav`);
  writeFileSync(source, `${others}\n${statement}\n`);
  const args = [program, 'render', source, '-o', output, '--cycles', '2', '--channels', '8'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return { sound: readWav(output), said: stderr };
}

const primes = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73];

describe('the other outputs are the same beside', () => {
  let alone: Sound;
  beforeAll(() => {
    alone = render('alone', '').sound;
  });

  test.each([
    ['factors beyond 64 bits', 'd1 $ fast 1e12 $ fast 1e12 $ sound "bd"', 'at most'],
    ['denominators beyond 64 bits', `d1 $ ${primes.map((n) => `slow ${n} $`).join(' ')} sound "bd*3"`, 'too fine'],
    ['a time beyond 64 bits', 'd1 $ 1e18 ~> sound "bd*4"', 'too fine'],
    ['a held pattern of too many values', 'o1 $ saw "110*99999999"', 'too many events'],
    ['more steps than can be counted out', 'd1 $ sound "bd*99999999"', 'too many events'],
    ['more events than can be played', 'd1 $ sound "bd*4096"', ''],
    ['a Euclidean rhythm without end', 'd1 $ sound "bd(1000000,99999999)"', 'too many events'],
    ['grains without end', 'd1 $ striate 100000 $ sound "bd*16"', 'at most'],
  ])('%s', (name, statement, message) => {
    const { sound, said } = render(name.replace(/\W/g, ''), statement);
    for (const channel of [4, 5, 6, 7]) {
      const [mine = [], theirs = []] = [sound.channels[channel], alone.channels[channel]];
      expect(mine.length).toBe(theirs.length);
      expect(mine.findIndex((sample, frame) => sample !== theirs[frame])).toBe(-1);
    }
    expect(said).toContain(message);
  });
});
