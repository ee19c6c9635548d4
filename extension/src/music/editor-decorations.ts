// One decoration type over all visible Hocket editors, set anew only where something differs: setting decorations is the dearest
// thing that an extension can do many times a second.
import { type DecorationOptions, type TextEditor, type TextEditorDecorationType, window } from 'vscode';
import { sessionUri } from '../session-uri.ts';

export interface KeyedDecoration {
  /** Equal keys look the same and stand at the same place. */
  readonly key: string;
  readonly options: DecorationOptions;
}

export class EditorDecorations {
  readonly #type: TextEditorDecorationType;
  readonly #shown = new WeakMap<TextEditor, string>();

  constructor(type: TextEditorDecorationType) {
    this.#type = type;
  }

  /** `byFile`: what to show, by session uri. Editors of other files show nothing. */
  show(byFile: ReadonlyMap<string, readonly KeyedDecoration[]>): void {
    for (const editor of window.visibleTextEditors) {
      const wanted = byFile.get(sessionUri(editor.document)) ?? [];
      const key = wanted.map((decoration) => decoration.key).join('|');
      if ((this.#shown.get(editor) ?? '') === key) continue;
      this.#shown.set(editor, key);
      editor.setDecorations(
        this.#type,
        wanted.map((decoration) => decoration.options),
      );
    }
  }

  dispose(): void {
    this.#type.dispose();
  }
}

/** Collects decorations by file. */
export class DecorationsByFile extends Map<string, KeyedDecoration[]> {
  add(file: string, decoration: KeyedDecoration): void {
    const ofFile = this.get(file);
    if (ofFile === undefined) this.set(file, [decoration]);
    else ofFile.push(decoration);
  }
}

/** The document of a file that is on screen. */
export function visibleDocument(file: string) {
  return window.visibleTextEditors.find((editor) => sessionUri(editor.document) === file)?.document;
}
