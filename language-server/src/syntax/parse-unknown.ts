// What begins like no statement: says what was probably meant.

import type { Cursor } from './cursor.ts';
import { insertion, replacement } from './messages.ts';
import { nearest } from './near.ts';
import { parseExpression, parseValue } from './parse-expression.ts';
import { statementWords } from './statement-names.ts';
import type { Part } from './statement-parts.ts';
import type { Token } from './token.ts';
import type { Expression } from './tree.ts';

export function parseUnknown(cursor: Cursor): Part {
  const first = cursor.peek();
  if (first.kind === 'end') return { kind: 'errorStatement', value: { kind: 'error', parts: [], start: 0, end: 0 } };
  if (first.kind === 'operator') return reportIndent(cursor, first);
  if (first.kind === 'keyword') return { kind: 'errorStatement', value: parseExpression(cursor) };
  const value = parseExpression(cursor);
  if (looksLikeDefinition(value)) {
    const near = nearest(first.text, ['let', 'synth'], 1)[0];
    if (near === undefined) cursor.report('definitionWithoutLet', first, [], { fix: insertion(first.start, 'let ') });
    else cursor.report('unknownStatement', first, [first.text], { fix: replacement(first, near) });
  }
  if (cursor.is('punctuation', '=')) return reportDefinition(cursor, first, value);
  const isAlone = first.kind === 'name' && cursor.isEnd() && value.kind === 'name';
  const misspelt = first.kind === 'name' ? nearest(first.text, statementWords, 1)[0] : undefined;
  const usesDollar = value.kind === 'binary' && value.operator.text === '$' && value.left.kind === 'name';
  if (
    misspelt !== undefined &&
    (isAlone || usesDollar || cursor.is('punctuation', ':') || startsWithPlainName(value))
  ) {
    cursor.report('unknownStatement', first, [first.text], { fix: replacement(first, misspelt) });
  } else if (isAloneBefore(cursor, value, ':')) {
    cursor.report('busWithoutTilde', first, [], { fix: insertion(first.start, '~') });
  } else if (cursor.diagnostics.length === 0 && cursor.isEnd()) {
    const at = value.end > value.start ? { start: first.start, end: value.end } : first;
    cursor.report('notAStatement', at, [], { fix: insertion(first.start, 'd1 $ ') });
  } else if (cursor.diagnostics.length === 0 && first.kind === 'name') {
    cursor.report('unknownStatement', first, [first.text]);
  }
  skipRest(cursor);
  return { kind: 'errorStatement', value };
}

/** `lfo: sine 0.3hz` */
const isAloneBefore = (cursor: Cursor, value: Expression, sign: string): boolean =>
  value.kind === 'name' && cursor.diagnostics.length === 0 && cursor.is('punctuation', sign);

/** `lte f x`, `sylo d1`: an application whose function is the misspelt word and that has no operator. */
function startsWithPlainName(value: Expression): boolean {
  return value.kind === 'application' && value.arguments.every(({ kind }) => kind === 'name' || kind === 'number');
}

/** `f x = 3` reads as an application with a named argument. */
function looksLikeDefinition(value: Expression): boolean {
  const application = value.kind === 'binary' ? leftmost(value) : value;
  if (application.kind !== 'application') return false;
  const named = application.arguments.find(({ kind }) => kind === 'namedArgument');
  return named?.kind === 'namedArgument' && named.value.start > named.name.end + 1;
}

function leftmost(value: Expression): Expression {
  let node = value;
  while (node.kind === 'binary') node = node.left;
  return node;
}

function reportIndent(cursor: Cursor, first: Token): Part {
  if (cursor.diagnostics.length === 0)
    cursor.report('notIndented', first, [], { fix: { ...insertion(first.start, '  '), title: 'Indent this line' } });
  cursor.take();
  const value = parseExpression(cursor);
  skipRest(cursor);
  return { kind: 'errorStatement', value };
}

function reportDefinition(cursor: Cursor, first: Token, head: Expression): Part {
  if (cursor.diagnostics.length === 0)
    cursor.report('definitionWithoutLet', first, [], { fix: insertion(first.start, 'let ') });
  cursor.take();
  const value = parseValue(cursor, 'after `=`');
  skipRest(cursor);
  return { kind: 'errorStatement', value: { kind: 'error', parts: [head, value], start: head.start, end: value.end } };
}

function skipRest(cursor: Cursor): void {
  while (!cursor.isEnd()) cursor.take();
}
