// What warns of numbers and words knows only what there is, and has nothing to say of what is meant.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { checkFile } from '../../language-server/src/types/file.ts';
import { limitedFunctions } from '../../language-server/src/types/number-limits.ts';
import { library } from '../compiler/library.ts';

const root = join(import.meta.dirname, '../..');

const messages = (text: string) =>
  checkFile(parseFile(text).value, library, emptySession).diagnostics.map(({ message }) => message);

test('every function whose numbers are looked at is in the library', () => {
  expect(limitedFunctions.filter((name) => library.find(name).length === 0)).toEqual([]);
});

test('functions that take names know some', () => {
  for (const name of ['scale', 'arp']) {
    const [entry] = library.find(name);
    expect(entry?.kind === 'pattern' && (entry.choices?.length ?? 0) > 10).toBe(true);
  }
});

describe('nothing to say of', () => {
  const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.hkt'));
  test.each(examples)('%s', (name) => {
    expect(messages(readFileSync(join(root, 'examples', name), 'utf8'))).toEqual([]);
  });

  test.each([
    ['a pattern that shapes an oscillator', 'o1 $ saw 110 * (sine + 1)'],
    ['a pattern on a bus', '~slow: sine * 200'],
    ['pulses that come and go', 'd1 $ sound "bd(<0 3>,8) sn*<1 0>"'],
    ['negative factors', 'd1 $ fast (-1) $ every (-2) rev $ sound "bd*-2"'],
    ['another unit', 'd1 $ sound "bd" # gain -6db'],
    ['a computed number', 'let off1 = 0\n\nd1 $ fast off1 $ sound "bd"'],
  ])('%s', (_, text) => {
    expect(messages(`${text}\n`)).toEqual([]);
  });
});
