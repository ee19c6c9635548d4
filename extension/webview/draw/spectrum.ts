// The spectrum: frequency from 20 Hz to 20 kHz on a logarithmic axis, level in dB.
import { meterShare } from './decibels.ts';
import { clear, type Size, type Surface, type Theme } from './surface.ts';

const lowest = 20;
const highest = 20000;
const marks: readonly (readonly [number, string])[] = [
  [100, '100'],
  [1000, '1k'],
  [10000, '10k'],
];

/** 0 at 20 Hz, 1 at 20 kHz. */
export function frequencyShare(hz: number): number {
  return Math.log(hz / lowest) / Math.log(highest / lowest);
}

/** The highest level in every column of the drawing, so that no peak falls between two pixels. */
export function columnLevels(magnitudes: Float32Array, sampleRate: number, columns: number): Float32Array {
  const levels = new Float32Array(columns);
  const hzPerBin = sampleRate / (2 * magnitudes.length);
  const hzAt = (column: number) => lowest * (highest / lowest) ** (column / columns);
  for (let column = 0; column < columns; column++) {
    const from = Math.min(magnitudes.length - 1, Math.round(hzAt(column) / hzPerBin));
    const to = Math.min(magnitudes.length - 1, Math.max(from, Math.round(hzAt(column + 1) / hzPerBin)));
    for (let bin = from; bin <= to; bin++) levels[column] = Math.max(levels[column] ?? 0, magnitudes[bin] ?? 0);
  }
  return levels;
}

function drawMarks(surface: Surface, { width, height }: Size, theme: Theme): void {
  surface.font = '10px sans-serif';
  surface.textAlign = 'left';
  for (const [hz, label] of marks) {
    const x = Math.round(frequencyShare(hz) * width);
    surface.fillStyle = theme.faint;
    surface.fillRect(x, 0, 1, height);
    surface.fillStyle = theme.foreground;
    surface.fillText(label, x + 3, 10);
  }
}

export function drawSpectrum(
  surface: Surface,
  magnitudes: Float32Array,
  sampleRate: number,
  size: Size,
  theme: Theme,
): void {
  clear(surface, size, theme);
  drawMarks(surface, size, theme);
  if (magnitudes.length === 0) return;
  const columns = Math.max(1, Math.floor(size.width / 2));
  const levels = columnLevels(magnitudes, sampleRate, columns);
  surface.fillStyle = theme.trace;
  surface.beginPath();
  surface.moveTo(0, size.height);
  levels.forEach((level, column) => {
    surface.lineTo((column / columns) * size.width, size.height * (1 - meterShare(level)));
  });
  surface.lineTo(size.width, size.height);
  surface.closePath();
  surface.fill();
}
