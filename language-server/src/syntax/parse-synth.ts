// `synth name a b=0.2 (c = 440hz) = e`

import { type Cursor, skipGroup } from './cursor.ts';
import { insertion, replacement } from './messages.ts';
import { parseAtom } from './parse-atom.ts';
import { parseExpression, parseValue } from './parse-expression.ts';
import { type Part, takeName } from './statement-parts.ts';
import type { Name, SynthParameter } from './tree.ts';

export function parseSynth(cursor: Cursor): Part {
  const word = cursor.take();
  const name = synthName(cursor, word.end);
  const parameters: SynthParameter[] = [];
  for (let next = parseParameter(cursor); next !== undefined; next = parseParameter(cursor)) parameters.push(next);
  const equals = cursor.peek();
  if (!cursor.accept('punctuation', '=')) {
    if (equals.text === ':' || equals.text === '$' || equals.text === '->') {
      cursor.report('equalsExpected', equals, [equals.text], { fix: replacement(equals, '=') });
      cursor.take();
    } else {
      const isEnd = equals.kind === 'end';
      // At the end nothing says where the parameters stop.
      cursor.report('missingEquals', isEnd ? word : equals, [], {
        fix: isEnd ? undefined : insertion(cursor.lastEnd, ' ='),
      });
    }
  }
  return { kind: 'synth', name, parameters, value: parseValue(cursor, 'after `=`') };
}

function synthName(cursor: Cursor, offset: number): Name {
  if (cursor.is('name')) return takeName(cursor);
  cursor.report('missingName', { start: offset - 'synth'.length, end: offset }, ['synth']);
  return { kind: 'name', text: '', start: offset, end: offset };
}

function parseParameter(cursor: Cursor): SynthParameter | undefined {
  if (cursor.is('open', '(')) return parseBracketed(cursor);
  if (!cursor.is('name')) return undefined;
  const name = takeName(cursor);
  if (!startsDefault(cursor))
    return { kind: 'synthParameter', name, default: undefined, start: name.start, end: name.end };
  cursor.take();
  const value = parseAtom(cursor);
  return { kind: 'synthParameter', name, default: value, start: name.start, end: value.end };
}

/** `b=0.2` touches on both sides; `freq = saw freq` is the synth's own `=`. */
function startsDefault(cursor: Cursor): boolean {
  const equals = cursor.peek();
  const touches = equals.start === cursor.lastEnd && cursor.peekSecond().start === equals.end;
  return equals.kind === 'punctuation' && equals.text === '=' && touches && cursor.peekSecond().kind !== 'operator';
}

function parseBracketed(cursor: Cursor): SynthParameter {
  const { start } = cursor.take();
  return cursor.withLayout(-1, () => {
    const bare = cursor.peek();
    if (bare.kind !== 'name') {
      cursor.report('badParameter', bare);
      skipGroup(cursor);
    }
    const name = bare.kind === 'name' ? takeName(cursor) : { kind: 'name' as const, text: '', start, end: start };
    const value = cursor.accept('punctuation', '=') && parseExpression(cursor, 'after `=`');
    if (!cursor.is('close')) cursor.report('unexpected', cursor.peek(), [cursor.peek().text]);
    skipGroup(cursor);
    if (cursor.is('close')) cursor.take();
    return { kind: 'synthParameter', name, default: value, start, end: cursor.lastEnd };
  });
}
