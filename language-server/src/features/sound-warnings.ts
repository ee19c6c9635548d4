// Warnings for sounds that are not there: never errors, because libraries differ from machine to machine.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { MiniAtom } from '../syntax/mini-tree.ts';
import { meant } from '../syntax/near.ts';
import type { Expression, Statement } from '../syntax/tree.ts';
import { descendants, valueAtoms } from '../syntax/walk.ts';
import type { Analysis } from './analysis.ts';

/** `known` are samples, instruments and synths of other files; the file's own synths are found here. */
export function soundWarnings({ file }: Analysis, known: ReadonlySet<string>): Diagnostic[] {
  const own = new Set(
    file.statements.flatMap(({ statement }) => (statement.kind === 'synth' ? [statement.name.text] : [])),
  );
  return file.statements.flatMap(({ start, statement }) =>
    soundAtoms(statement)
      .filter(({ text }) => !known.has(soundOf(text)) && !own.has(soundOf(text)))
      .map((atom) => warning(atom, start, [...own, ...known])),
  );
}

function warning(atom: MiniAtom, offset: number, names: readonly string[]): Diagnostic {
  const name = soundOf(atom.text);
  const start = atom.start + offset;
  const end = start + name.length;
  const near = meant(name, names).slice(0, 3);
  return {
    code: 'unknownSound',
    severity: 'warning',
    start,
    end,
    message: `There is no sound \`${name}\` on this machine: it will be silent.`,
    ...(near.length > 0 && {
      help: `Near names: ${near.map((other) => `\`${other}\``).join(', ')}.`,
      fixes: near.map((other) => ({ title: `Change to \`${other}\``, edits: [{ start, end, text: other }] })),
    }),
  };
}

const soundOf = (text: string): string => text.replace(/:.*$/, '');

const soundFunctions: ReadonlySet<string> = new Set(['s', 'sound']);

/** The atoms of the strings that `s` and `sound` are given. */
function soundAtoms(statement: Statement): MiniAtom[] {
  return [...descendants(statement)].flatMap((node) => {
    if (node.kind !== 'application' || node.function.kind !== 'name' || !soundFunctions.has(node.function.text))
      return [];
    const [first] = node.arguments;
    return first?.kind === 'string' && !first.broken ? atomsOf(first) : [];
  });
}

function atomsOf(string: Extract<Expression, { kind: 'string' }>): MiniAtom[] {
  return [...valueAtoms(string.mini.root)]
    .filter((term) => term.kind === 'atom')
    .filter(({ text }) => /^[\p{L}\d]/u.test(text));
}
