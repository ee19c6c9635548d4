// Starts the language server and keeps it running.
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node.js';
import { languageId } from '../ids.ts';

export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const options: LanguageClientOptions = {
    documentSelector: [{ language: languageId }],
    outputChannel: log,
  };
  return new LanguageClient(
    'hocket',
    'Hocket language server',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6017'] } },
    },
    options,
  );
}
