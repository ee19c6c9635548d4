// Whoever types what cannot be played gets an answer to every key, and what was there before stays as it is.

import { expect, test } from 'vitest';
import { Workspace } from '../../language-server/src/features/workspace.ts';
import { farOff } from '../compiler/far-off.ts';
import { library } from '../compiler/library.ts';

const uri = 'file:///a.hkt';
const around = 'd2 $ sound "sn*2"\n\n';

/** Every length of the text that is short, and some of one that is long. */
function lengths(text: string): readonly number[] {
  const step = Math.max(1, Math.floor(text.length / 60));
  const all = Array.from({ length: Math.ceil(text.length / step) }, (_, index) => index * step + 1);
  return [...all, text.length];
}

test.each(farOff.map((text) => [text.slice(0, 60), text]))('typing %s', (_, text) => {
  const typed = new Workspace(library);
  for (const length of lengths(text)) {
    const now = `${around}${text.slice(0, length)}`;
    typed.update(uri, now);
    const found = typed.diagnostics(uri);
    for (const { start, end } of found) expect(start >= around.length && end <= now.length).toBe(true);
  }
  const opened = new Workspace(library);
  opened.update(uri, `${around}${text}`);
  expect(typed.diagnostics(uri)).toEqual(opened.diagnostics(uri));
});
