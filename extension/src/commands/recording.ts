// Start and stop recording what is heard to a WAV file.
import { homedir } from 'node:os';
import { commands, Disposable, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import type { EngineService } from '../engine/engine-service.ts';
import { contextKeys, commands as ids } from '../ids.ts';
import { showError } from '../log.ts';
import { recordingName } from './recording-name.ts';

/** The path may be given by whoever executes the command; otherwise the user is asked. */
async function askPath(given: unknown): Promise<string | undefined> {
  if (typeof given === 'string') return given;
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
  const uri = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folder, recordingName(new Date())),
    filters: { WAV: ['wav'] },
    saveLabel: 'Record',
  });
  return uri?.fsPath;
}

export function recordToWav(engine: EngineService, log: LogOutputChannel): Disposable {
  let path: string | undefined;
  const setRecording = async (current: string | undefined) => {
    path = current;
    await commands.executeCommand('setContext', contextKeys.recording, current !== undefined);
  };
  const stop = async () => {
    if (path === undefined) return undefined;
    const recorded = engine.host?.stopRecording();
    const finished = path;
    await setRecording(undefined);
    if (recorded === undefined) return undefined;
    const { seconds, lostSeconds, error } = recorded;
    if (error !== undefined) return showError(log, `The recording ${finished} is not complete: ${error}`);
    if (lostSeconds > 0) log.warn(`${lostSeconds.toFixed(3)} s are missing in ${finished}: the disk was too slow`);
    log.info(`recorded ${seconds.toFixed(1)} s to ${finished}`);
    window.setStatusBarMessage(`$(save) ${seconds.toFixed(1)} s recorded to ${finished}`, 8000);
    return undefined;
  };
  const start = async (given: unknown) => {
    if (engine.host === undefined) return showError(log, 'There is no sound engine to record from.');
    const wanted = await askPath(given);
    if (wanted === undefined) return undefined;
    await stop();
    const reason = engine.host.startRecording(wanted);
    if (reason !== undefined) return showError(log, `Recording to ${wanted} is not possible: ${reason}.`);
    await setRecording(wanted);
    log.info(`recording to ${wanted}`);
    return undefined;
  };
  return Disposable.from(
    commands.registerCommand(ids.startRecording, start),
    commands.registerCommand(ids.stopRecording, stop),
  );
}
