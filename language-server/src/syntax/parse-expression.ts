// Expressions: operands and operators in a row, sorted out by `resolve-operators.ts`.

import type { Cursor } from './cursor.ts';
import { missingExpression } from './missing-expression.ts';
import type { Item } from './operator-items.ts';
import { parseAnnotation } from './parse-annotation.ts';
import { parseApplication } from './parse-application.ts';
import { parseOperator } from './parse-operator.ts';
import { resolveOperators } from './resolve-operators.ts';
import type { Expression } from './tree.ts';

/** An expression, with an annotation if it has one. */
export function parseExpression(cursor: Cursor, missing = 'here'): Expression {
  return parseAnnotation(cursor, resolveOperators(cursor, parseItems(cursor, missing)));
}

/** The right side of a definition: an expression that may be followed by `where`. */
export function parseValue(cursor: Cursor, missing: string): Expression {
  const body = parseExpression(cursor, missing);
  if (!cursor.accept('keyword', 'where')) return body;
  return cursor.deeper(() => {
    const bindings = cursor.rules.bindings(cursor, 'where');
    return { kind: 'letIn', style: 'where', bindings, body, start: body.start, end: cursor.lastEnd };
  });
}

/**
 * Operands and operators as they stand. A missing operand is reported, except after the last operator when
 * `mayEndOpen` is set: then the row is a left section.
 */
export function parseItems(cursor: Cursor, missing: string, mayEndOpen = false): Item[] {
  const items = parseOperand(cursor, missing);
  for (;;) {
    const operator = parseOperator(cursor);
    if (operator === undefined) return items;
    items.push(operator);
    if (mayEndOpen && cursor.is('close')) return items;
    for (const item of parseOperand(cursor, `after \`${operator.text}\``)) items.push(item);
  }
}

/** An operand with the minus signs before it. */
function parseOperand(cursor: Cursor, missing: string): Item[] {
  if (!cursor.is('operator', '-')) return [parseApplication(cursor) ?? missingExpression(cursor, missing)];
  const items: Item[] = [];
  for (let minus = cursor.accept('operator', '-'); minus; minus = cursor.accept('operator', '-')) {
    items.push({ kind: 'minus', start: minus.start, end: minus.end });
  }
  items.push(parseApplication(cursor) ?? missingExpression(cursor, 'after `-`'));
  return items;
}
