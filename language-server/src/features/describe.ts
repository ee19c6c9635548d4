// What the editor says about a name of the library: its type, its parameters with unit, range and default, its doc.

import { fullType } from '../types/call.ts';
import type { Entry, Library, ParameterSpec } from '../types/environment.ts';
import { printScheme, printType } from '../types/print.ts';
import { argument, match, type Type } from '../types/type.ts';
import type { UnitName } from '../types/unit.ts';

export interface ParameterText {
  readonly label: string;
  readonly doc: string;
  /** For `name=value`; none where arguments go by position only. */
  readonly names: readonly string[];
}

/** The parameters that arguments fill in order, then those that only go by name. */
export function parametersOf(entry: Entry, library: Library): ParameterText[] {
  switch (entry.kind) {
    case 'node': {
      const positional = entry.positional.flatMap((name) => entry.ports.filter((port) => port.name === name));
      const others = entry.ports.filter(({ name, signal }) => !signal && !entry.positional.includes(name));
      const ports = [...positional, ...others].map((port) => parameterText(port, port.aliases));
      return [...ports, ...entry.options.map((option) => parameterText(option))];
    }
    case 'control':
      return controlParameters(entry, library).map(({ spec, aliases }) => parameterText(spec, aliases));
    case 'pattern':
    case 'prelude':
      return splitArrows(entry.scheme.type).parameters.map((type) => ({
        label: printType(type),
        doc: '',
        names: [],
      }));
  }
}

interface ControlParameter {
  readonly spec: ParameterSpec;
  readonly aliases: readonly string[];
}

function controlParameters(entry: Extract<Entry, { kind: 'control' }>, library: Library): ControlParameter[] {
  const { effect } = entry;
  if (!effect) return [{ spec: entry.parameter, aliases: entry.aliases }];
  return effect.controls.map(({ control, port: portName }) => {
    const port = effect.node.ports.find(({ name }) => name === portName);
    const found = control === entry.name ? entry : library.find(control).find(({ kind }) => kind === 'control');
    const own = found?.kind === 'control' ? found : undefined;
    const spec = own?.parameter ?? { ...entry.parameter, ...port };
    return { spec: { ...spec, name: control }, aliases: [...(own?.aliases ?? []), portName, ...(port?.aliases ?? [])] };
  });
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

function parameterText(spec: ParameterSpec, aliases: readonly string[] = []): ParameterText {
  const { name, doc } = spec;
  return { label: name, doc: [factsOf(spec), doc].filter((text) => text !== '').join('. '), names: [name, ...aliases] };
}

/** `20 to 20000 Hz, 1000 when not given` */
function factsOf({ unit, min, max, default: initial }: ParameterSpec): string {
  const unitText = unitTexts[unit];
  const bounds =
    min !== undefined && max !== undefined
      ? `${min} to ${max}`
      : min !== undefined
        ? `from ${min}`
        : max !== undefined
          ? `up to ${max}`
          : '';
  const range = [bounds, unitText].filter((text) => text !== '').join(' ');
  const whenMissing = initial === undefined ? '' : `${initial} when not given`;
  return [range, whenMissing].filter((text) => text !== '').join(', ');
}

/** The entry's type in the notation of the language. */
export function typeOf(entry: Entry, library: Library): string {
  switch (entry.kind) {
    case 'node':
      return printType(fullType(entry));
    case 'control': {
      const [first] = controlParameters(entry, library);
      const value =
        entry.type === 'string'
          ? 'String'
          : entry.type === 'note'
            ? 'Note'
            : first?.spec.unit && unitTexts[first.spec.unit]
              ? `Number ${unitTexts[first.spec.unit]}`
              : 'Number';
      return `Pattern ${value.includes(' ') ? `(${value})` : value} -> Voices`;
    }
    case 'pattern':
    case 'prelude':
      return printScheme(entry.scheme);
  }
}

/** Markdown; `name` is how the entry was called. */
export function describeEntry(entry: Entry, library: Library, name = entry.name): string {
  const parts = [code(`${name} : ${typeOf(entry, library)}`)];
  if (entry.doc) parts.push(entry.doc);
  const named = parametersOf(entry, library).filter(({ names }) => names.length > 0);
  if (named.length > 0) parts.push(named.map(({ label, doc }) => `- \`${label}\`${doc ? `: ${doc}` : ''}`).join('\n'));
  const others = [...new Set([entry.name, ...entry.aliases])].filter((other) => other !== name);
  if (others.length > 0) parts.push(`Also called ${others.map((other) => `\`${other}\``).join(', ')}.`);
  if (entry.example) parts.push(code(entry.example));
  return parts.join('\n\n');
}

export function code(text: string): string {
  return `\`\`\`hocket\n${text}\n\`\`\``;
}
