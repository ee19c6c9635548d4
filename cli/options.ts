// Reads a command line by a command's specification, and writes its help.
import { parseArgs } from 'node:util';
import type { Command, OptionSpec, Values } from './command.ts';

export type Parsed =
  | { readonly kind: 'values'; readonly values: Values }
  | { readonly kind: 'wrong'; readonly message: string };

export function parseArguments(command: Command, words: readonly string[]): Parsed {
  const options = Object.fromEntries(
    command.options.map(({ name, short, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    return readValues(command, values, positionals);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : undefined;
    return wrong(message ?? 'the options are wrong');
  }
}

type RawValues = { readonly [name: string]: string | boolean | (string | boolean)[] | undefined };

function readValues(command: Command, values: RawValues, words: readonly string[]): Parsed {
  const [least, most] = command.words;
  if (words.length < least) return wrong(`${command.operands} is missing`);
  if (words.length > most) return wrong(`\`${words[most]}\` is too much`);
  for (const name of command.numbers ?? []) {
    const value = values[name];
    if (typeof value === 'string' && !Number.isFinite(Number(value)))
      return wrong(`--${name} takes a number, not \`${value}\``);
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const number = (name: string): number | undefined => {
    const value = text(name);
    return value === undefined ? undefined : Number(value);
  };
  return { kind: 'values', values: { words, text, number, flag: (name) => values[name] === true } };
}

const wrong = (message: string): Parsed => ({ kind: 'wrong', message });

export function usageOf(command: Command): string {
  const rows = [...command.options.map(optionRow), ['-h, --help', 'show this'] as const];
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `Usage: hocket ${command.name} [OPTIONS] ${command.operands}`.trimEnd(),
    '',
    `${command.summary}.`,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
}

function optionRow({ name, short, value, doc }: OptionSpec): readonly [string, string] {
  return [`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`, doc];
}
