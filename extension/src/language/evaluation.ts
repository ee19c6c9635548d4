// What is said to the language server beyond the language server protocol.
import type { LanguageClient } from 'vscode-languageclient/node.js';
import {
  type EvaluateParams,
  type EvaluateResult,
  evaluateRequest,
  type SoundsParams,
  soundsNotification,
} from '../../../language-server/src/protocol.ts';

export type { EvaluateResult, What } from '../../../language-server/src/protocol.ts';

export type Compile = (params: EvaluateParams) => Promise<EvaluateResult>;
export type TellSounds = (sounds: SoundsParams['sounds']) => Promise<void>;

export function compileWith(client: LanguageClient): Compile {
  return (params) => client.sendRequest<EvaluateResult>(evaluateRequest, params);
}

export function tellSoundsWith(client: LanguageClient): TellSounds {
  return (sounds) => client.sendNotification(soundsNotification, { sounds } satisfies SoundsParams);
}
