// List comprehensions, `[e | x <- xs, y <- ys]`: read as `concatMap (\x -> ...) xs`.

import type { Cursor } from './cursor.ts';
import { parseParameters } from './parse-parameter.ts';
import type { Expression, Parameter } from './tree.ts';

export const startsComprehension = (cursor: Cursor): boolean => {
  const { kind, text } = cursor.peekSecond();
  return cursor.is('punctuation', '|') && (kind === 'name' || text === '(');
};

interface Generator {
  readonly parameters: readonly Parameter[];
  readonly source: Expression;
}

/** At the `|` behind the element. */
export function parseComprehension(cursor: Cursor, element: Expression, start: number): Expression {
  cursor.take();
  const generators: Generator[] = [];
  do generators.push(parseGenerator(cursor));
  while (cursor.accept('punctuation', ','));
  const end = cursor.lastEnd;
  const inner: Expression = { kind: 'list', elements: [element], start: element.start, end: element.end };
  return generators.reduceRight<Expression>(
    (body, { parameters, source }) => ({
      kind: 'application',
      function: { kind: 'name', text: 'concatMap', start, end: start },
      arguments: [{ kind: 'lambda', parameters, body, start: body.start, end: body.end }, source],
      start,
      end,
    }),
    inner,
  );
}

/** `x <- xs`. A condition has no place here: what a list holds is known before anything sounds. */
function parseGenerator(cursor: Cursor): Generator {
  const parameters = parseParameters(cursor);
  const arrow = cursor.accept('operator', '<') !== undefined && cursor.accept('operator', '-') !== undefined;
  if (!arrow || parameters.length !== 1)
    cursor.report('unexpected', cursor.peek(), [cursor.peek().text], { help: 'Here belongs `x <- list`.' });
  return { parameters, source: cursor.rules.expression(cursor, 'after `<-`') };
}
