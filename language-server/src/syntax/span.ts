// A stretch of text. Lines and columns exist only in the language server's edge.

export interface Span {
  /** UTF-16 offset, inclusive. */
  readonly start: number;
  /** UTF-16 offset, exclusive. */
  readonly end: number;
}
