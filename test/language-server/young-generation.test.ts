// What the server does while nobody waits.

import { getHeapSpaceStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { collectYoung } from '../../language-server/src/young-generation.ts';

const young = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_used_size ?? 0;

it('collects what is young when it is asked to', () => {
  collectYoung();
  const empty = young();
  let last: unknown;
  for (let count = 0; count < 2000; count++) last = Array.from({ length: 10 }, () => ({ count }));
  expect(last).toBeDefined();
  const filled = young();
  expect(filled).toBeGreaterThan(empty + 300_000);
  collectYoung();
  expect(young()).toBeLessThan((empty + filled) / 2);
});
