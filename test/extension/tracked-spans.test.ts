import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Edit, shiftSpan, stretchSpan, TrackedSpans } from '../../extension/src/music/tracked-spans.ts';

const uri = 'file:///a.hkt';

function textAfter(text: string, { offset, length }: Edit, inserted: string): string {
  return text.slice(0, offset) + inserted + text.slice(offset + length);
}

test('a span that an edit does not touch still covers the same characters', () => {
  const edits = fc.record({ offset: fc.nat(40), length: fc.nat(20), insertion: fc.string({ maxLength: 10 }) });
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(40), fc.nat(40), edits, (text, a, b, change) => {
      const span = { start: Math.min(a, b, text.length), end: Math.min(Math.max(a, b), text.length) };
      const offset = Math.min(change.offset, text.length);
      const length = Math.min(change.length, text.length - offset);
      const edit = { offset, length, inserted: change.insertion.length };
      const shifted = shiftSpan(span, edit);
      const touched = offset < span.end && offset + length > span.start;
      if (shifted === undefined) expect(touched).toBe(true);
      else {
        const after = textAfter(text, edit, change.insertion);
        expect(after.slice(shifted.start, shifted.end)).toBe(text.slice(span.start, span.end));
      }
    }),
    { seed: 1 },
  );
});

test('typing directly before or behind an atom leaves it alone, typing inside removes it', () => {
  const span = { start: 4, end: 6 };
  expect(shiftSpan(span, { offset: 4, length: 0, inserted: 3 })).toEqual({ start: 7, end: 9 });
  expect(shiftSpan(span, { offset: 6, length: 0, inserted: 3 })).toEqual(span);
  expect(shiftSpan(span, { offset: 5, length: 0, inserted: 1 })).toBeUndefined();
});

test('an expression stretches with edits inside it', () => {
  expect(stretchSpan({ start: 4, end: 9 }, { offset: 5, length: 1, inserted: 3 })).toEqual({ start: 4, end: 11 });
  expect(stretchSpan({ start: 4, end: 9 }, { offset: 2, length: 5, inserted: 0 })).toBeUndefined();
});

test('edits made while the text was being compiled count', () => {
  const tracked = new TrackedSpans();
  const places = { files: [uri], spans: [[0, 10, 12]], uri } as const;
  tracked.adopt(1, places, [{ offset: 0, length: 0, inserted: 5 }]);
  expect(tracked.atom(1, 0)).toEqual({ file: uri, span: { start: 15, end: 17 } });
});

test('the spans of a file that is not evaluated stay where edits moved them', () => {
  const other = 'file:///b.hkt';
  const tracked = new TrackedSpans();
  tracked.adopt(1, { files: [uri], spans: [[0, 100, 102]], uri }, []);
  tracked.edit(uri, [{ offset: 0, length: 0, inserted: 7 }]);
  const places = { files: [other, uri], spans: [[0, 5, 7] as const, [1, 100, 102] as const] };
  tracked.adopt(2, { ...places, uri: other }, []);
  expect(tracked.atom(2, 1)?.span).toEqual({ start: 107, end: 109 });
  expect(tracked.atom(2, 0)).toEqual({ file: other, span: { start: 5, end: 7 } });
  // Evaluated again, the places are those of its text as it is now.
  tracked.adopt(3, { files: [uri], spans: [[0, 107, 109]], uri }, []);
  expect(tracked.atom(3, 0)?.span).toEqual({ start: 107, end: 109 });
});

test('edits of other files change nothing, and plans long gone are forgotten', () => {
  const tracked = new TrackedSpans();
  for (let plan = 1; plan <= 20; plan++) tracked.adopt(plan, { files: [uri], spans: [[0, 1, 2]], uri }, []);
  tracked.edit('file:///b.hkt', [{ offset: 0, length: 0, inserted: 7 }]);
  expect(tracked.atom(20, 0)?.span).toEqual({ start: 1, end: 2 });
  expect(tracked.atom(1, 0)).toBeUndefined();
  expect(tracked.atom(20, 99)).toBeUndefined();
});

test('a new engine knows the newest plan under a new number', () => {
  const tracked = new TrackedSpans();
  tracked.adopt(6, { files: [uri], spans: [[0, 1, 2]], uri }, []);
  tracked.adopt(7, { files: [uri], spans: [[0, 4, 5]], uri }, []);
  tracked.renumber(1);
  expect(tracked.atom(1, 0)?.span).toEqual({ start: 4, end: 5 });
  expect(tracked.atom(6, 0)).toBeUndefined();
});
