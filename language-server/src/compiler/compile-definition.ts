// Compiles one typed definition: a graph of signals, or the value of a setting. The same one again costs nothing.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Statement } from '../syntax/tree.ts';
import type { Library } from '../types/environment.ts';
import type { TypedDefinition } from '../types/statement.ts';
import { evaluate } from './evaluate.ts';
import { type Definition, Machine } from './machine.ts';
import type { SignalChannels } from './nodes.ts';
import { playableTempo } from './settings.ts';
import { channelsOf } from './signals.ts';

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

interface Remembered {
  readonly compiled: Compiled;
  readonly cps: number;
  /** What the names were that it asked for. */
  readonly asked: ReadonlyMap<string, TypedDefinition | undefined>;
}

const cache = new WeakMap<TypedDefinition, Remembered>();

export function compileDefinition(context: CompileContext, statement: Statement, typed: TypedDefinition): Compiled {
  const known = cache.get(typed);
  if (
    known?.cps === context.cps &&
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
  const compiled = compile(context, lookup, statement, typed);
  cache.set(typed, { compiled, cps: context.cps, asked });
  return compiled;
}

function compile(
  { library, cps }: CompileContext,
  lookup: (name: string) => Definition | undefined,
  statement: Statement,
  typed: TypedDefinition,
): Compiled {
  const machine = new Machine(library, lookup, cps);
  const value = channelsOf(evaluate(machine, { core: typed.core, quantified: [], statement }));
  const defaults = new Map<string, SignalChannels>();
  for (const parameter of typed.parameters) {
    if (!parameter.default) continue;
    const channels = channelsOf(evaluate(machine, { core: parameter.default, quantified: [], statement }));
    if (channels) defaults.set(parameter.name, channels);
  }
  if (!value && !machine.failed) {
    machine.report('notComputed', { statement, start: typed.start, end: typed.end }, [typed.name]);
  }
  const [first] = value ?? [];
  if (statement.kind === 'setting' && first?.tag === 'constant' && !playableTempo(statement, first.value)) {
    machine.report('badTempo', { statement, start: statement.value.start, end: statement.value.end }, []);
  }
  const out = value && defaults.size > 0 ? withDefaults(value, defaults, new Map()) : value;
  return { value: machine.failed ? undefined : out, diagnostics: machine.diagnostics };
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
