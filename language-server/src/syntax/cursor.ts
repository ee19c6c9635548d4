// The parser's place in the tokens, and the diagnostics that it gathers.

import type { Diagnostic } from './diagnostic.ts';
import { type Extras, type SyntaxCode, syntaxDiagnostic } from './messages.ts';
import type { Span } from './span.ts';
import type { Token } from './token.ts';

export class Cursor {
  readonly diagnostics: Diagnostic[];
  /** The end of the last token taken. */
  lastEnd = 0;
  private readonly tokens: readonly Token[];
  private readonly endToken: Token;
  private index = 0;
  private reportedAt = -1;
  /** In a block of bindings a token that begins a line at this column, or left of it, ends what goes before. */
  private layout = -1;

  constructor(tokens: readonly Token[], diagnostics: Diagnostic[]) {
    const last = tokens.at(-1);
    this.tokens = tokens;
    this.diagnostics = diagnostics;
    this.endToken = last ?? { kind: 'end', start: 0, end: 0, text: '', column: 0, first: false, number: undefined };
  }

  peek(): Token {
    const token = this.tokens[this.index] ?? this.endToken;
    if (token.first && token.column <= this.layout) return { ...this.endToken, start: this.lastEnd, end: this.lastEnd };
    return token;
  }

  /** The token after the next one, without regard to layout. */
  peekSecond(): Token {
    return this.tokens[this.index + 1] ?? this.endToken;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') {
      this.index++;
      this.lastEnd = token.end;
    }
    return token;
  }

  is(kind: Token['kind'], text?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (text === undefined || token.text === text);
  }

  isEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** Takes the next token when it is this one. */
  accept(kind: Token['kind'], text: string): Token | undefined {
    return this.is(kind, text) ? this.take() : undefined;
  }

  /** One mistake gives one diagnostic: nothing more is said until the parser has moved on. */
  report(code: SyntaxCode, at: Span, parts: readonly string[] = [], extras: Extras = {}): void {
    if (this.reportedAt === this.index) return;
    this.reportedAt = this.index;
    this.diagnostics.push(syntaxDiagnostic(code, at, parts, extras));
  }

  /** Runs `parse` with another layout column; -1 inside brackets, where line breaks mean nothing. */
  withLayout<Result>(column: number, parse: () => Result): Result {
    const outer = this.layout;
    this.layout = column;
    const result = parse();
    this.layout = outer;
    return result;
  }

  /** Reads the first token of a line of a block although the layout would end there. */
  isAtColumn(column: number): boolean {
    const token = this.tokens[this.index];
    return token !== undefined && token.kind !== 'end' && token.first && token.column === column;
  }
}
