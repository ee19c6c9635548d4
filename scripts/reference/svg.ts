// What the pictures of the reference are drawn with. Colours are readable on light and on dark ground.

export const ink = '#848d97';
export const palette = ['#3b8eea', '#e5832f', '#2ea26f', '#b565d8', '#d9534f', '#9a8b2f'] as const;

/** Coordinates to a tenth: the same text on every machine, and no longer than it need be. */
export const at = (x: number): string => String(Math.round(x * 10) / 10 + 0);

type Attributes = { readonly [name: string]: string | number };

const attributeText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? at(value) : value}"`)
    .join('');

export const element = (name: string, attributes: Attributes, content = ''): string =>
  content === ''
    ? `<${name}${attributeText(attributes)}/>`
    : `<${name}${attributeText(attributes)}>${content}</${name}>`;

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export const text = (x: number, y: number, content: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escaped(content));

export function polyline(points: readonly (readonly [number, number])[], attributes: Attributes): string {
  const path = points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ');
  return element('polyline', { points: path, fill: 'none', ...attributes });
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes that look the same, as one path. */
export const boxPath = (boxes: readonly Box[], attributes: Attributes): string =>
  element('path', {
    d: boxes.map(({ x, y, width, height }) => `M${at(x)} ${at(y)}h${at(width)}v${at(height)}h${at(-width)}z`).join(''),
    ...attributes,
  });

/** Upright lines, as one path. */
export const upright = (places: readonly number[], top: number, height: number, attributes: Attributes): string =>
  element('path', { d: places.map((x) => `M${at(x)} ${at(top)}v${at(height)}`).join(''), stroke: ink, ...attributes });

export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  const style = `text{font:11px ui-monospace,Menlo,Consolas,monospace;fill:${ink}}`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${at(width)}" height="${at(height)}" viewBox="0 0 ${at(width)} ${at(height)}">`;
  return `${head}<title>${escaped(title)}</title><style>${style}</style>\n${parts.join('\n')}\n</svg>\n`;
}
