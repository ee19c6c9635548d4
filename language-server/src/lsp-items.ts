// The features' results as the protocol's items.

import { readFileSync } from 'node:fs';
import {
  type CompletionItem,
  CompletionItemKind,
  type DocumentHighlight,
  DocumentHighlightKind,
  type FoldingRange,
  FoldingRangeKind,
  type Location,
  type SignatureHelp as LspSignatureHelp,
  type DocumentSymbol as LspSymbol,
  type Position,
  type SelectionRange,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  SymbolKind,
} from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from './features/completion.ts';
import type { DocumentSymbol } from './features/document-symbols.ts';
import type { Fold } from './features/folding.ts';
import type { Occurrence } from './features/occurrences.ts';
import { type SemanticToken, tokenModifiers, tokenTypes } from './features/semantic-tokens.ts';
import type { SignatureHelp } from './features/signature-help.ts';
import { toMarkdown, toRange } from './lsp-edge.ts';
import type { Span } from './syntax/span.ts';

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  function: CompletionItemKind.Function,
  control: CompletionItemKind.Method,
  node: CompletionItemKind.Interface,
  variable: CompletionItemKind.Variable,
  bus: CompletionItemKind.Event,
  synth: CompletionItemKind.Class,
  sound: CompletionItemKind.File,
  parameter: CompletionItemKind.Property,
  unit: CompletionItemKind.Unit,
  keyword: CompletionItemKind.Keyword,
  value: CompletionItemKind.Value,
};

export function toCompletionItem(document: TextDocument, item: Completion): CompletionItem {
  const { label, kind, detail, replaces, insert, rank, entry } = item;
  return {
    label,
    kind: completionKinds[kind],
    sortText: `${rank}${label}`,
    textEdit: { range: toRange(document, replaces), newText: insert ?? label },
    filterText: label,
    ...(detail && { detail }),
    ...(entry && { data: entry }),
  };
}

export function toSignatureHelp(help: SignatureHelp | undefined): LspSignatureHelp | null {
  if (!help) return null;
  const parts = help.parameters.map(({ label }) => (label.includes(' ') ? `(${label})` : label));
  let at = help.name.length + 1;
  const parameters = help.parameters.map(({ doc }, index) => {
    const start = at;
    at += (parts[index]?.length ?? 0) + 1;
    return { label: [start, at - 1] as [number, number], ...(doc && { documentation: toMarkdown(doc) }) };
  });
  const label = [help.name, ...parts].join(' ');
  const signature = { label, parameters, ...(help.doc && { documentation: toMarkdown(help.doc) }) };
  // An index behind the last parameter highlights none.
  return { signatures: [signature], activeSignature: 0, activeParameter: help.active ?? parameters.length };
}

const symbolKinds: Readonly<Record<DocumentSymbol['kind'], SymbolKind>> = {
  track: SymbolKind.Event,
  output: SymbolKind.Interface,
  bus: SymbolKind.Variable,
  function: SymbolKind.Function,
  synth: SymbolKind.Class,
  setting: SymbolKind.Property,
};

export function toSymbol(document: TextDocument, symbol: DocumentSymbol): LspSymbol {
  const { name, detail, kind, selection } = symbol;
  return {
    name,
    detail,
    kind: symbolKinds[kind],
    range: toRange(document, symbol),
    selectionRange: toRange(document, selection),
  };
}

export function toFoldingRange(document: TextDocument, fold: Fold): FoldingRange {
  const { start, end } = toRange(document, fold);
  const kind = fold.kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region;
  return { startLine: start.line, endLine: end.line, kind };
}

export function toHighlight(document: TextDocument, place: Occurrence): DocumentHighlight {
  const kind = place.isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
  return { range: toRange(document, place), kind };
}

/** The protocol wants a chain, the innermost first. */
export function toSelectionRange(document: TextDocument, spans: readonly Span[], position: Position): SelectionRange {
  let chain: SelectionRange | undefined;
  for (const span of [...spans].reverse()) chain = { range: toRange(document, span), ...(chain && { parent: chain }) };
  return chain ?? { range: { start: position, end: position } };
}

export const semanticTokenLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/** A token of the protocol stays on one line. */
export function encodeTokens(document: TextDocument, tokens: readonly SemanticToken[]): number[] {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, modifiers } of tokens) {
    const { line, character } = document.positionAt(start);
    const bits = modifiers.reduce((all, modifier) => all | (1 << tokenModifiers.indexOf(modifier)), 0);
    builder.push(line, character, end - start, tokenTypes.indexOf(type), bits);
  }
  return builder.build().data;
}

let prelude: TextDocument | undefined;

/** The prelude is a file beside the program; it is read when it is first asked for. */
export function preludeLocation(uri: string, path: string, place: Span): Location[] {
  prelude ??= TextDocument.create(uri, 'hocket', 0, readFileSync(path, 'utf8'));
  return [{ uri, range: toRange(prelude, place) }];
}
