// Starts the language server and keeps it running.
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, type LanguageClientOptions, TransportKind } from 'vscode-languageclient/node.js';
import { commands, languageId } from '../ids.ts';
import { showError } from '../log.ts';

export function startLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const options: LanguageClientOptions = {
    documentSelector: [{ language: languageId }],
    outputChannel: log,
    // Hover links to the reference.
    markdown: { isTrusted: { enabledCommands: [commands.openReference] } },
  };
  const client = new LanguageClient(
    'hocket',
    'Hocket language server',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6017'] } },
    },
    options,
  );
  client.start().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
    void showError(log, 'The language server could not be started: nothing can be evaluated.');
  });
  return client;
}
