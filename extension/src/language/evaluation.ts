// Asking the language server what a text means as a plan.
import type { LanguageClient } from 'vscode-languageclient/node.js';

export interface EvaluatedStatement {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export type What = { readonly kind: 'file' } | { readonly kind: 'range'; readonly start: number; readonly end: number };

export interface EvaluateParams {
  readonly uri: string;
  readonly text: string;
  readonly what: What;
}

export interface EvaluateResult {
  readonly plan: string;
  readonly evaluated: readonly EvaluatedStatement[];
  readonly failed: readonly EvaluatedStatement[];
  readonly sounds: readonly string[];
  readonly commands: readonly { readonly kind: string }[];
  readonly files: readonly string[];
  readonly spans: readonly (readonly [number, number, number])[];
}

export type Compile = (params: EvaluateParams) => Promise<EvaluateResult>;

export function compileWith(client: LanguageClient): Compile {
  return (params) => client.sendRequest<EvaluateResult>('hocket/evaluate', params);
}
