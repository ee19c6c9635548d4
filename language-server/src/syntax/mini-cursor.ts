// The place in a mini-notation string while it is parsed, its seeds and its diagnostics.

import type { Diagnostic } from './diagnostic.ts';
import { type Unescaped, unescaped } from './escapes.ts';
import { type Extras, type SyntaxCode, syntaxDiagnostic } from './messages.ts';
import { type MiniBrackets, pairBrackets } from './mini-brackets.ts';
import type { AtomKind, MiniLayer, MiniStep, MiniTerm } from './mini-tree.ts';
import type { Span } from './span.ts';

/** How atoms are read: where numbers are wanted (`bd*<2 3>`) there are no rests. */
export interface Reading {
  readonly kind: AtomKind;
  readonly rests: boolean;
}

/** The rules that call each other in a circle: files reach those above them through the cursor. */
export interface MiniRules {
  layers(cursor: MiniCursor, reading: Reading): Layers;
  group(cursor: MiniCursor, reading: Reading): MiniTerm | undefined;
}

/** What stands in a group, and what separates it. */
export interface Layers {
  readonly layers: readonly MiniLayer[];
  readonly separator: ',' | '|' | undefined;
}

/** More mistakes in a string than this say nothing new. */
const mostSaid = 200;

export class MiniCursor {
  readonly text: string;
  readonly rules: MiniRules;
  readonly diagnostics: Diagnostic[];
  readonly brackets: MiniBrackets;
  position = 0;
  /** Where the group that is being read ends. */
  end: number;
  seeds = 0;
  /** Steps that are read and belong to no sequence yet. */
  private readonly waiting: MiniStep[] = [];
  private readonly source: Unescaped;
  private readonly offset: number;
  private quietUntil = -1;
  private looseAt = -1;

  constructor(source: string, offset: number, rules: MiniRules) {
    this.source = unescaped(source);
    this.offset = offset;
    this.rules = rules;
    this.text = this.source.text;
    this.end = this.text.length;
    this.brackets = pairBrackets(this.text, (index) => this.place(index));
    this.diagnostics = [...this.brackets.diagnostics];
  }

  /** Where a character of `text` stands in the coordinates wanted. */
  place(index: number): number {
    return this.offset + this.source.at(index);
  }

  /** Where the next character stands, in the coordinates wanted. */
  get here(): number {
    return this.place(this.position);
  }

  /** How many steps wait: those of a sequence that begins here will follow them. */
  get waitingSteps(): number {
    return this.waiting.length;
  }

  addStep(step: MiniStep): void {
    this.waiting.push(step);
  }

  /** The steps from this one on; they wait no more. */
  takeSteps(from: number): MiniStep[] {
    return this.waiting.splice(from);
  }

  /** The next character, or nothing at the end of the group. */
  peek(): string {
    return this.position < this.end ? this.text.charAt(this.position) : '';
  }

  /** The rest of the group begins with this. */
  isAt(text: string): boolean {
    return this.position + text.length <= this.end && this.text.startsWith(text, this.position);
  }

  /** Passes over blanks, and over closing brackets that close nothing. */
  skipBlanks(): void {
    const { strays } = this.brackets;
    while (this.position < this.end) {
      const isBlank = isSpace(this.text.charCodeAt(this.position));
      if (!isBlank && (strays.size === 0 || !strays.has(this.position))) return;
      this.position++;
    }
  }

  /** What has just been read is a bracket, a number, a rest or a `?`: blanks may stand before its modifiers. */
  endLoosely(): void {
    this.looseAt = this.position;
  }

  isLoose(): boolean {
    return this.looseAt === this.position;
  }

  /** At this character or the other, with blanks before it where they may be; otherwise the cursor stays. */
  goTo(wanted: string, other = wanted): boolean {
    const start = this.position;
    if (this.isLoose()) this.skipBlanks();
    const next = this.peek();
    if (next === wanted || next === other) return true;
    this.position = start;
    return false;
  }

  /** Text from here as far as the group goes. */
  rest(): string {
    return this.end === this.text.length ? this.text : this.text.slice(0, this.end);
  }

  span(start: number, end = this.position): Span {
    return { start: this.place(start), end: this.place(end) };
  }

  newSeed(): number {
    return this.seeds++;
  }

  /** Positions are the string's own. Within one word only the first mistake is reported. */
  report(code: SyntaxCode, start: number, end: number, parts: readonly string[] = [], extras: Extras = {}): void {
    const diagnostic = syntaxDiagnostic(code, this.span(start, Math.max(end, start + 1)), parts, extras);
    if (diagnostic.severity === 'error') {
      if (this.diagnostics.length >= mostSaid) return;
      if (start < this.quietUntil || this.diagnostics.some((said) => said.start === diagnostic.start)) return;
      this.quietUntil = this.wordEnd(end);
    }
    this.diagnostics.push(diagnostic);
  }

  wordEnd(from: number): number {
    let at = from;
    while (at < this.text.length && !/[\s,|[\]<>{}()]/.test(this.text.charAt(at))) at++;
    return at;
  }

  wordStart(from: number): number {
    let at = from;
    while (at > 0 && !/[\s,|[\]<>{}()*/!@?~]/.test(this.text.charAt(at - 1))) at--;
    return at;
  }

  /** Reads the group that opens here, brackets excluded. */
  inGroup<Result>(read: () => Result): Result {
    const start = this.position;
    const outer = this.end;
    const group = this.brackets.groups.get(start);
    this.position = start + 1;
    this.end = group?.contentEnd ?? outer;
    const result = read();
    this.position = group?.end ?? outer;
    this.end = outer;
    this.endLoosely();
    return result;
  }
}

/** What regular expressions take for a space. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)));
}
