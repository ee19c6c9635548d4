// Calls of DSP nodes and of controls: positional arguments, the rest by name, the missing ones by default.

import type { Span } from '../syntax/tree.ts';
import { coerce } from './coerce.ts';
import { type Context, fresh, mark, report, type Typed } from './context.ts';
import type { Core, Local } from './core.ts';
import type { ControlEntry, Entry, Library, NodeEntry } from './environment.ts';
import { type Given, placeOf } from './given.ts';
import { counted, ordinal } from './messages.ts';
import { suggestionFor } from './suggestion.ts';
import { surplus } from './surplus.ts';
import { arrow, arrows, intType, pattern, signal, stringType, type Type, voicesType } from './type.ts';
import { noUnit, unitType } from './unit.ts';
import { withoutQuotes } from './without-quotes.ts';

/** Infers what is given against a type. */
export function checkGiven(c: Context, each: Given, expected: Type, name: string, index: number): Typed {
  const reason = { kind: 'argument', function: name, index } as const;
  const unquoted = 'expression' in each ? withoutQuotes(c, each.expression, expected) : undefined;
  if (unquoted && 'expression' in each) {
    return report(c, 'argumentMismatch', each.expression, [name, ordinal(index), ...unquoted.parts], unquoted.details);
  }
  if ('typed' in each) return coerce(c, each.typed, expected, reason);
  return c.check('named' in each ? each.named.value : each.expression, expected, reason);
}

interface Assigned {
  readonly slot: string;
  readonly given: Given;
  readonly index: number;
}

/** Which parameter each argument goes to. `by` maps names and aliases to slots. */
function assign(
  c: Context,
  name: string,
  slots: readonly string[],
  by: ReadonlyMap<string, string>,
  args: readonly Given[],
): { readonly assigned: readonly Assigned[]; readonly extra: readonly Given[] } {
  if (!args.some((each) => 'named' in each)) {
    const positions = args.length > slots.length ? args.slice(0, slots.length) : args;
    const assigned = positions.map((each, index) => ({ slot: slots[index] ?? '', given: each, index }));
    return { assigned, extra: args.slice(slots.length) };
  }
  const assigned: Assigned[] = [];
  const extra: Given[] = [];
  const isTaken = (slot: string) => assigned.some((each) => each.slot === slot);
  let next = 0;
  let repeated = false;
  args.forEach((each, index) => {
    let slot: string | undefined;
    if ('named' in each) {
      const { name: argument } = each.named;
      slot = by.get(argument.text);
      if (slot === undefined) {
        report(c, 'unknownArgument', argument, [name, argument.text], suggestionFor(argument, by.keys()));
        return;
      }
    } else {
      while (next < slots.length && isTaken(slots[next] ?? '')) next += 1;
      slot = slots[next];
      if (slot === undefined) {
        extra.push(each);
        return;
      }
    }
    if (!repeated && isTaken(slot)) {
      report(c, 'givenTwice', placeOf(each), ['named' in each ? each.named.name.text : slot]);
      repeated = true;
    }
    assigned.push({ slot, given: each, index });
  });
  return { assigned, extra };
}

function remember(c: Context, entry: Entry, name: Span, whole: Span, assigned: readonly Assigned[]): void {
  c.calls.push({
    start: whole.start,
    end: whole.end,
    entry,
    name,
    arguments: assigned.map(({ slot, given: each }) => {
      const { start, end } = placeOf(each);
      return { start, end, parameter: slot };
    }),
  });
}

/** A node with its arguments; one more than there are positions feeds its signal port. */
export function callNode(c: Context, entry: NodeEntry, args: readonly Given[], name: Span, whole: Span): Typed {
  const { start, end } = whole;
  const called = c.text.slice(name.start, name.end);
  const { assigned, extra } = assign(c, called, entry.positional, inputNames(entry), args);
  remember(c, entry, name, whole, assigned);
  const inputs: { port: string; value: Core }[] = [];
  const options: { option: string; value: Core }[] = [];
  for (const { slot, given: each, index } of assigned) {
    const port = entry.ports.find((candidate) => candidate.name === slot);
    const option = entry.options.find((candidate) => candidate.name === slot);
    const value = checkGiven(c, each, port ? signal(unitType(port.unit)) : fresh(c), called, index).core;
    if (port) inputs.push({ port: slot, value });
    else if (option) options.push({ option: slot, value });
  }
  const main = entry.ports.find((port) => port.signal);
  const open = main !== undefined && !inputs.some(({ port }) => port === main.name);
  if (extra.length > (open ? 1 : 0))
    return tooMany(c, name, called, entry.positional.length + (open ? 1 : 0), args, extra);
  const [fed] = extra;
  if (fed && main)
    inputs.push({ port: main.name, value: checkGiven(c, fed, signal(noUnit), called, args.indexOf(fed)).core });
  const core: Core = { tag: 'node', start, end, entry, inputs, options };
  const type = typeOfCall(entry, inputs.length, fed !== undefined);
  mark(c, name, fullType(entry), { kind: 'entry', entry });
  return { type, core };
}

/** What an input may be called to its name. */
const inputNames = onceFor((entry: NodeEntry): ReadonlyMap<string, string> => {
  const by = new Map<string, string>();
  for (const each of entry.options) by.set(each.name, each.name);
  for (const each of entry.ports) for (const alias of [each.name, ...each.aliases]) by.set(alias, each.name);
  return by;
});

const effectType = arrow(signal(noUnit), signal(noUnit));

/** An effect waits for its signal; an oscillator alone waits for its first argument. */
function typeOfCall(entry: NodeEntry, inputs: number, fed: boolean): Type {
  const result = signal(noUnit);
  const main = entry.ports.find((port) => port.signal);
  if (main && !fed) return effectType;
  const [first] = entry.positional;
  if (inputs > 0 || first === undefined) return result;
  return arrow(signal(unitType(entry.ports.find((port) => port.name === first)?.unit ?? 'none')), result);
}

/** What hover shows for a node: every positional parameter, then the signal. */
export const fullType = onceFor((entry: NodeEntry): Type => {
  const parameters = entry.positional.map((name) =>
    signal(unitType(entry.ports.find((port) => port.name === name)?.unit ?? 'none')),
  );
  const main = entry.ports.some((port) => port.signal) ? [signal(noUnit)] : [];
  return arrows([...parameters, ...main], signal(noUnit));
});

function controlValueType({ type, parameter, read, onset }: ControlEntry): Type {
  if (type === 'string') return pattern(stringType);
  // What a voice reads all the time may be a signal.
  if (type === 'int' && (onset || !read)) return pattern(intType);
  return signal(unitType(type === 'note' ? 'note' : parameter.unit));
}

/** A control and, for an effect, its further parameters. Without an argument it is a function of its first. */
export function callControl(c: Context, entry: ControlEntry, args: readonly Given[], name: Span, whole: Span): Typed {
  const { start, end } = whole;
  const called = c.text.slice(name.start, name.end);
  const { slots, controls, by, type } = slotsOf(c.library)(entry);
  const { assigned, extra } = assign(c, called, controls, by, args);
  remember(c, entry, name, whole, assigned);
  if (extra.length > 0) return tooMany(c, name, called, slots.length, args, extra);
  const values = assigned.map(({ slot, given: each, index }) => {
    const found = slots.find(({ control }) => control === slot);
    const { core: value } = checkGiven(c, each, found?.valueType ?? voicesType, called, index);
    return { control: slot, type: found?.type ?? entry.type, value };
  });
  const [first] = slots;
  mark(c, name, type, { kind: 'entry', entry });
  if (!first || values.length > 0) return { type: voicesType, core: { tag: 'control', start, end, entry, values } };
  const local: Local = { name: first.control, start, end };
  const value: Core = { tag: 'local', start, end, local, filling: [] };
  const body: Core = {
    tag: 'control',
    start,
    end,
    entry,
    values: [{ control: first.control, type: first.type, value }],
  };
  return { type, core: { tag: 'lambda', start, end, parameters: [local], body } };
}

interface Slot {
  readonly control: string;
  readonly names: readonly string[];
  readonly type: ControlEntry['type'];
  readonly valueType: Type;
}

/** What a control's arguments go to. */
interface Slots {
  readonly slots: readonly Slot[];
  readonly controls: readonly string[];
  /** What a slot may be called to its control. */
  readonly by: ReadonlyMap<string, string>;
  /** Of the control as a function of its first value. */
  readonly type: Type;
}

const slotsOf = onceFor((library: Library) =>
  onceFor((entry: ControlEntry): Slots => {
    const slots = slotsIn(library, entry);
    const by = new Map(slots.flatMap(({ control, names }) => names.map((each) => [each, control] as const)));
    const type = arrow(slots[0]?.valueType ?? voicesType, voicesType);
    return { slots, controls: slots.map(({ control }) => control), by, type };
  }),
);

function slotsIn(library: Library, entry: ControlEntry): readonly Slot[] {
  const own: Slot = {
    control: entry.name,
    names: [entry.name, ...entry.aliases],
    type: entry.type,
    valueType: controlValueType(entry),
  };
  if (!entry.effect) return [own];
  return entry.effect.controls.map(({ control, port }) => {
    const names = [control, port, ...(entry.effect?.node.ports.find((each) => each.name === port)?.aliases ?? [])];
    if (control === entry.name) return { ...own, names: [...own.names, ...names] };
    const found = library.find(control).find((each) => each.kind === 'control');
    if (!found) return { control, names, type: 'number', valueType: signal(noUnit) };
    return { control, names, type: found.type, valueType: controlValueType(found) };
  });
}

/** Computes what follows from an entry of the library the first time it is asked for. */
function onceFor<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, Result>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = compute(key);
      known.set(key, found);
    }
    return found;
  };
}

function tooMany(
  c: Context,
  head: Span,
  name: string,
  takes: number,
  args: readonly Given[],
  extra: readonly Given[],
): Typed {
  const [first] = extra;
  const last = extra.at(-1);
  const place = first && last ? { start: placeOf(first).start, end: placeOf(last).end } : { start: 0, end: 0 };
  return report(
    c,
    'tooManyArguments',
    place,
    [`\`${name}\``, counted(takes, 'argument'), String(args.length)],
    surplus(c, head, args, takes),
  );
}
