// What the engine complains about, for a terminal: at its place in the source when it has one.
import type { Plan } from '../language-server/src/compiler/plan.ts';
import type { Problem } from '../native/addon/hocket.d.ts';
import { diagnosticText } from './diagnostic-text.ts';
import type { Source } from './source.ts';

export function problemText(problem: Problem, source: Source, plan: Plan): string {
  const { severity, text, count, place } = problem;
  const message = count > 1 ? `${text} (${count} times)` : text;
  const span = plan.spans[place.span];
  if (span === undefined || plan.files[span[0]] !== source.uri) return `${source.path}: ${severity}: ${message}`;
  return diagnosticText(source.path, source.text, {
    code: problem.code,
    severity,
    start: span[1],
    end: span[2],
    message,
  });
}

/** Prints each problem once; returns how many errors there are. */
export function printProblems(problems: readonly Problem[], source: Source, plan: Plan): number {
  const texts = new Set(problems.map((problem) => problemText({ ...problem, count: 1 }, source, plan)));
  for (const text of texts) console.error(`${text}\n`);
  return problems.filter(({ severity }) => severity === 'error').length;
}
