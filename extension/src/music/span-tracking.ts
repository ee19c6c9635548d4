// Feeds the tracked spans with every edit of a Hocket document.
import { type Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { languageId } from '../ids.ts';
import { sessionUri } from '../session-uri.ts';
import { type Edit, type PlanPlaces, TrackedSpans } from './tracked-spans.ts';

/** The edits of a document since some moment, for offsets that come back later than they were asked for. */
export interface EditsSince {
  readonly edits: readonly Edit[];
  stop(): void;
}

/** An untitled document is emptied after another one, the file's, has taken its place. */
function isSavedAlready(document: TextDocument): boolean {
  const isItsFile = (other: TextDocument) => other !== document && sessionUri(other) === sessionUri(document);
  return document.isUntitled && workspace.textDocuments.some(isItsFile);
}

export class SpanTracking implements Disposable {
  readonly spans = new TrackedSpans();
  readonly #subscription: Disposable;
  readonly #recordings = new Map<string, Set<Edit[]>>();

  constructor() {
    this.#subscription = workspace.onDidChangeTextDocument((event) => this.#changed(event));
  }

  recordEdits(document: TextDocument): EditsSince {
    const uri = sessionUri(document);
    const edits: Edit[] = [];
    const ofFile = this.#recordings.get(uri) ?? new Set();
    this.#recordings.set(uri, ofFile.add(edits));
    return { edits, stop: () => ofFile.delete(edits) };
  }

  adopt(plan: number, places: PlanPlaces, later: EditsSince): void {
    this.spans.adopt(plan, places, later.edits);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (document.languageId !== languageId || contentChanges.length === 0) return;
    if (isSavedAlready(document)) return;
    const uri = sessionUri(document);
    const edits = contentChanges.map((change) => ({
      offset: change.rangeOffset,
      length: change.rangeLength,
      inserted: change.text.length,
    }));
    this.spans.edit(uri, edits);
    for (const recording of this.#recordings.get(uri) ?? []) recording.push(...edits);
  }
}
