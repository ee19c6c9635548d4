// No text makes the compiler throw, hang, or give a plan that does not fit its schema.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import { library } from './library.ts';

const root = join(import.meta.dirname, '../..');
const schema: unknown = JSON.parse(readFileSync(join(root, 'schema/plan.schema.json'), 'utf8'));
const validate = new Ajv().compile(schema as object);

function play(text: string) {
  const result = evaluate(createSession(library), { uri: 'a.hkt', text, what: { kind: 'file' } });
  expect(validate(result.plan)).toBe(true);
  for (const { start, end } of result.diagnostics) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
  return result;
}

const codes = (text: string) => play(text).diagnostics.map(({ code }) => code);

describe('bounds', () => {
  test.each([
    ['nested brackets', `d1 $ ${'('.repeat(10_000)}sound "bd"${')'.repeat(10_000)}\n`],
    ['nested mini-notation', `d1 $ sound "${'['.repeat(10_000)}bd${']'.repeat(10_000)}"\n`],
    ['a long chain of operators', `d1 $ sound "bd"${' # gain 1'.repeat(5000)}\n`],
    ['a long sum', `d1 $ ${'saw 1 + '.repeat(5000)} saw 2\n`],
    ['a long composition', `d1 $ ${'rev . '.repeat(5000)} rev $ sound "bd"\n`],
    ['a long list', `d1 $ stack [${'sound "bd", '.repeat(5000)}sound "sn"]\n`],
    ['a list that counts far', 'd1 $ sound "bd" # n (fastcat [0 .. 1000000000])\n'],
    ['a list that does not end', 'd1 $ n (fastcat [0 ..])\n'],
    ['many repeats', 'd1 $ sound "bd!1000000000"\n'],
    ['a let in terms of itself', 'let f = f\n\nd1 $ f $ sound "bd"\n'],
    [
      'doubling',
      `let f0 x = stack [x, x]\n${Array.from({ length: 60 }, (_, i) => `let f${i + 1} x = f${i} (f${i} x)\n`).join('')}d1 $ f60 $ sound "bd"\n`,
    ],
    [
      'many lets, each of the one before',
      `${Array.from({ length: 1000 }, (_, i) => `let f${i + 1} x = ${i === 0 ? 'x' : `f${i} x`}\n`).join('')}d1 $ f1000 $ sound "bd"\n`,
    ],
    ['applied to itself', 'd1 $ (\\x -> x x) (\\x -> x x)\n'],
    ['buses in a circle', '~a: ~b\n\n~b: ~c\n\n~c: ~a + ~b\n'],
    ['huge numbers', 'd1 $ fast 1e300 $ sound "bd" # gain 1e400\n'],
    ['a function applied for ever', 'd1 $ soak 1000000000 (fast 2) $ sound "bd"\n'],
    ['very many echoes', 'd1 $ stutWith 1000000000 0.1 (stutWith 1000000 0.1 rev) $ sound "bd"\n'],
    ['an L-system that grows', 'd1 $ sound (step "bd" (lindenmayer 1000 "x:xxxx" "x"))\n'],
    ['very many ways to share steps', 'd1 $ sound (permstep 64 ["a", "b", "c", "d", "e", "f"] "0")\n'],
    ['a list with more shapes than can be tried', 'd1 $ n $ fastFromList $ filter (> rand) [0 .. 1000]\n'],
    [
      'lists cut by lists cut by what is not known',
      'd1 $ s $ cat $ take (irand 60) $ take (irand 60) $ replicate (irand 64) "a"\n',
    ],
    [
      'numbers in fields that change',
      'd1 $ struct (necklace "<8 12>" ["<4 3>", 2]) $ n (toScale ["0", "<3 4>"] "0 1")\n',
    ],
    ['weights that come to nothing', 'd1 $ s $ timecat [("<0 -1>", "a"), ("<0 1>" * rand, "b")]\n'],
    ['a zero divisor', 'd1 $ fast (1/0) $ sound "bd" # speed (1/0)\n'],
  ])('%s', (_, text) => {
    play(text);
  });
});

const each = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

// Each of these once ran on for seconds, without end, or until the memory was full.
describe('a definition that cannot be computed says so, once', () => {
  test.each([
    ['a list that counts far', 'd1 $ sound "bd" # n (fastcat [0 .. 1000000000])', ['longList']],
    ['many copies', 'd1 $ stack (replicate 1000000000 (s "bd"))', ['longList']],
    ['many values', 'd1 $ n (fastcat (iterateN 1000000000 id 1))', ['longList']],
    ['long lists in a long list', 'd1 $ n (fastcat (concat (replicate 10000 [0 .. 9999])))', ['longList']],
    [
      'a list made longer again and again',
      'd1 $ n (fastcat (foldr (\\i xs -> xs ++ [i]) [0] [0 .. 9999]))',
      ['tooMuch'],
    ],
    ['lists of lists', 'd1 $ n (toNote (markovPat 8 1 (replicate 10000 (replicate 10000 1))))', ['tooMuch']],
    ['each with each', 'd1 $ stack [n (i + j) | i <- [0 .. 9999], j <- [0 .. 9999]]', ['tooMuch']],
    ['copies of copies', 'd1 $ stutWith 64 0.1 (stutWith 64 0.1 (stutWith 64 0.1 (# gain 0.9))) $ s "bd"', ['tooMuch']],
    ['many names', 'd1 $ ur 2 "a" (replicate 10000 ("a", s "bd")) [("b", rev), ("c", rev)]', ['tooMuch']],
    ['a choice by a sum of sums', `d1 $ if foldr (\\_ p -> p + p) "1" [1 .. 60] > 3 then s "bd" else s "sn"`, []],
    [
      'pairs of pairs, by functions',
      `let f0 x = (x, x)\n${each(60, (i) => `let f${i + 1} x = f${i} (f${i} x)\n`)}d1 $ s "bd"`,
      ['largeType'],
    ],
    [
      'pairs of pairs, computed',
      `let f0 x = (x, x)\n${each(60, (i) => `let f${i + 1} x = f${i} (x, x)\n`)}d1 $ f60 1`,
      ['largeType', 'tooDeep'],
    ],
    [
      'pairs of pairs of voices',
      `let f0 = (s "bd", s "bd")\n${each(60, (i) => `let f${i + 1} = (f${i}, f${i})\n`)}d1 $ f60`,
      ['mismatch'],
    ],
    ['pairs of pairs in a row', `let p x = (x, x)\nd1 $ ${'p $ '.repeat(90)}s "bd"`, ['largeType']],
    ['a row of applications', `d1 $ ${'every 2 (fast 2) $ '.repeat(500)}s "bd"`, ['tooLong']],
    ['definitions in definitions', `d1 $ s "bd"\n\nlet f = 1 ${'where x = 1 '.repeat(5000)}`, ['tooDeep']],
    ['a time that is not exact', 'd1 $ timecat [(1e-300, s "bd"), (1, s "sn")]', ['tooFine']],
    ['a whole number that no pattern carries', 'd1 $ iter 1e300 $ s "bd"', ['tooLarge']],
    ['a whole number that no string carries', 'd1 $ s "bd(3,99999999999999999999)"', ['tooLarge']],
    ['a whole number that no list carries', 'd1 $ struct (necklace 8 [1e300]) $ s "bd"', ['tooLarge']],
    ['many open comments', `d1 $ s "bd" ${'{- '.repeat(20_000)}`, ['unclosedComment']],
  ])('%s', (_, text, expected) => {
    expect(codes(`${text}\n`)).toEqual(expected);
  });
});

test('patterns nested deeper than the engine takes are refused', () => {
  expect(codes('d1 $ foldr (\\_ p -> rev p) (s "bd") [1 .. 2000]\n')).toEqual(['tooDeep']);
  expect(codes('d1 $ soak 2000 (fast 2) $ sound "bd"\n')).toEqual(['tooDeep']);
  expect(codes('d1 $ soak 800 (fast 2) $ sound "bd"\n')).toEqual([]);
  expect(codes('d1 $ foldr (\\_ p -> rev p) (s "bd") [1 .. 800]\n')).toEqual([]);
});

test.each(['bpm: (1 - 1)', 'bpm: 1e9', 'cps: (0 - 1)'])('%s is no tempo', (text) => {
  expect(codes(`${text}\n`)).toEqual(['badTempo']);
});

describe('mangled programs', () => {
  const folders = ['test/compiler/plans', 'test/types/cases', 'examples'].map((each) => join(root, each));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.hkt'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const words = files.flatMap((text) => text.split(/(\s+|[()[\]",$#.])/)).filter((word) => word !== '');

  test('with a part taken out or put elsewhere', () => {
    const mangled = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.nat(), fc.nat()).map(([text, a, b, c]) => {
      const [from, length, to] = [a % text.length, b % 20, c % text.length];
      const rest = text.slice(0, from) + text.slice(from + length);
      return rest.slice(0, to) + text.slice(from, from + length) + rest.slice(to);
    });
    fc.assert(
      fc.property(mangled, (text) => void play(text)),
      { seed: 7, numRuns: 150 },
    );
  });

  test('of words in any order', () => {
    const statement = fc
      .tuple(
        fc.constantFrom('d1 $ ', 'out $ ', '~a: ', 'let f x = ', 'synth p freq = '),
        fc.array(fc.constantFrom(...words), { maxLength: 15 }),
      )
      .map(([head, parts]) => head + parts.join(' ').replace(/\n/g, ' '));
    const program = fc.array(statement, { minLength: 1, maxLength: 6 }).map((statements) => statements.join('\n\n'));
    fc.assert(
      fc.property(program, (text) => void play(text)),
      { seed: 11, numRuns: 300 },
    );
  });
});
