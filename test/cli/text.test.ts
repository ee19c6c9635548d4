// What the command line prints: diagnostics with carets, progress, and answers to a wrong command line.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../cli/command.ts';
import { diagnosticText } from '../../cli/diagnostic-text.ts';
import { parseArguments, usageOf } from '../../cli/options.ts';
import { progressLine } from '../../cli/progress.ts';

test('a diagnostic shows its line with a caret under each character of the place', () => {
  const text = 'd1 $ sound "bd"\nd2 $ fsat 2 $ sound "sn"\n';
  const start = text.indexOf('fsat');
  const shown = diagnosticText('a.hkt', text, {
    code: 'unknownName',
    severity: 'error',
    start,
    end: start + 4,
    message: 'There is no `fsat`.',
    help: 'Did you mean `fast`?',
    fixes: [{ title: 'Write `fast`', edits: [{ start, end: start + 4, text: 'fast' }] }],
  });
  expect(shown.split('\n')).toEqual([
    'a.hkt:2:6: error: There is no `fsat`.',
    '2 | d2 $ fsat 2 $ sound "sn"',
    '  |      ^^^^',
    'help: Did you mean `fast`?',
    'fix: Write `fast`',
  ]);
});

test('tabs before the place stay tabs, and a place at the end of the file has a caret', () => {
  const shown = (text: string, start: number) =>
    diagnosticText('a.hkt', text, { code: 'x', severity: 'warning', start, end: start + 1, message: 'm' })
      .split('\n')
      .slice(1);
  expect(shown('\tx', 1)).toEqual(['1 | \tx', '  | \t^']);
  expect(shown('d1 $', 4)).toEqual(['1 | d1 $', '  |     ^']);
});

test('every place of every text can be shown', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\t', '𝄞', ' ') }),
      fc.nat(),
      fc.nat(),
      (text, a, b) => {
        const start = a % (text.length + 1);
        const end = Math.min(text.length, start + (b % 5));
        const lines = diagnosticText('a', text, { code: 'x', severity: 'hint', start, end, message: 'm' }).split('\n');
        expect(lines.length).toBe(3);
        expect(lines[2]).toMatch(/\^/);
      },
    ),
    { seed: 1 },
  );
});

const command: Command = {
  name: 'make',
  summary: 'Make something',
  operands: 'FILE',
  words: [1, 1],
  options: [
    { name: 'size', short: 's', value: 'N', doc: 'how large' },
    { name: 'fast', doc: 'in a hurry' },
  ],
  numbers: ['size'],
  run: async () => 0,
};

test('options are read in any order', () => {
  const parsed = parseArguments(command, ['--fast', 'x.hkt', '-s', '3.5']);
  expect(parsed.kind).toBe('values');
  if (parsed.kind !== 'values') return;
  const { words, number, flag, text } = parsed.values;
  expect([words, number('size'), flag('fast'), text('size'), number('other')]).toEqual([
    ['x.hkt'],
    3.5,
    true,
    '3.5',
    undefined,
  ]);
});

test.each([
  [[], 'FILE is missing'],
  [['a', 'b'], '`b` is too much'],
  [['a', '--size', 'big'], '--size takes a number, not `big`'],
  [['a', '--sise', '3'], "Unknown option '--sise'"],
])('%j is refused with the reason', (words, message) => {
  expect(parseArguments(command, words)).toEqual({ kind: 'wrong', message });
});

test('the help names every option', () => {
  expect(usageOf(command)).toBe(
    [
      'Usage: hocket make [OPTIONS] FILE',
      '',
      'Make something.',
      '',
      '  -s, --size N  how large',
      '      --fast    in a hurry',
      '  -h, --help    show this',
    ].join('\n'),
  );
});

test('progress counts from nothing to all, and says how long it will take', () => {
  expect(progressLine('x', 0, 1)).toBe(`x [${'.'.repeat(30)}] 0 %`);
  expect(progressLine('x', 0.5, 10)).toBe(`x [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %, 10 s left`);
  expect(progressLine('x', 1.2, 10)).toBe(`x [${'#'.repeat(30)}] 100 %, 0 s left`);
});

test('of a very long line the part around the place is shown', () => {
  const text = `${'a'.repeat(1000)}x${'b'.repeat(1000)}`;
  const [, line = '', marks = ''] = diagnosticText('a.hkt', text, {
    code: 'x',
    severity: 'error',
    start: 1000,
    end: 1001,
    message: 'm',
  }).split('\n');
  expect(line.length).toBeLessThan(200);
  expect(line[marks.indexOf('^')]).toBe('x');
});
