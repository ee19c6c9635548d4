// The neutral form of a case's expression as Hocket source text.

import type { Expr } from './case.ts';

const infix = /^[^\w]+$/;

const predicates: { readonly [name: string]: string } = {
  even: 'even',
  odd: 'odd',
  mod3eq1: '(\\c -> mod c 3 == 1)',
  lt2: '(\\c -> c < 2)',
  has1: '(\\c -> mod c 10 == 1 || div c 10 == 1)',
};

/** Functions whose first argument is the name of a function. */
const namesFirst = new Set(['spread', 'fastspread', 'slowspread', "spread'", 'spreadChoose', 'spreadr']);

export function sourceText(expr: Expr): string {
  if (typeof expr === 'string') return `"${expr}"`;
  if (typeof expr === 'number') return expr < 0 ? `(${expr})` : String(expr);
  if (!Array.isArray(expr)) return String(expr);
  const [head, ...given] = expr as readonly Expr[];
  if (typeof head !== 'string') return '';
  switch (head) {
    case 'mini':
      return `"${given[0]}"`;
    case 'pure':
      return typeof given[0] === 'string' ? `(pure "${given[0]}")` : sourceText(given[0] ?? null);
    case 'list':
      return `[${given.map((each) => (each === null ? 'silence' : constant(each))).join(', ')}]`;
    case 'pair':
    case 'tuple':
      return `(${given.map(constant).join(', ')})`;
    case '.':
      return `(${given.map(sourceText).join(' . ')})`;
    case 'fmap':
      return mapped(String(given[0]), given[1] ?? null);
    case 'filterValuesGt':
      return `(let p = ${sourceText(given[1] ?? null)} in mask (p > ${given[0]}) p)`;
  }
  if (infix.test(head)) return operator(head, given);
  if (given.length === 0) return head;
  return `(${head} ${given.map((each, index) => argument(head, each, index)).join(' ')})`;
}

function argument(head: string, expr: Expr, index: number): string {
  if (index === 0 && typeof expr === 'string') {
    if (head === 'when' || head === 'ifp') return predicates[expr] ?? expr;
    if (namesFirst.has(head)) return expr;
  }
  if (head === 'snowball' && typeof expr === 'string') return `(${expr})`;
  return constantPlaces[head]?.includes(index) ? constant(expr) : sourceText(expr);
}

/** Arguments that are plain numbers or words, not mini-notation. */
const constantPlaces: { readonly [name: string]: readonly number[] } = {
  rotL: [0],
  rotR: [0],
  stutter: [1],
  echo: [0],
  double: [0],
  triple: [0],
  quad: [0],
  fadeOut: [0],
  fadeIn: [0],
  fadeOutFrom: [0, 1],
  fadeInFrom: [0, 1],
  playFor: [0, 1],
  weave: [0],
  weaveWith: [0],
  ur: [0],
  "ghost'": [0],
  "ghost''": [0],
  necklace: [0],
  step: [0, 1],
  "step'": [1],
  index: [0],
  wash: [2, 3, 4, 5],
  xfadeIn: [0, 1],
  wait: [0, 1],
  clutch: [0],
  clutchIn: [0, 1],
  anticipateIn: [0, 1],
  interpolateIn: [0, 1],
  jumpIn: [1],
  "jumpIn'": [1],
  jumpMod: [1],
  histpan: [1],
  mortal: [0, 1, 2],
};

/** Where a plain value is wanted: a fraction is a number, a word a string. */
function constant(expr: Expr): string {
  if (typeof expr !== 'string') return sourceText(expr);
  return /^-?\d+(\/\d+|\.\d+)?$/.test(expr) ? `(${expr})` : `"${expr}"`;
}

function operator(symbol: string, given: readonly Expr[]): string {
  const [left = null, right] = given;
  if (right !== undefined) return `(${sourceText(left)} ${symbol} ${sourceText(right)})`;
  if (symbol === '<~' || symbol === '~>') return `(${sourceText(left)} ${symbol})`;
  return symbol === '-' ? `(\\p -> p - ${sourceText(left)})` : `(${symbol} ${sourceText(left)})`;
}

/** `fmap (+ 1) p`: the structure is the pattern's. */
function mapped(text: string, pattern: Expr): string {
  const [, symbol, number] = /^\((\+|\*|subtract) *(-?[\d.]+)\)$/.exec(text) ?? [];
  if (symbol === undefined) return text;
  return `(${sourceText(pattern)} ${symbol === 'subtract' ? '|-' : `|${symbol}`} ${number})`;
}
