// Signals: nodes of the audio graph from values, arithmetic on them, and conversions between units.

import { fractionText } from '../syntax/fraction.ts';
import type { ArithmeticOperator } from '../types/core.ts';
import type { NodeEntry } from '../types/environment.ts';
import type { Machine } from './machine.ts';
import type { PatternNode, Place, SignalChannels, SignalNode } from './nodes.ts';
import { compute, computeFloat, numberOf } from './numbers.ts';
import { operands } from './read-signals.ts';
import { patternValue, signalValue, type Value } from './value.ts';

const constant = (value: number): SignalChannels => [{ tag: 'constant', value }];

/** What feeds a port or an output; undefined for what is no signal. */
export function channelsOf(value: Value): SignalChannels | undefined {
  switch (value.kind) {
    case 'number':
      return constant(value.value);
    case 'pattern':
      return [{ tag: 'held', pattern: value.node }];
    case 'signal':
      return value.channels;
    default:
      return undefined;
  }
}

export function ofNode(node: SignalNode): SignalChannels {
  return [{ tag: 'node', node }];
}

export function makeNode(
  kind: string,
  inputs: Iterable<readonly [string, SignalChannels]>,
  place: Place | undefined,
  entry?: NodeEntry,
): SignalNode {
  const given = new Map(inputs);
  const implicit = new Map<string, string>();
  for (const port of entry?.ports ?? []) {
    if (port.implicit !== undefined && !given.has(port.name)) implicit.set(port.name, port.implicit);
  }
  return { kind, inputs: given, implicit, options: new Map(), place };
}

const kinds: { readonly [operator in ArithmeticOperator]: string } = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '**': 'pow',
};

export function signalArithmetic(
  operator: ArithmeticOperator,
  left: SignalChannels,
  right: SignalChannels,
  place: Place | undefined,
): SignalChannels {
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined) return constant(computeFloat(operator, a, b));
  return ofNode(
    makeNode(
      kinds[operator],
      [
        ['a', left],
        ['b', right],
      ],
      place,
    ),
  );
}

function constantOf(channels: SignalChannels): number | undefined {
  const [only] = channels;
  return channels.length === 1 && only?.tag === 'constant' ? only.value : undefined;
}

const patternOps: { readonly [operator in ArithmeticOperator]: string } = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '%': 'modulo',
  '**': 'power',
};

/** Between two patterns these treat what only the right voices have as Haskell does; the `|op|` families leave it. */
const haskellOps: ReadonlyMap<ArithmeticOperator, string> = new Map([
  ['-', 'minusBoth'],
  ['/', 'overBoth'],
]);

export function patternArithmetic(
  machine: Machine,
  operator: ArithmeticOperator,
  structure: 'Both' | 'Left' | 'Right',
  left: PatternNode,
  right: PatternNode,
): PatternNode {
  const op = (structure === 'Both' && haskellOps.get(operator)) || `${patternOps[operator]}${structure}`;
  return folded(machine, operator, left, right) ?? machine.pattern(op, operands(machine, op, [left, right]));
}

/** Two constants that are no atoms of the source: `1/8` is one number. */
function folded(
  machine: Machine,
  operator: ArithmeticOperator,
  left: PatternNode,
  right: PatternNode,
): PatternNode | undefined {
  if (left.op !== 'pure' || right.op !== 'pure' || left.place || right.place) return undefined;
  const { value: a } = left;
  const { value: b } = right;
  if (typeof a === 'number' && typeof b === 'number') return machine.pure(computeFloat(operator, a, b));
  if (typeof a !== 'object' || typeof b !== 'object' || !('rational' in a) || !('rational' in b)) return undefined;
  const { exact } = compute(operator, numberOf(0, a.rational), numberOf(0, b.rational));
  return exact && machine.pure({ rational: fractionText(exact) });
}

/** Frequency of the note 0, c5. */
const c5 = 440 * 2 ** (-9 / 12);

type Step = readonly ['left' | 'right', ArithmeticOperator, number];

/** A conversion as arithmetic with constants; `left`: the constant is the left operand. */
function steps(from: string, to: string, cps: number): readonly Step[] | undefined {
  switch (`${from}>${to}`) {
    case 'note>hz':
      return [
        ['right', '/', 12],
        ['left', '**', 2],
        ['right', '*', c5],
      ];
    case 'st>ratio':
    case 'st>none':
      return [
        ['right', '/', 12],
        ['left', '**', 2],
      ];
    case 'db>ratio':
    case 'db>none':
      return [
        ['right', '/', 20],
        ['left', '**', 10],
      ];
    case 's>cycles':
      return [['right', '*', cps]];
    case 'cycles>s':
      return [['right', '/', cps]];
    default:
      return undefined;
  }
}

function inverse(from: string, to: string, value: number): number | undefined {
  if (from === 'hz' && to === 'note') return 12 * Math.log2(value / c5);
  if (from === 'ratio' && to === 'st') return 12 * Math.log2(value);
  if (from === 'ratio' && to === 'db') return 20 * Math.log10(value);
  return undefined;
}

/** The value in another unit. */
export function convertUnit(machine: Machine, value: Value, from: string, to: string, place: Place | undefined): Value {
  if (from === to) return value;
  if (value.kind === 'number') {
    const inverted = inverse(from, to, value.value);
    if (inverted !== undefined) return numberOf(inverted);
  }
  const way = steps(from, to, machine.cps);
  if (!way) return value;
  return way.reduce((result, [side, operator, number]) => apply(machine, result, side, operator, number, place), value);
}

function apply(
  machine: Machine,
  value: Value,
  side: 'left' | 'right',
  operator: ArithmeticOperator,
  by: number,
  place: Place | undefined,
): Value {
  if (value.kind === 'number') {
    const other = numberOf(by);
    return side === 'left' ? compute(operator, other, value) : compute(operator, value, other);
  }
  if (value.kind === 'pattern') {
    const other = machine.pure(by);
    return patternValue(
      side === 'left'
        ? patternArithmetic(machine, operator, 'Right', other, value.node)
        : patternArithmetic(machine, operator, 'Left', value.node, other),
    );
  }
  if (value.kind !== 'signal') return value;
  const other = constant(by);
  const [a, b] = side === 'left' ? [other, value.channels] : [value.channels, other];
  return signalValue(signalArithmetic(operator, a, b, place));
}
