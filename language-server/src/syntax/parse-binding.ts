// Blocks of definitions after `let` and `where`: one a line at the same column, or separated by `;`.

import type { Cursor } from './cursor.ts';
import { insertion } from './messages.ts';
import { parseValue } from './parse-expression.ts';
import { parseParameters } from './parse-parameter.ts';
import { parseType } from './parse-type.ts';
import type { Binding, Name } from './tree.ts';

export function parseBindings(cursor: Cursor, word: 'let' | 'where'): Binding[] {
  const bindings: Binding[] = [];
  const { column } = cursor.peek();
  if (cursor.isEnd()) {
    cursor.report('missingName', { start: Math.max(0, cursor.lastEnd - 1), end: cursor.lastEnd }, [word]);
    return bindings;
  }
  if (cursor.accept('open', '{')) return parseBraced(cursor);
  let before: number;
  do {
    before = cursor.taken;
    bindings.push(parseBinding(cursor, column));
  } while (cursor.taken > before && (cursor.accept('punctuation', ';') || cursor.isAtColumn(column)));
  return bindings;
}

/** `let {a = 1; b = 2}` */
function parseBraced(cursor: Cursor): Binding[] {
  const bindings: Binding[] = [];
  do {
    if (cursor.is('close')) break;
    bindings.push(parseBinding(cursor, -1));
  } while (cursor.accept('punctuation', ';'));
  if (!cursor.accept('close', '}')) cursor.report('unexpected', cursor.peek(), [cursor.peek().text]);
  return bindings;
}

function parseBinding(cursor: Cursor, column: number): Binding {
  // The block's first token may stand at the column itself; only what follows the name is subject to the layout.
  const name = cursor.withLayout(-1, () => parseName(cursor));
  const { start } = name;
  return cursor.withLayout(column, () => {
    const parameters = parseParameters(cursor);
    const colon = cursor.accept('punctuation', ':') ?? cursor.accept('punctuation', '::');
    const annotation = colon && parseType(cursor);
    const value = parseDefinition(cursor, annotation !== undefined);
    return { kind: 'binding', name, parameters, annotation, value, start, end: Math.max(start, cursor.lastEnd) };
  });
}

function parseName(cursor: Cursor): Name {
  const token = cursor.peek();
  if (token.kind === 'name') {
    const { text, start, end } = cursor.take();
    return { kind: 'name', text, start, end };
  }
  cursor.report('missingName', token, ['let']);
  if (token.kind === 'bus' || token.kind === 'number' || token.kind === 'string') cursor.take();
  const start = Math.min(token.start, cursor.lastEnd);
  return { kind: 'name', text: '', start, end: start };
}

/** `= e`; absent in a signature. */
function parseDefinition(cursor: Cursor, isAnnotated: boolean): Binding['value'] {
  const equals = cursor.accept('punctuation', '=');
  const ends = cursor.isEnd() || cursor.is('punctuation', ';') || cursor.is('keyword', 'in');
  if (equals === undefined && isAnnotated && ends) return undefined;
  if (equals === undefined) reportNoEquals(cursor);
  return parseValue(cursor, 'after `=`');
}

function reportNoEquals(cursor: Cursor): void {
  const token = cursor.peek();
  if (token.text === '==' || token.text === '->' || token.text === '$') {
    const fix = { title: 'Change to `=`', edits: [{ start: token.start, end: token.end, text: '=' }] };
    cursor.report('equalsExpected', token, [token.text], { fix });
    cursor.take();
    return;
  }
  const isEnd = token.kind === 'end';
  const at = isEnd ? { start: Math.max(0, cursor.lastEnd - 1), end: cursor.lastEnd } : token;
  cursor.report('missingEquals', at, [], { fix: isEnd ? undefined : insertion(cursor.lastEnd, ' =') });
}
