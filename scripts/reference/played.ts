// What an expression plays: the events of its first cycles, or the curve of a continuous pattern.

import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import type { Library } from '../../language-server/src/types/environment.ts';
import type { HocketAddon, PatternEvent, Time } from '../../native/addon/hocket.d.ts';

export interface Event {
  readonly begin: number;
  readonly end: number;
  /** What of it lies in the cycles that were asked for. */
  readonly from: number;
  readonly to: number;
  readonly value: unknown;
}

export interface Played {
  readonly code: string;
  readonly events: readonly Event[];
  /** Values at times, where the pattern is continuous. */
  readonly curve: readonly (readonly [time: number, value: number])[];
}

const cycles = (time: Time): number => {
  const [numerator = 0, denominator = 1] = time.split('/').map(Number);
  return numerator / denominator;
};

/** Points a cycle. */
const curveSteps = 48;

/** What an expression plays in its first cycles; nothing when it is no pattern, or plays nothing. */
export type Player = (code: string, length: number) => Played | undefined;

export function playerOf(library: Library, addon: HocketAddon): Player {
  const known = new Map<string, Ask | undefined>();
  return (code, length) => {
    if (!known.has(code)) known.set(code, questions(library, addon, code));
    const ask = known.get(code);
    return ask && played(code, length, ask);
  };
}

type Ask = (begin: Time, end: Time) => readonly PatternEvent[];

function questions(library: Library, addon: HocketAddon, code: string): Ask | undefined {
  const compiled = compileExpression(library, code);
  if (!('patterns' in compiled)) return undefined;
  const patterns = JSON.stringify(compiled.patterns);
  return (begin, end) => addon.query(patterns, compiled.root, begin, end).events;
}

function played(code: string, length: number, ask: Ask): Played | undefined {
  // Cycle by cycle, since what is continuous is read once in each query.
  const asked = Array.from({ length }, (_, cycle) => ask(`${cycle}/1`, `${cycle + 1}/1`)).flat();
  const isCurve = asked.every(({ whole, value }) => !whole && typeof value === 'number');
  if (!isCurve) return { code, events: joined(asked.map(toEvent)), curve: [] };
  const curve = Array.from({ length: curveSteps * length }, (_, step): readonly [number, number][] => {
    const [event] = ask(`${step}/${curveSteps}`, `${step + 1}/${curveSteps}`);
    return typeof event?.value === 'number' ? [[(step + 0.5) / curveSteps, event.value]] : [];
  }).flat();
  return curve.length === 0 ? undefined : { code, events: [], curve };
}

/** The parts of one event, which each cycle has of it, as one. */
function joined(events: readonly Event[]): readonly Event[] {
  const all: Event[] = [];
  for (const event of events) {
    const before = all.findIndex(
      ({ begin, end, to, value }) =>
        to === event.from &&
        begin === event.begin &&
        end === event.end &&
        JSON.stringify(value) === JSON.stringify(event.value),
    );
    const known = all[before];
    if (known) all[before] = { ...known, to: event.to };
    else all.push(event);
  }
  return all;
}

/** Without a whole it has no onset: it begins before its part. */
function toEvent({ whole, part, value }: PatternEvent): Event {
  const [from = 0, to = 0] = part.map(cycles);
  const [begin, end] = whole?.map(cycles) ?? [];
  return { begin: begin ?? from - 1, end: end ?? to, from, to, value };
}

/** In how many cycles it comes round: 1 to 4. */
export function period({ events, curve }: Played): number {
  const texts = [0, 1, 2, 3].map((cycle) => JSON.stringify([cycleOf(events, cycle), cycleOfCurve(curve, cycle)]));
  const repeats = (after: number) => texts.every((each, index) => each === texts[index % after]);
  return [1, 2, 3].find(repeats) ?? 4;
}

const rounded = (x: number): number => Math.round(x * 1e6) / 1e6;

function cycleOf(events: readonly Event[], cycle: number): readonly unknown[] {
  return events
    .filter(({ begin, from }) => begin === from && Math.floor(begin) === cycle)
    .map(({ begin, end, value }) => [
      rounded(begin - cycle),
      rounded(end - cycle),
      typeof value === 'number' ? rounded(value) : value,
    ]);
}

function cycleOfCurve(curve: Played['curve'], cycle: number): readonly number[] {
  return curve.filter(([time]) => Math.floor(time) === cycle).map(([, value]) => rounded(value));
}
