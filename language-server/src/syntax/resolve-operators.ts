// Builds the tree of a row of operands and operators by precedence, without recursion, so that a row may be of any length.

import type { Cursor } from './cursor.ts';
import type { Item, Minus } from './operator-items.ts';
import { fixityOf, negationPrecedence } from './operators.ts';
import type { Expression, Operator } from './tree.ts';

/** Operands and operators alternate, the first and the last are operands; any operand may have minus signs before it. */
export function resolveOperators(cursor: Cursor, items: readonly Item[]): Expression {
  const [first, second, third] = items;
  if (first && items.length <= 3 && isOperand(first)) {
    if (!second) return first;
    if (second.kind === 'operator' && third && isOperand(third)) return binary(second, first, third);
  }
  const operands: Expression[] = [];
  const pending: (Operator | Minus)[] = [];
  for (const item of items) {
    if (item.kind === 'minus') {
      pending.push(item);
    } else if (item.kind === 'operator') {
      while (reduces(cursor, pending.at(-1), item)) reduce(operands, pending);
      pending.push(item);
    } else {
      operands.push(item);
    }
  }
  while (pending.length > 0) reduce(operands, pending);
  return operands[0] ?? { kind: 'error', parts: [], start: cursor.lastEnd, end: cursor.lastEnd };
}

const isOperand = (item: Item): item is Expression => item.kind !== 'minus' && item.kind !== 'operator';

function binary(operator: Operator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
}

/** Whether the operator on the stack is applied before the next one comes. */
function reduces(cursor: Cursor, stacked: Operator | Minus | undefined, next: Operator): boolean {
  if (stacked === undefined) return false;
  const mine = stacked.kind === 'minus' ? { precedence: negationPrecedence, associativity: 'left' } : fixityOf(stacked);
  const its = fixityOf(next);
  if (mine.precedence !== its.precedence) return mine.precedence > its.precedence;
  const mixed = mine.associativity !== its.associativity || mine.associativity === 'none';
  if (mixed) cursor.report('mixedOperators', next, [stacked.kind === 'minus' ? '-' : stacked.text, next.text]);
  return its.associativity !== 'right';
}

function reduce(operands: Expression[], pending: (Operator | Minus)[]): void {
  const operator = pending.pop();
  const right = operands.pop();
  if (operator === undefined || right === undefined) return;
  if (operator.kind === 'minus') {
    operands.push({ kind: 'negation', operand: right, start: operator.start, end: right.end });
    return;
  }
  const left = operands.pop();
  if (left === undefined) return;
  operands.push(binary(operator, left, right));
}
