// Makes the brackets of a statement's tokens balanced before parsing: each mistake is reported once, at its bracket,
// and mended by closing, dropping or exchanging a bracket, so that the parser never meets one.

import type { Diagnostic } from './diagnostic.ts';
import type { Tokens } from './lexer.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { closerOf, openerOf, type Token } from './token.ts';

/** How deep brackets may nest: the parser's recursion, and every later one, is bounded by it. */
export const deepestNesting = 100;

export function balance({ tokens, diagnostics }: Tokens): Tokens {
  if (isBalanced(tokens)) return { tokens, diagnostics };
  const balancer = new Balancer(diagnostics);
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'open' && balancer.tooDeep(token)) index = afterGroup(tokens, index) - 1;
    else if (token !== undefined) balancer.take(token);
  }
  return { tokens: balancer.output, diagnostics };
}

function isBalanced(tokens: readonly Token[]): boolean {
  const open: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'open' && open.push(token.text) > deepestNesting) return false;
    if (token.kind === 'close' && open.pop() !== openerOf[token.text]) return false;
  }
  return open.length === 0;
}

/** The index after the bracketed group that begins at `index`, or of the end. */
function afterGroup(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    const kind = tokens[at]?.kind;
    if (kind === 'end') return at;
    if (kind === 'open') depth++;
    if (kind === 'close' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

class Balancer {
  readonly output: Token[] = [];
  private readonly open: { readonly token: Token; readonly index: number }[] = [];
  private readonly diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    this.diagnostics = diagnostics;
  }

  take(token: Token): void {
    if (token.kind === 'open') this.open.push({ token, index: this.output.length });
    if (token.kind === 'end') this.closeAll();
    if (token.kind === 'close') this.close(token);
    else this.output.push(token);
  }

  /** Beyond the limit a whole group becomes a hole. */
  tooDeep(token: Token): boolean {
    if (this.open.length < deepestNesting) return false;
    if (!this.diagnostics.some(({ code }) => code === 'tooDeep')) {
      this.diagnostics.push(syntaxDiagnostic('tooDeep', token, [String(deepestNesting)]));
    }
    this.output.push({ ...token, kind: 'hole' });
    return true;
  }

  private close(token: Token): void {
    const opener = openerOf[token.text] ?? '';
    const top = this.open.at(-1);
    if (top === undefined) {
      const fix = replacement(token, '');
      this.diagnostics.push(syntaxDiagnostic('strayBracket', token, [token.text, opener], { fix }));
    } else if (top.token.text === opener) {
      this.open.pop();
      this.output.push(token);
    } else if (this.open.some((outer) => outer.token.text === opener)) {
      while (this.open.at(-1)?.token.text !== opener) this.closeUnclosed(this.output.length);
      this.close(token);
    } else {
      this.wrong(top.token, token);
    }
  }

  private wrong(opener: Token, token: Token): void {
    const closer = closerOf[opener.text] ?? '';
    const fix = replacement(token, closer);
    const related = [{ start: opener.start, end: opener.end, message: `\`${opener.text}\` was opened here.` }];
    const parts = [opener.text, token.text, closer];
    this.diagnostics.push(syntaxDiagnostic('wrongBracket', token, parts, { fix, related }));
    this.open.pop();
    this.output.push({ ...token, text: closer });
  }

  private closeAll(): void {
    while (this.open.length > 0) this.closeUnclosed(this.placeForCloser());
  }

  private closeUnclosed(place: number): void {
    const top = this.open.pop();
    if (top === undefined) return;
    const closer = closerOf[top.token.text] ?? '';
    const offset = this.output[place - 1]?.end ?? top.token.end;
    const { column } = top.token;
    const virtual: Token = {
      kind: 'close',
      start: offset,
      end: offset,
      text: closer,
      column,
      first: false,
      number: undefined,
    };
    this.output.splice(place, 0, virtual);
    const fix = insertion(offset, closer);
    this.diagnostics.push(syntaxDiagnostic('unclosedBracket', top.token, [top.token.text, closer], { fix }));
  }

  /**
   * A next line that begins with an operator belongs outside of a bracket left open on the line before; so do what follows a
   * `$`, and controls where the bracket holds a value.
   */
  private placeForCloser(): number {
    const opener = this.open.at(-1);
    const from = (opener?.index ?? 0) + 1;
    const holdsValue = this.holdsValue(from);
    let depth = 0;
    for (let index = from; index < this.output.length; index++) {
      const token = this.output[index];
      if (token?.kind === 'open') depth++;
      if (token?.kind === 'close') depth--;
      if (depth > 0 || token?.kind !== 'operator') continue;
      if (token.first || (token.text === '$' && opener?.token.text === '(' && index > from)) return index;
      if (token.text === '#' && holdsValue) return index;
    }
    return this.output.length;
  }

  /** `# gain (slow 4 sine ...`, `n ("0 2" ...`: no voices, to which controls could be joined. */
  private holdsValue(from: number): boolean {
    const first = this.output[from]?.kind;
    const [operator, control] = [this.output[from - 3], this.output[from - 2]];
    return first === 'string' || first === 'number' || (control?.kind === 'name' && operator?.text === '#');
  }
}
