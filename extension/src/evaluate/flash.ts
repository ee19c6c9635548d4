// A short flash over what was evaluated.
import { type Disposable, Range, type TextEditor, type TextEditorDecorationType, ThemeColor, window } from 'vscode';
import type { OffsetRange } from './block.ts';

const milliseconds = 250;

export class Flash implements Disposable {
  readonly #style: TextEditorDecorationType = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('hocket.flashBackground'),
    isWholeLine: true,
  });
  #timer: NodeJS.Timeout | undefined;

  show(editor: TextEditor, ranges: readonly OffsetRange[]): void {
    const { document } = editor;
    const lines = ranges.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end)));
    editor.setDecorations(this.#style, lines);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const visible of window.visibleTextEditors) visible.setDecorations(this.#style, []);
    }, milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#style.dispose();
  }
}
