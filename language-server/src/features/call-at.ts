// The call that a cursor stands in, by its tokens: it must work in text that is only half written.

import { tokenize } from '../syntax/lexer.ts';
import type { Token } from '../syntax/token.ts';
import { type Analysis, statementAt } from './analysis.ts';

export interface CallAt {
  readonly name: string;
  /** How many arguments stand before the cursor's: the active one's index by position. */
  readonly index: number;
  /** Where the active argument is named, its name. */
  readonly argument: string | undefined;
  readonly given: readonly string[];
}

/** From the innermost call outwards. */
export function callsAt(analysis: Analysis, offset: number): CallAt[] {
  const here = statementAt(analysis, offset);
  if (!here) return [];
  const before = analysis.text.slice(here.placed.start, offset);
  const { tokens } = tokenize(before);
  const calls: CallAt[] = [];
  const typed = tokens.filter(({ kind }) => kind !== 'end');
  let end = typed.length;
  // What the cursor still touches is the active argument itself.
  if (typed.at(-1)?.end === before.length) end = beforeArgument(typed);
  for (;;) {
    const run = runBefore(typed, end);
    const call = toCall(typed.slice(run.start, end));
    if (call) calls.push(call);
    const open = enclosingOpen(typed, run.start);
    if (open < 0) return calls;
    end = open;
  }
}

/** Where the last argument, a word or a bracketed group, begins. */
function beforeArgument(tokens: readonly Token[]): number {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const kind = tokens[at]?.kind;
    if (depth === 0 && (kind === 'open' || kind === 'operator' || kind === 'punctuation')) return at + 1;
    if (kind === 'close') depth++;
    if (kind === 'open') depth--;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** The bracket that is open before `from`, or -1. */
function enclosingOpen(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from - 1; at >= 0; at--) {
    const kind = tokens[at]?.kind;
    if (kind === 'close') depth++;
    if (kind === 'open' && --depth < 0) return at;
  }
  return -1;
}

/** Back to the operator, comma or open bracket before which the call's function stands. */
function runBefore(tokens: readonly Token[], end: number): { readonly start: number } {
  let depth = 0;
  let start = end;
  while (start > 0) {
    const token = tokens[start - 1];
    if (token?.kind === 'close') depth++;
    if (token?.kind === 'open') depth--;
    const ends =
      token?.kind === 'operator' || (token?.kind === 'punctuation' && token.text !== '=') || token?.kind === 'keyword';
    if (depth < 0 || (depth === 0 && ends)) break;
    start--;
  }
  return { start };
}

function toCall(run: readonly Token[]): CallAt | undefined {
  const [head] = run;
  if (head?.kind !== 'name') return undefined;
  const given: string[] = [];
  let index = 0;
  let depth = 0;
  let argument: string | undefined;
  for (const [at, token] of run.entries()) {
    if (at === 0) continue;
    if (token.kind === 'close') depth--;
    if (depth === 0 && token.kind !== 'close') {
      const isName = token.kind === 'name' && run[at + 1]?.text === '=';
      if (isName) given.push(token.text);
      argument = isName ? token.text : token.text === '=' ? argument : undefined;
      const isValue = run[at - 1]?.text === '=';
      if (!isName && !isValue && token.text !== '=') index++;
    }
    if (token.kind === 'open') depth++;
  }
  return { name: head.text, index, argument: run.at(-1)?.text === '=' ? argument : undefined, given };
}
