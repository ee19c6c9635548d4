// `Hocket: Open an Example`: a copy of an example with a name of its own, to be changed and saved.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import {
  commands,
  type Disposable,
  type ExtensionContext,
  languages,
  Position,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { commands as ids, languageId } from '../ids.ts';
import { exampleSummary, freeName } from './example-names.ts';

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

/** Where saving will put the copy. */
function copyUri(label: string): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const at = (name: string) => Uri.joinPath(folder, name);
  const isTaken = (name: string) =>
    existsSync(at(name).fsPath) || workspace.textDocuments.some((document) => document.uri.path === at(name).path);
  return at(freeName(label, isTaken)).with({ scheme: 'untitled' });
}

async function openCopy({ label, text }: ExampleItem): Promise<void> {
  const document = await workspace.openTextDocument(copyUri(label));
  await languages.setTextDocumentLanguage(document, languageId);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  await window.showTextDocument(document);
}

export function openExamples(context: ExtensionContext): Disposable {
  return commands.registerCommand(ids.openExample, async () => {
    const items = await readExamples(Uri.joinPath(context.extensionUri, 'examples'));
    const chosen = await window.showQuickPick([...items], { placeHolder: 'Which example?', matchOnDetail: true });
    if (chosen !== undefined) await openCopy(chosen);
  });
}
