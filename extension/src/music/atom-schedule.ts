// Which atoms sound now: what the engine announced ahead of time, looked up by frame.
import type { LitAtom, SourcePlace } from '../engine/engine-host.ts';

/** A sound shorter than this is shown for this long, in seconds, so that an eye can catch it. */
const shortestSeconds = 0.09;

/** Announcements beyond this are dropped, oldest first: a pattern of thousands of atoms a second is a blur anyway. */
const capacity = 4096;

export class AtomSchedule {
  #waiting: LitAtom[] = [];

  add(atoms: readonly LitAtom[]): void {
    this.#waiting.push(...atoms);
    if (this.#waiting.length > capacity) this.#waiting = this.#waiting.slice(-capacity);
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The places that sound at `frame`, each once. Forgets what is over. */
  at(frame: number, sampleRate: number): readonly SourcePlace[] {
    const shortest = shortestSeconds * sampleRate;
    const end = (atom: LitAtom) => Math.max(atom.endFrame, atom.startFrame + shortest);
    this.#waiting = this.#waiting.filter((atom) => end(atom) > frame);
    const lit = new Map<string, SourcePlace>();
    for (const atom of this.#waiting) {
      if (atom.startFrame <= frame) lit.set(`${atom.place.plan}:${atom.place.span}`, atom.place);
    }
    return [...lit.values()];
  }
}
