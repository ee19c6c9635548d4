// Voices: the effects that each voice of a pattern runs through, the track's own sends, and playing the pattern.

import { effectOrder } from '../library/effects.ts';
import type { ControlEntry, EffectEntry } from '../types/environment.ts';
import { controlSignal } from './control-signal.ts';
import type { Machine } from './machine.ts';
import {
  type PatternNode,
  type Place,
  type SignalChannels,
  type SignalNode,
  type VoiceEffect,
  voiceInput,
} from './nodes.ts';
import { byOrbit } from './orbits.ts';
import { readSignals } from './read-signals.ts';
import { makeNode, ofNode, signalArithmetic } from './signals.ts';

/** The signal that a pattern of control maps makes: the voices of each orbit by themselves. */
export function play(machine: Machine, carrying: PatternNode, place: Place | undefined): SignalChannels {
  const pattern = readAtOnset(machine, carrying);
  const shared = effectsIn(machine, pattern.controls, 'track').flatMap(({ controls }) => controls);
  const orbits = byOrbit(machine, pattern, new Set(shared.map(({ control }) => control)));
  return orbits
    .map((orbit) => playOrbit(machine, orbit, place))
    .reduce((left, right) => signalArithmetic('+', left, right, place));
}

function playOrbit(machine: Machine, pattern: PatternNode, place: Place | undefined): SignalChannels {
  const { controls } = pattern;
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

/** What counts only when a voice begins is read when its event is made. */
function readAtOnset(machine: Machine, pattern: PatternNode): PatternNode {
  const early = [...pattern.controls].filter((control) =>
    machine.library.find(control).some((each) => each.kind === 'control' && each.name === control && each.onset),
  );
  return readSignals(machine, pattern, new Set(early));
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

/** Delay and reverb are the track's own: its mix runs through them, as much as its last events asked for, not at all before. */
function sends(
  machine: Machine,
  controls: ReadonlySet<string>,
  pattern: PatternNode,
  dry: SignalChannels,
  place: Place | undefined,
): SignalChannels {
  return effectsIn(machine, controls, 'track').reduce((input, effect) => {
    const main = effect.node.ports.find((port) => port.signal)?.name ?? 'in';
    const switching = effect.controls[0]?.control;
    const inputs = effect.controls.flatMap(({ control, port }) =>
      controls.has(control)
        ? [[port, controlSignal(machine, control, pattern, control === switching ? 0 : undefined)] as const]
        : [],
    );
    return ofNode(makeNode(effect.node.name, [[main, input], ...inputs], place, effect.node));
  }, dry);
}
