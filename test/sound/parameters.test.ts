// Every parameter of every node, with a constant, a pattern, a bus and an audio-rate signal: the sound follows.
import { expect, test } from 'vitest';
import {
  type Plan,
  type PlanDefinition,
  type PlanNode,
  type PlanRef,
  planVersion,
} from '../../language-server/src/compiler/plan.ts';
import type { NodeEntry, PortSpec } from '../../language-server/src/types/environment.ts';
import { library } from '../compiler/library.ts';
import { listenTo, rate } from './listen.ts';

type Sound = readonly Float32Array[];

interface Case {
  readonly node: NodeEntry;
  readonly port: PortSpec;
  readonly low: number;
  readonly high: number;
}

/** What the other parameters are where a node's defaults would hide one. */
const settings: { readonly [parameter: string]: { readonly [port: string]: number } } = {
  'pow b': { a: 0.5 },
  'and a': { b: 1 },
  'and b': { a: 1 },
  'round step': { a: 0.37 },
  'xfade mix': { a: 0.2, b: 0.7 },
  'select which': { a: 0.2, b: 0.5, c: 0.7 },
  'select b': { which: 1 },
  'select c': { which: 2 },
  'peak freq': { gain: 12 },
  'peak q': { gain: 12 },
  'lowshelf freq': { gain: 12 },
  'lowshelf q': { gain: 12 },
  'highshelf freq': { gain: 12 },
  'highshelf q': { gain: 12 },
  'limiter release': { ceiling: -20 },
  'noisegate attack': { threshold: -10 },
  'noisegate release': { threshold: -10 },
  'pingpong feedback': { time: 0.03 },
  'allpass delay': { decay: 0.05 },
};
/** Values to step between where the range does not tell. */
const values: { readonly [parameter: string]: readonly [number, number] } = {
  'not a': [0, 1],
  'and a': [0, 1],
  'and b': [0, 1],
  'or a': [0, 1],
  'or b': [0, 1],
  'eq a': [0, 1],
  'eq b': [0, 1],
  'round step': [0.1, 0.5],
  'peak q': [0.5, 5],
  'noisegate threshold': [-40, -4],
  'chorus rate': [1, 8],
  'vibrato rate': [3, 12],
};

/** What counts is whether it is open: the values between are no others, and what it does begins when it opens. */
const isSwitch = ({ node, port }: Case): boolean =>
  port.implicit === 'gate' || port.name === 'trigger' || node.name === 'eq';
/** It runs from the beginning; opening the gate starts it again. */
const runsByItself = ['line gate', 'xline gate'];

const nameOf = ({ node, port }: Pick<Case, 'node' | 'port'>): string => `${node.name} ${port.name}`;

const nodes = library.entries.filter((each): each is NodeEntry => each.kind === 'node');
const cases: readonly Case[] = nodes.flatMap((node) =>
  node.ports.filter(({ signal }) => !signal).map((port) => ({ node, port, ...stepOf(node, port) })),
);

function stepOf(node: NodeEntry, port: PortSpec): Pick<Case, 'low' | 'high'> {
  const [low, high] = values[nameOf({ node, port })] ?? usual(port);
  return { low, high };
}

function usual({ name, unit, implicit, min = 0, max = 1 }: PortSpec): readonly [number, number] {
  const inside = (value: number) => Math.min(max, Math.max(min, value));
  if (implicit === 'gate' || name === 'trigger') return [0, 1];
  if (unit === 'hz' && max >= 1000) return [inside(300), inside(1200)];
  if (unit === 's') return [inside(0.01), inside(0.08)];
  if (max - min > 500) return [inside(0.3), inside(3)];
  return [min + 0.3 * (max - min), min + 0.75 * (max - min)];
}

const cycle = rate / 2;
const middle = cycle / 2;
const outputs = 16;

/** What feeds the parameter of a case: its bus and its pattern are named by its place in the batch. */
type Given = (each: Case, index: number) => PlanRef;

/** All parameters but one at their defaults; gates open 20 times a second. */
function definition({ node, port }: Case, name: string, given: PlanRef): PlanDefinition {
  const fed = node.ports.map((each): [string, PlanRef | readonly PlanRef[]] => {
    if (each === port) return [each.name, given];
    if (each.signal) return [each.name, each.channels > 1 ? [{ bus: '~in' }, { bus: '~other' }] : { bus: '~in' }];
    if (each.implicit === 'gate' || each.name === 'trigger') return [each.name, { bus: '~gate' }];
    return [each.name, settings[nameOf({ node, port })]?.[each.name] ?? each.default ?? 0];
  });
  const nodes = [{ key: 'it', kind: node.name, in: Object.fromEntries(fed) }];
  return { name, kind: 'output', span: 0, nodes, out: [{ n: 0 }] };
}

const bus = (name: string, nodes: readonly PlanNode[], out: PlanRef): PlanDefinition => ({
  name,
  kind: 'bus',
  span: 0,
  nodes,
  out: [out],
});

/** A tone that is loud and quiet by turns, with an offset; a second channel; and the gate. */
const inputs: readonly PlanDefinition[] = [
  bus(
    '~in',
    [
      { key: 'tone', kind: 'saw', in: { freq: 110 } },
      { key: 'turns', kind: 'square', in: { freq: 9 } },
      { key: 'level', kind: 'range', in: { in: { n: 1 }, low: 0.03, high: 0.7 } },
      { key: 'both', kind: 'mul', in: { a: { n: 0 }, b: { n: 2 } } },
      { key: 'sum', kind: 'add', in: { a: { n: 3 }, b: 0.1 } },
    ],
    { n: 4 },
  ),
  bus(
    '~other',
    [
      { key: 'tone', kind: 'tri', in: { freq: 333 } },
      { key: 'both', kind: 'mul', in: { a: { n: 0 }, b: { bus: '~in' } } },
    ],
    { n: 1 },
  ),
  bus('~gate', [{ key: 'gate', kind: 'square', in: { freq: 20 } }], { n: 0 }),
];

/** The cases of a batch as outputs of one plan; both channels of each. */
async function play(batch: readonly Case[], given: Given): Promise<readonly (readonly Float32Array[])[]> {
  const patterns = batch.flatMap(({ low, high }, index) => [
    { op: 'pure', value: low },
    { op: 'pure', value: high },
    { op: 'fastcat', args: [3 * index, 3 * index + 1] },
  ]);
  const definitions = batch.flatMap((each, index) => [
    bus(`~low${index}`, [], each.low),
    bus(`~step${index}`, [], { p: 3 * index + 2 }),
    bus(
      `~moving${index}`,
      [
        { key: 'sine', kind: 'sine', in: { freq: 4 } },
        { key: 'range', kind: 'range', in: { in: { n: 0 }, low: each.low, high: each.high } },
      ],
      { n: 1 },
    ),
    definition(each, `o${index + 1}`, given(each, index)),
  ]);
  const plan: Plan = {
    version: planVersion,
    cps: 2,
    seed: 1,
    files: ['test'],
    spans: [[0, 0, 0]],
    patterns,
    definitions: [...inputs, ...definitions],
    synths: [],
    effects: [],
    voiceSignals: [],
  };
  const channels = await listenTo(plan, cycle, 2 * outputs);
  return batch.map((_, index) => channels.slice(2 * index, 2 * index + 2));
}

function difference(a: readonly Float32Array[], b: readonly Float32Array[], from: number, to: number): number {
  let sum = 0;
  for (const [channel, samples] of a.entries())
    for (let i = from; i < to; i += 1) sum += ((samples[i] ?? 0) - (b[channel]?.[i] ?? 0)) ** 2;
  return Math.sqrt(sum / (to - from));
}

/** How it sounds, whatever the phase: level, mean, brightness, and likeness to itself at some distances. */
function features(
  [samples = new Float32Array()]: readonly Float32Array[],
  from: number,
  to: number,
): readonly number[] {
  const at = (i: number) => samples[i] ?? 0;
  const mean = (f: (i: number) => number) => {
    let sum = 0;
    for (let i = from + 256; i < to; i += 1) sum += f(i);
    return sum / (to - from - 256);
  };
  return [
    mean(at),
    Math.sqrt(mean((i) => at(i) ** 2)),
    mean((i) => Math.abs(at(i) - at(i - 1))),
    ...[1, 5, 13, 27, 54, 109, 217].map((lag) => Math.sqrt(mean((i) => (at(i) - at(i - lag)) ** 2))),
  ];
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] ?? 0)) ** 2, 0));

const level = (sound: Sound): number => difference(sound, [], 0, cycle);

/** What is wrong with the sounds of a case; nothing when they follow. */
function faults(
  each: Case,
  [low = [], high = [], pattern = [], heldBus = [], stepBus = [], moving = []]: readonly Sound[],
): readonly string[] {
  const audible = 1e-3 * Math.max(level(low), level(high), 1e-3);
  const settled = cycle - 8000;
  const [like = 1, unlike = 0] = [high, low].map((other) =>
    distance(features(pattern, settled, cycle), features(other, settled, cycle)),
  );
  const near = (other: Sound) => difference(pattern, other, settled, cycle);
  const unlikeConstants = [low, high].filter((other) => difference(moving, other, 0, cycle) > audible).length;
  const found: (readonly [string, boolean])[] = [
    ['constants sound alike', runsByItself.includes(nameOf(each)) || difference(low, high, 0, cycle) > audible],
    ['a pattern moves it before its onset', difference(pattern, low, 0, middle) === 0],
    ['a pattern does not move it', difference(pattern, low, middle, cycle) > audible],
    ['a pattern moves it elsewhere', isSwitch(each) || like < 0.5 * unlike || near(high) < 0.5 * near(low)],
    ['a constant bus is no constant', difference(heldBus, low, 0, cycle) === 0],
    ['a bus with a pattern is not the pattern', difference(stepBus, pattern, 0, cycle) === 0],
    ['a signal does not move it', unlikeConstants > (isSwitch(each) ? 0 : 1)],
    ['it is not finite', moving.every((channel) => channel.every(Number.isFinite))],
  ];
  return found.flatMap(([fault, holds]) => (holds ? [] : [fault]));
}

test('every parameter of every node follows what feeds it', async () => {
  expect(cases.length).toBeGreaterThan(200);
  const wrong: string[] = [];
  for (let first = 0; first < cases.length; first += outputs) {
    const batch = cases.slice(first, first + outputs);
    const given: readonly Given[] = [
      (each) => each.low,
      (each) => each.high,
      (_, index) => ({ p: 3 * index + 2 }),
      (_, index) => ({ bus: `~low${index}` }),
      (_, index) => ({ bus: `~step${index}` }),
      (_, index) => ({ bus: `~moving${index}` }),
    ];
    const played = await Promise.all(given.map((each) => play(batch, each)));
    for (const [index, each] of batch.entries()) {
      for (const fault of faults(
        each,
        played.map((sounds) => sounds[index] ?? []),
      )) {
        wrong.push(`${nameOf(each)} ${each.low} ${each.high}: ${fault}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
