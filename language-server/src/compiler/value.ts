// Values at compile time: what is known now is computed now, patterns and signals are graphs.

import type { Fraction } from '../syntax/mini-tree.ts';
import type { PatternNode, SignalChannels } from './nodes.ts';

export type Value =
  | NumberValue
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | PatternValue
  | SignalValue
  | FunctionValue
  | MappedValue
  | VaryingValue
  | { readonly kind: 'list' | 'tuple'; readonly elements: readonly Value[] }
  /** What could not be computed; the reason has been reported. */
  | { readonly kind: 'nothing' };

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  /** Absent where the value is irrational or not finite. */
  readonly exact?: Fraction;
}

export interface PatternValue {
  readonly kind: 'pattern';
  readonly node: PatternNode;
  /** Of controls as written: what they do to a signal. */
  readonly effect?: (input: SignalChannels) => SignalChannels;
}

export interface SignalValue {
  readonly kind: 'signal';
  readonly channels: SignalChannels;
}

interface FunctionValue {
  readonly kind: 'function';
  apply(argument: Value): Value;
}

/** A pattern of what no event can carry, patterns or lists: each value of `outer` stands for what `of` makes of it. */
interface MappedValue {
  readonly kind: 'mapped';
  readonly outer: PatternNode;
  of(value: Value): Value;
}

/** What no event can carry and changes all the same, a list: the case that `by` numbers from moment to moment. */
interface VaryingValue {
  readonly kind: 'varying';
  readonly by: PatternNode;
  readonly cases: readonly Value[];
  /** Which numbers `by` has is not known: not every case need be possible. */
  readonly open: boolean;
}

export const nothing: Value = { kind: 'nothing' };

export const patternValue = (node: PatternNode): PatternValue => ({ kind: 'pattern', node });
export const signalValue = (channels: SignalChannels): SignalValue => ({ kind: 'signal', channels });
