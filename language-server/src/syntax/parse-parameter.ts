// What lambdas and definitions bind: names, `_`, tuples of them.

import type { Cursor } from './cursor.ts';
import type { Parameter } from './tree.ts';

export function parseParameters(cursor: Cursor): Parameter[] {
  const parameters: Parameter[] = [];
  for (let next = parseParameter(cursor); next !== undefined; next = parseParameter(cursor)) parameters.push(next);
  return parameters;
}

function parseParameter(cursor: Cursor): Parameter | undefined {
  const token = cursor.peek();
  if (token.kind === 'name') {
    const { text, start, end } = cursor.take();
    return text === '_' ? { kind: 'wildcard', start, end } : { kind: 'name', text, start, end };
  }
  if (token.kind === 'open' && token.text === '(') return parseTuple(cursor);
  // A literal where the definition's or the lambda's sign should stand is the body already, unless the sign follows it.
  const second = cursor.peekSecond();
  const isLiteral = token.kind === 'number' || token.kind === 'string' || token.kind === 'bus';
  if (!isLiteral || (second.text !== '->' && second.text !== '=')) return undefined;
  cursor.report('badParameter', token);
  cursor.take();
  return { kind: 'wildcard', start: token.start, end: token.end };
}

function parseTuple(cursor: Cursor): Parameter {
  const { start } = cursor.take();
  const elements: Parameter[] = [];
  while (!cursor.is('close') && !cursor.isEnd()) {
    const element = parseParameter(cursor);
    if (element !== undefined) elements.push(element);
    else if (!cursor.accept('punctuation', ',')) {
      cursor.report('badParameter', cursor.peek());
      cursor.take();
    }
  }
  if (cursor.is('close')) cursor.take();
  const [only] = elements;
  if (elements.length === 1 && only !== undefined) return only;
  return { kind: 'tupleParameter', elements, start, end: cursor.lastEnd };
}
