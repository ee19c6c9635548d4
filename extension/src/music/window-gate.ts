// Keeps what is drawn many times a second from piling up in a slow window, before everything else that the editor does.

/** Sends what is to be seen now, and says whether it was anything new. */
export type Painter = () => boolean;

/** Shared by all that draws: closed while the window deals with what was drawn last, and then for as long as that took. */
export class WindowGate {
  readonly #windowCaughtUp: () => Thenable<unknown>;
  readonly #waiting = new Set<Painter>();
  #state: 'open' | 'closing' | 'closed' = 'open';

  /** `windowCaughtUp`: settles when the window has dealt with all that was sent to it before the call. */
  constructor(windowCaughtUp: () => Thenable<unknown>) {
    this.#windowCaughtUp = windowCaughtUp;
  }

  /** Paints at once, or as soon as the gate opens: once, however often it was asked to meanwhile. */
  paint(painter: Painter): void {
    if (this.#state === 'closed') this.#waiting.add(painter);
    else if (painter()) this.#closeAfterThisTurn();
  }

  /** What else is painted in this turn of the event loop goes along. */
  #closeAfterThisTurn(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    setImmediate(() => this.#close());
  }

  /** The rest leaves the window half of its time for other things. */
  #close(): void {
    this.#state = 'closed';
    const sent = performance.now();
    const rest = () => setTimeout(() => this.#open(), performance.now() - sent);
    this.#windowCaughtUp().then(rest, rest);
  }

  #open(): void {
    this.#state = 'open';
    const painters = [...this.#waiting];
    this.#waiting.clear();
    for (const painter of painters) this.paint(painter);
  }
}
