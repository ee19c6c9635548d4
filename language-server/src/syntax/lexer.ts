// Cuts a statement into tokens. Whatever cannot be read becomes a diagnostic and the nearest token that makes sense.

import type { Diagnostic } from './diagnostic.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { nearest } from './near.ts';
import { isOperator, operatorNames } from './operators.ts';
import { scanNumber } from './scan-number.ts';
import { commentAt, isBlank, isLineBreak, isSymbol, lineEnd } from './split.ts';
import { keywords, type NumberToken, type Token, type TokenKind } from './token.ts';

export interface Tokens {
  /** The last one is of kind `end`. */
  readonly tokens: readonly Token[];
  readonly diagnostics: Diagnostic[];
}

export function tokenize(text: string): Tokens {
  const lexer = new Lexer(text);
  while (lexer.next());
  return { tokens: lexer.tokens, diagnostics: lexer.diagnostics };
}

const kinds = { open: '([{', close: ')]}', punctuation: ',;`' } as const;
/** What is one character and a token of its own. */
const signs: ReadonlyMap<number, TokenKind> = new Map(
  (['open', 'close', 'punctuation'] as const).flatMap((kind) =>
    Array.from(kinds[kind], (sign) => [sign.charCodeAt(0), kind] as const),
  ),
);

const punctuation: ReadonlySet<string> = new Set(['=', '->', '=>', '::', ':', '..', '\\', '@', '|', '~']);

class Lexer {
  readonly tokens: Token[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly text: string;
  private position = 0;
  private lineStart = 0;
  private first = true;
  private readonly stringsSpanLines: boolean;
  private currentLineEnd = -1;

  constructor(text: string) {
    this.text = text;
    this.stringsSpanLines = quotesPair(text);
  }

  /** Reads one token or blank; false after the end. */
  next(): boolean {
    const { text, position } = this;
    if (position >= text.length) {
      this.push('end', text.length, '');
      return false;
    }
    const code = text.charCodeAt(position);
    if (isLineBreak(code)) this.newLine(position);
    else if (isBlank(code)) this.position++;
    else if (!this.comment()) this.token(code);
    return true;
  }

  private token(code: number): void {
    const { text, position } = this;
    const sign = signs.get(code);
    if (code === 34) this.string();
    else if (isDigit(code)) this.number(position);
    else if (isNameStart(text, position)) this.name('name', position);
    else if (code === 126 && isNameStart(text, position + 1)) this.name('bus', position + 1);
    else if (sign) this.push(sign, position + 1, text.charAt(position));
    else if (isSymbol(code)) this.symbols(code);
    else this.unknown();
  }

  private push(kind: TokenKind, end: number, text: string, number?: NumberToken): void {
    const { position: start, lineStart } = this;
    this.tokens.push({ kind, start, end, text, column: start - lineStart, first: this.first, number });
    this.position = end;
    this.first = false;
  }

  private newLine(position: number): void {
    this.position = this.lineStart = position + 1;
    this.first = true;
  }

  private comment(): boolean {
    const { text, position } = this;
    const end = commentAt(text, position);
    if (end !== undefined) {
      const lastBreak = text.lastIndexOf('\n', end - 1);
      if (lastBreak >= position) this.newLine(lastBreak);
      this.position = end;
      return true;
    }
    if (!text.startsWith('{-', position)) return false;
    const close = lineEnd(text, position);
    const at = { start: position, end: position + 2 };
    this.diagnostics.push(syntaxDiagnostic('unclosedComment', at, [], { fix: insertion(close, ' -}') }));
    this.position = close;
    return true;
  }

  private string(): void {
    const { text, position } = this;
    const close = text.indexOf('"', position + 1);
    const line = this.endOfLine();
    if (close >= 0 && (close < line || this.stringsSpanLines)) {
      this.push('string', close + 1, text.slice(position + 1, close));
      const lastBreak = close < line ? -1 : text.lastIndexOf('\n', close);
      if (lastBreak > position) this.lineStart = lastBreak + 1;
      return;
    }
    const content = text.slice(position + 1, line).trimEnd();
    const end = position + 1 + content.length;
    const fix = insertion(end, '"');
    this.diagnostics.push(syntaxDiagnostic('unclosedString', { start: position, end }, [], { fix }));
    this.push('string', end, content);
  }

  /** Of the line that is being read; looked for once a line. */
  private endOfLine(): number {
    if (this.currentLineEnd < this.position) this.currentLineEnd = lineEnd(this.text, this.position);
    return this.currentLineEnd;
  }

  private number(position: number): void {
    const scanned = scanNumber(this.text, position);
    this.diagnostics.push(...scanned.diagnostics);
    this.push('number', scanned.end, this.text.slice(this.position, scanned.end), scanned.number);
  }

  private name(kind: 'name' | 'bus', from: number): void {
    let end = from;
    while (isNamePart(this.text, end)) end++;
    const word = this.text.slice(this.position, end);
    this.push(kind === 'name' && keywords.has(word) ? 'keyword' : kind, end, word);
  }

  private symbols(code: number): void {
    const { text, position } = this;
    if (code === 46 && this.leadingDot()) return;
    if (code === 47 && this.foreignComment()) return;
    if (code === 60 && this.unquoted()) return;
    let end = position + 1;
    while (isSymbol(text.charCodeAt(end)) && text.charCodeAt(end) !== 92) end++;
    const run = text.slice(position, end);
    // A prefix that may follow is one character.
    for (let length = run.length; length > 0 && length >= run.length - 1; length--) {
      const candidate = run.slice(0, length);
      if (!known(candidate) || !this.mayFollow(position + length, end)) continue;
      this.push(isOperator(candidate) ? 'operator' : 'punctuation', position + length, candidate);
      return;
    }
    this.unknownOperator(run, end);
  }

  /** A run of symbols may only be cut before a prefix: a minus, a bus's `~` or a lambda's `\`. */
  private mayFollow(cut: number, end: number): boolean {
    if (cut === end) return true;
    const rest = this.text.slice(cut, end);
    return rest === '-' || (rest === '~' && isNameStart(this.text, end));
  }

  private unknownOperator(run: string, end: number): void {
    const at = { start: this.position, end };
    const [near] = nearest(run, operatorNames, 1);
    const fix = near === undefined ? undefined : replacement(at, near);
    this.diagnostics.push(syntaxDiagnostic('unknownOperator', at, [run], { fix }));
    this.push('operator', end, near ?? '#');
  }

  /** `.5`, where a composition makes no sense. */
  private leadingDot(): boolean {
    const { text, position } = this;
    if (!isDigit(text.charCodeAt(position + 1))) return false;
    const before = position === 0 ? ' ' : text.charAt(position - 1);
    if (!' \t\n([,='.includes(before)) return false;
    const scanned = scanNumber(text, position);
    const at = { start: position, end: scanned.end };
    const fix = insertion(position, '0');
    this.diagnostics.push(syntaxDiagnostic('leadingDot', at, [text.slice(position, scanned.end)], { fix }));
    this.push('number', scanned.end, text.slice(position, scanned.end), scanned.number);
    return true;
  }

  /** Comments of other languages, after two slashes or between slash and star: read as the comment that was meant. */
  private foreignComment(): boolean {
    const { text, position } = this;
    const isBlock = text.startsWith('/*', position);
    if (!isBlock && !text.startsWith('//', position)) return false;
    const close = isBlock ? text.indexOf('*/', position + 2) : -1;
    const end = close >= 0 ? close + 2 : this.endOfLine();
    const at = { start: position, end: position + 2 };
    const edits = [{ ...at, text: isBlock ? '{-' : '--' }];
    if (isBlock && close >= 0) edits.push({ start: close, end, text: '-}' });
    this.diagnostics.push(
      syntaxDiagnostic('foreignComment', at, [], {
        fix: { title: 'Make it a comment', edits },
      }),
    );
    this.position = end;
    return true;
  }

  /** `n <0 1>`: mini-notation without its quotes is read as the string that was meant. */
  private unquoted(): boolean {
    const { text, position } = this;
    if (text.charAt(position - 1) !== ' ') return false;
    const [found] = /^<\w[^<>"$#()=|~]*>(?=[\s)\],]|$)/.exec(text.slice(position, this.endOfLine())) ?? [];
    if (found === undefined) return false;
    const at = { start: position, end: position + found.length };
    const fix = { ...replacement(at, `"${found}"`), title: 'Add quotes' };
    this.diagnostics.push(syntaxDiagnostic('unquotedPattern', at, [], { fix }));
    this.push('hole', at.end, found);
    return true;
  }

  private unknown(): void {
    const { text, position } = this;
    const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
    const at = { start: position, end: position + character.length };
    const quotes = "“”„‟«»'‘’";
    const diagnostic = quotes.includes(character)
      ? syntaxDiagnostic('wrongQuotes', at, [character], { fix: this.straightQuotes(quotes, at.start) })
      : syntaxDiagnostic('unknownCharacter', at, [character], { fix: replacement(at, '') });
    this.diagnostics.push(diagnostic);
    this.position = at.end;
    if (quotes.includes(character)) this.wrongString(quotes);
  }

  /** Reads what stands between wrong quotes as the string that was meant. */
  private wrongString(quotes: string): void {
    const end = closingQuote(this.text, this.position, quotes);
    if (end === undefined) return;
    const content = this.text.slice(this.position, end);
    this.position -= 1;
    this.push('string', end + 1, content);
  }

  private straightQuotes(quotes: string, start: number): ReturnType<typeof replacement> {
    const edits = [{ start, end: start + 1, text: '"' }];
    const close = closingQuote(this.text, start + 1, quotes);
    if (close !== undefined) edits.push({ start: close, end: close + 1, text: '"' });
    return { title: 'Change to `"`', edits };
  }
}

function closingQuote(text: string, from: number, quotes: string): number | undefined {
  for (let at = from; at < text.length && !isLineBreak(text.charCodeAt(at)); at++) {
    if (quotes.includes(text.charAt(at))) return at;
  }
  return undefined;
}

/** A string may go on in the next line when every quote of the statement has its partner. */
function quotesPair(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count % 2 === 0;
}

function known(run: string): boolean {
  return isOperator(run) || punctuation.has(run);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return code > 0xa0 && /^\p{L}/u.test(text.slice(at, at + 2));
}

function isNameStart(text: string, at: number): boolean {
  return isLetter(text, at) || text.charCodeAt(at) === 95;
}

function isNamePart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isLetter(text, at) || isDigit(code) || code === 95 || code === 39;
}
