// Literals by the type expected of them, and values as data in patterns.

import { unescaped } from '../syntax/escapes.ts';
import { fractionText } from '../syntax/fraction.ts';
import type { NumberCore, TextCore } from '../types/core.ts';
import { atomKind, isNote, readMini } from '../types/mini-kind.ts';
import { argument, match, number, prune, resolve, type Type } from '../types/type.ts';
import { noUnit } from '../types/unit.ts';
import { type Machine, placeOf, type Scope } from './machine.ts';
import { miniPattern } from './mini.ts';
import type { Datum, PatternNode } from './nodes.ts';
import { numberOf } from './numbers.ts';
import { type NumberValue, nothing, patternValue, type Value } from './value.ts';

/** A type with what the definition's variables stand for here, pruned at the top. */
export function typeIn(scope: Scope, type: Type): Type {
  return scope.types.size === 0 ? prune(type) : resolvedIn(scope, type);
}

/** The same, pruned all through: equal ones look alike. */
export function resolvedIn(scope: Scope, type: Type): Type {
  return resolve(type, (open) => {
    const found = scope.types.get(open);
    return found ? resolvedIn(scope, found) : open;
  });
}

export function numberLiteral(machine: Machine, scope: Scope, core: NumberCore): Value {
  const value = numberOf(core.value, core.digits);
  if (!Number.isFinite(value.value)) {
    machine.report('notFinite', placeOf(scope, core), []);
    return nothing;
  }
  const type = typeIn(scope, core.type);
  // A number as a function is that number everywhere: `lpf 500 * 2` on functions.
  if (match(type, '->')) return { kind: 'function', apply: () => value };
  const element = match(type, 'Pattern');
  return element ? patternValue(machine.pure(datum(value, argument(element, 0)))) : value;
}

export function textLiteral(machine: Machine, scope: Scope, core: TextCore): Value {
  const type = typeIn(scope, core.type);
  if (type.tag === 'constructor' && type.name === 'String') return { kind: 'text', text: unescaped(core.text).text };
  const kind = atomKind(type);
  const place = (at: { readonly start: number; readonly end: number }) => placeOf(scope, at);
  const mini = readMini(core, kind);
  for (const problem of mini.problems) machine.report('atom', place(problem), [problem.message]);
  if (mini.problems.length > 0) return nothing;
  return patternValue(miniPattern({ machine, kind, place }, mini.value.root));
}

/** A number as a pattern's element of a type. */
function datum({ value, exact }: NumberValue, element: Type): Datum {
  const found = prune(element);
  const name = found.tag === 'constructor' ? found.name : 'Number';
  if (name === 'Int') return { int: Math.trunc(value) };
  if (name === 'Time' && exact) return { rational: fractionText(exact) };
  if (name === 'Number' && isNote(found)) return { note: value };
  return value;
}

/** A number as data of the same kind as `like`. */
export function likeDatum({ value, exact }: NumberValue, like: Datum): Datum {
  if (typeof like !== 'object') return value;
  if ('int' in like) return { int: Math.trunc(value) };
  if ('note' in like) return { note: value };
  return 'rational' in like && exact ? { rational: fractionText(exact) } : value;
}

/** The number that a value is, be it a constant pattern. */
export function constantOf(value: Value): NumberValue | undefined {
  if (value.kind === 'number') return value;
  if (value.kind !== 'pattern' || value.node.op !== 'pure') return undefined;
  const { value: known } = value.node;
  if (typeof known === 'number') return numberOf(known);
  if (typeof known !== 'object') return undefined;
  if ('int' in known) return numberOf(known.int);
  if ('note' in known) return numberOf(known.note);
  return 'rational' in known ? ofText(known.rational) : undefined;
}

function ofText(rational: string): NumberValue {
  const [numerator = '0', denominator = '1'] = rational.split('/');
  return numberOf(Number(numerator) / Number(denominator), rational);
}

/** A value that is known now, as data. */
export function datumOf(value: Value, element: Type): Datum | undefined {
  switch (value.kind) {
    case 'number':
      return datum(value, element);
    case 'text':
      return value.text;
    case 'bool':
      return value.value;
    case 'list': {
      const inner = match(element, '[]');
      const all = value.elements.map((each) => datumOf(each, inner ? argument(inner, 0) : number(noUnit)));
      return all.some((each) => each === undefined) ? undefined : { list: all.filter((each) => each !== undefined) };
    }
    default:
      return undefined;
  }
}

/** A value as a pattern of elements of a type; undefined when it is none. */
export function patternOf(machine: Machine, value: Value, element: Type): PatternNode | undefined {
  if (value.kind === 'pattern') return value.node;
  const known = datumOf(value, element);
  return known === undefined ? undefined : machine.pure(known);
}
