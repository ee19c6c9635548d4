// Every control that is read, with a constant, a pattern, a bus and an audio-rate signal: what is heard of it follows.
import { expect, test } from 'vitest';
import { drumControls } from '../../language-server/src/library/drums.ts';
import { library } from '../compiler/library.ts';
import { type Row, rows } from './control-table.ts';
import { listen, rate } from './listen.ts';
import { partial, type Sound } from './measures.ts';
import { hz, samples } from './samples.ts';

/** Two blocks of 64 frames are a period. */
const side = 375;
const before = ['cps: 1', 'synth pipe freq gate velocity = 0.5 * sine freq * gate * velocity'];

const play = (text: string, seconds = 2): Promise<Sound> =>
  listen([...before, text].join('\n'), seconds * rate, samples);

const d1 = (row: Row, value: string): string => `d1 $ ${row.code(value)}`;

/** What is measured of the first value, early in a voice, or of the second one, late in it. */
function measured(row: Row, sound: Sound, which: 0 | 1, voice: 0 | 1): number {
  const [begin, end] = !row.steady ? [0, 1] : which === 0 ? [0.1, 0.35] : [0.5, 0.75];
  return row.measure(sound, (voice + begin) * rate, (voice + end) * rate);
}

/** A signal that leaps from the first value to the second. */
const step = ({ values: [low, high] }: Row, seconds: number): string =>
  `(range ${low} ${high} (clip (-1) 1 (line ${-500 * seconds} ${500 * (4 - seconds)} 4)))`;

/** What does not follow; nothing when all does. */
async function faults(row: Row): Promise<readonly string[]> {
  const [low, high] = row.values;
  const quoted = (value: number | string) => (row.written ? `"${value}"` : `(${value})`);
  const [lows, highs] = await Promise.all([play(d1(row, quoted(low))), play(d1(row, quoted(high)))]);
  const constants = [measured(row, lows, 0, 0), measured(row, highs, 1, 1)] as const;
  const follows = (what: string, sound: Sound, voices: readonly [0 | 1, 0 | 1]) =>
    ([0, 1] as const).flatMap((which) => {
      const [is, wanted] = [measured(row, sound, which, voices[which]), constants[which]];
      const slack = 0.1 * Math.abs(constants[1] - constants[0]);
      return Math.abs(is - wanted) <= slack ? [] : [`${what}, at ${row.values[which]}: ${is}, not ${wanted}`];
    });
  const pattern = `"<${low} ${high}>"`;
  const found = [...expected(row, constants), ...follows('a pattern', await play(d1(row, pattern)), [0, 1])];
  if (row.written) return found;
  // What is read when an event is made is the bus as it was before.
  found.push(
    ...follows('a bus with a pattern', await play(`~x: 0.2 <~ ${pattern}\n${d1(row, '~x')}`), [0, 1]),
    ...follows('a signal between voices', await play(`~x: ${step(row, 0.8)}\n${d1(row, '~x')}`), [0, 1]),
  );
  if (row.steady) found.push(...follows('a signal in a voice', await play(d1(row, step(row, 0.42)), 1), [0, 0]));
  if (row.audible && !(await isAudible(row, lows))) found.push('an audio-rate signal makes no partials');
  return found;
}

function expected(
  { values, is, grows, tolerance = 0.03 }: Row,
  constants: readonly [number, number],
): readonly string[] {
  const [first, second] = constants;
  if (grows) {
    const factor = second / first;
    return factor >= grows[0] && factor <= grows[1] ? [] : [`grows ${factor} times, from ${first} to ${second}`];
  }
  return constants.flatMap((value, i) => {
    const wanted = is?.(Number(values[i])) ?? Number.NaN;
    const slack = tolerance * Math.max(Math.abs(wanted), 0.01);
    return Math.abs(value - wanted) <= slack ? [] : [`${values[i]}: ${value}, not ${wanted}`];
  });
}

/** Whether a fast signal makes partials that are not there without it, beside one of those that are. */
async function isAudible(row: Row, still: Sound): Promise<boolean> {
  const [low, high] = row.values;
  const moved = await play(d1(row, `(range ${low} ${high} (sine ${side}))`), 1);
  return [0, 200, 261.63, 350, hz, 2 * hz, 980].some((carrier) =>
    [carrier + side, carrier - side].some((beside) => {
      const [without, by] = [still, moved].map((sound) => partial(beside)(sound, 0.5 * rate, 0.75 * rate));
      return (by ?? 0) > 0.01 && (by ?? 0) > 10 * (without ?? 0);
    }),
  );
}

test.each(rows.map((row, index) => [row.control, index, row] as const))('%s (%i)', async (_, __, row) => {
  expect(await faults(row)).toEqual([]);
});

test('every control that is read is in the table; those of drums alone are among the drums', () => {
  const drums = new Set(
    drumControls(library.entries.flatMap((each) => (each.kind === 'node' ? [each] : []))).map(({ name }) => name),
  );
  const controls = library.entries.flatMap((each) =>
    each.kind === 'control' && each.read && each.category !== 'drum' ? [each.name] : [],
  );
  expect(controls.length).toBeGreaterThan(45);
  const tested = new Set(rows.map(({ control }) => control));
  expect(controls.filter((control) => !tested.has(control))).toEqual([]);
  expect(
    [...tested].filter((control) => control !== 's' && !controls.includes(control) && !drums.has(control)),
  ).toEqual([]);
});
