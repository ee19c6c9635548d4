// The partial evaluator: what is known is computed, patterns and signals become nodes.

import type { Core, Local, LocalPattern, NodeCore } from '../types/core.ts';
import type { Type, TypeVariable } from '../types/type.ts';
import { isLarge, isVoices, number } from '../types/type.ts';
import { noUnit } from '../types/unit.ts';
import { busPattern } from './bus-pattern.ts';
import { chainValues } from './chain.ts';
import { controlValue } from './controls.ts';
import { convert } from './convert.ts';
import { countingList } from './counting-list.ts';
import { numberLiteral, patternOf, resolvedIn, textLiteral, typeIn } from './literals.ts';
import { type Definition, type Machine, placeOf, type Scope } from './machine.ts';
import { compute } from './numbers.ts';
import { primitive } from './primitive.ts';
import { channelsOf, makeNode, ofNode, patternArithmetic, signalArithmetic } from './signals.ts';
import { nothing, patternValue, signalValue, type Value } from './value.ts';
import { inEachCase, isVarying } from './varying.ts';

/** The value of a local name, innermost first; a polymorphic one is evaluated for each set of types it is used at. */
interface Bound {
  readonly local: Local;
  readonly at: (filling: readonly Type[]) => Value;
  readonly outer: Bound | undefined;
}

interface Frame extends Scope {
  readonly locals: Bound | undefined;
}

export function evaluate(machine: Machine, definition: Definition): Value {
  return evaluateIn(machine, definition, [], undefined);
}

const noTypes: ReadonlyMap<TypeVariable, Type> = new Map();

/** A definition at the types of one use. */
function evaluateIn(machine: Machine, definition: Definition, filling: readonly Type[], site: Scope['site']): Value {
  if (filling.some(isLarge)) {
    machine.report('tooDeep', site, []);
    return nothing;
  }
  const { core, statement, quantified } = definition;
  if (quantified.length === 0) return run(machine, { statement, site, types: noTypes, locals: undefined }, core);
  const types = new Map<TypeVariable, Type>();
  quantified.forEach((open, index) => {
    const type = filling[index];
    if (type) types.set(open, type);
  });
  return run(machine, { statement, site, types, locals: undefined }, core);
}

function run(m: Machine, frame: Frame, core: Core): Value {
  if (!m.enter()) {
    m.refuse(placeOf(frame, core));
    return nothing;
  }
  const value = step(m, frame, core);
  m.leave();
  return value;
}

function step(m: Machine, frame: Frame, core: Core): Value {
  switch (core.tag) {
    case 'number':
      return numberLiteral(m, frame, core);
    case 'text':
      return textLiteral(m, frame, core);
    case 'chord': {
      const place = placeOf(frame, core);
      return patternValue(
        m.pattern(
          'stack',
          core.notes.map((note) => m.pure({ note }, place)),
        ),
      );
    }
    case 'local':
      return local(frame, core.local)?.(typesIn(frame, core.filling)) ?? nothing;
    case 'defined': {
      const found = defined(m, frame, core.name);
      const site = frame.site ?? placeOf(frame, core);
      return found ? evaluateIn(m, found, typesIn(frame, core.filling), site) : nothing;
    }
    case 'library': {
      const place = placeOf(frame, core);
      if (core.entry.kind === 'pattern') return primitive(m, core.entry, typeIn(frame, core.type), place);
      const { value, scheme } = core.entry;
      const definition = { core: value, quantified: scheme.quantified, statement: undefined };
      return evaluateIn(m, definition, typesIn(frame, core.filling), place);
    }
    case 'bus':
      return signalValue([{ tag: 'bus', name: core.name }]);
    case 'parameter':
      return signalValue([{ tag: 'control', name: core.name }]);
    case 'apply':
      return core.arguments.reduce((fn, each) => applyValue(fn, run(m, frame, each)), run(m, frame, core.function));
    case 'lambda':
      return closure(m, frame, core.parameters, core.body);
    case 'let':
      return run(m, bind(m, frame, core.bindings), core.body);
    case 'list':
    case 'tuple': {
      const elements = core.elements.map((each) => run(m, frame, each));
      const make = (all: readonly Value[]): Value => ({ kind: core.tag, elements: all });
      const several = core.tag === 'list' && elements.some(isVarying);
      return several ? inEachCase(m, elements, make, placeOf(frame, core)) : make(elements);
    }
    case 'range':
      return countingList(
        m,
        run(m, frame, core.from),
        core.next && run(m, frame, core.next),
        run(m, frame, core.to),
        placeOf(frame, core),
      );
    case 'node':
      return node(m, frame, core);
    case 'control':
      return controlValue(
        m,
        frame,
        core,
        core.values.map(({ value }) => run(m, frame, value)),
      );
    case 'arithmetic':
      return arithmetic(m, frame, core, run(m, frame, core.left), run(m, frame, core.right));
    case 'chain': {
      const type = typeIn(frame, core.leftType);
      const onSignal = type.tag === 'constructor' && type.name === 'Signal';
      const place = placeOf(frame, core.right);
      return chainValues(m, run(m, frame, core.left), run(m, frame, core.right), {
        onSignal,
        voices: isVoices(type),
        notes: core.feed === 'notes',
        place,
      });
    }
    case 'convert': {
      const [from, to] = [typeIn(frame, core.from), typeIn(frame, core.to)];
      return convert(m, run(m, frame, core.value), from, to, placeOf(frame, core));
    }
    case 'error':
      m.usesWrong = true;
      return nothing;
  }
}

/** Names of the prelude mean the prelude's definitions there, whatever the session calls so. */
function defined(m: Machine, frame: Frame, name: string): Definition | undefined {
  if (frame.statement) {
    const found = m.lookup(name);
    m.usesWrong ||= !found;
    return found;
  }
  const entry = m.library.find(name).find((each) => each.kind === 'prelude');
  if (entry?.kind !== 'prelude') return undefined;
  return { core: entry.value, quantified: entry.scheme.quantified, statement: undefined };
}

function applyValue(fn: Value, value: Value): Value {
  return fn.kind === 'function' ? fn.apply(value) : nothing;
}

function closure(m: Machine, frame: Frame, parameters: readonly LocalPattern[], body: Core): Value {
  const [first, ...rest] = parameters;
  return {
    kind: 'function',
    apply(value) {
      const inner = withLocals(frame, take(frame.locals, first, value));
      return rest.length > 0 ? closure(m, inner, rest, body) : run(m, inner, body);
    },
  };
}

const typesIn = (frame: Frame, types: readonly Type[]): readonly Type[] =>
  types.length === 0 ? types : types.map((each) => resolvedIn(frame, each));

function local({ locals }: Frame, name: Local): Bound['at'] | undefined {
  for (let bound = locals; bound; bound = bound.outer) if (bound.local === name) return bound.at;
  return undefined;
}

const withLocals = ({ statement, site, types }: Frame, locals: Bound | undefined): Frame => ({
  statement,
  site,
  types,
  locals,
});

/** What the parts of a value are called, on top of `outer`. */
function take(outer: Bound | undefined, pattern: LocalPattern, value: Value): Bound | undefined {
  if (!pattern) return outer;
  if (!('elements' in pattern)) return { local: pattern, at: () => value, outer };
  const elements = value.kind === 'tuple' ? value.elements : [];
  return pattern.elements.reduce((bound, each, index) => take(bound, each, elements[index] ?? nothing), outer);
}

function bind(m: Machine, frame: Frame, bindings: Extract<Core, { tag: 'let' }>['bindings']): Frame {
  let inner = frame;
  for (const { local, quantified, value } of bindings) {
    const scope = inner;
    const known = new Map<string, Value>();
    const evaluateAt = (filling: readonly Type[]): Value => {
      const key = filling.map((each) => JSON.stringify(each, skipLinks)).join();
      const before = known.get(key);
      if (before) return before;
      const types = new Map(scope.types);
      quantified.forEach((open, index) => {
        const type = filling[index];
        if (type) types.set(open, type);
      });
      const result = run(m, { ...scope, types }, value);
      known.set(key, result);
      return result;
    };
    inner = withLocals(scope, { local, at: evaluateAt, outer: scope.locals });
  }
  return inner;
}

const skipLinks = (key: string, value: unknown): unknown => (key === 'link' || key === 'level' ? undefined : value);

/** A DSP node; what waits for its signal, or for its first argument, is a function. */
function node(m: Machine, frame: Frame, core: NodeCore): Value {
  const { entry } = core;
  const place = placeOf(frame, core);
  const inputs = core.inputs.map(({ port, value }) => [port, channelsOf(run(m, frame, value)) ?? []] as const);
  const options = new Map<string, number>();
  for (const { option, value } of core.options) {
    const known = run(m, frame, value);
    if (known.kind === 'number') options.set(option, known.value);
    else m.report('knownNow', place, [`\`${option}\``]);
  }
  const made = (more: readonly (readonly [string, NonNullable<ReturnType<typeof channelsOf>>])[]): Value =>
    signalValue(ofNode({ ...makeNode(entry.name, [...inputs, ...more], place, entry), options }));
  const main = entry.ports.find((port) => port.signal)?.name;
  const waiting = main === undefined ? (inputs.length === 0 ? entry.positional[0] : undefined) : main;
  if (waiting === undefined || inputs.some(([port]) => port === waiting)) return made([]);
  return {
    kind: 'function',
    apply(value) {
      const channels = channelsOf(value);
      return channels ? made([[waiting, channels]]) : nothing;
    },
  };
}

function arithmetic(
  m: Machine,
  frame: Frame,
  core: Extract<Core, { tag: 'arithmetic' }>,
  left: Value,
  right: Value,
): Value {
  const { operator } = core;
  if (isVarying(left) || isVarying(right)) {
    const [place, none] = [placeOf(frame, core), nothing];
    return inEachCase(m, [left, right], ([a = none, b = none]) => arithmetic(m, frame, core, a, b), place);
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const result = compute(operator, left, right);
    if (Number.isFinite(result.value)) return result;
    m.report('notFinite', placeOf(frame, core), []);
    return nothing;
  }
  if (left.kind === 'function' || right.kind === 'function') {
    const side = (value: Value, x: Value) => (value.kind === 'function' ? value.apply(x) : value);
    return { kind: 'function', apply: (x) => arithmetic(m, frame, core, side(left, x), side(right, x)) };
  }
  const place = placeOf(frame, core);
  const [leftBound, rightBound] = [left, right].map((each) => each.kind === 'pattern' && each.node.isBound);
  if (left.kind === 'signal' && rightBound)
    return arithmetic(m, frame, core, busPattern(m, left.channels, place), right);
  if (right.kind === 'signal' && leftBound)
    return arithmetic(m, frame, core, left, busPattern(m, right.channels, place));
  if (left.kind === 'signal' || right.kind === 'signal') {
    const [a, b] = [channelsOf(left), channelsOf(right)];
    return a && b ? signalValue(signalArithmetic(operator, a, b, place)) : nothing;
  }
  const [a, b] = [patternOf(m, left, anyNumber), patternOf(m, right, anyNumber)];
  return a && b ? patternValue(patternArithmetic(m, operator, 'Both', a, b)) : nothing;
}

const anyNumber = number(noUnit);
