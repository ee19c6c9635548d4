// Requests beyond the language server protocol, between extension and server: names and shapes only.

export interface NamedSpan {
  readonly name: string;
  /** UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
}

export type What =
  | { readonly kind: 'file' }
  /** Every statement that the range touches. */
  | { readonly kind: 'range'; readonly start: number; readonly end: number };

/** `hocket/evaluate`: compiles and makes it part of the session. The host then hands the plan to the engine. */
export const evaluateRequest = 'hocket/evaluate';

export interface EvaluateParams {
  readonly uri: string;
  /** The document's text when it may be newer than what the server has seen. */
  readonly text?: string;
  readonly what: What;
  /** Where the transport is, in cycles: transitions begin there. */
  readonly cycle?: number;
}

export interface EngineCommand {
  readonly kind: 'panic' | 'hush';
  readonly target?: string;
}

export interface EvaluateResult {
  /** The plan as JSON: see `compiler/plan.ts`. */
  readonly plan: string;
  readonly evaluated: readonly NamedSpan[];
  /** Statements with an error: their last good versions go on. */
  readonly failed: readonly NamedSpan[];
  /** Names of samples and synths that the session plays. */
  readonly sounds: readonly string[];
  readonly commands: readonly EngineCommand[];
  /** The plan's own tables of places, so that the host need not parse the plan. */
  readonly files: readonly string[];
  readonly spans: readonly (readonly [file: number, start: number, end: number])[];
}

/** `hocket/sounds`, host to server: the sounds that can be played here, for completion and warnings. */
export const soundsNotification = 'hocket/sounds';

export interface SoundsParams {
  readonly sounds: readonly { readonly name: string; readonly count: number }[];
}

/** `hocket/session`, server to host: what the session is made of after an evaluation. */
export const sessionNotification = 'hocket/session';

export interface SessionParams {
  readonly definitions: readonly { readonly name: string; readonly kind: string; readonly uri: string }[];
  readonly muted: readonly string[];
  readonly soloed: readonly string[];
}

/** `hocket/reset`: forgets everything evaluated, as if the server had just started. */
export const resetRequest = 'hocket/reset';

/** A command of the editor: opens the reference; its arguments are a page's name and a place on it, or none. */
export const openReferenceCommand = 'hocket.openReference';
