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
  /** What is wrong with a version of an open file, as soon as the server has said so. */
  diagnostics(uri: string, version: number): Promise<readonly PublishedDiagnostic[]>;
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
  const said = new Map<string, readonly PublishedDiagnostic[]>();
  const waiting = new Map<string, () => void>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: { uri: string; version?: number; diagnostics: PublishedDiagnostic[] }) => {
      const key = `${params.version} ${params.uri}`;
      said.set(key, params.diagnostics);
      waiting.get(key)?.();
    },
  );
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    async diagnostics(uri, version) {
      const key = `${version} ${uri}`;
      if (!said.has(key)) await new Promise<void>((resolve) => waiting.set(key, resolve));
      return said.get(key) ?? [];
    },
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
