// The extension: composes the features; each is a file of its own.
import { commands, type Event, type ExtensionContext } from 'vscode';
import { openExamples } from './commands/open-example.ts';
import { openReference } from './commands/open-reference.ts';
import { recordToWav } from './commands/recording.ts';
import { chooseDevice } from './commands/select-device.ts';
import type { Telemetry } from './engine/engine-host.ts';
import { EngineService } from './engine/engine-service.ts';
import { engineStarter } from './engine/native-engine.ts';
import { evaluateOnSave } from './evaluate/evaluate-on-save.ts';
import { evaluateOnDemand } from './evaluate/evaluation-commands.ts';
import { reportEvaluations } from './evaluate/evaluation-report.ts';
import { type Evaluation, Evaluator } from './evaluate/evaluator.ts';
import { showRuntimeProblems } from './evaluate/runtime-problems.ts';
import { silenceByKey } from './evaluate/silence.ts';
import { commands as ids } from './ids.ts';
import { startLanguageClient } from './language/client.ts';
import { compileWith, tellSoundsWith } from './language/evaluation.ts';
import { createLog } from './log.ts';
import { showSoundingAtoms } from './music/highlights.ts';
import { showInlineScopes } from './music/inline-scopes.ts';
import { SpanTracking } from './music/span-tracking.ts';
import { WindowGate } from './music/window-gate.ts';
import { loadSamples } from './samples/samples.ts';
import { showStatus } from './status/status-bar.ts';
import { provideSoundView } from './views/sound-view.ts';

/** For other extensions and for tests: what happens, as it happens. */
export interface HocketApi {
  readonly onTelemetry: Event<Telemetry>;
  readonly onEvaluated: Event<Evaluation>;
}

export function activate(context: ExtensionContext): HocketApi {
  const log = createLog();
  const client = startLanguageClient(context, log);
  const engine = new EngineService(engineStarter(context.asAbsolutePath('dist/hocket.node')), log);
  const tracking = new SpanTracking();
  // A command of the window's own that does nothing: the window takes messages in the order in which they come.
  const gate = new WindowGate(() => commands.executeCommand('noop'));
  const evaluator = new Evaluator(compileWith(client), engine, tracking, log);
  context.subscriptions.push(
    log,
    engine,
    client,
    tracking,
    evaluateOnSave(evaluator),
    evaluateOnDemand(evaluator),
    reportEvaluations(evaluator, engine, log),
    showRuntimeProblems(engine, evaluator, tracking, log),
    silenceByKey(engine, evaluator, log),
    showSoundingAtoms(engine, tracking, gate),
    showInlineScopes(engine, tracking, gate),
    showStatus(engine),
    loadSamples(context, engine, evaluator, tellSoundsWith(client), log),
    provideSoundView(context, engine),
    openExamples(context),
    openReference(context),
    recordToWav(engine, log),
    chooseDevice(engine),
    commands.registerCommand(ids.showLog, () => log.show()),
  );
  return { onTelemetry: engine.onTelemetry, onEvaluated: evaluator.onEvaluated };
}
