// A token that fits nowhere: says what was probably meant by it.

import type { Cursor } from './cursor.ts';
import { reportKeyword } from './missing-expression.ts';

const helps: ReadonlyMap<string, string> = new Map([
  ['..', 'A range is written in a string, `"0 .. 7"`, or in a list, `[0 .. 7]`.'],
  [';', 'Elements are separated by `,`; statements stand on lines of their own.'],
]);

export function reportUnexpected(cursor: Cursor): void {
  const token = cursor.peek();
  const second = cursor.peekSecond();
  const isDecimalComma =
    token.text === ',' && second.kind === 'number' && second.start === token.end && cursor.lastEnd === token.start;
  if (token.kind === 'keyword') {
    reportKeyword(cursor);
    return;
  }
  const help = isDecimalComma ? 'A decimal number has a point: `0.5`.' : helps.get(token.text);
  cursor.report('unexpected', token, [token.text], { help });
}
