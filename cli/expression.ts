// An expression alone, as `hocket query` takes it, to the pattern it stands for.

import { assemble } from '../language-server/src/compiler/assemble.ts';
import { evaluate } from '../language-server/src/compiler/evaluate.ts';
import { patternOf } from '../language-server/src/compiler/literals.ts';
import { Machine } from '../language-server/src/compiler/machine.ts';
import type { Plan } from '../language-server/src/compiler/plan.ts';
import type { Diagnostic } from '../language-server/src/syntax/diagnostic.ts';
import { parseFile } from '../language-server/src/syntax/parse-file.ts';
import { emptySession, type Library } from '../language-server/src/types/environment.ts';
import { checkFile } from '../language-server/src/types/file.ts';
import { argument, match } from '../language-server/src/types/type.ts';

export type Compiled =
  | { readonly patterns: Plan['patterns']; readonly root: number; readonly type: string }
  | { readonly diagnostics: readonly Diagnostic[] };

/** What the events of a pattern can carry, by the names that `--type` takes. */
export const elementTypes: ReadonlyMap<string, string> = new Map([
  ['controls', 'Controls'],
  ['number', 'Number'],
  ['int', 'Int'],
  ['time', 'Time'],
  ['rational', 'Time'],
  ['note', 'Number note'],
  ['string', 'String'],
  ['bool', 'Bool'],
  ['char', 'Char'],
]);

/** As a pattern of the type; without one, of the first that the expression can be. */
export function compileExpression(library: Library, text: string, type?: string): Compiled {
  const attempts = (type === undefined ? likelyTypes(text) : [type]).map(
    (each) => () => compileAs(library, text, each),
  );
  let best: { readonly diagnostics: readonly Diagnostic[] } | undefined;
  for (const attempt of attempts) {
    const compiled = attempt();
    if ('patterns' in compiled) return compiled;
    if (best === undefined || compiled.diagnostics.length < best.diagnostics.length) best = compiled;
  }
  return best ?? { diagnostics: [] };
}

/** A string with a letter in it names sounds sooner than notes. */
function likelyTypes(text: string): readonly string[] {
  const names = /"[^"]*\p{L}/u.test(text);
  return ['Controls', ...(names ? ['String', 'Number'] : ['Number', 'String']), 'Bool', 'Time', 'Char'];
}

function compileAs(library: Library, expression: string, type: string): Compiled {
  const prefix = `let it : Pattern (${type}) = `;
  // A line break of the same length, so that the text stays one statement and its offsets stay true.
  const source = parseFile(prefix + expression.replace(/[\r\n]/g, ' ')).value;
  const { value, diagnostics } = checkFile(source, library, emptySession);
  const wrong = (all: readonly Diagnostic[]): Compiled => ({
    diagnostics: all.map((each) => moved(each, prefix.length)),
  });
  const found = diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length > 0) return wrong(found);
  const [typed] = value.statements;
  const definition = typed?.definitions[0];
  const element = definition && match(definition.scheme.type, 'Pattern');
  if (typed === undefined || definition === undefined || element === undefined) return { diagnostics: [] };
  const machine = new Machine(library, () => undefined, defaultCps);
  const result = evaluate(machine, { core: definition.core, quantified: [], statement: typed.statement });
  const root = patternOf(machine, result, argument(element, 0));
  if (machine.failed || root === undefined) return wrong(machine.diagnostics.map(({ diagnostic }) => diagnostic));
  const { patterns, cps } = assemble({ parts: [], cps: root, seed: 0, locate: () => undefined });
  return typeof cps === 'number' ? { diagnostics: [] } : { patterns, root: cps.p, type };
}

/** For times in seconds: the tempo while a file sets none. */
const defaultCps = 0.5625;

const moved = (diagnostic: Diagnostic, by: number): Diagnostic => ({
  ...diagnostic,
  start: Math.max(0, diagnostic.start - by),
  end: Math.max(0, diagnostic.end - by),
  message: diagnostic.message.replace(/^The annotation says/, 'Expected a pattern:'),
  related: (diagnostic.related ?? []).map((each) => ({ ...each, start: each.start - by, end: each.end - by })),
});
