// A case of the corpus: a question to Tidal, and its answer.

import type { CaseEvent, Json } from './compare.ts';

export type Expr = string | number | boolean | null | readonly Expr[];

export interface Case {
  readonly id: string;
  readonly area: string;
  readonly type: keyof typeof typeNames;
  readonly tidal: string;
  readonly mini?: string;
  readonly expr: Expr;
  readonly begin: string;
  readonly end: string;
  readonly events?: readonly CaseEvent[];
  readonly events_fixed?: readonly CaseEvent[] | 'error';
  readonly error?: boolean;
  readonly disputed?: boolean;
  readonly inexact_time?: boolean;
}

/** The corpus's types as Hocket's. */
export const typeNames = {
  string: 'String',
  float: 'Number',
  note: 'Note',
  int: 'Int',
  rational: 'Time',
  bool: 'Bool',
  char: 'Char',
  control: 'Controls',
} as const;

/** Values as the corpus writes them: only a rational is a fraction. */
export function plainValue(value: Json, type: Case['type']): Json {
  if (typeof value === 'string' && /^-?\d+\/\d+$/.test(value) && type !== 'string') {
    const [numerator, denominator] = value.split('/').map(Number);
    return type === 'rational' ? value : (numerator ?? 0) / (denominator ?? 1);
  }
  if (typeof value === 'number' && type === 'rational' && Number.isInteger(value)) return `${value}/1`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainValue(each, 'float')]));
}
