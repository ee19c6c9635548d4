// Events as boxes over time: a lane for each value, a bar where an event begins.

import type { Event, Played } from './played.ts';
import { type Box, boxPath, ink, palette, picture, polyline, text, upright } from './svg.ts';

const width = 520;
const right = 8;
const wideLane = 18;
/** Where there are many. */
const narrowLane = 14;
const curveHeight = 56;
const captionHeight = 18;
const letter = 6.7;
const mostLanes = 12;

/** The patterns one below the other, over the same cycles; the last one is what it is all about. */
export function eventDiagram(all: readonly Played[], cycles: number, title: string): string {
  const keys = [...new Set(all.flatMap(({ events }) => events.map(({ value }) => labelsOf(value).lane)))];
  const bands = all.map((each) => ({ ...each, lanes: lanesOf(each.events, keys) }));
  const longest = Math.max(1, ...bands.flatMap(({ lanes }) => lanes.map(({ label }) => label.length)));
  const left = Math.min(150, 14 + longest * letter);
  const x = (time: number): number => left + ((width - left - right) * time) / cycles;
  const parts: string[] = [];
  let y = 4;
  for (const [index, band] of bands.entries()) {
    const isResult = index === bands.length - 1;
    parts.push(
      text(4, y + 12, shortened(band.code, Math.floor((width - 8) / letter)), isResult ? {} : { opacity: '.75' }),
    );
    y += captionHeight;
    const height =
      band.curve.length > 0 ? curveHeight : band.lanes.reduce((sum, { rows, height }) => sum + rows * height, 0);
    parts.push(...grid(cycles, x, y, height));
    parts.push(
      ...(band.curve.length > 0 ? curve(band.curve, x, y, left) : drawnLanes(band.lanes, x, y, left, isResult)),
    );
    y += height + 6;
  }
  const numbers = Array.from({ length: cycles + 1 }, (_, cycle) =>
    text(x(cycle), y + 8, String(cycle), { 'text-anchor': 'middle' }),
  );
  return picture(width, y + 12, title, [...parts, ...numbers]);
}

function grid(cycles: number, x: (time: number) => number, top: number, height: number): readonly string[] {
  const whole = Array.from({ length: cycles + 1 }, (_, cycle) => x(cycle));
  const quarters = Array.from({ length: cycles * 4 }, (_, quarter) => x(quarter / 4)).filter(
    (_, index) => index % 4 > 0,
  );
  return [
    ...(cycles > 2 ? [] : [upright(quarters, top, height, { opacity: '.2' })]),
    upright(whole, top, height, { opacity: '.6' }),
  ];
}

interface Lane {
  readonly label: string;
  readonly rows: number;
  /** Of a row. */
  readonly height: number;
  readonly colour: string;
  readonly boxes: readonly { readonly event: Event; readonly label: string; readonly row: number }[];
}

/** `known` has the values of all patterns of the picture: a value has the same colour in each. */
function lanesOf(events: readonly Event[], known: readonly string[]): readonly Lane[] {
  const named = events.map((event) => ({ event, ...labelsOf(event.value) }));
  const keys = known.filter((key) => named.some(({ lane }) => lane === key));
  if (keys.every((key) => Number.isFinite(heightOf(key)))) keys.sort((a, b) => heightOf(b) - heightOf(a));
  const height = keys.length > 4 ? narrowLane : wideLane;
  return keys.slice(0, mostLanes).map((key) => {
    const ends: number[] = [];
    const boxes = named
      .filter(({ lane }) => lane === key)
      .map(({ event, detail }) => {
        const free = ends.findIndex((end) => end <= event.from + 1e-9);
        const row = free < 0 ? ends.length : free;
        ends[row] = event.to;
        return { event, label: detail, row };
      });
    return {
      label: key,
      rows: ends.length,
      height,
      colour: palette[known.indexOf(key) % palette.length] ?? ink,
      boxes,
    };
  });
}

/** A number, also behind the name of its control: `n 3`. */
const heightOf = (key: string): number => Number(/^(?:[a-z]+ )?(-?[\d.]+)$/i.exec(key)?.[1] ?? Number.NaN);

function labelsOf(value: unknown): { readonly lane: string; readonly detail: string } {
  if (typeof value !== 'object' || value === null) return { lane: valueText(value), detail: '' };
  const controls = Object.entries(value);
  const main =
    controls.find(([name]) => name === 's') ?? controls.find(([name]) => /^(n|note)$/.test(name)) ?? controls[0];
  if (!main) return { lane: '', detail: '' };
  const [name, content] = main;
  const others = controls.filter(([other]) => other !== name).map(([other, each]) => `${other} ${valueText(each)}`);
  return { lane: name === 's' ? valueText(content) : `${name} ${valueText(content)}`, detail: others.join(' ') };
}

function valueText(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return String(value).replace(/\/1$/, '');
}

function drawnLanes(
  lanes: readonly Lane[],
  x: (time: number) => number,
  top: number,
  left: number,
  isResult: boolean,
): readonly string[] {
  let y = top;
  return lanes.flatMap(({ label, rows, height, colour, boxes }) => {
    const name = text(left - 6, y + height / 2 + 4, shortened(label, Math.floor((left - 8) / letter)), {
      'text-anchor': 'end',
    });
    const placed = boxes.map((each) => ({ ...each, ...placeOf(each.event, x, y + each.row * height, height) }));
    y += rows * height;
    return [name, ...drawnBoxes(placed, isResult ? colour : ink)];
  });
}

interface Placed {
  readonly event: Event;
  readonly label: string;
  readonly box: Box;
  /** How solid: by loudness; dashed where it goes on beyond its part. */
  readonly look: string;
}

function placeOf(event: Event, x: (time: number) => number, y: number, lane: number): Pick<Placed, 'box' | 'look'> {
  const { from, to, end, value } = event;
  const width = Math.max(1.5, x(to) - x(from) - 1);
  const opacity = Math.round(Math.min(0.6, 0.12 + 0.33 * gainOf(value)) * 100) / 100;
  return {
    box: { x: x(from) + 0.5, y: y + 1, width, height: lane - 2 },
    look: `${opacity}${end > to + 1e-9 ? ' dashed' : ''}`,
  };
}

function drawnBoxes(placed: readonly Placed[], fill: string): readonly string[] {
  const looks = [...new Set(placed.map(({ look }) => look))];
  const bodies = looks.map((look) => {
    const [opacity = '', dashed] = look.split(' ');
    const boxes = placed.filter((each) => each.look === look).map(({ box }) => box);
    const stroke = { stroke: fill, 'stroke-opacity': '.4', ...(dashed && { 'stroke-dasharray': '2 2' }) };
    return boxPath(boxes, { fill, 'fill-opacity': opacity, ...stroke });
  });
  const onsets = placed
    .filter(({ event: { begin, from } }) => begin > from - 1e-9)
    .map(({ box }) => ({ ...box, width: Math.min(3, box.width) }));
  const labels = placed.flatMap(({ label, box: { x, y, width, height } }) => {
    const room = Math.floor((width - 8) / letter);
    return label !== '' && room >= 3 ? [text(x + 6, y + height / 2 + 4, shortened(label, room))] : [];
  });
  return [...bodies, ...(onsets.length > 0 ? [boxPath(onsets, { fill })] : []), ...labels];
}

function gainOf(value: unknown): number {
  const gain = typeof value === 'object' && value !== null ? (value as { readonly gain?: unknown }).gain : undefined;
  return typeof gain === 'number' ? Math.max(0, gain) : 1;
}

function curve(points: Played['curve'], x: (time: number) => number, top: number, left: number): readonly string[] {
  const values = points.map(([, value]) => value);
  const low = Math.min(0, ...values);
  const high = Math.max(low === 0 ? 1 : 0, ...values);
  const y = (value: number): number => top + 4 + ((curveHeight - 8) * (high - value)) / (high - low || 1);
  const label = (value: number) =>
    text(left - 6, y(value) + 4, valueText(Math.round(value * 100) / 100), { 'text-anchor': 'end' });
  const line = polyline(
    points.map(([time, value]) => [x(time), y(value)]),
    { stroke: palette[0], 'stroke-width': '1.5' },
  );
  return [label(high), label(low), line];
}

const shortened = (code: string, most: number): string =>
  code.length <= most ? code : `${code.slice(0, Math.max(1, most - 1))}…`;
