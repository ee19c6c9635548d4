// Shows what an evaluation did: a flash in the text, a line in the status bar, the details in the log.
import { Disposable, type LogOutputChannel, window } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import type { Evaluation, Evaluator } from './evaluator.ts';
import { Flash } from './flash.ts';
import { reportDetails, reportSummary } from './report-text.ts';

const shownFor = 4000;
/** Evaluations that wait for their swap; more than these never come. */
const remembered = 32;

export function reportEvaluations(evaluator: Evaluator, engine: EngineService, log: LogOutputChannel): Disposable {
  const flash = new Flash();
  const waiting = new Map<number, Evaluation>();

  const evaluated = evaluator.onEvaluated((evaluation) => {
    const { document, result, plan } = evaluation;
    waiting.set(plan, evaluation);
    for (const old of waiting.keys()) if (waiting.size > remembered) waiting.delete(old);
    for (const editor of window.visibleTextEditors) {
      if (editor.document === document) flash.show(editor, result.evaluated);
    }
    const names = result.evaluated.map((statement) => statement.name).join(' ');
    log.info(`evaluated ${names || 'nothing'} after ${evaluation.milliseconds.toFixed(1)} ms (plan ${plan})`);
    if (result.failed.length === 0) return;
    const failed = result.failed.map((statement) => statement.name).join(', ');
    log.warn(`${failed}: not evaluated because of errors; the last good version goes on`);
    window.setStatusBarMessage(`$(warning) ${failed}: last good version goes on`, shownFor);
  });

  const swapped = engine.onTelemetry(({ swaps }) => {
    for (const swap of swaps) {
      const evaluation = waiting.get(swap.plan);
      waiting.delete(swap.plan);
      const total = (evaluation?.milliseconds ?? 0) + swap.latencySeconds * 1000;
      log.info(`${reportDetails(swap)}; ${total.toFixed(1)} ms from request to sound`);
      if (evaluation !== undefined && evaluation.result.failed.length === 0) {
        window.setStatusBarMessage(`$(check) ${reportSummary(swap)}`, shownFor);
      }
    }
  });
  return Disposable.from(flash, evaluated, swapped);
}
