// The drawing and the figure of an inline parameter scope, from a trace.

const width = 56;
const height = 14;

/** A trace as an SVG: a band from the lowest to the highest value of each moment, the newest at the right. */
export function sparklineSvg(extremes: readonly (readonly [number, number])[], slots: number, colour: string): string {
  const lowest = Math.min(...extremes.map(([min]) => min));
  const highest = Math.max(...extremes.map(([, max]) => max));
  const span = highest - lowest;
  const y = (value: number) => {
    const share = span > 0 ? (value - lowest) / span : 0.5;
    return (height - 2 - share * (height - 4)).toFixed(1);
  };
  const x = (index: number) => (width - 1 - (extremes.length - 1 - index) * ((width - 2) / (slots - 1))).toFixed(1);
  const upper = extremes.map(([, max], index) => `${x(index)},${y(max)}`);
  const lower = extremes.map(([min], index) => `${x(index)},${y(min)}`).reverse();
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<polygon points="${[...upper, ...lower].join(' ')}" fill="${colour}" fill-opacity=".35" stroke="${colour}" ` +
    `stroke-width="1.2" stroke-linejoin="round"/></svg>`
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
