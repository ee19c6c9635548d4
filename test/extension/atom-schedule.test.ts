import { expect, test } from 'vitest';
import { AtomSchedule } from '../../extension/src/music/atom-schedule.ts';

const rate = 48000;
const atom = (span: number, startFrame: number, endFrame: number) => ({
  place: { plan: 1, span },
  startFrame,
  endFrame,
  value: 0,
});
const spansAt = (schedule: AtomSchedule, frame: number) => schedule.at(frame, rate).map((place) => place.span);

test('an atom is lit from its start to its end', () => {
  const schedule = new AtomSchedule();
  schedule.add([atom(3, 1000, 20000), atom(4, 20000, 40000)]);
  expect(spansAt(schedule, 999)).toEqual([]);
  expect(spansAt(schedule, 1000)).toEqual([3]);
  expect(spansAt(schedule, 20000)).toEqual([4]);
  expect(spansAt(schedule, 40000)).toEqual([]);
});

test('a very short one can be seen, and one that sounds twice is lit once', () => {
  const schedule = new AtomSchedule();
  schedule.add([atom(1, 0, 10), atom(1, 5, 20)]);
  expect(spansAt(schedule, 3000)).toEqual([1]);
  expect(spansAt(schedule, 6000)).toEqual([]);
});

test('a flood of atoms does not grow without end', () => {
  const schedule = new AtomSchedule();
  for (let batch = 0; batch < 100; batch++) {
    schedule.add(Array.from({ length: 1000 }, (_, index) => atom(batch * 1000 + index, 0, rate)));
  }
  expect(spansAt(schedule, 1).length).toBeLessThanOrEqual(4096);
});
