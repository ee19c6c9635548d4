// Keeps one engine running by the user's settings, polls it, and tells everyone who listens.
import { type Disposable, type Event, EventEmitter, type LogOutputChannel, workspace } from 'vscode';
import { showError } from '../log.ts';
import { changesEngine, engineSettings } from '../settings.ts';
import type { EngineHost, EngineSettings, HostStatus, Telemetry } from './engine-host.ts';

const usualInterval = 1000 / 30;
const fastInterval = 1000 / 60;

/** In milliseconds: what is drawn never waits longer for a plan. */
const longestPause = 100;

export type StartEngine = (settings: EngineSettings) => EngineHost;

export class EngineService implements Disposable {
  readonly #telemetry = new EventEmitter<Telemetry>();
  readonly #restarted = new EventEmitter<EngineHost>();
  readonly onTelemetry: Event<Telemetry> = this.#telemetry.event;
  /** A new engine is there, which knows no plan and no sound yet. */
  readonly onRestarted: Event<EngineHost> = this.#restarted.event;
  readonly #log: LogOutputChannel;
  readonly #start: StartEngine;
  readonly #subscription: Disposable;
  #host: EngineHost | undefined;
  #timer: NodeJS.Timeout | undefined;
  #fastUsers = 0;
  #pausedUntil = 0;
  #output: HostStatus | undefined;
  #cycle: number | undefined;

  constructor(start: StartEngine, log: LogOutputChannel) {
    this.#start = start;
    this.#log = log;
    this.#subscription = workspace.onDidChangeConfiguration((event) => changesEngine(event) && this.#restart());
    this.#launch();
  }

  /** Nothing when the native engine cannot run on this machine; why was said at the start. */
  get host(): EngineHost | undefined {
    return this.#host;
  }

  /** Where the transport was at the last poll. */
  get cycle(): number | undefined {
    return this.#cycle;
  }

  /** Polls 60 times a second until disposed, for what is drawn as smoothly as the screen can. */
  pollFast(): Disposable {
    this.#fastUsers++;
    this.#schedule();
    return {
      dispose: () => {
        this.#fastUsers--;
        this.#schedule();
      },
    };
  }

  /** Polls nothing, and so draws nothing, until `resume`: the thread is to be free for a plan that is on its way. */
  pause(): void {
    this.#pausedUntil = performance.now() + longestPause;
  }

  resume(): void {
    this.#pausedUntil = 0;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#subscription.dispose();
    this.#host?.close();
    this.#host = undefined;
    this.#telemetry.dispose();
    this.#restarted.dispose();
  }

  #launch(): void {
    try {
      this.#host = this.#start(engineSettings());
      this.#schedule();
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      void showError(this.#log, 'The sound engine could not be started: nothing will be heard.');
    }
  }

  #restart(): void {
    this.#host?.close();
    this.#host = undefined;
    this.#launch();
    if (this.#host !== undefined) this.#restarted.fire(this.#host);
  }

  #schedule(): void {
    clearInterval(this.#timer);
    if (this.#host === undefined) return;
    this.#timer = setInterval(() => this.#poll(), this.#fastUsers > 0 ? fastInterval : usualInterval);
  }

  #poll(): void {
    if (performance.now() < this.#pausedUntil) return;
    const telemetry = this.#host?.poll();
    if (telemetry === undefined) return;
    this.#cycle = telemetry.position.cycle;
    this.#sayWhereSoundGoes(telemetry.output);
    this.#telemetry.fire(telemetry);
  }

  #sayWhereSoundGoes(output: HostStatus): void {
    if (output.kind === this.#output?.kind && output.name === this.#output.name) return;
    this.#output = output;
    if (output.kind === 'device') this.#log.info(`sound goes to ${output.name} at ${output.sampleRate} Hz`);
    else this.#log.warn(`silent clock: ${output.name}`);
  }
}
