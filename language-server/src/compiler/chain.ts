// `#` and `>>` on values.

import { number } from '../types/type.ts';
import { noUnit } from '../types/unit.ts';
import { changeNotes } from './change-notes.ts';
import { patternOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { PatternNode, Place } from './nodes.ts';
import { channelsOf } from './signals.ts';
import { nothing, type PatternValue, patternValue, signalValue, type Value } from './value.ts';

export interface ChainContext {
  /** The left side is a signal: what is right is applied to it. */
  readonly onSignal: boolean;
  readonly voices: boolean;
  /** What is right changes the notes of voices: a scale. */
  readonly notes: boolean;
  readonly place: Place | undefined;
}

export function chainValues(
  machine: Machine,
  left: Value,
  right: Value,
  { onSignal, voices, notes, place }: ChainContext,
): Value {
  if (onSignal || left.kind === 'signal') {
    const input = channelsOf(left);
    if (!input) return nothing;
    if (right.kind === 'function') return right.apply(signalValue(input));
    if (right.kind === 'pattern' && right.effect) return signalValue(right.effect(input));
    if (right.kind !== 'nothing') machine.report('noSignalEffect', place, []);
    return nothing;
  }
  if (left.kind !== 'pattern') return nothing;
  if (right.kind === 'function' && notes) {
    const change = (each: PatternNode) => patternOf(machine, right.apply(patternValue(each)), number(noUnit)) ?? each;
    return patternValue(changeNotes(machine, left.node, change));
  }
  if (right.kind === 'function' && voices) return inEachVoice(machine, left, right);
  if (right.kind !== 'pattern') return nothing;
  return {
    kind: 'pattern',
    node: machine.pattern('setRightLeft', [left.node, right.node]),
    ...bothEffects(left, right),
  };
}

/** `lpf 300 # hpf 100` is an effect too: one after the other. */
function bothEffects(left: PatternValue, right: PatternValue): Pick<PatternValue, 'effect'> {
  const { effect: first } = left;
  const { effect: second } = right;
  return first && second ? { effect: (input) => second(first(input)) } : {};
}

/** A function of signals beside voices: each voice is fed into it, switched on by a control of its own. */
function inEachVoice(machine: Machine, left: PatternValue, fn: Extract<Value, { kind: 'function' }>): Value {
  const control = `effect ${machine.voiceEffects.size + 1}`;
  machine.voiceEffects.set(control, (input) => channelsOf(fn.apply(signalValue(input))) ?? input);
  const mark = machine.pure({ map: { [control]: 1 } });
  return { kind: 'pattern', node: machine.pattern('setRightLeft', [left.node, mark]) };
}
