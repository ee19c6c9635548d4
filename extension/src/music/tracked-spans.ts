// Places in a text that is being edited: the spans of the plans that sound, moved along with every edit, so that atoms and
// scopes stay where they belong until the next evaluation.

/** One edit: `length` units at `offset` were replaced by `inserted` units. All in UTF-16, before the edit. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly inserted: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span after an edit; nothing when the edit touched its inside, because then it is no longer what sounds. */
export function shiftSpan(span: Span, edit: Edit): Span | undefined {
  const editEnd = edit.offset + edit.length;
  const change = edit.inserted - edit.length;
  if (editEnd <= span.start) return change === 0 ? span : { start: span.start + change, end: span.end + change };
  if (edit.offset >= span.end) return span;
  return undefined;
}

/** As `shiftSpan` for something large, such as an expression with parameters: an edit inside stretches it. */
export function stretchSpan(span: Span, edit: Edit): Span | undefined {
  const shifted = shiftSpan(span, edit);
  if (shifted !== undefined) return shifted;
  const editEnd = edit.offset + edit.length;
  if (edit.offset < span.start || editEnd > span.end) return undefined;
  return { start: span.start, end: span.end + edit.inserted - edit.length };
}

/** A span of a plan and where it is now. `exact` is gone when its inside was edited; `stretched` grows with such edits. */
interface Tracked {
  readonly file: string;
  exact: Span | undefined;
  stretched: Span | undefined;
}

/** `[file, start, end]` as in the plan. */
export type PlanSpan = readonly [file: number, start: number, end: number];

export interface PlanPlaces {
  readonly files: readonly string[];
  readonly spans: readonly PlanSpan[];
  /** The file whose text was evaluated: its spans are places in that text, those of other files in texts evaluated earlier. */
  readonly uri: string;
}

/** Plans whose places are still asked for: the one that sounds, the one before, and those that wait for their cycle. */
const remembered = 8;

export class TrackedSpans {
  readonly #plans = new Map<number, readonly Tracked[]>();
  /** The newest plan's spans by file and the offsets that it gives: plans that come of other files' evaluations repeat them. */
  #newest = new Map<string, Tracked>();

  /** Takes a plan's spans. `later`: edits made since the text was sent for evaluation. */
  adopt(plan: number, places: PlanPlaces, later: readonly Edit[]): void {
    const newest = new Map<string, Tracked>();
    const spans = places.spans.map(([fileIndex, start, end]) => {
      const file = places.files[fileIndex] ?? '';
      const id = `${file}:${start}:${end}`;
      const earlier = file === places.uri ? undefined : this.#newest.get(id);
      const tracked = earlier ?? follow({ file, exact: { start, end }, stretched: { start, end } }, places.uri, later);
      newest.set(id, tracked);
      return tracked;
    });
    this.#newest = newest;
    this.#plans.set(plan, spans);
    for (const old of this.#plans.keys()) {
      if (this.#plans.size <= remembered) break;
      this.#plans.delete(old);
    }
  }

  /** A new engine counts plans from 1 again: the newest plan is `plan` now, and all others are gone. */
  renumber(plan: number): void {
    const newest = [...this.#plans.values()].at(-1);
    this.#plans.clear();
    if (newest !== undefined) this.#plans.set(plan, newest);
  }

  edit(file: string, edits: readonly Edit[]): void {
    const all = new Set<Tracked>(this.#newest.values());
    for (const spans of this.#plans.values()) for (const span of spans) all.add(span);
    for (const span of all) follow(span, file, edits);
  }

  /** Where an atom is now; nothing when it was edited away. */
  atom(plan: number, span: number): { readonly file: string; readonly span: Span } | undefined {
    const tracked = this.#plans.get(plan)?.[span];
    return tracked?.exact && { file: tracked.file, span: tracked.exact };
  }

  /** Where an expression is now, whatever was edited inside it. */
  expression(plan: number, span: number): { readonly file: string; readonly span: Span } | undefined {
    const tracked = this.#plans.get(plan)?.[span];
    return tracked?.stretched && { file: tracked.file, span: tracked.stretched };
  }
}

function follow(tracked: Tracked, file: string, edits: readonly Edit[]): Tracked {
  if (tracked.file !== file) return tracked;
  for (const edit of edits) {
    tracked.exact = tracked.exact && shiftSpan(tracked.exact, edit);
    tracked.stretched = tracked.stretched && stretchSpan(tracked.stretched, edit);
  }
  return tracked;
}
