// Text to sound: asks the language server for the plan, hands it to the engine, and tells what came of it.
import { type Event, EventEmitter, type LogOutputChannel, type TextDocument } from 'vscode';
import type { PlanNumber } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { Compile, EvaluateResult, What } from '../language/evaluation.ts';
import type { SpanTracking } from '../music/span-tracking.ts';
import { sessionUri } from '../session-uri.ts';
import { quantisation } from '../settings.ts';
import { engineCommands } from './session-commands.ts';

/** Stands for the file of statements that come from keys rather than from a text. */
const keysUri = 'hocket:keys';

export interface Evaluation {
  readonly document: TextDocument;
  readonly result: EvaluateResult;
  readonly plan: PlanNumber;
  /** Milliseconds from the request (a save, a key) to the hand-over to the engine. */
  readonly milliseconds: number;
}

export class Evaluator {
  readonly #evaluated = new EventEmitter<Evaluation>();
  readonly onEvaluated: Event<Evaluation> = this.#evaluated.event;
  readonly #compile: Compile;
  readonly #engine: EngineService;
  readonly #tracking: SpanTracking;
  readonly #log: LogOutputChannel;
  #queue: Promise<void> = Promise.resolve();
  #lastPlan: string | undefined;

  constructor(compile: Compile, engine: EngineService, tracking: SpanTracking, log: LogOutputChannel) {
    this.#compile = compile;
    this.#engine = engine;
    this.#tracking = tracking;
    this.#log = log;
    engine.onRestarted((host) => {
      if (this.#lastPlan !== undefined) tracking.spans.renumber(host.submit(this.#lastPlan, { kind: 'now' }));
    });
  }

  /** One after the other, in the order of the calls: each builds on the session that the one before left. */
  evaluate(document: TextDocument, what: What): Promise<void> {
    const requested = performance.now();
    this.#queue = this.#queue.then(() => this.#evaluateNow(document, what, requested));
    return this.#queue;
  }

  /**
   * After a hush: the session drops its tracks, so that the next block evaluated does not bring the others back, and the engine gets a
   * plan without them, so that one which it is still building or holding for the next cycle does not either.
   */
  forgetTracks(command: 'hush' | 'panic'): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      try {
        const what: What = { kind: 'range', start: 0, end: command.length };
        const { plan } = await this.#compile({ uri: keysUri, text: command, what });
        this.#lastPlan = plan;
        this.#engine.host?.submit(plan, { kind: 'now' });
      } catch (error) {
        this.#log.error(`the session could not be told of ${command}:`, error instanceof Error ? error : String(error));
      }
    });
    return this.#queue;
  }

  async #evaluateNow(document: TextDocument, what: What, requested: number): Promise<void> {
    const edits = this.#tracking.recordEdits(document);
    this.#engine.pause();
    try {
      const uri = sessionUri(document);
      const { cycle } = this.#engine;
      const position = cycle === undefined ? {} : { cycle };
      const result = await this.#compile({ uri, text: document.getText(), what, ...position });
      const host = this.#engine.host;
      if (host === undefined) return;
      // A hush ends with the next plan: it has to come before it.
      for (const command of engineCommands(result)) host.command(command);
      // From the call on the engine counts: its builder may take this thread's turn before the call comes back.
      const milliseconds = performance.now() - requested;
      const plan = host.submit(result.plan, quantisation());
      this.#lastPlan = result.plan;
      this.#tracking.adopt(plan, { ...result, uri }, edits);
      this.#evaluated.fire({ document, result, plan, milliseconds });
    } catch (error) {
      this.#log.error('the evaluation failed; what played goes on:', error instanceof Error ? error : String(error));
    } finally {
      this.#engine.resume();
      edits.stop();
    }
  }
}
