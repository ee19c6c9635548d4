// A client that speaks the language server protocol to a server in this process, as an editor does.

import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node.js';
import { serve } from '../../language-server/src/serve.ts';
import { library } from '../compiler/library.ts';

export interface PublishedDiagnostic {
  readonly message: string;
  readonly severity: number;
  readonly code: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

export interface Client {
  readonly connection: ProtocolConnection;
  /** The newest diagnostics of each file. */
  readonly diagnostics: Map<string, readonly PublishedDiagnostic[]>;
  open(uri: string, text: string): Promise<void>;
  edit(uri: string, version: number, line: number, character: number, text: string): Promise<void>;
  close(): void;
}

export async function startClient(): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const prelude = new URL('../../language-server/src/library/prelude.hkt', import.meta.url).pathname;
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), library, prelude);
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const diagnostics = new Map<string, readonly PublishedDiagnostic[]>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: { uri: string; diagnostics: PublishedDiagnostic[] }) => {
      diagnostics.set(params.uri, params.diagnostics);
    },
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    diagnostics,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'hocket', version: 1, text },
      }),
    edit: (uri, version, line, character, text) => {
      const at = { line, character };
      const contentChanges = [{ range: { start: at, end: at }, text }];
      return connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    },
    close: () => connection.dispose(),
  };
}
