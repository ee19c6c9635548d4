// Sections: an operator in brackets with one of its operands. Haskell's rule: `(x op)` and `(op x)` are sections only
// where `x op y` with a bracketed `x` would be the same tree.

import type { Cursor } from './cursor.ts';
import type { Item } from './operator-items.ts';
import { fixityOf, negationPrecedence } from './operators.ts';
import { resolveOperators } from './resolve-operators.ts';
import type { Expression, LeftSectionExpression, Operator, RightSectionExpression } from './tree.ts';

/** At the closing bracket of `(items op)`. */
export function parseLeftSection(
  cursor: Cursor,
  items: readonly Item[],
  operator: Operator,
  start: number,
): LeftSectionExpression {
  const operand = resolveOperators(cursor, items);
  if (!bindsTighter(operand, operator, 'left')) reportLoose(cursor, operator, operand);
  return { kind: 'leftSection', operator, operand, start, end: cursor.take().end };
}

export function rightSection(
  cursor: Cursor,
  operator: Operator,
  operand: Expression,
  start: number,
  end: number,
): RightSectionExpression {
  if (!bindsTighter(operand, operator, 'right')) reportLoose(cursor, operator, operand);
  return { kind: 'rightSection', operator, operand, start, end };
}

/** The side is where the operand stands. */
function bindsTighter(operand: Expression, operator: Operator, side: 'left' | 'right'): boolean {
  if (operand.kind !== 'binary' && operand.kind !== 'negation') return true;
  const outer = fixityOf(operator);
  const inner =
    operand.kind === 'binary' ? fixityOf(operand.operator) : { precedence: negationPrecedence, associativity: 'left' };
  if (inner.precedence !== outer.precedence) return inner.precedence > outer.precedence;
  return inner.associativity === side && outer.associativity === side;
}

function reportLoose(cursor: Cursor, operator: Operator, operand: Expression): void {
  const edits = [
    { start: operand.start, end: operand.start, text: '(' },
    { start: operand.end, end: operand.end, text: ')' },
  ];
  const fix = { title: 'Put brackets around it', edits };
  cursor.report('sectionNeedsBrackets', operand, [operator.text], { fix });
}
