// Wires one connection to the features: a handler converts, calls one pure function, and converts back.

import {
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Workspace } from './features/workspace.ts';
import type { Pictures } from './hover-text.ts';
import { toLspDiagnostic } from './lsp-edge.ts';
import { semanticTokenLegend } from './lsp-items.ts';
import { serveEvaluation } from './serve-evaluation.ts';
import { serveFeatures } from './serve-features.ts';
import type { Library } from './types/environment.ts';
import { collectYoung } from './young-generation.ts';

export interface Served {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly workspace: Workspace;
  /** Sends what is wrong with an open file, after the answers to what has been asked already: sound comes first. */
  publishSoon(uri: string): void;
}

const capabilities: InitializeResult['capabilities'] = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['~', '"', "'", '#', '=', ' '], resolveProvider: true },
  signatureHelpProvider: { triggerCharacters: [' ', '=', '('], retriggerCharacters: [' '] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix'] },
  semanticTokensProvider: { legend: semanticTokenLegend, full: true, range: true },
};

export function serve(
  connection: Connection,
  library: Library,
  preludePath: string,
  pictures: Pictures = () => undefined,
): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(library);
  const publish = (uri: string): void => {
    const document = documents.get(uri);
    if (!document) return;
    workspace.update(uri, document.getText());
    const diagnostics = workspace.diagnostics(uri).map((diagnostic) => toLspDiagnostic(document, diagnostic));
    void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  };
  const waiting = new Set<string>();
  let rest: NodeJS.Timeout | undefined;
  const publishSoon = (uri: string): void => {
    if (waiting.size === 0) {
      afterRequests(() => {
        const uris = [...waiting];
        waiting.clear();
        uris.forEach(publish);
        clearTimeout(rest);
        rest = setTimeout(collectYoung, restAfter).unref();
      });
    }
    waiting.add(uri);
  };
  const served: Served = { connection, documents, workspace, publishSoon };
  connection.onInitialize(() => ({ capabilities, serverInfo: { name: 'Hocket' } }));
  documents.onDidChangeContent(({ document }) => publishSoon(document.uri));
  documents.onDidClose(({ document }) => {
    workspace.close(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  serveFeatures(served, preludePath, pictures);
  serveEvaluation(served);
  documents.listen(connection);
  connection.listen();
}

/** Milliseconds in which nothing is typed or evaluated, until what was made of it is collected. */
const restAfter = 200;

/** The connection takes one message in each turn of the event loop: what has come already is taken in the next one. */
function afterRequests(body: () => void): void {
  setImmediate(() => setImmediate(body));
}
