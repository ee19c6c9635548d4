// The examples as they sound: rendered by the command line, measured, and compared with what was measured before (`examples/NAME.json`).
// UPDATE_GOLDEN=1 writes anew; a failure leaves what was measured in test-results/golden.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { crossings, levels, readWav } from './wav.ts';

const root = resolve(import.meta.dirname, '../..');
const cycles = 8;
const window = 0.5;
/** What compilers and their mathematics may differ by, in decibels and in parts of the zero crossings. */
const levelTolerance = 0.3;
const crossingTolerance = 0.03;

const folder = mkdtempSync(join(tmpdir(), 'hocket-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

function render(example: string, name: string, instructions?: string): string {
  const path = join(folder, `${name}.wav`);
  const env = { ...process.env, ...(instructions && { HOCKET_ISA: instructions }) };
  const args = [join(root, 'dist/cli.js'), 'render', example, '-o', path, '--cycles', String(cycles)];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  expect(`${status}: ${stderr.replace(/^rendering .*\n/gm, '')}`).toBe('0: ');
  return path;
}

interface Golden {
  readonly levels: readonly (readonly number[])[];
  readonly crossings: readonly number[];
}

function compare(name: string, measured: Golden): void {
  const path = join(import.meta.dirname, 'examples', `${name}.json`);
  const text = `${JSON.stringify(measured)}\n`;
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(join(import.meta.dirname, 'examples'), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  mkdirSync(join(root, 'test-results/golden'), { recursive: true });
  writeFileSync(join(root, 'test-results/golden', `${name}.json`), text);
  expect(existsSync(path), `${path} is missing: look at the sound, then run with UPDATE_GOLDEN=1`).toBe(true);
  const golden: Golden = JSON.parse(readFileSync(path, 'utf8'));
  expect(measured.levels.length).toBe(golden.levels.length);
  for (const [channel, expected] of golden.levels.entries()) {
    expect(measured.levels[channel]?.length).toBe(expected.length);
    const worst = Math.max(
      ...expected.map((level, index) => Math.abs(level - (measured.levels[channel]?.[index] ?? 0))),
    );
    expect(worst, `level of channel ${channel}`).toBeLessThanOrEqual(levelTolerance);
  }
  for (const [index, expected] of golden.crossings.entries())
    expect(Math.abs((measured.crossings[index] ?? 0) - expected)).toBeLessThanOrEqual(
      Math.max(20, expected * crossingTolerance),
    );
}

const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.hkt'));

describe.each(examples)('%s', (file) => {
  const example = join(root, 'examples', file);
  const name = basename(file, '.hkt');

  test('sounds as it did, in stereo, and clips nowhere', () => {
    const sound = readWav(render(example, name));
    expect(sound.channels.length).toBe(2);
    const peak = sound.channels.reduce(
      (most, samples) => samples.reduce((high, x) => Math.max(high, Math.abs(x)), most),
      0,
    );
    expect(peak).toBeGreaterThan(0.05);
    expect(peak).toBeLessThanOrEqual(1);
    compare(name, { levels: levels(sound, window), crossings: crossings(sound, window) });
  });

  test('gives the same bits every time, on every instruction set', () => {
    const first = readFileSync(render(example, `${name}-1`));
    for (const instructions of [undefined, 'baseline', 'avx2'])
      expect(first.equals(readFileSync(render(example, `${name}-2`, instructions))), instructions).toBe(true);
  });
});
