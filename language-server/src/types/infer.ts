// Inference of one expression: what it is, what names it binds, and which rule each form follows.

import type {
  Binding,
  Expression,
  LambdaExpression,
  LetExpression,
  ListExpression,
  Name,
  NumberExpression,
  Parameter,
  RangeExpression,
  StringExpression,
  TupleExpression,
} from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/type-tree.ts';
import { inferApplication } from './apply.ts';
import { inOrderOfNeed } from './binding-order.ts';
import { classes, literalClass } from './classes.ts';
import { coerce } from './coerce.ts';
import {
  because,
  type Context,
  deeper,
  failed,
  fresh,
  type Globals,
  type Hint,
  mark,
  report,
  type Target,
  type Typed,
  within,
} from './context.ts';
import type { Core, Local, LocalPattern } from './core.ts';
import type { Library } from './environment.ts';
import { inferName } from './names.ts';
import { type NotationProblem, typeNames, typeOfNode } from './notation.ts';
import { inferBinary, inferNegation, inferOperatorName, inferSection } from './operators.ts';
import { checkRigid, lettersOf } from './rigid.ts';
import { generalise, monomorphic, type Scheme } from './scheme.ts';
import { suggestion } from './suggestion.ts';
import { argument, arrow, errorType, list, match, number, prune, type Type, type TypeVariable, tuple } from './type.ts';
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
      return lambda(c, expression, hint.expected);
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
      return letIn(c, expression, hint);
    case 'annotation': {
      return annotated(c, expression.type, (type) =>
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

function lambda(c: Context, expression: LambdaExpression, expected: Type | undefined): Typed {
  const types: Type[] = [];
  let rest = expected;
  for (const _ of expression.parameters) {
    const step: ReturnType<typeof match> = rest && match(rest, '->');
    types.push(step ? argument(step, 0) : fresh(c));
    rest = step ? argument(step, 1) : undefined;
  }
  const { names, patterns } = bindParameters(c, expression.parameters, types);
  const body = within(c, names, () => c.infer(expression.body, rest ? { expected: rest } : {}));
  const { start, end } = expression;
  const type = types.reduceRight((result, parameter) => arrow(parameter, result), body.type);
  return { type, core: { tag: 'lambda', start, end, parameters: patterns, body: body.core } };
}

interface Bound {
  readonly names: ReadonlyMap<string, Target>;
  readonly patterns: readonly LocalPattern[];
}

function bindParameters(c: Context, parameters: readonly Parameter[], types: readonly Type[]): Bound {
  const names = new Map<string, Target>();
  const bind = (parameter: Parameter, type: Type): LocalPattern => {
    if (parameter.kind === 'wildcard') return undefined;
    if (parameter.kind === 'tupleParameter') {
      const inner = parameter.elements.map(() => fresh(c));
      const whole = tuple(inner);
      coerce(
        c,
        { type: whole, core: { tag: 'error', start: parameter.start, end: parameter.end } },
        type,
        because('Expected'),
      );
      return { elements: parameter.elements.map((each, index) => bind(each, inner[index] ?? errorType)) };
    }
    if (names.has(parameter.text)) report(c, 'duplicateParameter', parameter, [parameter.text]);
    const local: Local = { name: parameter.text, start: parameter.start, end: parameter.end };
    const target: Target = { kind: 'local', local, scheme: monomorphic(type) };
    names.set(parameter.text, target);
    mark(c, parameter, type, target);
    return local;
  };
  const patterns = parameters.map((parameter, index) => bind(parameter, types[index] ?? errorType));
  return { names, patterns };
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

/** `body` of what the annotation says; letters in it stay what they are, any type. */
function annotated(c: Context, node: TypeNode, body: (type: Type) => Typed): Typed {
  const problems: NotationProblem[] = [];
  const { type, letters } = typeOfNode(node, c.level, problems);
  for (const problem of problems) {
    const name = c.text.slice(problem.start, problem.end);
    const details = name === 'Pattern' ? { help: 'It is a pattern of something: `Pattern Note`.' } : undefined;
    report(c, 'unknownType', problem, [problem.message], details ?? suggestion(name, typeNames, problem));
  }
  const before = c.diagnostics.length;
  const rigid = lettersOf(letters);
  const result = body(type);
  if (c.diagnostics.length === before) checkRigid(c, node, rigid, c.level);
  return result;
}

function letIn(c: Context, expression: LetExpression, hint: Hint): Typed {
  const { start, end } = expression;
  const bound: { local: Local; quantified: readonly TypeVariable[]; value: Core }[] = [];
  const outer = c.scope;
  const names = new Map<string, Target>();
  c.scope = { parent: outer, names };
  for (const { name, scheme, core } of inferBindings(c, expression.bindings)) {
    const local: Local = { name: name.text, start: name.start, end: name.end };
    const target: Target = { kind: 'local', local, scheme };
    mark(c, name, scheme.type, target);
    bound.push({ local, quantified: scheme.quantified, value: core });
    names.set(name.text, target);
  }
  const body = c.infer(expression.body, hint);
  c.scope = outer;
  return { type: body.type, core: { tag: 'let', start, end, bindings: bound, body: body.core } };
}

interface Inferred {
  readonly name: Name;
  readonly scheme: Scheme;
  readonly core: Core;
}

/** Definitions beside each other. Each is asked for when what it needs has been taken: the caller makes that known. */
export function* inferBindings(c: Context, bindings: readonly Binding[]): Generator<Inferred> {
  const [only] = bindings;
  if (only && bindings.length === 1 && isPlain(c, only)) {
    yield { name: only.name, ...inferBinding(c, only) };
    return;
  }
  const signatures = new Map(withSignatures(c, bindings));
  const ordered = inOrderOfNeed([...signatures.keys()]);
  for (const binding of ordered.bindings) {
    const circle = ordered.circles.get(binding);
    if (circle) {
      const { type, core } = report(c, 'cyclicDefinition', circle, [circle.name], {
        help: 'A definition may only use what does not need it.',
      });
      yield { name: binding.name, scheme: monomorphic(type), core };
    } else {
      yield { name: binding.name, ...inferBinding(c, binding, signatures.get(binding)) };
    }
  }
}

/** A definition in whose text its own name does not occur: it needs no other. */
function isPlain(c: Context, { name, value }: Binding): boolean {
  return value !== undefined && !c.text.slice(value.start, value.end).includes(name.text);
}

/** Definitions with what `f : T` says of them; a type without a definition is reported. */
function withSignatures(
  c: Context,
  bindings: readonly Binding[],
): readonly (readonly [Binding, TypeNode | undefined])[] {
  const signatures = new Map<string, TypeNode>();
  const defined = new Set<string>();
  for (const { name, value, annotation: type } of bindings) {
    if (value) defined.add(name.text);
    else if (type) signatures.set(name.text, type);
  }
  for (const { name, value } of bindings) {
    if (!value && !defined.has(name.text)) report(c, 'signatureOnly', name, [name.text]);
  }
  return bindings
    .filter(({ value }) => value)
    .map((binding) => [binding, binding.annotation ?? signatures.get(binding.name.text)] as const);
}

/** A definition, generalised. */
function inferBinding(
  c: Context,
  binding: Binding,
  signature: TypeNode | undefined = binding.annotation,
): { readonly scheme: Scheme; readonly core: Core } {
  if (!binding.value) {
    return { scheme: monomorphic(errorType), core: { tag: 'error', start: binding.start, end: binding.end } };
  }
  const { value, parameters } = binding;
  const typed = deeper(c, () => {
    const { start, end } = binding;
    const written: LambdaExpression = { kind: 'lambda', start, end, parameters, body: value };
    if (!signature) return parameters.length === 0 ? c.infer(value) : lambda(c, written, undefined);
    const reason = because('The annotation says');
    return annotated(c, signature, (wanted) =>
      parameters.length === 0 ? c.check(value, wanted, reason) : coerce(c, lambda(c, written, wanted), wanted, reason),
    );
  });
  const scheme = generalise(typed.type, c.level);
  if (!scheme) report(c, 'largeType', binding.name, []);
  return { scheme: scheme ?? monomorphic(errorType), core: typed.core };
}
