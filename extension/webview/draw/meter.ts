// A level meter: for left and right a bar of the RMS level and a line at the peak, which falls slowly.
import { meterShare } from './decibels.ts';
import { clear, type Size, type Surface, type Theme } from './surface.ts';

export interface MeterLevels {
  readonly peak: readonly [left: number, right: number];
  readonly rms: readonly [left: number, right: number];
}

/** How far a peak falls in a second, as a factor: 20 dB. */
const fallPerSecond = 0.1;

/** What the meter shows `seconds` after `before`: a peak is held up, and falls at a fixed rate. */
export function fallen(before: MeterLevels, now: MeterLevels, seconds: number): MeterLevels {
  const fall = fallPerSecond ** seconds;
  const held = (channel: 0 | 1) => Math.max(now.peak[channel], before.peak[channel] * fall);
  return { peak: [held(0), held(1)], rms: now.rms };
}

export function drawMeter(surface: Surface, { peak, rms }: MeterLevels, size: Size, theme: Theme): void {
  clear(surface, size, theme);
  const gap = 2;
  const height = (size.height - gap) / 2;
  for (const channel of [0, 1] as const) {
    const y = channel * (height + gap);
    surface.fillStyle = theme.faint;
    surface.fillRect(0, y, size.width, height);
    surface.fillStyle = rms[channel] > 0.5 ? theme.loud : theme.quiet;
    surface.fillRect(0, y, meterShare(rms[channel]) * size.width, height);
    surface.fillStyle = peak[channel] >= 1 ? theme.clipped : theme.foreground;
    if (peak[channel] > 0) surface.fillRect(Math.max(0, meterShare(peak[channel]) * size.width - 2), y, 2, height);
  }
}
