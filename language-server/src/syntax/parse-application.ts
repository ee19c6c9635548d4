// Application by juxtaposition: a function and its arguments, the named ones too; lambdas, `let ... in` and `if`.

import type { Cursor } from './cursor.ts';
import { insertion, replacement } from './messages.ts';
import { parseAtom, startsAtom } from './parse-atom.ts';
import { parseParameters } from './parse-parameter.ts';
import type { Argument, Expression, LambdaExpression, LetExpression, NamedArgument, Parameter } from './tree.ts';

/** Absent when no expression begins here. */
export function parseApplication(cursor: Cursor): Expression | undefined {
  if (cursor.is('punctuation', '\\')) return cursor.deeper(() => parseLambda(cursor));
  if (cursor.is('keyword', 'let')) return cursor.deeper(() => parseLetIn(cursor));
  if (cursor.is('keyword', 'if')) return cursor.deeper(() => parseConditional(cursor));
  if (!startsAtom(cursor)) return undefined;
  const head = parseAtom(cursor);
  const callable = head.kind === 'name';
  const first = parseArgument(cursor, callable);
  if (first === undefined) return head;
  const given: Argument[] = [first];
  for (let next = parseArgument(cursor, callable); next !== undefined; next = parseArgument(cursor, callable)) {
    given.push(next);
  }
  const end = given.at(-1)?.end ?? first.end;
  // What has grown has room to spare: the tree keeps a copy without.
  return {
    kind: 'application',
    function: head,
    arguments: given.length > 1 ? given.slice() : given,
    start: head.start,
    end,
  };
}

function parseArgument(cursor: Cursor, callable: boolean): Argument | undefined {
  if (callable && isNegativeNumber(cursor)) return parseArgumentValue(cursor);
  if (cursor.is('punctuation', '\\')) return bareLambda(cursor);
  if (!startsAtom(cursor)) return undefined;
  return isNamedArgument(cursor) ? parseNamedArgument(cursor) : parseAtom(cursor);
}

/** `range -4 4`: a minus with a space before it and a number right behind it belongs to the number, where Haskell wants brackets. */
function isNegativeNumber(cursor: Cursor): boolean {
  if (!cursor.is('operator', '-')) return false;
  const minus = cursor.peek();
  const number = cursor.peekSecond();
  return number.kind === 'number' && number.start === minus.end && minus.start > cursor.lastEnd;
}

function isNamedArgument(cursor: Cursor): boolean {
  const second = cursor.peekSecond();
  return cursor.is('name') && second.kind === 'punctuation' && second.text === '=';
}

function parseNamedArgument(cursor: Cursor): NamedArgument {
  const { start, end, text } = cursor.take();
  const equals = cursor.take();
  const value = parseArgumentValue(cursor) ?? missingValue(cursor, { start, end: equals.end });
  return { kind: 'namedArgument', name: { kind: 'name', text, start, end }, value, start, end: value.end };
}

function parseArgumentValue(cursor: Cursor): Expression | undefined {
  if (!cursor.is('operator', '-')) return startsAtom(cursor) ? parseAtom(cursor) : undefined;
  const { start } = cursor.take();
  const operand = startsAtom(cursor) ? parseAtom(cursor) : undefined;
  return operand && { kind: 'negation', operand, start, end: operand.end };
}

function missingValue(cursor: Cursor, at: { start: number; end: number }): Expression {
  cursor.report('badNamedArgument', at);
  return { kind: 'error', parts: [], start: at.end, end: at.end };
}

function bareLambda(cursor: Cursor): Expression {
  const start = cursor.peek();
  cursor.report('lambdaNeedsBrackets', start);
  const lambda = cursor.deeper(() => parseLambda(cursor));
  const open = insertion(lambda.start, '(').edits;
  const close = insertion(lambda.end, ')').edits;
  const last = cursor.diagnostics.findIndex(
    ({ code, start: at }) => code === 'lambdaNeedsBrackets' && at === start.start,
  );
  const reported = cursor.diagnostics[last];
  if (reported !== undefined) {
    const fixes = [{ title: 'Put brackets around it', edits: [...open, ...close] }];
    cursor.diagnostics[last] = { ...reported, fixes };
  }
  return lambda;
}

function parseLambda(cursor: Cursor): LambdaExpression {
  const backslash = cursor.take();
  const parameters = parseParameters(cursor);
  if (parameters.length === 0) cursor.report('missingParameter', backslash);
  takeArrow(cursor, parameters);
  const body = cursor.rules.expression(cursor, 'after `->`');
  return { kind: 'lambda', parameters, body, start: backslash.start, end: Math.max(body.end, cursor.lastEnd) };
}

function takeArrow(cursor: Cursor, parameters: readonly Parameter[]): void {
  if (cursor.accept('punctuation', '->')) return;
  const wrong = cursor.accept('punctuation', '=>') ?? cursor.accept('punctuation', '=');
  if (wrong !== undefined) {
    cursor.report('missingArrow', wrong, [], { fix: replacement(wrong, '->') });
    return;
  }
  // Most functions have one parameter: what follows it is the body.
  const end = parameters[0]?.end ?? cursor.lastEnd;
  cursor.report('missingArrow', cursor.peek(), [], { fix: insertion(end, ' ->') });
}

function parseLetIn(cursor: Cursor): LetExpression {
  const { start, end } = cursor.take();
  const bindings = cursor.rules.bindings(cursor, 'let');
  if (!cursor.accept('keyword', 'in')) cursor.report('missingIn', { start, end });
  const body = cursor.rules.expression(cursor, 'after `in`');
  return { kind: 'letIn', style: 'let', bindings, body, start, end: Math.max(body.end, cursor.lastEnd) };
}

/** `if c then a else b`: the function `if` of the library, applied. */
function parseConditional(cursor: Cursor): Expression {
  const { start, end } = cursor.take();
  const condition = cursor.rules.expression(cursor, 'after `if`');
  const branch = (word: 'then' | 'else'): Expression | undefined => {
    if (cursor.accept('keyword', word)) return cursor.rules.expression(cursor, `after \`${word}\``);
    cursor.report('missingThen', { start, end }, [word]);
    return undefined;
  };
  const parts = [condition];
  for (const word of ['then', 'else'] as const) {
    const part = branch(word);
    if (!part) return { kind: 'error', parts, start, end: cursor.lastEnd };
    parts.push(part);
  }
  return {
    kind: 'application',
    function: { kind: 'name', text: 'if', start, end },
    arguments: parts,
    start,
    end: cursor.lastEnd,
  };
}
