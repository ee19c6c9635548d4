// Which patterns an example is made of: they are drawn above what it plays.

import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import type { Expression } from '../../language-server/src/syntax/tree.ts';

/** The code of its operands and of its arguments that are strings, and of its last argument; not of numbers alone. */
export function sourcesOf(example: string): readonly string[] {
  const prefix = 'let it = ';
  const [placed] = parseFile(prefix + example).value.statements;
  const statement = placed?.statement;
  const value = statement?.kind === 'let' ? statement.bindings[0]?.value : undefined;
  if (!value) return [];
  const code = ({ start, end }: Expression): string => (prefix + example).slice(start, end);
  const found = operandsOf(value).map(code);
  return [...new Set(found)].filter((each) => !/^\(?-?[\d./]+\)?$/.test(each) && each !== example).slice(0, most);
}

const most = 3;

function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'binary') {
    const { operator, left, right } = expression;
    if (operator.text === '.') return [];
    return operator.text === '$' ? [...stringsIn(left), right] : [left, right];
  }
  if (expression.kind !== 'application') return [];
  const last = expression.arguments.at(-1);
  const isPattern = last !== undefined && last.kind !== 'namedArgument' && last.kind !== 'list';
  return [...stringsIn(expression), ...(isPattern ? [last] : [])];
}

function stringsIn(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'application') return [];
  return expression.arguments.filter((each): each is Expression => each.kind === 'string');
}
