// One statement: which kind it is, and the parts around its expressions.

import { balance } from './balance.ts';
import { Cursor, type Rules } from './cursor.ts';
import { limitDepth } from './depth.ts';
import type { Diagnostic } from './diagnostic.ts';
import { foreignHabit } from './foreign.ts';
import { tokenize } from './lexer.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { parseBindings } from './parse-binding.ts';
import { parseCommand, parseSetting, parseTransition } from './parse-command.ts';
import { parseExpression, parseItems, parseValue } from './parse-expression.ts';
import { parseSynth } from './parse-synth.ts';
import { parseUnknown } from './parse-unknown.ts';
import { commands, numbered, settings, trackCount, transitions } from './statement-names.ts';
import { type Part, parseAfterDollar, takeName } from './statement-parts.ts';
import type { Token } from './token.ts';
import type { Name, Statement } from './tree.ts';
import { reportUnexpected } from './unexpected.ts';

const inOrder = (one: Diagnostic, other: Diagnostic): number => one.start - other.start || one.end - other.end;

/** More of one code in a statement say nothing new: a thousand open brackets, or no text at all. */
const mostOfAKind = 5;

/** What follows an open string is read as the string or the string as code: nothing said about it would be true. */
function told(diagnostics: Diagnostic[], tokens: readonly Token[], text: string): Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const open = diagnostics.find(({ code }) => code === 'unclosedString');
  if (open !== undefined) return [openString(tokens, text) ?? open];
  const counts = new Map<string, number>();
  return diagnostics.toSorted(inOrder).filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= mostOfAKind;
  });
}

/** So far back a missing quote is looked for. */
const longestWord = 60;

/** The string that runs over code, and so is the one whose quote is missing: `(# speed "2) $ sound "bd"`. */
function openString(tokens: readonly Token[], text: string): Diagnostic | undefined {
  for (const { kind, start, text: content } of tokens) {
    const length = kind === 'string' ? content.search(/\)?\s(?:\$|#|>>)\s/) : -1;
    if (length >= 0) {
      const before = content.slice(0, length);
      // A bracket that the string itself opens: `"bd(3,8) # n "0"`.
      const own = before.split('(').length > before.split(')').length ? 1 : 0;
      const end = start + 1 + before.trimEnd().length + own;
      return syntaxDiagnostic('unclosedString', { start, end }, [], { fix: insertion(end, '"') });
    }
  }
  const last = tokens.findLast(({ kind }) => kind === 'string');
  if (last === undefined || last.text !== '') return undefined;
  const [word] = /[^\s"()[\],]+$/.exec(text.slice(Math.max(0, last.start - longestWord), last.start)) ?? [];
  if (word === undefined) return undefined;
  const start = last.start - word.length;
  const extras = { fix: insertion(start, '"'), help: 'Put a `"` where it begins.' };
  return syntaxDiagnostic('unclosedString', { start, end: last.end }, [], extras);
}

const rules: Rules = { expression: parseExpression, items: parseItems, bindings: parseBindings };

/** `text` is the statement's own; offsets are relative to it. */
export function parseStatement(text: string): Statement {
  const { tokens, diagnostics } = balance(tokenize(text));
  const cursor = new Cursor(tokens, diagnostics, rules);
  const part = parsePart(cursor);
  if (!cursor.isEnd()) reportUnexpected(cursor);
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  const habit = isWrong ? foreignHabit(text) : undefined;
  const ordered = habit ? [habit] : told(diagnostics, tokens, text).sort(inOrder);
  const mentions = mentionedIn(tokens);
  return limitDepth({ ...part, start: 0, end: text.length, text, diagnostics: ordered, mentions } as Statement);
}

function mentionedIn(tokens: readonly Token[]): readonly string[] {
  const names: string[] = [];
  for (const { kind, text } of tokens) if (kind === 'name' || kind === 'bus') names.push(text);
  return names;
}

function parsePart(cursor: Cursor): Part {
  const token = cursor.peek();
  const { text } = token;
  if (token.kind === 'bus') return parseBus(cursor);
  if (token.kind === 'keyword' && text === 'let') return parseLet(cursor);
  if (token.kind !== 'name') return parseUnknown(cursor);
  if (text === 'synth') return parseSynth(cursor);
  if (text === 'out' || numbered('o', text) !== undefined) return parseSounding(cursor, 'output');
  if (text === 'once') return parseSounding(cursor, 'once');
  if (numbered('d', text) !== undefined) return parseSounding(cursor, 'track');
  if (settings.has(text)) return parseSetting(cursor);
  if (commands.has(text) || numberedHush.test(text)) return parseCommand(cursor);
  if (transitions.has(text)) return parseTransition(cursor);
  return parseUnknown(cursor);
}

const numberedHush = /^hush\d+$/;

/** `d1 $ e`, `out $ e`, `once $ e` */
function parseSounding(cursor: Cursor, kind: 'track' | 'output' | 'once'): Part {
  const name = takeName(cursor);
  checkNumber(cursor, name);
  return { kind, name, value: parseAfterDollar(cursor, name) };
}

function checkNumber(cursor: Cursor, name: Name): void {
  const track = numbered('d', name.text);
  const output = numbered('o', name.text);
  const number = track ?? output ?? 1;
  if (number >= 1 && number <= trackCount) return;
  const nearest = `${name.text.charAt(0)}${number < 1 ? 1 : trackCount}`;
  const code = track === undefined ? 'noSuchOutput' : 'noSuchTrack';
  cursor.report(code, name, [name.text], { fix: replacement(name, nearest) });
}

/** `~name: e` */
function parseBus(cursor: Cursor): Part {
  const name = takeName(cursor);
  const next = cursor.peek();
  if (!cursor.accept('punctuation', ':')) {
    if (next.text === '=' || next.text === '$') {
      cursor.report('colonExpected', next, [name.text, next.text], {
        fix: { title: 'Change to `:`', edits: [{ start: name.end, end: next.end, text: ':' }] },
      });
      cursor.take();
    } else if (next.kind !== 'end') {
      cursor.report('missingColon', name, [name.text], { fix: insertion(name.end, ':') });
    }
  }
  return { kind: 'bus', name, value: parseValue(cursor, `after \`${name.text}:\``) };
}

/** `let a = 1`, with more bindings on lines of their own. */
function parseLet(cursor: Cursor): Part {
  cursor.take();
  const bindings = parseBindings(cursor, 'let');
  if (cursor.is('keyword', 'in')) {
    cursor.report('notAStatement', cursor.peek());
    cursor.take();
    parseExpression(cursor);
  }
  return { kind: 'let', bindings };
}
