// Voices: the effects that each voice of a pattern runs through, the track's own sends, and playing the pattern.

import { effectOrder } from '../library/effects.ts';
import type { ControlEntry, EffectEntry } from '../types/environment.ts';
import type { Machine } from './machine.ts';
import {
  type PatternNode,
  type Place,
  type SignalChannels,
  type SignalNode,
  type VoiceEffect,
  voiceInput,
} from './nodes.ts';
import { makeNode, ofNode } from './signals.ts';

/** The signal that a pattern of control maps makes. */
export function play(machine: Machine, pattern: PatternNode, place: Place | undefined): SignalChannels {
  const controls = controlsIn(pattern);
  const effects = voiceEffects(machine, controls, place);
  const node: SignalNode = {
    kind: 'voices',
    inputs: new Map(),
    implicit: new Map(),
    options: new Map(),
    place,
    pattern,
    ...(effects !== voiceInput && { effects }),
  };
  return sends(machine, controls, pattern, ofNode(node), place);
}

const found = new WeakMap<PatternNode, ReadonlySet<string>>();

/** Names of the controls that the events of a pattern may carry. */
export function controlsIn(root: PatternNode): ReadonlySet<string> {
  const known = found.get(root);
  if (known) return known;
  const controls = new Set<string>();
  const seen = new Set<PatternNode>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.op === 'control' && node.name !== undefined) controls.add(node.name);
    for (const value of [node.value, ...(node.values ?? [])]) {
      if (typeof value === 'object' && 'map' in value)
        for (const control of Object.keys(value.map)) controls.add(control);
    }
    stack.push(...node.args);
    if (node.body) stack.push(node.body);
  }
  found.set(root, controls);
  return controls;
}

function effectsIn(
  machine: Machine,
  controls: ReadonlySet<string>,
  place: EffectEntry['place'],
): readonly EffectEntry[] {
  const effects = [...controls].flatMap((control) => {
    const entry = machine.library.find(control).find((each): each is ControlEntry => each.kind === 'control');
    return entry?.name === control && entry.effect?.place === place ? [entry.effect] : [];
  });
  return effects.sort((a, b) => effectOrder(a) - effectOrder(b));
}

/** What the voices run through: the named effects in their canonical order, then those that are functions. */
function voiceEffects(machine: Machine, controls: ReadonlySet<string>, place: Place | undefined): SignalChannels {
  const named = effectsIn(machine, controls, 'voice').reduce<SignalChannels>(
    (input, effect) => ofNode(effectNode(effect, input, place)),
    voiceInput,
  );
  return [...machine.voiceEffects]
    .filter(([control]) => controls.has(control))
    .reduce((input, [control, effect]) => switched(control, effect, input), named);
}

/** An effect whose ports are fed by the controls of the voice's event. */
function effectNode({ node, controls }: EffectEntry, input: SignalChannels, place: Place | undefined): SignalNode {
  const main = node.ports.find((port) => port.signal)?.name ?? 'in';
  const inputs = controls.map(({ control, port, default: initial }) => {
    const otherwise = initial === undefined ? {} : { otherwise: { tag: 'constant', value: initial } as const };
    return [port, [{ tag: 'control', name: control, ...otherwise }]] as const;
  });
  const [first] = controls;
  return { ...makeNode(node.name, [[main, input], ...inputs], place, node), ...(first && { when: first.control }) };
}

/** The nodes of an effect between its input and its output are switched on by the control. */
function switched(control: string, effect: VoiceEffect, input: SignalChannels): SignalChannels {
  const mark = (channels: SignalChannels): SignalChannels => {
    const [only] = channels;
    if (channels === input || channels.length !== 1 || only?.tag !== 'node') return channels;
    const { node } = only;
    const inputs = new Map(node.inputs);
    const main = inputs.get('in');
    if (main) inputs.set('in', mark(main));
    return ofNode({ ...node, inputs, ...(main && { when: control }) });
  };
  return mark(effect(input));
}

/** Delay and reverb are the track's own: what its events ask for is sent there and added. */
function sends(
  machine: Machine,
  controls: ReadonlySet<string>,
  pattern: PatternNode,
  dry: SignalChannels,
  place: Place | undefined,
): SignalChannels {
  return effectsIn(machine, controls, 'track').reduce((input, effect) => {
    const main = effect.node.ports.find((port) => port.signal)?.name ?? 'in';
    const inputs = effect.controls.flatMap(({ control, port }) =>
      controls.has(control) ? [[port, [{ tag: 'held', pattern: valuesOf(machine, control, pattern) }]] as const] : [],
    );
    return ofNode(makeNode(effect.node.name, [[main, input], ...inputs], place, effect.node));
  }, dry);
}

/** The numbers of one control of a pattern of control maps. */
export function valuesOf(machine: Machine, control: string, pattern: PatternNode): PatternNode {
  return machine.pattern('controlValue', [pattern], { name: control });
}
