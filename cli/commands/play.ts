// `hocket play`: plays a file until interrupted, and takes up what changes in it.
import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Plan } from '../../language-server/src/compiler/plan.ts';
import { createSession, evaluate, type Session } from '../../language-server/src/compiler/session.ts';
import type { Engine, Telemetry } from '../../native/addon/hocket.d.ts';
import type { Command } from '../command.ts';
import { loadEngine } from '../engine.ts';
import { printProblems } from '../problems.ts';
import { loadSounds } from '../samples.ts';
import { library, printDiagnostics, readSource, type Source } from '../source.ts';

const pollInterval = 50;

export const play: Command = {
  name: 'play',
  summary: 'Play a file, and whatever it becomes when it is saved',
  operands: 'FILE',
  words: [1, 1],
  options: [
    { name: 'device', value: 'NAME', doc: "sound device, or part of its name (default: the system's)" },
    { name: 'backend', value: 'NAME', doc: 'jack, pulse, alsa, coreaudio, wasapi, or none for silence' },
    { name: 'rate', value: 'HZ', doc: 'sample rate (default: 48000)' },
    { name: 'channels', value: 'N', doc: 'output channels (default: 2)' },
    { name: 'buffer', value: 'FRAMES', doc: 'frames in one period of the device (default: 256)' },
    { name: 'samples', value: 'FOLDER', doc: 'sample folder in the layout of Dirt-Samples' },
    { name: 'seconds', value: 'N', doc: 'stop after so long' },
  ],
  numbers: ['rate', 'channels', 'buffer', 'seconds'],
  async run({ words, text, number }) {
    const { Engine } = loadEngine();
    const engine = new Engine({ sampleRate: number('rate') ?? 48000, outputChannels: number('channels') ?? 2 });
    const player = new Player(engine, words[0] ?? '', text('samples'));
    if (!(await player.load())) return 1;
    engine.start({
      periodFrames: number('buffer') ?? 256,
      ...optional('device', text('device')),
      ...optional('backend', text('backend')),
    });
    await player.playUntil(number('seconds'));
    return 0;
  },
};

const optional = <Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [name in Name]?: string };

/** One file, one engine, and the session between them. */
class Player {
  readonly #engine: Engine;
  readonly #path: string;
  readonly #sampleFolder: string | undefined;
  readonly #loadedSounds = new Set<string>();
  #session: Session = createSession(library());
  #playing: { readonly source: Source; readonly plan: Plan } | undefined;
  #output = '';
  #cycle = 0;

  constructor(engine: Engine, path: string, sampleFolder: string | undefined) {
    this.#engine = engine;
    this.#path = path;
    this.#sampleFolder = sampleFolder;
  }

  /** Evaluates the file as it is now. False when it has errors; what is right in it plays all the same. */
  async load(): Promise<boolean> {
    const source = readSource(this.#path);
    const { session, plan, diagnostics, sounds } = evaluate(this.#session, {
      ...source,
      what: { kind: 'file' },
      cycle: this.#cycle,
    });
    const errors = printDiagnostics(source, diagnostics);
    const missing = sounds.filter((name) => !this.#loadedSounds.has(name));
    for (const { name, index, sound } of await loadSounds(this.#sampleFolder, missing)) {
      this.#loadedSounds.add(name);
      this.#engine.setSample(name, index, sound);
    }
    this.#session = session;
    this.#playing = { source, plan };
    this.#engine.submit(JSON.stringify(plan));
    return errors === 0;
  }

  async playUntil(seconds: number | undefined): Promise<void> {
    const watcher = watchFile(this.#path, () => void this.load());
    const poll = setInterval(() => this.#show(this.#engine.poll()), pollInterval);
    await new Promise<void>((end) => {
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
      if (seconds !== undefined) setTimeout(end, seconds * 1000);
    });
    clearInterval(poll);
    watcher.close();
    this.#engine.command('hush');
    await new Promise((faded) => setTimeout(faded, 200));
    this.#engine.close();
  }

  #show({ output, position, load, problems }: Telemetry): void {
    this.#cycle = position.cycle;
    const where =
      output.kind === 'device'
        ? `${output.name} (${output.backend}, ${output.sampleRate} Hz)`
        : `silent clock${output.name ? `: ${output.name}` : ''}`;
    if (where !== this.#output) console.error(where);
    this.#output = where;
    if (this.#playing) printProblems(problems, this.#playing.source, this.#playing.plan);
    if (!process.stdout.isTTY) return;
    const cpu = `${(load.average * 100).toFixed(0)} %`;
    process.stdout.write(
      `\rcycle ${position.cycle.toFixed(1)}, ${position.cps.toFixed(3)} cps, ${load.voices} voices, CPU ${cpu}\u001b[K`,
    );
  }
}

/** Editors replace files: the folder is watched, and one save is one change. */
function watchFile(path: string, changed: () => void): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(resolve(path)), (_, name) => {
    if (name !== basename(path)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, 20);
  });
  return watcher;
}
