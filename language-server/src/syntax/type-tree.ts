// The tree of written types: what stands behind `::` and in signatures.

import type { Span } from './span.ts';

/** `Pattern`, `Voices`: upper case. */
export interface TypeName extends Span {
  readonly kind: 'typeName';
  readonly text: string;
}

/** `a`: lower case. */
export interface TypeVariable extends Span {
  readonly kind: 'typeVariable';
  readonly text: string;
}

/** `Pattern Note` */
export interface TypeApplication extends Span {
  readonly kind: 'typeApplication';
  readonly head: TypeNode;
  readonly arguments: readonly TypeNode[];
}

export interface TypeFunction extends Span {
  readonly kind: 'typeFunction';
  readonly from: TypeNode;
  readonly to: TypeNode;
}

export interface TypeList extends Span {
  readonly kind: 'typeList';
  readonly element: TypeNode;
}

/** `(a, b)`; a parenthesised type is the type itself. */
export interface TypeTuple extends Span {
  readonly kind: 'typeTuple';
  readonly elements: readonly TypeNode[];
}

/** `(Num a, Ord b) => T` */
export interface TypeConstrained extends Span {
  readonly kind: 'typeConstrained';
  readonly constraints: readonly TypeNode[];
  readonly type: TypeNode;
}

export interface TypeErrorNode extends Span {
  readonly kind: 'typeError';
}

export type TypeNode =
  | TypeName
  | TypeVariable
  | TypeApplication
  | TypeFunction
  | TypeList
  | TypeTuple
  | TypeConstrained
  | TypeErrorNode;
