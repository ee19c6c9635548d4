// Which controls drive which effect, and in what order a voice runs through its effects, whatever order they are written in.

import type { EffectEntry, NodeEntry } from '../types/environment.ts';

/** Nodes in each voice, in the order in which SuperDirt has them. */
const voiceOrder: readonly string[] = [
  'vowel',
  'shape',
  'distort',
  'squiz',
  'crush',
  'coarse',
  'hpf',
  'bpf',
  'lpf',
  'djf',
  'tremolo',
  'phaser',
  'chorus',
  'flanger',
  'ring',
];

/** Once a track; the controls say how much of the track is sent there. */
const trackOrder: readonly string[] = ['delay', 'reverb'];

/** Controls of nodes that are not called by the control's name. */
const sendControls: ReadonlyMap<string, readonly (readonly [control: string, port: string])[]> = new Map([
  [
    'delay',
    [
      ['delay', 'mix'],
      ['delaytime', 'time'],
      ['delayfeedback', 'feedback'],
    ],
  ],
  [
    'reverb',
    [
      ['room', 'mix'],
      ['size', 'size'],
    ],
  ],
]);

/** The engine itself places voices by these: for signals they are nodes, in voices they are none. */
const placement = new Set(['gain', 'pan']);

/** Where in the chain an effect stands. */
export const effectOrder = (effect: EffectEntry): number => {
  const order = effect.place === 'voice' ? voiceOrder : trackOrder;
  const index = order.indexOf(effect.node.name);
  return index < 0 ? order.length : index;
};

/** What a node does for voices, when controls drive it. */
export function effectOf(node: NodeEntry): EffectEntry | undefined {
  const sends = sendControls.get(node.name);
  const main = node.ports.some((port) => port.signal);
  if (!main) return undefined;
  const named = node.ports.flatMap((port) => (port.control ? [[port.control, port.name] as const] : []));
  const pairs = sends ?? named;
  if (pairs.length === 0) return undefined;
  const controls = pairs.flatMap(([control, name]) => {
    const port = node.ports.find((each) => each.name === name);
    return port ? [{ control, port: name, default: port.default }] : [];
  });
  const place = placement.has(node.name) ? 'engine' : sends ? 'track' : 'voice';
  return controls.length > 0 ? { node, controls, place } : undefined;
}
