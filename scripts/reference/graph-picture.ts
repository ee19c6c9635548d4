// Curves in a frame: a waveform, a response, a transfer curve.

import type { Point } from './measure.ts';
import { element, ink, palette, picture, polyline, text } from './svg.ts';

export interface Curve {
  /** What makes it; shown in its colour. */
  readonly label: string;
  readonly points: readonly Point[];
  /** Drawn as what goes in, not as what comes out. */
  readonly input?: boolean;
}

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Frequencies: equal steps of pitch. */
  readonly logarithmic?: boolean;
}

const width = 520;
const plotHeight = 130;
const left = 46;
const right = 12;
const letter = 6.7;

export function graphPicture(curves: readonly Curve[], x: Axis, y: Axis, title: string): string {
  const legend = legendOf(curves);
  const top = 8 + legend.height;
  const across = scale(x, left, width - right);
  const up = scale(y, top + plotHeight, top);
  const inside = ([a, b]: Point): Point => [across(a), up(Math.min(y.high, Math.max(y.low, b)))];
  const lines = curves.map(({ points, input }, index) =>
    polyline(points.filter(([a]) => a >= x.low && a <= x.high).map(inside), {
      stroke: input ? ink : colourOf(curves, index),
      'stroke-width': input ? '1' : '1.5',
      'stroke-linejoin': 'round',
      ...(input && { opacity: '.7' }),
    }),
  );
  return picture(width, top + plotHeight + 22, title, [
    ...legend.parts,
    ...ticks(x).flatMap(({ value, label }, index, all) => {
      const place = across(value);
      const anchor = index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle';
      return [
        element('line', { x1: place, x2: place, y1: top, y2: top + plotHeight, stroke: ink, opacity: '.25' }),
        ...(label === '' ? [] : [text(place, top + plotHeight + 14, label, { 'text-anchor': anchor })]),
      ];
    }),
    ...ticks(y).flatMap(({ value, label }) => [
      element('line', { x1: left, x2: width - right, y1: up(value), y2: up(value), stroke: ink, opacity: '.25' }),
      text(left - 5, up(value) + 4, label, { 'text-anchor': 'end' }),
    ]),
    ...lines,
  ]);
}

const colourOf = (curves: readonly Curve[], index: number): string =>
  palette[curves.slice(0, index).filter(({ input }) => !input).length % palette.length] ?? ink;

function legendOf(curves: readonly Curve[]): { readonly parts: readonly string[]; readonly height: number } {
  let [x, y] = [4, 12];
  const parts = curves.map(({ label, input }, index) => {
    const wide = label.length * letter + 14;
    if (x > 4 && x + wide > width) [x, y] = [4, y + 15];
    const part = text(x, y, label, { style: `fill:${input ? ink : colourOf(curves, index)}` });
    x += wide;
    return part;
  });
  return { parts, height: y + 4 };
}

function scale({ low, high, logarithmic }: Axis, from: number, to: number): (value: number) => number {
  const place = logarithmic ? Math.log : (value: number) => value;
  return (value) => from + ((to - from) * (place(value) - place(low))) / (place(high) - place(low));
}

function ticks({ low, high, unit, logarithmic }: Axis): readonly { readonly value: number; readonly label: string }[] {
  if (logarithmic) {
    const labels = new Map([
      [20, '20'],
      [100, '100'],
      [1000, '1k'],
      [10000, `10k ${unit}`],
      [20000, ''],
    ]);
    return [...labels].map(([value, label]) => ({ value, label }));
  }
  const step = stepOf(high - low);
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first;
  return Array.from({ length: count + 1 }, (_, index) => {
    const value = (first + index) * step;
    const number = String(Math.round(value * 1000) / 1000);
    return { value, label: index === count && unit !== '' ? `${number} ${unit}` : number };
  });
}

/** 1, 2 or 5 of a power of ten, some four of them. */
function stepOf(range: number): number {
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((step) => step >= rough * 0.99) ?? rough;
}
