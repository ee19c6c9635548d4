// Parts that several kinds of statements have.

import type { Cursor } from './cursor.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { parseValue } from './parse-expression.ts';
import type { Expression, Name, Statement } from './tree.ts';

/** What a statement's parser makes; the rest is common to all. */
export type Part = Statement extends infer Each
  ? Each extends Statement
    ? Omit<Each, 'start' | 'end' | 'text' | 'diagnostics' | 'mentions'>
    : never
  : never;

export function takeName(cursor: Cursor): Name {
  const { text, start, end } = cursor.take();
  return { kind: 'name', text, start, end };
}

/** The value after a `$`, which may only be left out before a single word or bracket: `d1 silence`. */
export function parseAfterDollar(cursor: Cursor, name: Name): Expression {
  const next = cursor.peek();
  const missing = 'after `$`';
  if (cursor.accept('operator', '$')) return parseValue(cursor, missing);
  if (next.kind === 'punctuation' && (next.text === '=' || next.text === ':')) {
    cursor.report('dollarExpected', next, [name.text, next.text], {
      fix: replacement(next, next.text === ':' ? ' $' : '$'),
    });
    cursor.take();
    return parseValue(cursor, missing);
  }
  const value = parseValue(cursor, `after \`${name.text}\``);
  if (value.kind === 'application' || value.kind === 'binary') {
    const extras = { fix: insertion(name.end, ' $') };
    cursor.diagnostics.push(syntaxDiagnostic('missingDollar', name, [name.text], extras));
  }
  return value;
}
