// All sound is made by native threads: an extension host that is blocked for five seconds delays and drops nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runInExtensionHost } from './driver/extension-host.ts';
import { onsets, readWav } from './driver/wav.ts';

const framesPerEvent = 12000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocket-blocked-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The events of a recording, each as its frames: whole ones only. */
function events(file: string): readonly Float32Array[] {
  const left = readWav(join(folder, file)).channels[0] ?? new Float32Array();
  const starts = onsets(left, 1e-4, 2000);
  // The first may have been under way when the recording began, and the last be cut.
  return starts.slice(1, -1).map((start) => left.slice(start, start + framesPerEvent));
}

test('the recorded output equals the uninterrupted one, event for event', async () => {
  const suite = join(import.meta.dirname, 'extension-host/blocked.suite.ts');
  const { code, output } = await runInExtensionHost(suite, folder);
  expect(code, output).toBe(0);

  const [peace, blocked] = [events('peace.wav'), events('blocked.wav')];
  expect(peace.length).toBeGreaterThan(20);
  expect(blocked.length).toBeGreaterThan(20);
  // Four notes a cycle: every event equals the one that the peaceful recording has in that place of the cycle.
  const offset = peace.slice(0, 4).findIndex((event) => distance(event, blocked[0]) < 1e-6);
  expect(offset, 'the first event of the blocked recording is none of the peaceful ones').toBeGreaterThanOrEqual(0);
  blocked.forEach((event, index) => {
    expect(distance(event, peace[offset + (index % 4)]), `event ${index}`).toBeLessThan(1e-6);
  });
});

test('the events are evenly spaced to the frame', () => {
  for (const file of ['peace.wav', 'blocked.wav']) {
    const left = readWav(join(folder, file)).channels[0] ?? new Float32Array();
    const starts = onsets(left, 1e-4, 2000);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    // A note's pitch moves the frame at which it passes the threshold by a few.
    for (const gap of gaps.slice(1)) expect(Math.abs(gap - framesPerEvent), file).toBeLessThan(16);
  }
});

function distance(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let frame = 0; frame < Math.min(a.length, b.length); frame++) {
    largest = Math.max(largest, Math.abs((a[frame] ?? 0) - (b[frame] ?? 0)));
  }
  return largest;
}
