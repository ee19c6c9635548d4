// Expressions: operands and operators in a row, sorted out by `resolve-operators.ts`.

import type { Cursor } from './cursor.ts';
import { parseApplication } from './parse-application.ts';
import { parseBindings } from './parse-binding.ts';
import { parseType } from './parse-type.ts';
import { type Item, resolveOperators } from './resolve-operators.ts';
import type { ErrorExpression, Expression, Operator } from './tree.ts';

/** An expression, with an annotation if it has one. */
export function parseExpression(cursor: Cursor, missing = 'here'): Expression {
  return parseAnnotation(cursor, resolveOperators(cursor, parseItems(cursor, missing)));
}

export function parseAnnotation(cursor: Cursor, expression: Expression): Expression {
  if (!cursor.accept('punctuation', '::')) return expression;
  const type = parseType(cursor);
  return { kind: 'annotation', expression, type, start: expression.start, end: type.end };
}

/** The right side of a definition: an expression that may be followed by `where`. */
export function parseValue(cursor: Cursor, missing: string): Expression {
  const body = parseExpression(cursor, missing);
  if (!cursor.accept('keyword', 'where')) return body;
  const bindings = parseBindings(cursor, 'where');
  return { kind: 'letIn', style: 'where', bindings, body, start: body.start, end: cursor.lastEnd };
}

/**
 * Operands and operators as they stand. A missing operand is reported, except after the last operator when
 * `mayEndOpen` is set: then the row is a left section.
 */
export function parseItems(cursor: Cursor, missing: string, mayEndOpen = false): Item[] {
  const items: Item[] = [];
  for (;;) {
    parseOperand(cursor, items, missing);
    const operator = parseOperator(cursor);
    if (operator === undefined) return items;
    items.push(operator);
    if (mayEndOpen && cursor.is('close')) return items;
    missing = `after \`${operator.text}\``;
  }
}

function parseOperand(cursor: Cursor, items: Item[], missing: string): void {
  while (cursor.is('operator', '-')) {
    const { start, end } = cursor.take();
    items.push({ kind: 'minus', start, end });
    missing = 'after `-`';
  }
  items.push(parseApplication(cursor) ?? missingExpression(cursor, missing));
}

export function missingExpression(cursor: Cursor, where: string): ErrorExpression {
  const next = cursor.peek();
  const at = next.kind === 'end' ? { start: Math.max(0, cursor.lastEnd - 1), end: cursor.lastEnd } : next;
  if (next.kind === 'keyword') reportKeyword(cursor);
  else if (next.text === '{') cursor.report('unexpected', at, [next.text]);
  else cursor.report('expectedExpression', at, [next.kind === 'end' ? where : `before \`${next.text}\``]);
  return { kind: 'error', parts: [], start: cursor.lastEnd, end: cursor.lastEnd };
}

const keywordCodes = { if: 'noConditional', do: 'noDo', case: 'noCase' } as const;

export function reportKeyword(cursor: Cursor): void {
  const token = cursor.peek();
  const code = keywordCodes[token.text as keyof typeof keywordCodes] ?? 'unexpectedKeyword';
  cursor.report(code, token, [token.text]);
}

export function parseOperator(cursor: Cursor): Operator | undefined {
  const token = cursor.peek();
  if (token.kind === 'operator') {
    cursor.take();
    return { kind: 'operator', text: token.text, backticks: false, start: token.start, end: token.end };
  }
  if (token.kind !== 'punctuation' || token.text !== '`') return undefined;
  cursor.take();
  const name = cursor.is('name') ? cursor.take() : undefined;
  if (name === undefined) {
    cursor.report('missingName', token, ['`']);
    if (cursor.peekSecond().text === '`') cursor.take();
  }
  cursor.accept('punctuation', '`');
  return { kind: 'operator', text: name?.text ?? '', backticks: true, start: token.start, end: cursor.lastEnd };
}
