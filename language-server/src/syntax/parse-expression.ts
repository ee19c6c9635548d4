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
