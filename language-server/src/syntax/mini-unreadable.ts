// Says what is wrong where no term of mini-notation begins, and moves on.

import type { Extras } from './messages.ts';
import { notOfKind } from './mini-atoms.ts';
import type { MiniCursor, Reading } from './mini-cursor.ts';
import type { Span } from './span.ts';

export function reportUnreadable(cursor: MiniCursor, reading: Reading): void {
  const at = cursor.position;
  const sign = cursor.peek();
  const afterBlank = at > 0 && /\s/.test(cursor.text.charAt(at - 1)) && cursor.text.slice(0, at).trim() !== '';
  if (sign === '~') {
    cursor.report('miniRestInNumbers', at, at + 1);
  } else if ('!@_'.includes(sign)) {
    cursor.report('miniNothingBefore', at, at + 1, [sign]);
  } else if ('*/(%?'.includes(sign) && !(sign === '%' && cursor.wordStart(at) < at)) {
    const step = cursor.text.slice(0, at).trimEnd().length;
    const fix = { title: 'Remove the blank', edits: [{ ...cursor.span(step, at), text: '' }] };
    // A bracket before it closes what it would belong to, a separator begins anew.
    const touches = afterBlank && !/[,|[<{(]$/.test(cursor.text.slice(0, step));
    cursor.report(afterBlank ? 'miniDetached' : 'miniNothingBefore', at, at + 1, [sign], touches ? { fix } : {});
    if (sign === '(') cursor.inGroup(() => undefined);
  } else {
    const start = cursor.wordStart(at);
    const end = Math.max(at + 1, Math.min(cursor.end, cursor.wordEnd(at)));
    const word = cursor.text.slice(start, end);
    const ends = word.startsWith('.') && cursor.text.slice(end).trim() === '';
    cursor.report(notOfKind[reading.kind], start, end, [word], ends ? {} : habit(word, cursor.span(start, end)));
    cursor.position = end;
    return;
  }
  if (cursor.position === at) cursor.position++;
}

/** What else is written for a rest, a range, a sharp or a flat. */
function meantBy(word: string): readonly [string, string] | undefined {
  if (/^-+$/.test(word)) return ['~', 'A rest is written `~`.'];
  if (/^\.{3,}$/.test(word)) return ['..', 'A range is written `0 .. 7`.'];
  const [, note, sign, octave] = /^([a-gA-G])([#b])(\d*)$/.exec(word) ?? [];
  if (note === undefined) return undefined;
  return [`${note.toLowerCase()}${sign === '#' ? 's' : 'f'}${octave}`, 'Sharp is written `cs`, flat `cf`.'];
}

function habit(word: string, place: Span): Extras {
  const [meant, help] = meantBy(word) ?? [];
  if (meant === undefined) return /^[A-G]/.test(word) ? { help: "A chord is written `c'maj7`, `a'min`." } : {};
  return { help, fix: { title: `Change to \`${meant}\``, edits: [{ ...place, text: meant }] } };
}
