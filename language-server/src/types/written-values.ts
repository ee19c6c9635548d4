// The numbers and words that an argument is written with, where it is a literal: `2`, `(-1)`, `"<0 2>"`, `30khz`.

import { atomValue } from '../syntax/mini-reread.ts';
import type { AtomValue } from '../syntax/mini-tree.ts';
import type { Span } from '../syntax/tree.ts';
import { valueAtoms } from '../syntax/walk.ts';
import type { Core } from './core.ts';
import { atomKind, readMini } from './mini-kind.ts';
import { argument, match, type Type } from './type.ts';
import { conversion } from './unit.ts';

interface WrittenNumber extends Span {
  /** In the unit that is expected there. */
  readonly value: number;
}

interface WrittenWord extends Span {
  readonly text: string;
}

/** None where it is computed, or in a unit that is converted. */
export function writtenNumbers(core: Core): readonly WrittenNumber[] {
  const { start, end } = core;
  switch (core.tag) {
    case 'convert':
      return isMeasuredAlike(core.from, core.to) ? writtenNumbers(core.value) : [];
    case 'number':
      return [{ value: core.value, start, end }];
    case 'text': {
      const kind = atomKind(core.type);
      return [...valueAtoms(readMini(core, kind).value.root)].flatMap((atom) => {
        const value = numberOf(atomValue(atom, kind));
        return value === undefined ? [] : [{ value, start: atom.start, end: atom.end }];
      });
    }
    default:
      return [];
  }
}

function numberOf(value: AtomValue | undefined): number | undefined {
  if (value?.type === 'rational') return Number(value.value.numerator) / Number(value.value.denominator);
  return value?.type === 'number' || value?.type === 'note' || value?.type === 'int' ? value.value : undefined;
}

function isMeasuredAlike(from: Type, to: Type): boolean {
  const [a, b] = [unitOf(from), unitOf(to)];
  return !a || !b || conversion(a, b) === 'same';
}

function unitOf(type: Type): Type | undefined {
  const inner = match(type, 'Pattern');
  const measured = inner ? argument(inner, 0) : type;
  const found = match(measured, 'Number') ?? match(measured, 'Signal');
  return found && argument(found, 0);
}

/** A number for a message. */
export const shown = (value: number): string => String(Number(value.toPrecision(6)));

/** The names in a string. */
export function writtenWords(core: Core): readonly WrittenWord[] {
  if (core.tag === 'convert') return writtenWords(core.value);
  if (core.tag !== 'text' || atomKind(core.type) !== 'string') return [];
  return [...valueAtoms(readMini(core, 'string').value.root)].map(({ text, start, end }) => ({ text, start, end }));
}
