import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WindowGate } from '../../extension/src/music/window-gate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function slowWindow(milliseconds: number) {
  return new WindowGate(() => new Promise((resolve) => setTimeout(resolve, milliseconds)));
}

test('what is painted in one turn goes together, then nothing until the window has caught up and rested as long', async () => {
  const gate = slowWindow(40);
  const painter = vi.fn(() => true);
  gate.paint(painter);
  gate.paint(painter);
  expect(painter).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  gate.paint(painter);
  gate.paint(painter);
  await vi.advanceTimersByTimeAsync(78);
  expect(painter).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(2);
  expect(painter).toHaveBeenCalledTimes(3);
});

test('painting nothing new leaves the gate open', async () => {
  const gate = slowWindow(40);
  const painter = vi.fn(() => false);
  gate.paint(painter);
  await vi.advanceTimersByTimeAsync(1);
  gate.paint(painter);
  expect(painter).toHaveBeenCalledTimes(2);
});

test('a window that is gone does not close the gate for good', async () => {
  const gate = new WindowGate(() => Promise.reject(new Error('no window')));
  const painter = vi.fn(() => true);
  gate.paint(painter);
  await vi.advanceTimersByTimeAsync(2);
  gate.paint(painter);
  expect(painter).toHaveBeenCalledTimes(2);
});

test('a slow window sees every painter, and no painter more often than it keeps up with', async () => {
  const gate = slowWindow(97);
  const often = vi.fn(() => true);
  const seldom = vi.fn(() => true);
  for (let tick = 0; tick < 60; tick++) {
    gate.paint(often);
    if (tick % 2 === 1) gate.paint(seldom);
    await vi.advanceTimersByTimeAsync(1000 / 30);
  }
  expect(often).toHaveBeenCalledTimes(11);
  expect(seldom.mock.calls.length).toBeGreaterThanOrEqual(9);
});
