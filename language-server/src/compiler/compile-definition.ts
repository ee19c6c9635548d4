// Compiles one typed definition: a graph of signals, or the value of a setting. The same one again costs nothing.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Statement } from '../syntax/tree.ts';
import type { Core } from '../types/core.ts';
import type { Library } from '../types/environment.ts';
import type { TypedDefinition } from '../types/statement.ts';
import { isVoices, timeType } from '../types/type.ts';
import { evaluate } from './evaluate.ts';
import { patternOf } from './literals.ts';
import { type Definition, Machine } from './machine.ts';
import type { SignalChannels } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { playableTempo } from './settings.ts';
import { channelsOf } from './signals.ts';
import { nothing, patternValue, type Value } from './value.ts';
import { play } from './voices.ts';

export interface Compiled {
  /** Undefined when it could not be compiled. */
  readonly value: SignalChannels | undefined;
  readonly diagnostics: readonly { readonly statement: Statement; readonly diagnostic: Diagnostic }[];
}

export interface CompileContext {
  readonly library: Library;
  /** A `let`, with the statement that it is in. */
  lookup(name: string): { readonly statement: Statement; readonly typed: TypedDefinition } | undefined;
  /** Cycles per second, where the tempo is a constant. */
  readonly cps: number;
}

/** A definition that a track had. */
export interface Played {
  readonly statement: Statement;
  readonly typed: TypedDefinition;
}

/** What a transition leads from, and since when. */
export interface Crossing {
  /** In cycles. */
  readonly begin: number;
  /** What the track played before, the last first, each without its own transition. */
  readonly history: readonly Played[];
}

interface Remembered {
  readonly compiled: Compiled;
  readonly crossing: Crossing | undefined;
  readonly cps: number;
  /** What the names were that it asked for. */
  readonly asked: ReadonlyMap<string, TypedDefinition | undefined>;
}

const cache = new WeakMap<TypedDefinition, Remembered>();

export function compileDefinition(
  context: CompileContext,
  statement: Statement,
  typed: TypedDefinition,
  crossing?: Crossing,
): Compiled {
  const known = cache.get(typed);
  if (
    known?.cps === context.cps &&
    known.crossing === crossing &&
    [...known.asked].every(([name, answer]) => context.lookup(name)?.typed === answer)
  ) {
    return known.compiled;
  }
  const asked = new Map<string, TypedDefinition | undefined>();
  const lookup = (name: string): Definition | undefined => {
    const found = context.lookup(name);
    asked.set(name, found?.typed);
    return found && { core: found.typed.core, quantified: found.typed.scheme.quantified, statement: found.statement };
  };
  const compiled = compile(context, lookup, statement, typed, crossing);
  cache.set(typed, { compiled, crossing, cps: context.cps, asked });
  return compiled;
}

function compile(
  { library, cps }: CompileContext,
  lookup: (name: string) => Definition | undefined,
  statement: Statement,
  typed: TypedDefinition,
  crossing: Crossing | undefined,
): Compiled {
  const machine = new Machine(library, lookup, cps);
  const value =
    typed.transition && crossing
      ? crossed(machine, statement, typed, typed.transition, crossing)
      : channelsOf(evaluate(machine, { core: typed.core, quantified: [], statement }));
  const defaults = defaultsOf(machine, statement, typed);
  if (!value && !machine.failed && !machine.usesWrong) {
    machine.report('notComputed', { statement, start: typed.start, end: typed.end }, [typed.name]);
  }
  machine.checkDepth({ statement, start: typed.start, end: typed.end });
  const [first] = value ?? [];
  if (statement.kind === 'setting' && first?.tag === 'constant' && !playableTempo(statement, first.value)) {
    machine.report('badTempo', { statement, start: statement.value.start, end: statement.value.end }, []);
  }
  const out = value && defaults ? withDefaults(value, defaults, new Map()) : value;
  return { value: machine.failed ? undefined : out, diagnostics: machine.diagnostics };
}

/** Of a synth's parameters. */
function defaultsOf(
  machine: Machine,
  statement: Statement,
  { parameters }: TypedDefinition,
): ReadonlyMap<string, SignalChannels> | undefined {
  if (parameters.length === 0) return undefined;
  const defaults = new Map<string, SignalChannels>();
  for (const { name, default: core } of parameters) {
    const channels = core && channelsOf(evaluate(machine, { core, quantified: [], statement }));
    if (channels) defaults.set(name, channels);
  }
  return defaults;
}

/** The pattern before and the new one, joined as the transition says. */
function crossed(
  machine: Machine,
  statement: Statement,
  typed: TypedDefinition,
  transition: Core,
  { begin, history }: Crossing,
): SignalChannels | undefined {
  const evaluated = (core: Core, at: Statement): Value => evaluate(machine, { core, quantified: [], statement: at });
  const silence = patternValue(machine.pattern('silence', []));
  const before = history.flatMap((each) => {
    const old = voicesIn(each.typed.core);
    if (!old) return silence;
    // What cannot be compiled never sounded.
    const known = machine.diagnostics.length;
    const value = evaluated(old, each.statement);
    if (!machine.failed) return value;
    machine.diagnostics.length = known;
    return [];
  });
  const patterns: Value = {
    kind: 'list',
    elements: [evaluated(voicesIn(typed.core) ?? typed.core, statement), ...(before.length > 0 ? before : [silence])],
  };
  const way = evaluated(transition, statement);
  const now = patternOf(machine, numberOf(begin), timeType);
  const from = way.kind === 'function' && now ? way.apply(patternValue(now)) : nothing;
  const joined = from.kind === 'function' ? from.apply(patterns) : nothing;
  if (joined.kind !== 'pattern') return undefined;
  return play(machine, joined.node, { statement, start: typed.start, end: typed.end });
}

/** What a track of voices plays, before it becomes a signal. */
function voicesIn(core: Core): Core | undefined {
  return core.tag === 'convert' && isVoices(core.from) ? core.value : undefined;
}

type Replaced = Map<object, unknown>;

/** A synth's parameters read the voice's control, or what the synth says where the event has none. */
function withDefaults(
  channels: SignalChannels,
  defaults: ReadonlyMap<string, SignalChannels>,
  done: Replaced,
): SignalChannels {
  return channels.map((ref) => {
    if (ref.tag === 'control') {
      const [otherwise] = defaults.get(ref.name) ?? [];
      return otherwise && !ref.otherwise ? { ...ref, otherwise } : ref;
    }
    if (ref.tag !== 'node') return ref;
    let node = done.get(ref.node) as typeof ref.node | undefined;
    if (!node) {
      const inputs = [...ref.node.inputs].map(([port, each]) => [port, withDefaults(each, defaults, done)] as const);
      node = { ...ref.node, inputs: new Map(inputs) };
      done.set(ref.node, node);
    }
    return { ...ref, node };
  });
}
