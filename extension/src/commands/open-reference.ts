// `Hocket: Open the Reference`: its pages, as a preview; hover opens the one that a name is on.
import { commands, type Disposable, type ExtensionContext, Uri } from 'vscode';
import { commands as ids } from '../ids.ts';

export function openReference(context: ExtensionContext): Disposable {
  return commands.registerCommand(ids.openReference, async (page: unknown = 'README', place: unknown = '') => {
    if (typeof page !== 'string' || !/^[\w-]+$/.test(page) || typeof place !== 'string') return;
    const uri = Uri.joinPath(context.extensionUri, 'docs', 'reference', `${page}.md`).with({ fragment: place });
    await commands.executeCommand('markdown.showPreview', uri);
  });
}
