// One operator where it stands, or a name in backticks.

import type { Cursor } from './cursor.ts';
import type { Operator } from './tree.ts';

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
