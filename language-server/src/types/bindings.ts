// Definitions: those of `let` and `where`, with what an annotation says of them.

import type { Binding, LambdaExpression, LetExpression, Name } from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/type-tree.ts';
import { inOrderOfNeed } from './binding-order.ts';
import { coerce } from './coerce.ts';
import { because, type Context, deeper, type Hint, mark, report, type Target, type Typed } from './context.ts';
import type { Core, Local } from './core.ts';
import { inferLambda } from './lambda.ts';
import { type NotationProblem, typeNames, typeOfNode } from './notation.ts';
import { checkRigid, lettersOf } from './rigid.ts';
import { generalise, monomorphic, type Scheme } from './scheme.ts';
import { suggestion } from './suggestion.ts';
import { errorType, type Type, type TypeVariable } from './type.ts';

/** `body` of what the annotation says; letters in it stay what they are, any type. */
export function inferAnnotated(c: Context, node: TypeNode, body: (type: Type) => Typed): Typed {
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

export function inferLetIn(c: Context, expression: LetExpression, hint: Hint): Typed {
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
    if (!signature) return parameters.length === 0 ? c.infer(value) : inferLambda(c, written, undefined);
    const reason = because('The annotation says');
    return inferAnnotated(c, signature, (wanted) =>
      parameters.length === 0
        ? c.check(value, wanted, reason)
        : coerce(c, inferLambda(c, written, wanted), wanted, reason),
    );
  });
  const scheme = generalise(typed.type, c.level);
  if (!scheme) report(c, 'largeType', binding.name, []);
  return { scheme: scheme ?? monomorphic(errorType), core: typed.core };
}
