import { expect, test } from 'vitest';
import { ParameterHistory, traceLength } from '../../extension/src/music/parameter-history.ts';
import { rateLimit } from '../../extension/src/music/rate-limit.ts';
import { shortNumber, sparklineSvg } from '../../extension/src/music/sparkline.ts';

const moving = (current: number, min = current, max = current) => ({
  place: { plan: 1, span: 0 },
  port: 'cutoff',
  current,
  min,
  max,
});

test('a moment holds the extremes of all reports in it', () => {
  const history = new ParameterHistory(() => 'cutoff');
  history.add([moving(5, 4, 6)]);
  history.add([moving(2, 1, 3)]);
  expect(history.advance().map((trace) => trace.extremes)).toEqual([[[1, 6]]]);
});

test('a trace has a fixed length, and goes when its parameter stops', () => {
  const history = new ParameterHistory(() => 'cutoff');
  for (let value = 0; value < traceLength + 10; value++) {
    history.add([moving(value)]);
    history.advance();
  }
  expect(history.advance()[0]?.extremes).toHaveLength(traceLength);
  for (let moment = 0; moment < 20; moment++) history.advance();
  expect(history.advance()).toEqual([]);
});

test('a parameter without a place is not traced', () => {
  const history = new ParameterHistory(() => undefined);
  history.add([moving(1)]);
  expect(history.advance()).toEqual([]);
});

test('the drawing spans the trace: the newest at the right, the highest at the top', () => {
  const rising = [
    [0, 0],
    [1, 1],
    [0.5, 0.5],
  ] as const;
  const svg = sparklineSvg([rising], 3, '#123456');
  const points = /points="([^"]*)"/.exec(svg)?.[1]?.split(' ') ?? [];
  const upper = points.slice(0, 3).map((point) => point.split(',').map(Number));
  expect(upper.map(([x]) => x)).toEqual([1, 28, 55]);
  expect(upper.map(([, y]) => y)).toEqual([12, 2, 7]);
  expect(svg).toContain('stroke="#123456"');
});

test('the traces of a line stand side by side', () => {
  const svg = sparklineSvg([[[0, 1]], [[0, 1]]], 32, 'red');
  const firstX = [...svg.matchAll(/points="([\d.]+)/g)].map(([, x]) => Number(x));
  expect(firstX).toEqual([55, 55 + 64]);
  expect(svg).toContain('width="120"');
});

test('a constant is a line in the middle, not a division by zero', () => {
  expect(
    sparklineSvg(
      [
        [
          [3, 3],
          [3, 3],
        ],
      ],
      32,
      'red',
    ),
  ).not.toMatch(/NaN|Infinity/);
});

test('figures are short', () => {
  expect([0.123456, -1.5, 12.34, 440, 2400, 15000, Number.NaN].map(shortNumber)).toEqual([
    ...['0.12', '-1.50', '12.3', '440', '2.40k', '15.0k', '–'],
  ]);
});

test('a rate limit lets through so many a second, and none at 0', () => {
  let now = 0;
  const may = rateLimit(() => now);
  let passed = 0;
  for (; now < 1000; now += 5) if (may(20)) passed++;
  expect(passed).toBe(20);
  now += 1000;
  expect(may(0)).toBe(false);
});
