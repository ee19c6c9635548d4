// A signal in a pattern's place: a bus whose value the pattern reads. What has no name becomes a bus without one.

import { inOrder } from './graph.ts';
import type { Machine } from './machine.ts';
import type { PatternNode, Place, SignalChannels } from './nodes.ts';
import { nothing, patternValue, type Value } from './value.ts';

/** The pattern `{op: 'bus'}` of the signal; what was a number or a pattern before it was a signal is that again. */
export function busPattern(machine: Machine, channels: SignalChannels, place: Place | undefined): Value {
  const [only] = channels;
  if (only?.tag === 'constant') return patternValue(machine.pure(only.value));
  if (only?.tag === 'held') return patternValue(only.pattern);
  if (heldIn(channels).some(({ isBound }) => isBound)) {
    machine.report('knownNow', place, ['What a signal is made of']);
    return nothing;
  }
  if (isOfVoice(channels)) {
    machine.report('voiceInPattern', place, []);
    return nothing;
  }
  return patternValue(machine.pattern('bus', [], { value: { signal: channels } }));
}

/** The name, where the signal is a named bus as it stands. */
export function busName(channels: SignalChannels): string | undefined {
  const [only] = channels;
  return channels.length === 1 && only?.tag === 'bus' ? only.name : undefined;
}

/** The patterns in a pattern that read signals. */
export function busPatterns(root: PatternNode): readonly PatternNode[] {
  const seen = new Set([root]);
  for (const { args, body } of seen) for (const each of body ? [...args, body] : args) seen.add(each);
  return [...seen].filter(({ op }) => op === 'bus');
}

function heldIn(channels: SignalChannels): readonly PatternNode[] {
  return refsIn(channels).flatMap((ref) => (ref.tag === 'held' ? [ref.pattern] : []));
}

function refsIn(channels: SignalChannels): SignalChannels {
  return [channels, ...inOrder(channels).flatMap(({ inputs }) => [...inputs.values()])].flat();
}

/** Patterns are made for all voices at once, before any of them sounds. */
function isOfVoice(channels: SignalChannels): boolean {
  return refsIn(channels).some((ref) => ref.tag === 'control' || (ref.tag === 'bus' && ref.name === 'voice'));
}
