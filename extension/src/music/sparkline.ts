// The drawing and the figure of an inline parameter scope, from a trace.

const width = 56;
const height = 14;

const gap = 8;

export type Extremes = readonly (readonly [min: number, max: number])[];

/** A band from the lowest to the highest value of each moment, the newest at the right; `left` is where it begins. */
function band(extremes: Extremes, slots: number, left: number): string {
  const lowest = Math.min(...extremes.map(([min]) => min));
  const highest = Math.max(...extremes.map(([, max]) => max));
  const span = highest - lowest;
  const y = (value: number) => {
    const share = span > 0 ? (value - lowest) / span : 0.5;
    return (height - 2 - share * (height - 4)).toFixed(1);
  };
  const x = (index: number) =>
    (left + width - 1 - (extremes.length - 1 - index) * ((width - 2) / (slots - 1))).toFixed(1);
  const upper = extremes.map(([, max], index) => `${x(index)},${y(max)}`);
  const lower = extremes.map(([min], index) => `${x(index)},${y(min)}`).reverse();
  return `<polygon points="${[...upper, ...lower].join(' ')}"/>`;
}

/** The traces of one line of code side by side, as an SVG. `slots`: the moments that a full trace has. */
export function sparklineSvg(traces: readonly Extremes[], slots: number, colour: string): string {
  const total = traces.length * (width + gap) - gap;
  const bands = traces.map((trace, index) => band(trace, slots, index * (width + gap)));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${height}" viewBox="0 0 ${total} ${height}">` +
    `<g fill="${colour}" fill-opacity=".35" stroke="${colour}" stroke-width="1.2" stroke-linejoin="round">` +
    `${bands.join('')}</g></svg>`
  );
}

/** A value in as few characters as say something: three digits, thousands as k. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000) return `${(value / 1000).toFixed(size >= 10000 ? 1 : 2)}k`;
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
