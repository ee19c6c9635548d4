// Decides which frames are sent to a view: at most so many that it has not drawn, and none that it would skip anyway.

export class FrameGate {
  readonly #limit: number;
  #sent = 0;
  #drawn = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The number of the next frame, or nothing while too many are under way. */
  next(): number | undefined {
    if (this.#sent - this.#drawn >= this.#limit) return undefined;
    return ++this.#sent;
  }

  acknowledge(number: number): void {
    if (number <= this.#sent) this.#drawn = Math.max(this.#drawn, number);
  }

  /** A new view has seen nothing and owes nothing. */
  reset(): void {
    this.#drawn = this.#sent;
  }
}
