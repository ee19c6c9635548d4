// Type schemes: types with variables that every use may fill in its own way.

import { isLarge, prune, resolve, type Type, type TypeVariable, variable } from './type.ts';

export interface Scheme {
  readonly quantified: readonly TypeVariable[];
  readonly type: Type;
}

export const monomorphic = (type: Type): Scheme => ({ quantified: [], type });

/** Quantifies over what belongs to deeper levels than `level`. Undefined when the type is too large. */
export function generalise(type: Type, level: number): Scheme | undefined {
  if (isLarge(type)) return undefined;
  const quantified: TypeVariable[] = [];
  collect(type, (open) => {
    if (open.level > level && !quantified.includes(open)) quantified.push(open);
  });
  return { quantified, type: resolve(type) };
}

export interface Instance {
  readonly type: Type;
  /** What stands for the scheme's quantified variables here, in their order. */
  readonly filling: readonly Type[];
}

export function instantiate(scheme: Scheme, level: number): Instance {
  if (scheme.quantified.length === 0) return { type: scheme.type, filling: [] };
  const filling = scheme.quantified.map((open) => variable(level, open.classes));
  return { type: fill(scheme.type, scheme.quantified, filling), filling };
}

/** The type with the quantified variables replaced. */
function fill(type: Type, quantified: readonly TypeVariable[], filling: readonly Type[]): Type {
  if (quantified.length === 0) return type;
  return resolve(type, (open) => filling[quantified.indexOf(open)] ?? open);
}

function collect(type: Type, visit: (open: TypeVariable) => void): void {
  const found = prune(type);
  if (found.tag === 'variable') visit(found);
  else if (!found.closed) for (const each of found.arguments) collect(each, visit);
}
