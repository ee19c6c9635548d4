// One decoration type over all visible Hocket editors, set anew only where something differs: setting decorations is the dearest
// thing that an extension can do many times a second.
import {
  type DecorationOptions,
  type Position,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
  window,
} from 'vscode';
import { sessionUri } from '../session-uri.ts';
import type { WindowGate } from './window-gate.ts';

export interface KeyedDecoration {
  /** Equal keys look the same and stand at the same place. */
  readonly key: string;
  readonly options: DecorationOptions;
}

export class EditorDecorations {
  readonly #type: TextEditorDecorationType;
  readonly #gate: WindowGate;
  readonly #shown = new WeakMap<TextEditor, string>();
  #wanted: ReadonlyMap<string, readonly KeyedDecoration[]> = new Map();

  constructor(type: TextEditorDecorationType, gate: WindowGate) {
    this.#type = type;
    this.#gate = gate;
  }

  /** `byFile`: what to show, by session uri, as soon as the window keeps up. Editors of other files show nothing. */
  show(byFile: ReadonlyMap<string, readonly KeyedDecoration[]>): void {
    this.#wanted = byFile;
    this.#gate.paint(this.#paint);
  }

  readonly #paint = (): boolean => {
    let isNew = false;
    for (const editor of window.visibleTextEditors) {
      const wanted = this.#wanted.get(sessionUri(editor.document)) ?? [];
      const key = wanted.map((decoration) => decoration.key).join('|');
      if ((this.#shown.get(editor) ?? '') === key) continue;
      this.#shown.set(editor, key);
      editor.setDecorations(
        this.#type,
        wanted.map((decoration) => decoration.options),
      );
      isNew = true;
    }
    return isNew;
  };

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

/** Lines beyond the edges of the screen that are drawn too: where one scrolls to before the editor says so. */
const margin = 10;

function isOnScreen(editor: TextEditor, { line }: Position): boolean {
  return editor.visibleRanges.some(({ start, end }) => line >= start.line - margin && line <= end.line + margin);
}

/** The document of a file, where the character at `offset` is on screen. */
export function documentOnScreen(file: string, offset: number): TextDocument | undefined {
  return window.visibleTextEditors.find(
    (editor) => sessionUri(editor.document) === file && isOnScreen(editor, editor.document.positionAt(offset)),
  )?.document;
}
