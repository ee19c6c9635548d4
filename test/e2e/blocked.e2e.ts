// All sound is made by native threads: an extension host that is blocked for five seconds delays and drops nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differing, events, recordBlocked, unevenness } from './driver/blocked.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hocket-blocked-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the recorded output equals the uninterrupted one, event for event', async () => {
  const { code, output } = await recordBlocked(folder);
  expect(code, output).toBe(0);

  const [peace, blocked] = [events(join(folder, 'peace.wav')), events(join(folder, 'blocked.wav'))];
  expect(peace.length).toBeGreaterThan(20);
  expect(blocked.length).toBeGreaterThan(20);
  expect(differing(peace, peace), 'events of the peaceful recording that are not as a cycle before').toEqual([]);
  expect(differing(blocked, peace), 'events of the blocked recording that are not as the peaceful ones').toEqual([]);
});

test('the events are evenly spaced to the frame', () => {
  // A note's pitch moves the frame at which it passes the threshold by a few.
  for (const file of ['peace.wav', 'blocked.wav']) expect(unevenness(join(folder, file)), file).toBeLessThan(16);
});
