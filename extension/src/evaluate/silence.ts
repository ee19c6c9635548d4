// Hush and panic by key: the engine obeys at once, whatever the language server is doing; the session follows.
import { commands, Disposable, type LogOutputChannel } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import { commands as ids } from '../ids.ts';
import type { Evaluator } from './evaluator.ts';

export function silenceByKey(engine: EngineService, evaluator: Evaluator, log: LogOutputChannel): Disposable {
  const silence = (command: 'hush' | 'panic') => async () => {
    engine.host?.command(command);
    log.info(command);
    await evaluator.forgetTracks(command);
  };
  return Disposable.from(
    commands.registerCommand(ids.hush, silence('hush')),
    commands.registerCommand(ids.panic, silence('panic')),
  );
}
