// Evaluate by key.
import { commands, Disposable, type TextEditor, window } from 'vscode';
import { commands as ids, languageId } from '../ids.ts';
import { blockAt, linesAt, type OffsetRange } from './block.ts';
import type { Evaluator } from './evaluator.ts';

function selectionOf({ document, selection }: TextEditor): OffsetRange {
  return { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
}

export function evaluateOnDemand(evaluator: Evaluator): Disposable {
  const evaluateRange = (rangeOf: (text: string, selection: OffsetRange) => OffsetRange | undefined) => async () => {
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== languageId) return;
    const range = rangeOf(editor.document.getText(), selectionOf(editor));
    if (range !== undefined) await evaluator.evaluate(editor.document, { kind: 'range', ...range });
  };
  return Disposable.from(
    commands.registerCommand(ids.evaluateFile, async () => {
      const document = window.activeTextEditor?.document;
      if (document?.languageId === languageId) await evaluator.evaluate(document, { kind: 'file' });
    }),
    commands.registerCommand(
      ids.evaluateBlock,
      evaluateRange((text, selection) => blockAt(text, selection.start)),
    ),
    commands.registerCommand(
      ids.evaluateSelection,
      evaluateRange((text, selection) => (selection.start === selection.end ? linesAt(text, selection) : selection)),
    ),
  );
}
