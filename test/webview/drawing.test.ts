// The drawings of the sound view, measured: as functions of (frame, size, theme) onto a surface that notes what is drawn.
import { expect, test } from 'vitest';
import { decibelText, meterShare } from '../../extension/webview/draw/decibels.ts';
import { spectrum } from '../../extension/webview/draw/fft.ts';
import { drawMeter, fallen } from '../../extension/webview/draw/meter.ts';
import { drawOscilloscope, trigger } from '../../extension/webview/draw/oscilloscope.ts';
import { columnLevels, drawSpectrum, frequencyShare } from '../../extension/webview/draw/spectrum.ts';
import type { Surface, Theme } from '../../extension/webview/draw/surface.ts';

const size = { width: 200, height: 100 };
const theme: Theme = {
  background: 'background',
  foreground: 'foreground',
  faint: 'faint',
  trace: 'trace',
  quiet: 'quiet',
  loud: 'loud',
  clipped: 'clipped',
};

interface Rectangle {
  readonly colour: unknown;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

class Notes implements Surface {
  fillStyle: Surface['fillStyle'] = '';
  strokeStyle: Surface['strokeStyle'] = '';
  lineWidth = 1;
  font = '';
  textAlign: CanvasTextAlign = 'left';
  readonly rectangles: Rectangle[] = [];
  readonly points: (readonly [number, number])[] = [];
  fillRect(x: number, y: number, width: number, height: number): void {
    this.rectangles.push({ colour: this.fillStyle, x, y, width, height });
  }
  moveTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  lineTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  fillText(): void {}
  beginPath(): void {}
  closePath(): void {}
  stroke(): void {}
  fill(): void {}
}

const sine = (frames: number, cycles: number, amplitude = 1) =>
  Float32Array.from({ length: frames }, (_, index) => amplitude * Math.sin((2 * Math.PI * cycles * index) / frames));

test('a full-scale sine has magnitude 1 in its bin, and nothing far from it', () => {
  const magnitudes = spectrum(sine(2048, 100));
  expect(magnitudes).toHaveLength(1024);
  expect(magnitudes[100]).toBeCloseTo(1, 3);
  expect(Math.max(...magnitudes.slice(0, 90), ...magnitudes.slice(110))).toBeLessThan(1e-4);
});

test('the transform is that of the definition', () => {
  const samples = Float32Array.from({ length: 64 }, (_, index) => ((index * 37) % 17) / 17 - 0.5);
  const magnitudes = spectrum(samples);
  for (let bin = 0; bin < 32; bin++) {
    let [re, im] = [0, 0];
    for (let n = 0; n < 64; n++) {
      const windowed = (samples[n] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 64));
      re += windowed * Math.cos((2 * Math.PI * bin * n) / 64);
      im -= windowed * Math.sin((2 * Math.PI * bin * n) / 64);
    }
    expect(magnitudes[bin]).toBeCloseTo((4 * Math.hypot(re, im)) / 64, 5);
  }
});

test('sizes that are no power of two, and no samples at all', () => {
  expect(spectrum(sine(1500, 10))).toHaveLength(512);
  expect(spectrum(new Float32Array())).toHaveLength(0);
});

test('a peak in the spectrum stands at its frequency on the logarithmic axis', () => {
  const sampleRate = 48000;
  const hz = (100 * sampleRate) / 2048;
  const levels = columnLevels(spectrum(sine(2048, 100)), sampleRate, 100);
  const highest = levels.indexOf(Math.max(...levels));
  expect(Math.abs(highest - frequencyShare(hz) * 100)).toBeLessThan(2);
  const notes = new Notes();
  drawSpectrum(notes, spectrum(sine(2048, 100)), sampleRate, size, theme);
  const top = notes.points.reduce((best, point) => (point[1] < best[1] ? point : best));
  expect(top[1]).toBeLessThan(1);
  expect(Math.abs(top[0] - frequencyShare(hz) * size.width)).toBeLessThan(4);
});

test('the oscilloscope starts at a rise through zero and fills the width', () => {
  const samples = sine(1024, 4).map((_, index) => Math.sin((2 * Math.PI * 4 * (index + 40)) / 1024));
  expect(Math.abs(trigger(samples) - (1024 / 4 - 40))).toBeLessThanOrEqual(1);
  const notes = new Notes();
  drawOscilloscope(notes, samples, size, theme);
  expect(Math.abs((notes.points[0]?.[1] ?? 0) - 50)).toBeLessThan(2);
  expect(notes.points.at(-1)?.[0]).toBe(size.width);
  expect(Math.min(...notes.points.map(([, y]) => y))).toBeCloseTo(2, 0);
});

test('what is no sound is drawn as none, and what is too loud stays inside', () => {
  const empty = new Notes();
  drawOscilloscope(empty, new Float32Array(), size, theme);
  expect(empty.points).toEqual([]);
  const loud = new Notes();
  drawOscilloscope(loud, sine(512, 3, 9), size, theme);
  expect(loud.points.every(([, y]) => y >= 2 && y <= 98)).toBe(true);
});

test('a meter shows RMS as a bar and the peak as a line, red at full scale', () => {
  const notes = new Notes();
  drawMeter(notes, { peak: [1, 0.1], rms: [0.1, 0] }, size, theme);
  const share = meterShare(0.1) * size.width;
  expect(notes.rectangles.find(({ colour }) => colour === 'quiet')?.width).toBeCloseTo(share);
  expect(notes.rectangles.find(({ colour }) => colour === 'clipped')?.x).toBeCloseTo(size.width - 2);
  expect(notes.rectangles.find(({ colour }) => colour === 'foreground')?.x).toBeCloseTo(share - 2);
});

test('a peak is held and falls by 20 dB a second', () => {
  const before = { peak: [1, 0.5], rms: [0, 0] } as const;
  expect(fallen(before, { peak: [0, 0.9], rms: [0, 0] }, 1).peak).toEqual([0.1, 0.9]);
});

test('levels in words', () => {
  expect([1, 0.5, 0, 1e-6].map(decibelText)).toEqual(['0.0 dB', '−6.0 dB', 'silent', 'silent']);
});
