// Hands the engine the sounds that plans name, from the user's sample folders.
import type { EngineHost } from '../engine/engine-host.ts';
import type { Decoder } from './decoder.ts';
import type { SoundFiles } from './folder-scan.ts';

export interface LoaderLog {
  info(message: string): void;
  warn(message: string): void;
}

export class SampleLoader {
  readonly #decoder: Decoder;
  readonly #log: LoaderLog;
  #files: SoundFiles = new Map();
  /** Names that the engine has or will have soon. */
  readonly #handed = new Set<string>();
  /** Names that a plan has asked for since the start. */
  readonly #wanted = new Set<string>();

  constructor(decoder: Decoder, log: LoaderLog) {
    this.#decoder = decoder;
    this.#log = log;
  }

  /** The sample folders were read anew: what was wanted before may be there now. */
  async setFiles(files: SoundFiles, engine: EngineHost | undefined): Promise<void> {
    this.#files = files;
    this.#handed.clear();
    await this.need([...this.#wanted], engine);
  }

  /** A new engine knows no sounds. */
  async restart(engine: EngineHost): Promise<void> {
    this.#handed.clear();
    await this.need([...this.#wanted], engine);
  }

  /** `names` as a plan gives them: `bd` or `bd:3`. Names without files are the engine's own instruments, or missing: it says so. */
  async need(names: readonly string[], engine: EngineHost | undefined): Promise<void> {
    const folders = [...new Set(names.map((name) => name.replace(/:.*$/, '')))];
    for (const name of folders) this.#wanted.add(name);
    if (engine === undefined) return;
    const missing = folders.filter((name) => this.#files.has(name) && !this.#handed.has(name));
    await Promise.all(missing.map((name) => this.#handOver(name, engine)));
  }

  async #handOver(name: string, engine: EngineHost): Promise<void> {
    this.#handed.add(name);
    const paths = this.#files.get(name) ?? [];
    let good = 0;
    for (const [index, path] of paths.entries()) {
      try {
        const sound = await this.#decoder.decode(path);
        if (!engine.setSample(name, index, sound)) throw new Error('the engine does not take it');
        good++;
      } catch (error) {
        this.#log.warn(`${path} cannot be played: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.#log.info(`sound "${name}": ${good} of ${paths.length} files loaded`);
  }
}
