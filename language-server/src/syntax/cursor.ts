// The parser's place in the tokens, and the diagnostics that it gathers.

import { deepestNesting } from './balance.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type Extras, type SyntaxCode, syntaxDiagnostic } from './messages.ts';
import type { Item } from './operator-items.ts';
import type { Span } from './span.ts';
import type { Token } from './token.ts';
import type { Binding, Expression } from './tree.ts';

/** Up to the bracket that closes the group that the cursor is in. */
export function skipGroup(cursor: Cursor): void {
  let depth = 0;
  while (!cursor.isEnd() && !(depth === 0 && cursor.is('close'))) {
    if (cursor.is('open')) depth++;
    if (cursor.is('close')) depth--;
    cursor.take();
  }
}

/** The rules that call each other in a circle: files reach those above them through the cursor. */
export interface Rules {
  /** `missing` says where, when there is none: "after `$`". */
  expression(cursor: Cursor, missing?: string): Expression;
  /** Operands and operators in a row. */
  items(cursor: Cursor, missing: string, mayEndOpen?: boolean): Item[];
  bindings(cursor: Cursor, word: 'let' | 'where'): Binding[];
}

export class Cursor {
  readonly diagnostics: Diagnostic[];
  readonly rules: Rules;
  /** The end of the last token taken. */
  lastEnd = 0;
  private readonly tokens: readonly Token[];
  private readonly endToken: Token;
  private index = 0;
  private reportedAt = -1;
  private depth = 0;
  /** In a block of bindings a token that begins a line at this column, or left of it, ends what goes before. */
  private layout = -1;

  constructor(tokens: readonly Token[], diagnostics: Diagnostic[], rules: Rules) {
    this.rules = rules;
    const last = tokens.at(-1);
    this.tokens = tokens;
    this.diagnostics = diagnostics;
    this.endToken = last ?? { kind: 'end', start: 0, end: 0, text: '', column: 0, first: false, number: undefined };
  }

  /** How many tokens have been taken. */
  get taken(): number {
    return this.index;
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

  /** Whether a `<-` stands before the next comma, in this group. */
  seesArrowLeft(): boolean {
    let depth = 0;
    for (let at = this.index; at + 1 < this.tokens.length; at += 1) {
      const [token, next] = [this.tokens[at] ?? this.endToken, this.tokens[at + 1] ?? this.endToken];
      if (token.kind === 'open') depth++;
      if (token.kind === 'close') depth--;
      if (depth < 0 || (depth === 0 && token.kind === 'punctuation' && token.text === ',')) return false;
      if (depth === 0 && token.text === '<' && next.text === '-' && token.end === next.start) return true;
    }
    return false;
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

  /** What nests without brackets is bounded as brackets are: beyond the limit the rest of the group is passed over. */
  deeper(parse: () => Expression): Expression {
    if (this.depth < deepestNesting) {
      this.depth++;
      const result = parse();
      this.depth--;
      return result;
    }
    const { start } = this.peek();
    this.report('tooDeep', this.peek(), [String(deepestNesting)]);
    skipGroup(this);
    return { kind: 'error', parts: [], start, end: this.lastEnd };
  }

  /** Reads the first token of a line of a block although the layout would end there. */
  isAtColumn(column: number): boolean {
    const token = this.tokens[this.index];
    return token !== undefined && token.kind !== 'end' && token.first && token.column === column;
  }
}
