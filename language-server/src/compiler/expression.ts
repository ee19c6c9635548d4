// An expression alone, as `hocket query` and the tests ask for it, to the pattern that it stands for.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import { parseFile } from '../syntax/parse-file.ts';
import { emptySession, type Library } from '../types/environment.ts';
import { checkFile } from '../types/file.ts';
import { argument, match } from '../types/type.ts';
import { assemble, type FilePlace } from './assemble.ts';
import { busPatterns } from './bus-pattern.ts';
import { evaluate } from './evaluate.ts';
import { patternOf } from './literals.ts';
import { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import type { Plan } from './plan.ts';

export type CompiledExpression =
  | { readonly patterns: Plan['patterns']; readonly root: number; readonly type: string }
  /** At least one; their places are offsets in the expression. `isOfType`: it is a pattern of the type, but not to be computed. */
  | { readonly diagnostics: readonly Diagnostic[]; readonly isOfType?: boolean };

/** As a pattern of the type, by its name in annotations; without one, of the first that the expression can be. */
export function compileExpression(library: Library, text: string, type?: string): CompiledExpression {
  const types = type === undefined ? likelyTypes(text) : [type];
  let best: CompiledExpression = { diagnostics: [] };
  for (const each of types) {
    const compiled = compileAs(library, text, each);
    if (type === undefined && each === 'Controls' && 'patterns' in compiled)
      return plainNumbers(library, text) ?? compiled;
    if ('patterns' in compiled || compiled.isOfType) return compiled;
    if (best.diagnostics.length === 0 || compiled.diagnostics.length < best.diagnostics.length) best = compiled;
  }
  return best;
}

/** What could be voices as well as numbers, as `sine` can, is numbers. */
function plainNumbers(library: Library, text: string): CompiledExpression | undefined {
  const compiled = compileAs(library, text, 'Number');
  return 'patterns' in compiled ? compiled : undefined;
}

/** A string with a letter in it names sounds sooner than notes. */
function likelyTypes(text: string): readonly string[] {
  const names = /"[^"]*\p{L}/u.test(text);
  return ['Controls', ...(names ? ['String', 'Number'] : ['Number', 'String']), 'Bool', 'Time', 'Char'];
}

/** For times in seconds: the tempo while a file sets none. */
const defaultCps = 0.5625;

/** All lines are indented by as much, so that they are one definition and what stands in one column still does. */
const indentation = '     ';

function compileAs(library: Library, expression: string, type: string): CompiledExpression {
  const prefix = `let it : Pattern (${type}) =\n${indentation}`;
  const text = prefix + expression.replaceAll('\n', `\n${indentation}`);
  const wrong = (all: readonly Diagnostic[], isOfType: boolean) => ({
    diagnostics: all.map((each) => inExpression(each, text, prefix)),
    isOfType,
  });
  const { value, diagnostics } = checkFile(parseFile(text).value, library, emptySession);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return wrong(errors, false);
  const [typed] = value.statements;
  const definition = typed?.definitions[0];
  const element = definition && match(definition.scheme.type, 'Pattern');
  if (typed === undefined || definition === undefined || element === undefined) return { diagnostics: [] };
  const machine = new Machine(library, () => undefined, defaultCps);
  const result = evaluate(machine, { core: definition.core, quantified: [], statement: typed.statement });
  const root = patternOf(machine, result, argument(element, 0));
  const whole = { statement: typed.statement, start: prefix.length, end: text.length };
  if (root && busPatterns(root).length > 0) machine.report('signalInQuery', whole, []);
  machine.checkDepth(whole);
  if (machine.failed || root === undefined) {
    const found = machine.diagnostics.map(({ diagnostic }) => diagnostic);
    // What cannot be read as an atom of this type may be one of another.
    return wrong(
      found,
      found.some(({ code }) => code !== 'atom'),
    );
  }
  // Atoms have places, since `rot` takes events at one time in the order in which they are written.
  const locate = ({ start, end }: Place): FilePlace => ({ uri: '', start, end });
  const { patterns, cps } = assemble({ parts: [], cps: root, seed: 0, locate });
  return typeof cps === 'number' ? { diagnostics: [] } : { patterns, root: cps.p, type };
}

/** A diagnostic of the whole text as one of the expression. */
function inExpression(diagnostic: Diagnostic, text: string, prefix: string): Diagnostic {
  const at = (offset: number): number => {
    const before = text.slice(prefix.length, Math.max(prefix.length, offset));
    return before.length - indentation.length * (before.split('\n').length - 1);
  };
  const moved = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => ({
    ...place,
    start: at(place.start),
    end: at(place.end),
  });
  return {
    ...moved(diagnostic),
    message: diagnostic.message.replace(/^The annotation says/, 'Expected a pattern:'),
    fixes: (diagnostic.fixes ?? []).map((fix) => ({ ...fix, edits: fix.edits.map(moved) })),
    related: (diagnostic.related ?? []).map(moved),
  };
}
