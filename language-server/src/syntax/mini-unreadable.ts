// Says what is wrong where no term of mini-notation begins, and moves on.

import { notOfKind } from './mini-atoms.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';

export function reportUnreadable(cursor: MiniCursor, reading: Reading): void {
  const at = cursor.position;
  const sign = cursor.peek();
  const afterBlank = at > 0 && /\s/.test(cursor.text.charAt(at - 1)) && cursor.text.slice(0, at).trim() !== '';
  if (sign === '~') {
    cursor.report('miniRestInNumbers', at, at + 1);
  } else if ('!@_'.includes(sign)) {
    cursor.report('miniNothingBefore', at, at + 1, [sign]);
  } else if ('*/(%?'.includes(sign) && !(sign === '%' && cursor.wordStart(at) < at)) {
    cursor.report(afterBlank ? 'miniDetached' : 'miniNothingBefore', at, at + 1, [sign]);
    if (sign === '(') cursor.inGroup(() => undefined);
  } else {
    const start = cursor.wordStart(at);
    const end = Math.max(at + 1, Math.min(cursor.end, cursor.wordEnd(at)));
    cursor.report(notOfKind[reading.kind], start, end, [cursor.text.slice(start, end)]);
    cursor.position = end;
    return;
  }
  if (cursor.position === at) cursor.position++;
}
