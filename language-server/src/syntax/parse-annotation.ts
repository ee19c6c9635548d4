// `e :: T`

import type { Cursor } from './cursor.ts';
import { parseType } from './parse-type.ts';
import type { Expression } from './tree.ts';

export function parseAnnotation(cursor: Cursor, expression: Expression): Expression {
  if (!cursor.accept('punctuation', '::')) return expression;
  const type = parseType(cursor);
  return { kind: 'annotation', expression, type, start: expression.start, end: type.end };
}
