// The requests of the language server protocol, each one line from its feature.

import { pathToFileURL } from 'node:url';
import { type Position, ResponseError, type TextDocumentPositionParams } from 'vscode-languageserver/node.js';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from './features/analysis.ts';
import { codeActions } from './features/code-actions.ts';
import { completionsAt, describeCompletion } from './features/completion.ts';
import { definitionAt } from './features/definition.ts';
import { documentSymbols } from './features/document-symbols.ts';
import { folds } from './features/folding.ts';
import { hoverAt } from './features/hover.ts';
import { referencesAt, rename, renamePlace } from './features/references.ts';
import { selectionRanges } from './features/selection-range.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { signatureHelp } from './features/signature-help.ts';
import { hoverText, type Pictures } from './hover-text.ts';
import { toLspCodeAction, toMarkdown, toRange, toSpan, toTextEdit } from './lsp-edge.ts';
import {
  encodeTokens,
  preludeLocation,
  toCompletionItem,
  toFoldingRange,
  toHighlight,
  toSelectionRange,
  toSignatureHelp,
  toSymbol,
} from './lsp-items.ts';
import type { Served } from './serve.ts';

interface Open {
  readonly document: TextDocument;
  readonly analysis: Analysis;
}

export function serveFeatures(served: Served, preludePath: string, pictures: Pictures): void {
  serveNavigation(served, preludePath);
  serveReading(served, pictures);
  serveWriting(served);
}

/** The document as it is now, analysed; absent when it is not open. */
function open({ documents, workspace }: Served, uri: string): Open | undefined {
  const document = documents.get(uri);
  return document && { document, analysis: workspace.update(uri, document.getText()) };
}

function at<Result>(
  served: Served,
  { textDocument, position }: TextDocumentPositionParams,
  answer: (open: Open, offset: number) => Result,
): Result | null {
  const found = open(served, textDocument.uri);
  return found ? answer(found, found.document.offsetAt(position)) : null;
}

function serveNavigation(served: Served, preludePath: string): void {
  const { connection } = served;
  const preludeUri = pathToFileURL(preludePath).href;
  connection.onDefinition((params) =>
    at(served, params, ({ document, analysis }, offset) =>
      definitionAt(analysis, served.workspace.session, offset).flatMap((place) => {
        if (place.in === 'prelude') return preludeLocation(preludeUri, preludePath, place);
        const target = place.uri === document.uri ? document : served.documents.get(place.uri);
        return target ? [{ uri: place.uri, range: toRange(target, place) }] : [];
      }),
    ),
  );
  connection.onReferences((params) =>
    at(served, params, ({ document, analysis }, offset) =>
      referencesAt(analysis, offset)
        .filter(({ isDefinition }) => params.context.includeDeclaration || !isDefinition)
        .map((place) => ({ uri: document.uri, range: toRange(document, place) })),
    ),
  );
  connection.onDocumentHighlight((params) =>
    at(served, params, ({ document, analysis }, offset) =>
      referencesAt(analysis, offset).map((place) => toHighlight(document, place)),
    ),
  );
}

function serveReading(served: Served, pictures: Pictures): void {
  const { connection } = served;
  connection.onHover((params) =>
    at(served, params, ({ document, analysis }, offset) => {
      const hover = hoverAt(analysis, offset);
      return hover ? { contents: toMarkdown(hoverText(hover, pictures)), range: toRange(document, hover) } : null;
    }),
  );
  connection.onSignatureHelp((params) =>
    at(served, params, ({ analysis }, offset) => toSignatureHelp(signatureHelp(analysis, offset))),
  );
  connection.onDocumentSymbol(({ textDocument }) => {
    const found = open(served, textDocument.uri);
    return found ? documentSymbols(found.analysis).map((symbol) => toSymbol(found.document, symbol)) : [];
  });
  connection.onFoldingRanges(({ textDocument }) => {
    const found = open(served, textDocument.uri);
    return found ? folds(found.analysis).map((fold) => toFoldingRange(found.document, fold)) : [];
  });
  connection.onSelectionRanges(({ textDocument, positions }) => {
    const found = open(served, textDocument.uri);
    if (!found) return [];
    const grow = (position: Position) => selectionRanges(found.analysis, found.document.offsetAt(position));
    return positions.map((position) => toSelectionRange(found.document, grow(position), position));
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const found = open(served, textDocument.uri);
    return { data: found ? encodeTokens(found.document, semanticTokens(found.analysis)) : [] };
  });
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => {
    const found = open(served, textDocument.uri);
    return {
      data: found ? encodeTokens(found.document, semanticTokens(found.analysis, toSpan(found.document, range))) : [],
    };
  });
}

function serveWriting(served: Served): void {
  const { connection, workspace } = served;
  connection.onCompletion((params) =>
    at(served, params, ({ document, analysis }, offset) =>
      completionsAt(analysis, offset, { names: workspace.sounds ?? [] }).map((item) =>
        toCompletionItem(document, item),
      ),
    ),
  );
  connection.onCompletionResolve((item) => {
    const text = typeof item.data === 'string' ? describeCompletion(workspace.library, item.data) : undefined;
    return text === undefined ? item : { ...item, documentation: toMarkdown(text) };
  });
  connection.onCodeAction(({ textDocument, range }) => {
    const found = open(served, textDocument.uri);
    if (!found) return [];
    return codeActions(workspace.diagnostics(textDocument.uri), toSpan(found.document, range)).map((action) =>
      toLspCodeAction(found.document, action),
    );
  });
  connection.onPrepareRename((params) =>
    at(served, params, ({ document, analysis }, offset) => {
      const place = renamePlace(analysis, offset);
      return place ? { range: toRange(document, place), placeholder: place.text } : null;
    }),
  );
  connection.onRenameRequest((params) =>
    at(served, params, ({ document, analysis }, offset) => {
      const outcome = rename(analysis, offset, params.newName);
      if ('problem' in outcome) return new ResponseError(invalidName, outcome.problem);
      return { changes: { [document.uri]: outcome.edits.map((edit) => toTextEdit(document, edit)) } };
    }),
  );
}

/** RequestFailed of the protocol: the editor shows the message. */
const invalidName = -32803;
