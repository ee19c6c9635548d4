// Functions written in place: `\x (y, _) -> e`.

import type { LambdaExpression, Parameter } from '../syntax/tree.ts';
import { coerce } from './coerce.ts';
import { because, type Context, fresh, mark, report, type Target, type Typed, within } from './context.ts';
import type { Local, LocalPattern } from './core.ts';
import { monomorphic } from './scheme.ts';
import { argument, arrow, errorType, match, type Type, tuple } from './type.ts';

export function inferLambda(c: Context, expression: LambdaExpression, expected: Type | undefined): Typed {
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
