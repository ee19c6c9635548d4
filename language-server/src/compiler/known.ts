// What a pattern is, where that is the same at all times: operators on constants, computed while compiling. Lists are chosen
// from, and `if` decides, by it.

import type { Datum, PatternNode } from './nodes.ts';
import { computeFloat } from './numbers.ts';

export type Known = number | string | boolean;
type Operator = (a: Known, b: Known) => Known | undefined;

const less = (a: Known, b: Known): boolean => a < b;

/** Undefined where the values have no answer. */
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['equal', (a, b) => a === b],
  ['notEqual', (a, b) => a !== b],
  ['less', less],
  ['greater', (a, b) => less(b, a)],
  ['lessOrEqual', (a, b) => !less(b, a)],
  ['greaterOrEqual', (a, b) => !less(a, b)],
  ['and', (a, b) => a === true && b === true],
  ['or', (a, b) => a === true || b === true],
  ['min', (a, b) => (less(b, a) ? b : a)],
  ['max', (a, b) => (less(a, b) ? b : a)],
  ['div', numeric((a, b) => Math.floor(a / b))],
  ['mod', numeric((a, b) => a - b * Math.floor(a / b))],
  ['quot', numeric((a, b) => Math.trunc(a / b))],
  ['rem', numeric((a, b) => a % b)],
  ...(['+', '-', '*', '/', '%', '**'] as const).map(
    (operator) => [operator, numeric((a, b) => computeFloat(operator, a, b))] as const,
  ),
]);

const families: ReadonlyMap<string, string> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['minus', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['over', '/'],
  ['modulo', '%'],
  ['power', '**'],
]);

const functions: ReadonlyMap<string, (x: Known) => Known | undefined> = new Map<
  string,
  (x: Known) => Known | undefined
>([
  ['inv', (x) => x !== true],
  ['even', (x) => Number(x) % 2 === 0],
  ['odd', (x) => Number(x) % 2 !== 0],
  ['negate', (x) => -Number(x)],
  ['abs', (x) => Math.abs(Number(x))],
  ['floor', (x) => Math.floor(Number(x))],
  ['ceiling', (x) => Math.ceil(Number(x))],
  ['truncate', (x) => Math.trunc(Number(x))],
  ['toNumber', (x) => x],
  ['toTime', (x) => x],
  ['toNote', (x) => x],
]);

function numeric(f: (a: number, b: number) => number): (a: Known, b: Known) => number | undefined {
  return (a, b) => {
    const result = typeof a === 'number' && typeof b === 'number' ? f(a, b) : Number.NaN;
    return Number.isFinite(result) ? result : undefined;
  };
}

export const operatorOf = (op: string): Operator | undefined =>
  operators.get(families.get(op.replace(/(Both|Left|Right)$/, '')) ?? op);
export const functionOf = (op: string): ((x: Known) => Known | undefined) | undefined => functions.get(op);

/** What was found: a pattern may be read twice by each of many in a row. */
const found = new WeakMap<PatternNode, { readonly known: Known | undefined }>();

/** Undefined where the pattern changes, or is none of a number, a name or a truth value. */
export function known(node: PatternNode): Known | undefined {
  if (node.op === 'pure') return node.value === undefined ? undefined : plain(node.value);
  if (node.args.length === 0 || node.args.length > 2) return undefined;
  const before = found.get(node);
  if (before) return before.known;
  const result = computed(node);
  found.set(node, { known: result });
  return result;
}

function computed({ op, args }: PatternNode): Known | undefined {
  const [first, second] = args;
  if (!first) return undefined;
  const operator = operatorOf(op);
  const change = functionOf(op);
  if (second ? !operator : !change) return undefined;
  const [a, b] = [known(first), second && known(second)];
  if (a === undefined) return undefined;
  return b === undefined ? change?.(a) : operator?.(a, b);
}

function plain(datum: Datum): Known | undefined {
  if (typeof datum !== 'object') return datum;
  if ('int' in datum) return datum.int;
  if ('note' in datum) return datum.note;
  if (!('rational' in datum)) return undefined;
  const [above = '0', below = '1'] = datum.rational.split('/');
  return Number(above) / Number(below);
}
