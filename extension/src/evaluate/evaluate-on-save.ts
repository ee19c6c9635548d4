// Evaluates a file as it is saved: when the saving begins, so that the sound need not wait for the disk.
import { Disposable, type TextDocument, workspace } from 'vscode';
import { languageId } from '../ids.ts';
import { evaluatesOnSave } from '../settings.ts';
import type { Evaluator } from './evaluator.ts';

export function evaluateOnSave(evaluator: Evaluator): Disposable {
  /** The versions whose saving has begun. */
  const begun = new WeakMap<TextDocument, number>();
  const isWanted = ({ languageId: language }: TextDocument) => language === languageId && evaluatesOnSave();
  return Disposable.from(
    workspace.onWillSaveTextDocument(({ document }) => {
      if (!isWanted(document) || document.isUntitled) return;
      begun.set(document, document.version);
      void evaluator.evaluate(document, { kind: 'file' });
    }),
    // An untitled document becomes another one, "save without formatting" does not tell that it begins, and a formatter may have
    // changed the text since it did.
    workspace.onDidSaveTextDocument((document) => {
      const isEvaluated = begun.get(document) === document.version;
      begun.delete(document);
      if (isWanted(document) && !isEvaluated) void evaluator.evaluate(document, { kind: 'file' });
    }),
  );
}
