// What goes wrong while it sounds (a missing sound, a node that makes no number) is underlined where it comes from.
import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  type LogOutputChannel,
  languages,
  Range,
  type Uri,
  workspace,
} from 'vscode';
import type { Problem } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { SpanTracking } from '../music/span-tracking.ts';
import { sessionUri } from '../session-uri.ts';
import type { Evaluator } from './evaluator.ts';

function diagnosticOf(problem: Problem, tracking: SpanTracking): { uri: Uri; diagnostic: Diagnostic } | undefined {
  const place = tracking.spans.expression(problem.place.plan, problem.place.span);
  const document = workspace.textDocuments.find((candidate) => sessionUri(candidate) === place?.file);
  if (place === undefined || document === undefined) return undefined;
  const range = new Range(document.positionAt(place.span.start), document.positionAt(place.span.end));
  const severity = problem.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const diagnostic = new Diagnostic(range, problem.text, severity);
  diagnostic.source = 'hocket engine';
  diagnostic.code = problem.code;
  return { uri: document.uri, diagnostic };
}

export function showRuntimeProblems(
  engine: EngineService,
  evaluator: Evaluator,
  tracking: SpanTracking,
  log: LogOutputChannel,
): Disposable {
  const collection = languages.createDiagnosticCollection('hocket engine');
  const said = new Set<string>();

  const report = (problem: Problem) => {
    const id = `${problem.code} ${problem.name} ${problem.place.plan} ${problem.place.span}`;
    if (said.has(id)) return;
    said.add(id);
    const times = problem.count > 1 ? ` (${problem.count} times)` : '';
    log[problem.severity === 'error' ? 'error' : 'warn'](`${problem.text}${times}`);
    const found = diagnosticOf(problem, tracking);
    if (found === undefined) return;
    const { uri, diagnostic } = found;
    collection.set(uri, [...(collection.get(uri) ?? []), diagnostic]);
  };

  return Disposable.from(
    collection,
    engine.onTelemetry(({ problems }) => problems.forEach(report)),
    evaluator.onEvaluated(() => {
      said.clear();
      collection.clear();
    }),
  );
}
