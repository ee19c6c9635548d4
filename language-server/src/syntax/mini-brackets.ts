// Pairs the brackets of a mini-notation string before it is parsed, so that each bracket mistake is reported once and the
// parser always knows where a group ends.

import type { Diagnostic } from './diagnostic.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { closerOf, openerOf } from './token.ts';

const deepestMini = 60;

interface Group {
  readonly contentEnd: number;
  /** The same when its bracket is missing. */
  readonly end: number;
}

export interface MiniBrackets {
  /** By opening position. */
  readonly groups: ReadonlyMap<number, Group>;
  /** Closing brackets that close nothing: to be passed over. */
  readonly strays: ReadonlySet<number>;
  /** Groups nested too deeply, opening position to end. */
  readonly holes: ReadonlyMap<number, number>;
  readonly diagnostics: readonly Diagnostic[];
}

const none: MiniBrackets = { groups: new Map(), strays: new Set(), holes: new Map(), diagnostics: [] };

const bracket = /[()[\]{}<>]/;

export function pairBrackets(text: string, place: (index: number) => number): MiniBrackets {
  const first = text.search(bracket);
  if (first < 0) return none;
  const balanced = pairBalanced(text, first);
  if (balanced) return balanced;
  const pairing = new Pairing(place);
  for (let at = first; at < text.length; at++) {
    const character = text.charAt(at);
    if (character in closerOf) pairing.open(at, character);
    else if (character in openerOf) pairing.close(at, character);
  }
  pairing.finish(text.length);
  return pairing;
}

/** What most strings are; undefined where there is a mistake. */
function pairBalanced(text: string, first: number): MiniBrackets | undefined {
  const groups = new Map<number, Group>();
  const open: number[] = [];
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (closers.has(code)) {
      if (open.push(at) > deepestMini) return undefined;
    } else if (openers.has(code)) {
      const opener = open.pop();
      if (opener === undefined || text.charCodeAt(opener) !== openers.get(code)) return undefined;
      groups.set(opener, { contentEnd: at, end: at + 1 });
    }
  }
  return open.length === 0 ? { ...none, groups } : undefined;
}

const byCode = (pairs: Readonly<Record<string, string>>): ReadonlyMap<number, number> =>
  new Map(Object.entries(pairs).map(([one, other]) => [one.charCodeAt(0), other.charCodeAt(0)]));
const closers = byCode(closerOf);
const openers = byCode(openerOf);

interface Opener {
  readonly at: number;
  readonly text: string;
}

class Pairing implements MiniBrackets {
  readonly groups = new Map<number, Group>();
  readonly strays = new Set<number>();
  readonly holes = new Map<number, number>();
  readonly diagnostics: Diagnostic[] = [];
  private readonly stack: Opener[] = [];
  private readonly place: (index: number) => number;

  constructor(place: (index: number) => number) {
    this.place = place;
  }

  open(at: number, text: string): void {
    this.stack.push({ at, text });
    if (this.stack.length !== deepestMini + 1) return;
    if (this.holes.size === 0) this.report('miniTooDeep', at, [String(deepestMini)]);
    this.holes.set(at, at + 1);
  }

  close(at: number, text: string): void {
    const wanted = openerOf[text] ?? '';
    const top = this.stack.at(-1);
    if (top === undefined) {
      this.strays.add(at);
      this.report('miniStray', at, [text, wanted], { fix: replacement(this.span(at), '') });
    } else if (top.text === wanted) {
      this.pop(at, at + 1);
    } else if (this.stack.some(({ text: outer }) => outer === wanted)) {
      while (this.stack.at(-1)?.text !== wanted) this.unclosed(at);
      this.pop(at, at + 1);
    } else {
      const closer = closerOf[top.text] ?? '';
      const parts = [top.text, text, closer];
      this.report('miniWrong', at, parts, { fix: replacement(this.span(at), closer) });
      this.pop(at, at + 1);
    }
  }

  finish(length: number): void {
    while (this.stack.length > 0) this.unclosed(length);
  }

  private unclosed(at: number): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    const closer = closerOf[top.text] ?? '';
    if (this.stack.length <= deepestMini) {
      this.report('miniUnclosed', top.at, [top.text, closer], { fix: insertion(this.place(at), closer) });
    }
    this.pop(at, at);
  }

  private pop(contentEnd: number, end: number): void {
    const opener = this.stack.pop();
    if (opener === undefined) return;
    this.groups.set(opener.at, { contentEnd, end });
    if (this.holes.has(opener.at)) this.holes.set(opener.at, end);
  }

  private span(at: number): { start: number; end: number } {
    return { start: this.place(at), end: this.place(at + 1) };
  }

  private report(
    ...[code, at, parts, extras]: [Parameters<typeof syntaxDiagnostic>[0], number, string[], object?]
  ): void {
    this.diagnostics.push(syntaxDiagnostic(code, this.span(at), parts, extras));
  }
}
