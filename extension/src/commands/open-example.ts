// `Hocket: Open an Example`: a copy of an example, to be changed and saved wherever the user likes.
import { basename } from 'node:path';
import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { commands as ids, languageId } from '../ids.ts';
import { exampleSummary } from './example-summary.ts';

interface ExampleItem {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

async function readExamples(folder: Uri): Promise<readonly ExampleItem[]> {
  const files = (await workspace.fs.readDirectory(folder))
    .map(([name]) => name)
    .filter((name) => name.endsWith('.hkt'));
  const items = await Promise.all(
    files.map(async (file) => {
      const text = Buffer.from(await workspace.fs.readFile(Uri.joinPath(folder, file))).toString('utf8');
      return { label: basename(file, '.hkt'), detail: exampleSummary(text), text };
    }),
  );
  // The one for beginners comes first.
  return items.sort(
    (a, b) => Number(b.label === 'first') - Number(a.label === 'first') || a.label.localeCompare(b.label),
  );
}

export function openExamples(context: ExtensionContext): Disposable {
  return commands.registerCommand(ids.openExample, async () => {
    const items = await readExamples(Uri.joinPath(context.extensionUri, 'examples'));
    const chosen = await window.showQuickPick([...items], { placeHolder: 'Which example?', matchOnDetail: true });
    if (chosen === undefined) return;
    const document = await workspace.openTextDocument({ language: languageId, content: chosen.text });
    await window.showTextDocument(document);
  });
}
