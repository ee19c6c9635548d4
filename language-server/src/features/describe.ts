// What the editor says about a name of the library: its type, its parameters with unit, range and default, its doc.

import { fullType } from '../types/call.ts';
import type { Entry, Library, ParameterSpec } from '../types/environment.ts';
import { printScheme, printType } from '../types/print.ts';
import { argument, match, type Type } from '../types/type.ts';
import type { UnitName } from '../types/unit.ts';

export interface ParameterText {
  readonly label: string;
  readonly doc: string;
  /** For `name=value`; absent where arguments go by position only. */
  readonly name: string | undefined;
}

/** The parameters that arguments fill in order, then those that only go by name. */
export function parametersOf(entry: Entry, library: Library): ParameterText[] {
  switch (entry.kind) {
    case 'node': {
      const positional = entry.positional.flatMap((name) => entry.ports.filter((port) => port.name === name));
      const others = entry.ports.filter(({ name, signal }) => !signal && !entry.positional.includes(name));
      return [...positional, ...others, ...entry.options].map(parameterText);
    }
    case 'control':
      return controlParameters(entry, library).map(parameterText);
    case 'pattern':
    case 'prelude':
      return splitArrows(entry.scheme.type).parameters.map((type) => ({
        label: printType(type),
        doc: '',
        name: undefined,
      }));
  }
}

function controlParameters(entry: Extract<Entry, { kind: 'control' }>, library: Library): ParameterSpec[] {
  if (!entry.effect) return [entry.parameter];
  return entry.effect.controls.map(({ control, port }) => {
    const own = control === entry.name ? entry : library.find(control).find(({ kind }) => kind === 'control');
    const fallback = entry.effect?.node.ports.find(({ name }) => name === port);
    return own?.kind === 'control' ? own.parameter : { ...entry.parameter, ...fallback, name: control };
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

function parameterText(spec: ParameterSpec): ParameterText {
  const { name, doc } = spec;
  return { label: name, doc: [factsOf(spec), doc].filter((text) => text !== '').join('. '), name };
}

/** `20 to 20000 Hz, 1000 when not given` */
export function factsOf({ unit, min, max, default: initial }: ParameterSpec): string {
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
            : first?.unit && unitTexts[first.unit]
              ? `Number ${unitTexts[first.unit]}`
              : 'Number';
      return `Pattern ${value.includes(' ') ? `(${value})` : value} -> Voices`;
    }
    case 'pattern':
    case 'prelude':
      return printScheme(entry.scheme);
  }
}

/** Markdown. */
export function describeEntry(entry: Entry, library: Library): string {
  const parts = [code(`${entry.name} : ${typeOf(entry, library)}`)];
  if (entry.doc) parts.push(entry.doc);
  const named = parametersOf(entry, library).filter(({ name }) => name !== undefined);
  if (named.length > 0) parts.push(named.map(({ label, doc }) => `- \`${label}\`${doc ? `: ${doc}` : ''}`).join('\n'));
  if (entry.aliases.length > 0) parts.push(`Also called ${entry.aliases.map((name) => `\`${name}\``).join(', ')}.`);
  if (entry.example) parts.push(code(entry.example));
  return parts.join('\n\n');
}

export function code(text: string): string {
  return `\`\`\`hocket\n${text}\n\`\`\``;
}
