// Atoms: literals, names, and everything in brackets: sections, tuples, lists, ranges.

import { type Cursor, skipGroup } from './cursor.ts';
import { replacement } from './messages.ts';
import { parseMini } from './mini-parser.ts';
import { missingExpression } from './missing-expression.ts';
import { parseAnnotation } from './parse-annotation.ts';
import { parseComprehension, startsComprehension } from './parse-comprehension.ts';
import { parseOperator } from './parse-operator.ts';
import { parseLeftSection, rightSection } from './parse-section.ts';
import { resolveOperators } from './resolve-operators.ts';
import type { Token } from './token.ts';
import type { Expression, NumberExpression, StringExpression } from './tree.ts';
import { reportUnexpected } from './unexpected.ts';

export function startsAtom(cursor: Cursor): boolean {
  const { kind, text } = cursor.peek();
  if (kind === 'open') return text !== '{';
  return kind === 'number' || kind === 'string' || kind === 'name' || kind === 'bus' || kind === 'hole';
}

/** Only where `startsAtom` holds. */
export function parseAtom(cursor: Cursor): Expression {
  const token = cursor.take();
  const { start, end, text } = token;
  if (token.kind === 'number') return number(cursor, token);
  if (token.kind === 'string') return string(cursor, token);
  if (token.kind === 'name' || token.kind === 'bus') return { kind: token.kind, text, start, end };
  if (token.kind === 'hole') return { kind: 'error', parts: [], start, end };
  const parse = text === '[' ? parseList : parseParenthesised;
  return cursor.withLayout(-1, () => parse(cursor, start));
}

function number(cursor: Cursor, { start, end, text, number: read }: Token): NumberExpression {
  const unit = cursor.peek();
  if (read?.unit === undefined && unit.kind === 'name' && detachable.has(unit.text)) {
    const fix = replacement({ start: end, end: unit.end }, unit.text);
    cursor.report('detachedUnit', unit, [unit.text], { fix: { ...fix, title: `Write \`${text}${unit.text}\`` } });
    cursor.take();
  }
  return { kind: 'number', value: read?.value ?? 0, digits: read?.digits ?? text, unit: read?.unit, start, end };
}

function string(cursor: Cursor, { start, end, text }: Token): StringExpression {
  const mini = parseMini(text, start + 1, 'any');
  cursor.diagnostics.push(...mini.diagnostics);
  const broken = mini.diagnostics.some(({ severity }) => severity === 'error');
  return { kind: 'string', text, mini: mini.value, broken, start, end };
}

/** Units that mean nothing else: `s` is a control, and a tempo's `bpm` may stand alone. */
const detachable: ReadonlySet<string> = new Set(['hz', 'khz', 'ms', 'db', 'st']);

/** After `(`. */
function parseParenthesised(cursor: Cursor, start: number): Expression {
  if (cursor.is('close')) return { kind: 'tuple', elements: [], start, end: cursor.take().end };
  const startsWithOperator = cursor.is('operator') || cursor.is('punctuation', '`');
  const isMinus = cursor.is('operator', '-') && cursor.peekSecond().kind !== 'close';
  if (startsWithOperator && !isMinus) return parseOperatorFirst(cursor, start);
  const items = cursor.rules.items(cursor, 'after `(`', true);
  const last = items.at(-1);
  if (last?.kind === 'operator') return parseLeftSection(cursor, items.slice(0, -1), last, start);
  const first = parseAnnotation(cursor, resolveOperators(cursor, items));
  if (!cursor.is('punctuation', ',')) return { kind: 'parenthesised', inner: first, start, end: closeGroup(cursor) };
  const elements = [first, ...parseMore(cursor, ')')];
  return { kind: 'tuple', elements, start, end: closeGroup(cursor) };
}

function parseOperatorFirst(cursor: Cursor, start: number): Expression {
  const operator = parseOperator(cursor) ?? { kind: 'operator', text: '#', backticks: false, start, end: start };
  if (cursor.is('close')) return { kind: 'operatorName', operator, start, end: cursor.take().end };
  const items = cursor.rules.items(cursor, `after \`${operator.text}\``);
  const operand = resolveOperators(cursor, items);
  return rightSection(cursor, operator, operand, start, closeGroup(cursor));
}

/** After `[`. */
function parseList(cursor: Cursor, start: number): Expression {
  if (cursor.is('close')) return { kind: 'list', elements: [], start, end: cursor.take().end };
  const from = cursor.rules.expression(cursor, 'after `[`');
  if (cursor.is('punctuation', '..')) return parseRange(cursor, from, undefined, start);
  if (startsComprehension(cursor)) return { ...parseComprehension(cursor, from, start), end: closeGroup(cursor) };
  const elements = [from, ...parseMore(cursor, ']')];
  const [, next] = elements;
  if (elements.length === 2 && cursor.is('punctuation', '..')) return parseRange(cursor, from, next, start);
  return { kind: 'list', elements, start, end: closeGroup(cursor) };
}

function parseRange(cursor: Cursor, from: Expression, next: Expression | undefined, start: number): Expression {
  cursor.take();
  const to = cursor.is('close') ? undefined : cursor.rules.expression(cursor, 'after `..`');
  return { kind: 'range', from, next, to, start, end: closeGroup(cursor) };
}

/** `, a, b`; a comma before the closing bracket is forgiven. */
function parseMore(cursor: Cursor, closer: string): Expression[] {
  const elements: Expression[] = [];
  while (cursor.accept('punctuation', ',')) {
    if (cursor.is('close', closer) && elements.length > 0) break;
    elements.push(cursor.rules.expression(cursor, 'after `,`'));
  }
  return elements;
}

/** Takes the closing bracket, which the balancer has guaranteed; what stands before it has one diagnostic. */
function closeGroup(cursor: Cursor): number {
  if (!cursor.is('close') && !cursor.isEnd()) {
    const token = cursor.peek();
    if (token.kind === 'open' || token.kind === 'punctuation') reportUnexpected(cursor);
    else missingExpression(cursor, 'here');
    skipGroup(cursor);
  }
  if (cursor.is('close')) cursor.take();
  return cursor.lastEnd;
}
