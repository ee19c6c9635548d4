// A progress bar on standard error; where that is no terminal, a line for every tenth.

const width = 30;

export class ProgressBar {
  readonly #label: string;
  readonly #stream: NodeJS.WriteStream;
  readonly #start = performance.now();
  #tenth = 0;
  #shown = false;

  constructor(label: string, stream: NodeJS.WriteStream = process.stderr) {
    this.#label = label;
    this.#stream = stream;
  }

  /** `share` is what is done, 0 to 1. Work of less than a second shows nothing. */
  update(share: number): void {
    const seconds = (performance.now() - this.#start) / 1000;
    if (seconds < 1 && !this.#shown) return;
    const line = progressLine(this.#label, share, seconds);
    if (this.#stream.isTTY) {
      this.#stream.write(`\r${line}\u001b[K`);
      this.#shown = true;
    } else if (Math.floor(share * 10) > this.#tenth) {
      this.#tenth = Math.floor(share * 10);
      this.#stream.write(`${line}\n`);
    }
  }

  end(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}

export function progressLine(label: string, share: number, seconds: number): string {
  const done = Math.min(1, Math.max(0, share));
  const filled = Math.round(done * width);
  const left = done > 0.02 ? `, ${Math.ceil((seconds / done) * (1 - done))} s left` : '';
  return `${label} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${Math.floor(done * 100)} %${left}`;
}
