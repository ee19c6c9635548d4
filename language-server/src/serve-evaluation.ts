// The requests of `protocol.ts`: evaluating, and what the host tells of its sounds.

import {
  type EvaluateParams,
  type EvaluateResult,
  evaluateRequest,
  resetRequest,
  type SessionParams,
  type SoundsParams,
  sessionNotification,
  soundsNotification,
} from './protocol.ts';
import type { Served } from './serve.ts';

export function serveEvaluation(served: Served): void {
  const { connection, documents, workspace } = served;

  connection.onRequest(evaluateRequest, ({ uri, text, what, cycle }: EvaluateParams): EvaluateResult => {
    const source = text ?? documents.get(uri)?.getText() ?? '';
    const { plan, evaluated, failed, sounds, commands } = workspace.evaluate(uri, source, what, cycle);
    for (const open of workspace.uris()) served.publishSoon(open);
    // What is drawn comes after what sounds.
    setImmediate(() => void connection.sendNotification(sessionNotification, sessionParams(served)));
    return {
      plan: JSON.stringify(plan),
      evaluated,
      failed,
      sounds,
      commands: commands.map(({ command, target }) => ({ kind: command, ...(target !== undefined && { target }) })),
      files: plan.files,
      spans: plan.spans,
    };
  });

  connection.onRequest(resetRequest, () => {
    workspace.reset();
    for (const open of workspace.uris()) served.publishSoon(open);
  });

  connection.onNotification(soundsNotification, ({ sounds }: SoundsParams) => {
    workspace.sounds = sounds.map(({ name }) => name);
    for (const open of workspace.uris()) served.publishSoon(open);
  });
}

function sessionParams({ workspace: { session } }: Served): SessionParams {
  const definitions = [...session.definitions.values()].map(({ name, typed, uri }) => ({
    name,
    kind: typed.kind,
    uri,
  }));
  return { definitions, muted: [...session.muted], soloed: [...session.soloed] };
}
