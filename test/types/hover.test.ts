// The types that hover shows, printed as Tidal users know them.
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { checkFile, typeAt } from '../../language-server/src/types/file.ts';
import { printType } from '../../language-server/src/types/print.ts';
import { library, loaded } from '../compiler/library.ts';

test('the prelude has no errors', () => {
  expect(loaded.diagnostics).toEqual([]);
});

/** The type at the `$0` of a text. */
function typeHere(text: string): string {
  const offset = text.indexOf('$0');
  const { value } = checkFile(parseFile(text.replace('$0', '')).value, library, emptySession);
  const found = typeAt(value, offset);
  return found ? printType(found.type) : '';
}

const typeOf = (expression: string) => typeHere(`let $0it = ${expression}\n`);

describe('principal types', () => {
  test.each([
    ['fast 2', 'Pattern a -> Pattern a'],
    ['\\x -> fast 2 x', 'Pattern a -> Pattern a'],
    ['\\f -> stack [f, rev f]', 'Pattern a -> Pattern a'],
    ['sound "bd" # n 1', 'Voices'],
    ['(# speed 2)', 'Voices -> Voices'],
    ['(|+| n 1)', 'Voices -> Voices'],
    ['(1/8 ~>)', 'Pattern a -> Pattern a'],
    ['rev . fast 2', 'Pattern a -> Pattern a'],
    ['3', 'Num a => a'],
    ['0.5', 'Fractional a => a'],
    ['440hz', 'Number Hz'],
    ['c4 + 7st', 'Note'],
    ['2khz + 300hz', 'Number Hz'],
    ['[rev, fast 2]', '[Pattern a -> Pattern a]'],
    ['(1, "a b")', 'Num a => (a, Pattern b)'],
    ['\\x y -> x + y', 'Num a => a -> a -> a'],
    ['sine', 'Fractional a => Pattern a'],
    ['sine 440', 'Signal'],
    ['sine 2hz >> range 300 2400', 'Signal'],
    ['saw 110 # lpf 800 * 0.5', 'Signal'],
    ['\\x -> saw x', 'Signal Hz -> Signal'],
    ['every 2 (fast 2)', 'Pattern a -> Pattern a'],
    ['jux rev', 'Voices -> Voices'],
    ['s "bd" * 0.5', 'Signal'],
    ['let f x = x in (f 1, f "a")', 'Num a => (a, Pattern b)'],
  ])('%s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });
});

describe('places', () => {
  test('a name has the type of its use', () => {
    expect(typeHere('d1 $ $0fast 2 $ sound "bd"\n')).toBe('Pattern Time -> Voices -> Voices');
  });

  test('a number has the type that it takes', () => {
    expect(typeHere('d1 $ fast $02 $ sound "bd"\n')).toBe('Pattern Time');
    expect(typeHere('d1 $ sound "bd" # lpf $0800\n')).toBe('Signal Hz');
  });

  test('a bus has its unit', () => {
    expect(typeHere('~lfo: sine 2hz * 300hz\n\nd1 $ sound "bd" # lpf $0~lfo\n')).toBe('Signal Hz');
  });
});

describe('annotations', () => {
  test('are held against the definition', () => {
    const text = 'let f : Voices -> Voices\n    f x = x # n 1\n\nd1 $ f $ sound "bd"\n';
    expect(checkFile(parseFile(text).value, library, emptySession).diagnostics).toEqual([]);
    const wrong = checkFile(parseFile(text.replace('# n 1', '|+ "a"')).value, library, emptySession);
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['argumentMismatch']);
  });
});
