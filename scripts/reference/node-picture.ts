// A node's picture, from its recipe.

import { type Axis, type Curve, graphPicture } from './graph-picture.ts';
import { decay, levelCurve, type Point, response, spectrum, transfer, waveform } from './measure.ts';
import type { Recipe, Shown } from './node-recipes.ts';
import type { Renderer } from './rendered.ts';

const frequency: Axis = { low: 20, high: 20000, unit: 'Hz', logarithmic: true };
const impulse = 'impulse 0.001';

export async function nodePicture(recipe: Recipe, render: Renderer, title: string): Promise<string> {
  const curves = (measured: (shown: Shown) => Promise<readonly Point[]>): Promise<readonly Curve[]> =>
    Promise.all(
      recipe.of.map(async (shown) => ({
        label: shown.label ?? shown.signal,
        points: await measured(shown),
        ...(shown.input && { input: true }),
      })),
    );
  switch (recipe.plot) {
    case 'wave': {
      const drawn = await curves(async ({ signal, channel = 0 }) =>
        waveform((await render(signal, recipe.seconds))[channel], recipe.seconds),
      );
      const short = recipe.seconds < 0.5;
      const x = short
        ? { low: 0, high: recipe.seconds * 1000, unit: 'ms' }
        : { low: 0, high: recipe.seconds, unit: 's' };
      const scaled = short
        ? drawn.map((each) => ({ ...each, points: each.points.map(([a, b]): Point => [a * 1000, b]) }))
        : drawn;
      return graphPicture(scaled, x, around(drawn), title);
    }
    case 'response': {
      const drawn = await curves(async ({ signal }) => response((await render(`${impulse} # ${signal}`, 0.3))[0]));
      return graphPicture(drawn, frequency, decibelAxis(drawn, -48), title);
    }
    case 'spectrum': {
      const drawn = await curves(async ({ signal }) => spectrum((await render(signal, 8))[0]));
      return graphPicture(drawn, frequency, { low: -60, high: 6, unit: 'dB' }, title);
    }
    case 'transfer': {
      const { low, high } = recipe;
      const ramp = `line (${low}) ${high} 200ms`;
      const [input] = await render(ramp, 0.2);
      const drawn = await curves(async ({ signal }) => transfer(input, (await render(through(ramp, signal), 0.2))[0]));
      return graphPicture(drawn, { low, high, unit: 'in' }, around(drawn), title);
    }
    case 'decay': {
      const { seconds } = recipe;
      const drawn = await curves(async ({ signal }) =>
        decay((await render(`${impulse} # ${signal}`, seconds))[0], seconds),
      );
      return graphPicture(drawn, { low: 0, high: seconds, unit: 's' }, { low: -80, high: 0, unit: 'dB' }, title);
    }
    case 'levels': {
      const loudening = 'sine 1000 * xline 0.003 1 5s';
      const [input] = await render(loudening, 5);
      const drawn = await curves(async ({ signal }) =>
        levelCurve(input, (await render(`${loudening} # ${signal}`, 5))[0]),
      );
      return graphPicture(drawn, { low: -48, high: 0, unit: 'dB in' }, { low: -60, high: 0, unit: 'dB' }, title);
    }
  }
}

/** Functions of a signal take it as their argument, effects are fed it. */
const through = (input: string, signal: string): string =>
  /^(pow|mtof|ftom|dbtoamp|amptodb)\b/.test(signal)
    ? signal.replace(/^\w+/, (name) => `${name} (${input})`)
    : `${input} # ${signal}`;

function extremes(curves: readonly Curve[]): readonly [number, number] {
  const values = curves.flatMap(({ points }) => points.map(([, y]) => y));
  return [Math.min(...values), Math.max(...values)];
}

function around(curves: readonly Curve[]): Axis {
  const [low, high] = extremes(curves);
  const margin = Math.max(0.05, (high - low) * 0.04);
  return { low: low >= 0 ? 0 : low - margin, high: Math.max(0, high) + margin, unit: '' };
}

function decibelAxis(curves: readonly Curve[], lowest: number): Axis {
  const [, high] = extremes(curves);
  return { low: lowest, high: Math.max(6, Math.ceil(high / 6) * 6), unit: 'dB' };
}
