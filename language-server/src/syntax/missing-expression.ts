// Says that an expression is missing, or that a word stands where none can.

import type { Cursor } from './cursor.ts';
import type { ErrorExpression } from './tree.ts';

export function missingExpression(cursor: Cursor, where: string): ErrorExpression {
  const next = cursor.peek();
  const at = next.kind === 'end' ? { start: Math.max(0, cursor.lastEnd - 1), end: cursor.lastEnd } : next;
  if (next.kind === 'keyword') reportKeyword(cursor);
  else if (next.text === '{') cursor.report('unexpected', at, [next.text]);
  else {
    // `# # pan 1`, `$ $ sound "bd"`
    const isTwice = next.kind === 'operator' && where === `after \`${next.text}\``;
    const twice = isTwice && { title: 'Remove it', edits: [{ start: cursor.lastEnd, end: next.end, text: '' }] };
    const missing = next.kind === 'end' ? where : `before \`${next.text}\``;
    cursor.report('expectedExpression', at, [missing], twice ? { fix: twice } : {});
  }
  return { kind: 'error', parts: [], start: cursor.lastEnd, end: cursor.lastEnd };
}

const keywordCodes = { do: 'noDo', case: 'noCase' } as const;

export function reportKeyword(cursor: Cursor): void {
  const token = cursor.peek();
  const code = keywordCodes[token.text as keyof typeof keywordCodes] ?? 'unexpectedKeyword';
  cursor.report(code, token, [token.text]);
}
