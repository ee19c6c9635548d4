// `hocket docs`: the language reference on the terminal.
import type { Entry, Library, ParameterSpec } from '../../language-server/src/types/environment.ts';
import { printScheme } from '../../language-server/src/types/print.ts';
import type { Command } from '../command.ts';
import { UserError } from '../failure.ts';
import { library } from '../source.ts';

export const docs: Command = {
  name: 'docs',
  summary: 'Explain a name of the language, or list all',
  operands: '[NAME]',
  words: [0, 1],
  options: [{ name: 'json', doc: 'as a JSON array of {name, aliases, kind, type, doc, parameters, example}' }],
  async run({ words, flag }) {
    const [name] = words;
    const all = pages(library());
    const found = name === undefined ? all : all.filter((page) => page.name === name || page.aliases.includes(name));
    if (found.length === 0) throw new UserError(`nothing is called \`${name}\``);
    if (flag('json')) console.log(JSON.stringify(found, undefined, 2));
    else if (name === undefined) console.log(overview(found));
    else console.log(found.map(pageText).join('\n\n'));
    return 0;
  },
};

interface Page {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly type: string;
  readonly doc: string;
  readonly parameters: readonly ParameterSpec[];
  readonly example: string | undefined;
}

function pages({ entries, instruments }: Library): readonly Page[] {
  const instrumentPages = instruments.map(({ name, kind, doc }) => ({
    name,
    aliases: [],
    kind: 'instrument',
    type: kind,
    doc,
    parameters: [],
    example: `d1 $ s "${name}"`,
  }));
  return [...entries.map(page), ...instrumentPages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function page(entry: Entry): Page {
  const { name, aliases, kind, doc, example } = entry;
  return { name, aliases, kind, type: typeOf(entry), doc, parameters: parametersOf(entry), example };
}

function typeOf(entry: Entry): string {
  switch (entry.kind) {
    case 'pattern':
    case 'prelude':
      return printScheme(entry.scheme);
    case 'control':
      return `Pattern ${entry.type === 'string' ? 'String' : entry.type === 'note' ? 'Note' : 'Number'} -> Pattern Controls`;
    case 'node':
      return [...entry.positional, 'Signal'].map((port) => (port === 'Signal' ? port : `${port}: Signal`)).join(' -> ');
  }
}

function parametersOf(entry: Entry): readonly ParameterSpec[] {
  if (entry.kind === 'control') return [entry.parameter];
  if (entry.kind !== 'node') return [];
  return [...entry.ports.filter(({ signal }) => !signal), ...entry.options].map(parameter);
}

const parameter = ({ name, unit, min, max, default: initial, doc }: ParameterSpec): ParameterSpec => ({
  name,
  unit,
  min,
  max,
  default: initial,
  doc,
});

function overview(all: readonly Page[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  return all.map(({ name, kind, doc }) => `${name.padEnd(width)}  ${kind.padEnd(10)}  ${doc}`).join('\n');
}

function pageText({ name, aliases, kind, type, doc, parameters, example }: Page): string {
  const lines = [
    `${name} : ${type}`,
    `${kind}${aliases.length > 0 ? `, also called ${aliases.join(', ')}` : ''}`,
    '',
    doc,
  ];
  if (parameters.length > 0) lines.push('', ...parameters.map(parameterText));
  if (example) lines.push('', `  ${example}`);
  return lines.join('\n');
}

function parameterText({ name, unit, min, max, default: initial, doc }: ParameterSpec): string {
  const unitText = unit === 'none' ? '' : ` ${unit}`;
  const range = min !== undefined && max !== undefined ? `${min} to ${max}${unitText}` : unitText.trim();
  const facts = [range, initial === undefined ? '' : `default ${initial}`].filter((fact) => fact !== '').join(', ');
  return `  ${name}${facts ? ` (${facts})` : ''}: ${doc}`;
}
