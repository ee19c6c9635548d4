import { expect, test } from 'vitest';
import { blockAt, linesAt } from '../../extension/src/evaluate/block.ts';

const text = 'tempo: 120 bpm\n\nd1 $ sound "bd"\n  # gain 1\n   \nd2 $ n "0"';

function blockText(offset: number): string | undefined {
  const range = blockAt(text, offset);
  return range && text.slice(range.start, range.end);
}

test('a block is the lines between blank ones', () => {
  expect(blockText(0)).toBe('tempo: 120 bpm');
  expect(blockText(text.indexOf('d1'))).toBe('d1 $ sound "bd"\n  # gain 1');
  expect(blockText(text.indexOf('gain'))).toBe('d1 $ sound "bd"\n  # gain 1');
  expect(blockText(text.length)).toBe('d2 $ n "0"');
});

test('a blank line, also one of spaces, belongs to no block', () => {
  expect(blockText(text.indexOf('\n\n') + 1)).toBeUndefined();
  expect(blockText(text.indexOf('   \n') + 1)).toBeUndefined();
  expect(blockAt('', 0)).toBeUndefined();
});

test('carriage returns do not join blocks', () => {
  expect(blockAt('d1 $ a\r\n\r\nd2 $ b', 0)).toEqual({ start: 0, end: 7 });
});

test('a line is taken whole, a selection as it touches lines', () => {
  expect(linesAt(text, { start: 3, end: 3 })).toEqual({ start: 0, end: 14 });
  expect(linesAt('a\nb\nc', { start: 0, end: 2 })).toEqual({ start: 0, end: 3 });
});
