// List comprehensions, `[e | x <- xs, y <- ys, c]`: read as `concatMap (\x -> ...) xs`, and `if c then [e] else []`.

import type { Cursor } from './cursor.ts';
import { parseParameters } from './parse-parameter.ts';
import type { Expression, Parameter } from './tree.ts';

export const startsComprehension = (cursor: Cursor): boolean => {
  const { kind, text } = cursor.peekSecond();
  return cursor.is('punctuation', '|') && (kind === 'name' || text === '(');
};

/** `x <- xs`, or a condition. */
interface Qualifier {
  readonly parameters: readonly Parameter[];
  readonly source: Expression;
}

/** At the `|` behind the element. */
export function parseComprehension(cursor: Cursor, element: Expression, start: number): Expression {
  cursor.take();
  const qualifiers: Qualifier[] = [parseGenerator(cursor)];
  while (cursor.accept('punctuation', ',')) qualifiers.push(parseQualifier(cursor));
  const end = cursor.lastEnd;
  const inner: Expression = { kind: 'list', elements: [element], start: element.start, end: element.end };
  const call = (name: string, ...args: readonly Expression[]): Expression => ({
    kind: 'application',
    function: { kind: 'name', text: name, start, end: start },
    arguments: args,
    start,
    end,
  });
  return qualifiers.reduceRight<Expression>((body, { parameters, source }) => {
    if (parameters.length === 0) return call('if', source, body, { ...inner, elements: [] });
    return call('concatMap', { kind: 'lambda', parameters, body, start: body.start, end: body.end }, source);
  }, inner);
}

function parseQualifier(cursor: Cursor): Qualifier {
  if (cursor.seesArrowLeft()) return parseGenerator(cursor);
  return { parameters: [], source: cursor.rules.expression(cursor, 'after `,`') };
}

/** `x <- xs` */
function parseGenerator(cursor: Cursor): Qualifier {
  const parameters = parseParameters(cursor);
  const arrow = cursor.accept('operator', '<') !== undefined && cursor.accept('operator', '-') !== undefined;
  if (!arrow || parameters.length !== 1)
    cursor.report('unexpected', cursor.peek(), [cursor.peek().text], { help: 'Here belongs `x <- list`.' });
  return { parameters, source: cursor.rules.expression(cursor, 'after `<-`') };
}
