// Mini-notation to pattern nodes: what each part of a string means, as in Tidal's own resolver.

import { add, fraction, fractionText, one } from '../syntax/fraction.ts';
import { atomValue } from '../syntax/mini-reread.ts';
import type {
  AtomKind,
  AtomValue,
  Fraction,
  MiniDegrade,
  MiniLayer,
  MiniSequence,
  MiniStep,
  MiniTerm,
} from '../syntax/mini-tree.ts';
import type { Machine } from './machine.ts';
import type { Datum, PatternNode, Place } from './nodes.ts';

/** Repeats and weights beyond this are a mistake, or an attack. */
const mostSteps = 10_000;

interface Reading {
  readonly machine: Machine;
  readonly kind: AtomKind;
  /** Where an atom stands; undefined in the prelude. */
  place(at: { readonly start: number; readonly end: number }): Place | undefined;
}

export function miniPattern(reading: Reading, term: MiniTerm): PatternNode {
  const { machine } = reading;
  if (!machine.step()) {
    machine.refuse(reading.place(term));
    return machine.pattern('silence', []);
  }
  switch (term.kind) {
    case 'atom':
      return atom(reading, atomValue(term, reading.kind), reading.place(term));
    case 'rest':
    case 'error':
      return machine.pattern('silence', []);
    case 'sequence':
      return sequence(reading, term);
    case 'stack':
      return stack(
        machine,
        term.layers.map((each) => miniPattern(reading, each)),
      );
    case 'choice':
      return machine.pattern(
        'randomChoice',
        term.alternatives.map((each) => miniPattern(reading, each)),
        { seed: term.seed },
      );
    case 'polymeter':
      return stack(machine, polymeter(reading, term.layers, term.steps));
    case 'alternation':
      return stack(
        machine,
        term.layers.map((layer) => inSteps(reading, layer, undefined, one)),
      );
    case 'fast':
    case 'slow':
      return machine.pattern(term.kind, [number(reading, 'rational', term.factor), miniPattern(reading, term.term)]);
    case 'degrade':
      return degrade(machine, term, miniPattern(reading, term.term));
    case 'euclid':
      return euclid(reading, term);
    case 'range':
      // Characters count through the alphabet; names are just the two.
      return machine.pattern(
        'enumFromTo',
        [miniPattern(reading, term.from), miniPattern(reading, term.to)],
        reading.kind === 'char' ? { ints: [1] } : undefined,
      );
    case 'variable':
      return machine.pattern('input', [], { name: term.name });
  }
}

const number = (reading: Reading, kind: AtomKind, term: MiniTerm): PatternNode =>
  miniPattern({ ...reading, kind }, term);

const stack = (machine: Machine, layers: readonly PatternNode[]): PatternNode =>
  layers.length === 1 && layers[0] ? layers[0] : machine.pattern('stack', layers);

function atom(reading: Reading, value: AtomValue | undefined, place: Place | undefined): PatternNode {
  const { machine } = reading;
  if (!value) return machine.pattern('silence', []);
  if (value.type !== 'chord') return machine.pure(datumOf(value), place);
  const note = (each: number): Datum =>
    reading.kind === 'note' ? { note: each } : reading.kind === 'int' ? { int: each } : each;
  return stack(
    machine,
    value.values.map((each) => machine.pure(note(each), place)),
  );
}

function datumOf(value: Exclude<AtomValue, { type: 'chord' }>): Datum {
  switch (value.type) {
    case 'note':
      return { note: value.value };
    case 'int':
      return { int: value.value };
    case 'rational':
      return { rational: fractionText(value.value) };
    default:
      return value.value;
  }
}

interface Weighted {
  readonly node: PatternNode;
  readonly weight: Fraction;
}

function weighted(reading: Reading, steps: readonly MiniStep[]): readonly Weighted[] {
  if (steps.length <= mostSteps && steps.every(({ repeats }) => repeats === 1)) {
    return steps.map(({ term, weight }) => ({ node: miniPattern(reading, term), weight }));
  }
  const parts: Weighted[] = [];
  for (const { term, weight, repeats } of steps) {
    const node = miniPattern(reading, term);
    for (let count = 0; count < repeats && parts.length < mostSteps; count += 1) parts.push({ node, weight });
  }
  return parts;
}

function sequence(reading: Reading, { steps }: MiniSequence): PatternNode {
  return inOneCycle(reading.machine, weighted(reading, steps));
}

function inOneCycle(machine: Machine, parts: readonly Weighted[]): PatternNode {
  const [first] = parts;
  if (!first) return machine.pattern('silence', []);
  if (parts.length === 1) return first.node;
  const args = parts.map(({ node }) => node);
  if (parts.every(({ weight }) => weight.numerator === weight.denominator)) return machine.pattern('fastcat', args);
  return machine.pattern('timecat', args, { times: parts.map(({ weight }) => fractionText(weight)) });
}

function polymeter(
  reading: Reading,
  layers: readonly MiniLayer[],
  steps: MiniTerm | undefined,
): readonly PatternNode[] {
  if (steps) {
    const count = number(reading, 'rational', steps);
    return layers.map((layer) => inSteps(reading, layer, count, one));
  }
  const [first] = layers;
  const count = first ? total(stepsOf(reading, first)) : one;
  return layers.map((layer) => inSteps(reading, layer, undefined, count));
}

const degrade = (machine: Machine, { amount, seed }: MiniDegrade, node: PatternNode): PatternNode =>
  machine.pattern('degradeBy', [machine.pure(amount), node], { seed });

/** The steps of a layer; one with a `?` behind it is a single step. */
function stepsOf(reading: Reading, layer: MiniLayer): readonly Weighted[] {
  return layer.kind === 'sequence'
    ? weighted(reading, layer.steps)
    : [{ node: miniPattern(reading, layer), weight: one }];
}

const total = (parts: readonly Weighted[]): Fraction =>
  parts.reduce((sum, { weight }) => add(sum, weight), fraction(0n));

/** A layer that plays so many of its steps a cycle: a pattern of numbers, or a constant. */
function inSteps(
  reading: Reading,
  layer: MiniLayer,
  pattern: PatternNode | undefined,
  constant: Fraction,
): PatternNode {
  const { machine } = reading;
  const parts = stepsOf(reading, layer);
  const length = total(parts);
  if (length.numerator === 0n) return machine.pattern('silence', []);
  const cycle = inOneCycle(machine, parts);
  if (pattern) {
    const whole = machine.pure({ rational: fractionText(length) });
    return machine.pattern('fast', [machine.pattern('divideLeft', [pattern, whole]), cycle]);
  }
  const factor = fraction(constant.numerator * length.denominator, constant.denominator * length.numerator);
  if (factor.numerator === factor.denominator) return cycle;
  const alternates =
    constant.numerator === constant.denominator && parts.every(({ weight }) => weight.numerator === weight.denominator);
  if (alternates)
    return machine.pattern(
      'slowcat',
      parts.map(({ node }) => node),
    );
  return machine.pattern('fast', [machine.pure({ rational: fractionText(factor) }), cycle]);
}

/** A number that is not 0. */
function isSome(layer: MiniTerm): boolean {
  const [only, more] = layer.kind === 'sequence' ? layer.steps : [];
  const value = only?.term.kind === 'atom' && more === undefined ? only.term.value : undefined;
  return value?.type === 'int' && value.value !== 0;
}

function euclid(reading: Reading, term: Extract<MiniTerm, { kind: 'euclid' }>): PatternNode {
  const { machine } = reading;
  const pulses = number(reading, 'int', term.pulses);
  const steps = number(reading, 'int', term.steps);
  const rotation = term.rotation && number(reading, 'int', term.rotation);
  const inner = miniPattern(reading, term.term);
  if (reading.kind === 'bool') {
    return machine.pattern('euclidOffBool', [pulses, steps, rotation ?? machine.pure({ int: 0 }), inner]);
  }
  // Unlike the function, mini-notation is silent in no steps at all, as the rotated one is.
  if (!rotation && isSome(term.steps)) return machine.pattern('euclid', [pulses, steps, inner]);
  return machine.pattern('euclidOff', [pulses, steps, rotation ?? machine.pure({ int: 0 }), inner]);
}
