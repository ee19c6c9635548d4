// The operator table: precedences and associativity as in Haskell and TidalCycles.

export type Associativity = 'left' | 'right' | 'none';

export interface Fixity {
  /** 0 binds loosest, 9 tightest; application binds tighter than any operator. */
  readonly precedence: number;
  readonly associativity: Associativity;
}

/** Prefix minus binds like binary `-`. */
export const negationPrecedence = 6;

/** Operators that take structure from the left, the right or both sides exist for each of these. */
const familyBases: readonly string[] = ['+', '++', '-', '*', '/', '%', '**', '<', '>'];

const left = (precedence: number): Fixity => ({ precedence, associativity: 'left' });
const right = (precedence: number): Fixity => ({ precedence, associativity: 'right' });
const none = (precedence: number): Fixity => ({ precedence, associativity: 'none' });

const plain: readonly (readonly [string, Fixity])[] = [
  ['.', right(9)],
  ['!!', left(9)],
  ['**', right(8)],
  ['^', right(8)],
  ['*', left(7)],
  ['/', left(7)],
  ['%', left(7)],
  ['+', left(6)],
  ['-', left(6)],
  ['<>', right(6)],
  ['<~', left(5)],
  ['~>', left(5)],
  ['++', right(5)],
  ['==', none(4)],
  ['/=', none(4)],
  ['<', none(4)],
  ['>', none(4)],
  ['<=', none(4)],
  ['>=', none(4)],
  ['<*>', left(4)],
  ['<*', left(4)],
  ['*>', left(4)],
  ['<$>', left(4)],
  ['<$', left(4)],
  ['&&', right(3)],
  ['||', right(2)],
  ['#', left(1)],
  ['>>', left(1)],
  ['$', right(0)],
];

const families = familyBases.flatMap((base) =>
  [`|${base}|`, `|${base}`, `${base}|`].map((name) => [name, left(1)] as const),
);

const table: ReadonlyMap<string, Fixity> = new Map([...plain, ...families]);

/** A function in backticks binds as tight as `.`, to the left. */
const backtickFixity = left(9);

export const operatorNames: readonly string[] = [...table.keys()];

export function isOperator(text: string): boolean {
  return table.has(text);
}

export function fixityOf(operator: { readonly text: string; readonly backticks: boolean }): Fixity {
  return operator.backticks ? backtickFixity : (table.get(operator.text) ?? backtickFixity);
}
