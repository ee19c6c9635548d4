// The sound view: oscilloscope, spectrum and meters. While it is hidden nothing is sent and nothing is polled for it.
import { commands, Disposable, type ExtensionContext, Uri, type WebviewView, window } from 'vscode';
import { decodeFromSoundView, framesInFlight, soundProtocolVersion } from '../../shared/sound-protocol.ts';
import type { Telemetry } from '../engine/engine-host.ts';
import type { EngineService } from '../engine/engine-service.ts';
import { commands as ids, views } from '../ids.ts';
import { FrameGate } from './frame-gate.ts';
import { soundFrame } from './sound-frame.ts';
import { webviewPage } from './webview-page.ts';

/** Feeds one view for as long as it exists. */
class Feed implements Disposable {
  readonly #view: WebviewView;
  readonly #engine: EngineService;
  readonly #gate = new FrameGate(framesInFlight);
  readonly #subscriptions: Disposable[];
  #fast: Disposable | undefined;
  #ready = false;

  constructor(view: WebviewView, engine: EngineService) {
    this.#view = view;
    this.#engine = engine;
    this.#subscriptions = [
      view.webview.onDidReceiveMessage((message) => this.#received(message)),
      view.onDidChangeVisibility(() => this.#visibilityChanged()),
      engine.onTelemetry((telemetry) => this.#send(telemetry)),
    ];
    this.#visibilityChanged();
  }

  dispose(): void {
    this.#fast?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** VS Code throws a hidden view's page away, and loads it again when it is shown. */
  #visibilityChanged(): void {
    this.#fast?.dispose();
    this.#fast = this.#view.visible ? this.#engine.pollFast() : undefined;
    if (!this.#view.visible) this.#ready = false;
  }

  #received(message: unknown): void {
    const decoded = decodeFromSoundView(message);
    if (decoded?.type === 'drawn') this.#gate.acknowledge(decoded.number);
    if (decoded?.type !== 'ready' || decoded.version !== soundProtocolVersion) return;
    this.#gate.reset();
    this.#ready = true;
  }

  #send(telemetry: Telemetry): void {
    if (!this.#ready || !this.#view.visible) return;
    const number = this.#gate.next();
    if (number !== undefined) void this.#view.webview.postMessage(soundFrame(telemetry, number));
  }
}

export function provideSoundView(context: ExtensionContext, engine: EngineService): Disposable {
  const dist = Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const provider = {
    resolveWebviewView(view: WebviewView) {
      view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
      const feed = new Feed(view, engine);
      view.onDidDispose(() => feed.dispose());
      view.webview.html = webviewPage(view.webview, {
        title: 'Sound',
        script: Uri.joinPath(dist, 'sound.js'),
        style: Uri.joinPath(dist, 'sound.css'),
      });
    },
  };
  return Disposable.from(
    window.registerWebviewViewProvider(views.sound, provider),
    commands.registerCommand(ids.showSound, () => commands.executeCommand(`${views.sound}.focus`)),
  );
}
