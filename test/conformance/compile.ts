// An expression of a known type to the patterns of a plan, by the language's own path: parser, checker, compiler.

import { assemble } from '../../language-server/src/compiler/assemble.ts';
import { evaluate } from '../../language-server/src/compiler/evaluate.ts';
import { patternOf } from '../../language-server/src/compiler/literals.ts';
import { Machine } from '../../language-server/src/compiler/machine.ts';
import type { PlanPattern } from '../../language-server/src/compiler/plan.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { emptySession, type Library } from '../../language-server/src/types/environment.ts';
import { checkFile } from '../../language-server/src/types/file.ts';
import { argument, match } from '../../language-server/src/types/type.ts';

export type CompiledExpression =
  | { readonly patterns: readonly PlanPattern[]; readonly root: number; readonly spans: readonly (readonly number[])[] }
  | { readonly problems: readonly string[] };

export function compileExpression(library: Library, text: string, type: string): CompiledExpression {
  const source = `let it : Pattern ${type} = ${text}\n`;
  const { value, diagnostics } = checkFile(parseFile(source).value, library, emptySession);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { problems: errors.map(({ message }) => message) };
  const it = value.statements
    .flatMap(({ statement, definitions }) => definitions.map((definition) => ({ statement, definition })))
    .find(({ definition }) => definition.name === 'it');
  if (!it) return { problems: ['there is no definition'] };
  const { statement, definition } = it;
  const machine = new Machine(library, () => undefined, 0.5625);
  const result = evaluate(machine, { core: definition.core, quantified: [], statement });
  const found = match(definition.scheme.type, 'Pattern');
  const root = found && patternOf(machine, result, argument(found, 0));
  if (machine.failed || !root) return { problems: machine.diagnostics.map(({ diagnostic }) => diagnostic.message) };
  const plan = assemble({ parts: [], cps: root, seed: 0, locate: ({ start, end }) => ({ uri: '', start, end }) });
  if (typeof plan.cps === 'number') return { problems: ['it is a number'] };
  return { patterns: plan.patterns, root: plan.cps.p, spans: plan.spans };
}
