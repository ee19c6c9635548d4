// Which controls drive which effect, and in what order a voice runs through its effects, whatever order they are written in.

import type { EffectEntry, NodeEntry } from '../types/environment.ts';

/** Nodes in each voice, about in the order in which SuperDirt has them. */
const voiceOrder: readonly string[] = [
  'vowel',
  'shape',
  'drive',
  'squiz',
  'crush',
  'coarse',
  'hpf',
  'bpf',
  'lpf',
  'djf',
  'tremolo',
  'phaser',
  'ring',
];

/** Once a track, behind its voices: their tails outlive the voices. */
const trackOrder: readonly string[] = ['delay', 'pingpong', 'reverb'];

/** The engine itself places voices by these: for signals they are nodes, in voices they are none. */
const placement: ReadonlySet<string> = new Set(['gain', 'pan']);

/** Where in the chain an effect stands. */
export function effectOrder({ node, place }: EffectEntry): number {
  const order = place === 'track' ? trackOrder : voiceOrder;
  const index = order.indexOf(node.name);
  return index < 0 ? order.length : index;
}

/**
 * What a node is for voices: an effect, if some of its ports are driven by controls. Ports that no control is named after
 * have one of their own, so that everything that can be said of a signal can be said of voices.
 */
export function effectOf(node: NodeEntry): EffectEntry | undefined {
  if (!node.ports.some((port) => port.signal) || !node.ports.some((port) => port.control)) return undefined;
  const ports = node.ports.filter((port) => !port.signal && port.implicit === undefined);
  const controls = ports.map(({ name, control, default: initial }) => ({
    control: control ?? `${node.name}.${name}`,
    port: name,
    default: initial,
  }));
  const switching = switchingControl(node);
  const first = controls.filter(({ control }) => control === switching);
  return { node, controls: [...first, ...controls.filter((each) => !first.includes(each))], place: placeOf(node.name) };
}

/** The control that switches an effect on: the one of its own name, or its first. */
function switchingControl(node: NodeEntry): string | undefined {
  const named = node.ports.flatMap(({ control }) => control ?? []);
  return named.find((control) => control === node.name) ?? named[0];
}

function placeOf(name: string): EffectEntry['place'] {
  if (placement.has(name)) return 'engine';
  return trackOrder.includes(name) ? 'track' : 'voice';
}
