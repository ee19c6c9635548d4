// Types in annotations: `(Voices -> Voices) -> Pattern a -> Voices`, `Num a => Pattern a`.

import { type Cursor, skipGroup } from './cursor.ts';
import type { TypeNode } from './type-tree.ts';

export function parseType(cursor: Cursor): TypeNode {
  const left = parseTypeApplication(cursor);
  if (cursor.accept('punctuation', '=>')) {
    const type = parseType(cursor);
    const constraints = left.kind === 'typeTuple' ? left.elements : [left];
    return { kind: 'typeConstrained', constraints, type, start: left.start, end: type.end };
  }
  return parseArrow(cursor, left);
}

/** `a -> b -> c` groups to the right; read in a row, so that its length needs no recursion. */
function parseArrow(cursor: Cursor, first: TypeNode): TypeNode {
  const parts = [first];
  while (cursor.accept('punctuation', '->')) parts.push(parseTypeApplication(cursor));
  const last = parts.pop() ?? first;
  return parts.reduceRight<TypeNode>(
    (to, from) => ({ kind: 'typeFunction', from, to, start: from.start, end: to.end }),
    last,
  );
}

function parseTypeApplication(cursor: Cursor): TypeNode {
  const head = parseTypeAtom(cursor);
  if (head === undefined) {
    const { start, end } = cursor.peek();
    cursor.report('missingType', { start, end });
    return { kind: 'typeError', start: cursor.lastEnd, end: cursor.lastEnd };
  }
  const given: TypeNode[] = [];
  for (let next = parseTypeAtom(cursor); next !== undefined; next = parseTypeAtom(cursor)) given.push(next);
  const last = given.at(-1);
  if (last === undefined) return head;
  return { kind: 'typeApplication', head, arguments: given, start: head.start, end: last.end };
}

function parseTypeAtom(cursor: Cursor): TypeNode | undefined {
  const token = cursor.peek();
  const { start, end, text } = token;
  if (token.kind === 'name') {
    cursor.take();
    const isUpper = text.charAt(0) !== text.charAt(0).toLowerCase();
    return { kind: isUpper ? 'typeName' : 'typeVariable', text, start, end };
  }
  if (token.kind === 'hole') {
    cursor.take();
    return { kind: 'typeError', start, end };
  }
  if (token.kind !== 'open') return undefined;
  cursor.take();
  return cursor.withLayout(-1, () => (text === '[' ? parseTypeList(cursor, start) : parseTypeTuple(cursor, start)));
}

function parseTypeList(cursor: Cursor, start: number): TypeNode {
  const element = parseType(cursor);
  return { kind: 'typeList', element, start, end: closeType(cursor) };
}

function parseTypeTuple(cursor: Cursor, start: number): TypeNode {
  const elements: TypeNode[] = [];
  if (!cursor.is('close'))
    do elements.push(parseType(cursor));
    while (cursor.accept('punctuation', ','));
  const end = closeType(cursor);
  const [only] = elements;
  return elements.length === 1 && only !== undefined
    ? { ...only, start, end }
    : { kind: 'typeTuple', elements, start, end };
}

function closeType(cursor: Cursor): number {
  if (!cursor.is('close')) cursor.report('unexpected', cursor.peek(), [cursor.peek().text]);
  skipGroup(cursor);
  if (cursor.is('close')) cursor.take();
  return cursor.lastEnd;
}
