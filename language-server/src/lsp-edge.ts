// The language server protocol's shapes: where offsets become lines and columns, and the other way round.

import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction as LspCodeAction,
  type Diagnostic as LspDiagnostic,
  type MarkupContent,
  MarkupKind,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node.js';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from './features/code-actions.ts';
import type { Diagnostic, Edit } from './syntax/diagnostic.ts';
import type { Span } from './syntax/span.ts';

export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toMarkdown(value: string): MarkupContent {
  return { kind: MarkupKind.Markdown, value };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Hint,
} as const;

export function toLspDiagnostic(document: TextDocument, diagnostic: Diagnostic): LspDiagnostic {
  const { code, severity, message, help, related } = diagnostic;
  return {
    range: toRange(document, visible(document, diagnostic)),
    severity: severities[severity],
    code,
    source: 'hocket',
    message: help ? `${message}\n${help}` : message,
    ...(related && {
      relatedInformation: related.map((place) => ({
        location: { uri: document.uri, range: toRange(document, place) },
        message: place.message,
      })),
    }),
  };
}

/** An empty place would not be underlined. */
function visible(document: TextDocument, { start, end }: Span): Span {
  if (end > start) return { start, end };
  return start > 0 ? { start: start - 1, end: start } : { start, end: Math.min(1, document.getText().length) };
}

export function toTextEdit(document: TextDocument, edit: Edit): TextEdit {
  return { range: toRange(document, edit), newText: edit.text };
}

export function toLspCodeAction(document: TextDocument, action: CodeAction): LspCodeAction {
  return {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: action.preferred,
    diagnostics: [toLspDiagnostic(document, action.diagnostic)],
    edit: { changes: { [document.uri]: action.edits.map((edit) => toTextEdit(document, edit)) } },
  };
}
