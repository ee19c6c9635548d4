// The parameters of what has a name: what each is, in which unit and range, and what it is when it is not given.

import type { LocalPattern } from '../types/core.ts';
import type { ControlEntry, Entry, Library, NodeEntry, ParameterSpec, PreludeEntry } from '../types/environment.ts';
import { printType } from '../types/print.ts';
import { argument, match, number, pattern, signal, stringType, type Type } from '../types/type.ts';
import { type UnitName, unitType } from '../types/unit.ts';

export interface ParameterArticle {
  readonly name: string;
  /** Other names for `name=value`. */
  readonly aliases: readonly string[];
  /** Whether `name=value` gives it; the parameters of functions go by position only. */
  readonly named: boolean;
  readonly type: string;
  /** As it is printed: `Hz`; empty where there is none. */
  readonly unit: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** What it is when it is not given. */
  readonly default: number | undefined;
  readonly doc: string;
}

const unitTexts: Readonly<Record<UnitName, string>> = {
  none: '',
  hz: 'Hz',
  s: 's',
  cycles: 'cycles',
  db: 'dB',
  st: 'semitones',
  note: 'note',
  ratio: '',
};

/** The parameters that arguments fill in order, then those that only go by name. */
export function parametersOf(entry: Entry, library: Library): readonly ParameterArticle[] {
  switch (entry.kind) {
    case 'node':
      return nodeParameters(entry);
    case 'control':
      return controlParameters(entry, library);
    case 'pattern':
      return byPosition(entry.scheme.type, []);
    case 'prelude':
      return byPosition(entry.scheme.type, namesIn(entry));
  }
}

function nodeParameters({ ports, positional, options }: NodeEntry): readonly ParameterArticle[] {
  const first = positional.flatMap((name) => ports.filter((port) => port.name === name));
  const others = ports.filter(({ name, signal: fed }) => !fed && !positional.includes(name));
  return [
    ...[...first, ...others].map((port) => named(port, signal(unitType(port.unit)), port.aliases)),
    ...options.map((option) => named(option, number(unitType(option.unit)), [])),
  ];
}

/** Those of its effect, if it switches one on: that has no default, because without the control it is off. */
export function controlParameters(entry: ControlEntry, library: Library): readonly ParameterArticle[] {
  const { effect } = entry;
  if (!effect) return [named(entry.parameter, valueType(entry), entry.aliases)];
  return effect.controls.map(({ control, port: portName }, index) => {
    const port = effect.node.ports.find(({ name }) => name === portName);
    const found = control === entry.name ? entry : library.find(control).find(({ kind }) => kind === 'control');
    const own = found?.kind === 'control' ? found : undefined;
    const spec = { ...(own?.parameter ?? { ...entry.parameter, ...port }), name: control };
    const switches = index === 0 && effect.place !== 'engine';
    return named(
      { ...spec, default: switches ? undefined : spec.default },
      own ? valueType(own) : pattern(number(unitType(spec.unit))),
      [...(own?.aliases ?? []), portName, ...(port?.aliases ?? [])],
    );
  });
}

function valueType({ type, parameter }: ControlEntry): Type {
  if (type === 'string') return pattern(stringType);
  return pattern(number(unitType(type === 'note' ? 'note' : parameter.unit)));
}

function named({ name, unit, min, max, default: initial, doc }: ParameterSpec, type: Type, aliases: readonly string[]) {
  return {
    name,
    aliases: [...new Set(aliases)].filter((alias) => alias !== name),
    named: true,
    type: printType(type),
    unit: unitTexts[unit],
    min,
    max,
    default: initial,
    doc,
  };
}

export function splitArrows(type: Type): { readonly parameters: Type[]; readonly result: Type } {
  const parameters: Type[] = [];
  let result = type;
  for (let found = match(result, '->'); found; found = match(result, '->')) {
    parameters.push(argument(found, 0));
    result = argument(found, 1);
  }
  return { parameters, result };
}

/** Names that tell parameters apart: those of the definition, and otherwise what is usual for the type. */
function byPosition(type: Type, names: readonly (string | undefined)[]): readonly ParameterArticle[] {
  const taken = new Map<string, number>();
  return splitArrows(type).parameters.map((each, index) => {
    const printed = printType(each);
    const name = names[index] ?? usualName(printed);
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return {
      name: before === 0 ? name : `${name}${before + 1}`,
      aliases: [],
      named: false,
      type: printed,
      unit: '',
      min: undefined,
      max: undefined,
      default: undefined,
      doc: '',
    };
  });
}

const usual: readonly (readonly [RegExp, string])[] = [
  [/->/, 'f'],
  [/^\[/, 'xs'],
  [/^\(/, 'span'],
  [/^Pattern \[?[a-z]\]?$|^Voices$|Controls$/, 'p'],
  [/Time$/, 't'],
  [/Int$/, 'n'],
  [/Bool$/, 'b'],
  [/String$/, 'name'],
];

const usualName = (type: string): string => usual.find(([form]) => form.test(type))?.[1] ?? 'x';

function namesIn({ value }: PreludeEntry): readonly (string | undefined)[] {
  return value.tag === 'lambda' ? value.parameters.map(localName) : [];
}

function localName(local: LocalPattern): string | undefined {
  if (local === undefined) return undefined;
  return 'elements' in local ? `(${local.elements.map((each) => localName(each) ?? '_').join(', ')})` : local.name;
}
