// Inference of one expression: what it is, what names it binds, and which rule each form follows.

import type {
  Expression,
  ListExpression,
  NumberExpression,
  RangeExpression,
  StringExpression,
  TupleExpression,
} from '../syntax/tree.ts';
import { inferApplication } from './apply.ts';
import { inferAnnotated, inferLetIn } from './bindings.ts';
import { classes, literalClass } from './classes.ts';
import { coerce } from './coerce.ts';
import { because, type Context, failed, fresh, type Globals, type Hint, mark, report, type Typed } from './context.ts';
import type { Library } from './environment.ts';
import { inferLambda } from './lambda.ts';
import { inferName } from './names.ts';
import { inferBinary, inferNegation, inferOperatorName, inferSection } from './operators.ts';
import { suggestion } from './suggestion.ts';
import { argument, list, match, number, prune, type Type, tuple } from './type.ts';
import { baseUnit, unitType } from './unit.ts';

/** Deeper nesting than any person writes; keeps the stack safe. */
const deepest = 400;

export function createContext(library: Library, globals: Globals, text: string): Context {
  const c: Context = {
    library,
    globals,
    text,
    diagnostics: [],
    marks: [],
    calls: [],
    texts: [],
    scope: undefined,
    level: 0,
    depth: 0,
    infer(expression, hint = noHint) {
      if (c.depth >= deepest) return tooDeep(c, expression);
      c.depth += 1;
      const result = infer(c, expression, hint);
      c.depth -= 1;
      return result;
    },
    check: (expression, expected, reason) => coerce(c, c.infer(expression, { expected }), expected, reason),
  };
  return c;
}

const noHint: Hint = {};

function tooDeep(c: Context, expression: Expression): Typed {
  const told = c.diagnostics.some((each) => each.code === 'tooDeep');
  return told ? failed(expression) : report(c, 'tooDeep', expression, []);
}

function infer(c: Context, expression: Expression, hint: Hint): Typed {
  switch (expression.kind) {
    case 'number':
      return numeral(c, expression);
    case 'string':
      return text(c, expression);
    case 'name':
      return inferName(c, expression, hint);
    case 'bus':
      return bus(c, expression);
    case 'application':
      return inferApplication(c, expression.function, expression.arguments, expression, hint);
    case 'binary':
      return inferBinary(c, expression, hint);
    case 'negation':
      return inferNegation(c, expression);
    case 'leftSection':
    case 'rightSection':
      return inferSection(c, expression, hint);
    case 'operatorName':
      return inferOperatorName(c, expression);
    case 'lambda':
      return inferLambda(c, expression, hint.expected);
    case 'list':
      return elements(c, expression, hint.expected && match(hint.expected, '[]'));
    case 'range':
      return range(c, expression);
    case 'tuple':
      return inferTuple(c, expression, hint.expected && match(hint.expected, '(,)')?.arguments);
    case 'parenthesised': {
      const inner = c.infer(expression.inner, hint);
      mark(c, expression, inner.type);
      return inner;
    }
    case 'letIn':
      return inferLetIn(c, expression, hint);
    case 'annotation': {
      return inferAnnotated(c, expression.type, (type) =>
        c.check(expression.expression, type, because('The annotation says')),
      );
    }
    case 'error':
      for (const part of expression.parts) c.infer(part);
      return failed(expression);
  }
}

function numeral(c: Context, expression: NumberExpression): Typed {
  const { start, end, value, digits, unit } = expression;
  const plain = unit === undefined || unit === 'bpm' || unit === 'cps';
  const type = plain
    ? fresh(c, classes('Numeral', Number.isInteger(value) ? 'Num' : 'Fractional'))
    : number(unitType(baseUnit(unit)[0]));
  const factor = plain ? 1 : baseUnit(unit)[1];
  mark(c, expression, type);
  return {
    type,
    core: {
      tag: 'number',
      start,
      end,
      value: value * factor,
      digits: factor === 1 ? digits : String(value * factor),
      type,
    },
  };
}

function text(c: Context, expression: StringExpression): Typed {
  const { start, end, mini } = expression;
  const type = fresh(c, literalClass);
  mark(c, expression, type);
  if (expression.broken) return failed(expression);
  c.texts.push({ expression, type });
  return { type, core: { tag: 'text', start, end, text: expression.text, mini, type } };
}

function bus(c: Context, expression: { readonly text: string; readonly start: number; readonly end: number }): Typed {
  const { start, end, text: name } = expression;
  const scheme = c.globals.bus(name);
  if (!scheme) {
    const buses = [...c.globals.names()].filter((each) => each.startsWith('~'));
    return report(c, 'unknownBus', expression, [name], suggestion(name, buses, expression));
  }
  mark(c, expression, scheme.type, { kind: 'bus', name, scheme });
  return { type: scheme.type, core: { tag: 'bus', start, end, name } };
}

/** Without a type expected, the elements that are surest of theirs decide: literals follow. */
function elements(c: Context, expression: ListExpression, expected: ReturnType<typeof match>): Typed {
  const { start, end } = expression;
  const reason = because('The other elements of the list are');
  const wanted = expected && prune(argument(expected, 0));
  const element = wanted ?? fresh(c);
  const inferred = expression.elements.map((each) => c.infer(each, wanted ? { expected: wanted } : {}));
  const sure = inferred.filter(({ type }) => prune(type).tag === 'constructor' && isSettled(type));
  const [first] = sure;
  const leader = first && coerce(c, first, element, reason);
  const before = c.diagnostics.length;
  const cores = inferred.map((each) => {
    if (each === first && leader) return leader.core;
    // The other elements may be wrong for the same reason.
    return c.diagnostics.length > before ? each.core : coerce(c, each, element, reason).core;
  });
  return { type: list(element), core: { tag: 'list', start, end, elements: cores } };
}

/** Known down to the element of a pattern. */
function isSettled(type: Type): boolean {
  const found = prune(type);
  if (found.tag === 'variable') return false;
  return found.name !== 'Pattern' || isSettled(argument(found, 0));
}

function range(c: Context, expression: RangeExpression): Typed {
  const { start, end } = expression;
  const element = fresh(c, classes('Enum', 'Num', 'Numeral'));
  const part = (each: Expression) => c.check(each, element, because('The list counts')).core;
  const from = part(expression.from);
  const next = expression.next && part(expression.next);
  if (!expression.to) return report(c, 'missingArgument', expression, ['..', 'end: the list would never stop']);
  return { type: list(element), core: { tag: 'range', start, end, from, next, to: part(expression.to) } };
}

function inferTuple(c: Context, expression: TupleExpression, expected: readonly Type[] | undefined): Typed {
  const { start, end } = expression;
  const inner = expression.elements.map((each, index) => {
    const hint = expected?.[index];
    return hint ? c.check(each, hint, because('Here belongs')) : c.infer(each);
  });
  return {
    type: tuple(inner.map((each) => each.type)),
    core: { tag: 'tuple', start, end, elements: inner.map((each) => each.core) },
  };
}
