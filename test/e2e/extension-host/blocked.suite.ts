// In the extension host: records eight seconds in peace, and eight seconds of which the host is blocked for five.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HocketApi } from '../../../extension/src/main.ts';
import { eventually, runTests } from './run-tests.ts';

const text = `tempo: 240 bpm

synth tick freq = sine freq # adsr 1ms 60ms 0 20ms

d1 $ n "0 3 7 12" # s "tick" # gain 0.8
`;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function block(milliseconds: number): void {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}

async function record(path: string, meanwhile: () => Promise<void>): Promise<void> {
  await vscode.commands.executeCommand('hocket.startRecording', path);
  await meanwhile();
  await vscode.commands.executeCommand('hocket.stopRecording');
}

async function play(folder: string): Promise<void> {
  const file = join(folder, 'tick.hkt');
  writeFileSync(file, text);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const hocket = await vscode.extensions.getExtension<HocketApi>('hocket.hocket')?.activate();
  if (hocket === undefined) throw new Error('the extension is not there');
  let sounds = false;
  const listener = hocket.onTelemetry(({ swaps }) => {
    sounds ||= swaps.length > 0;
  });
  await vscode.commands.executeCommand('hocket.evaluateFile');
  await eventually('the plan is taken', () => sounds);
  listener.dispose();
}

export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  await runTests([
    { name: 'it sounds', run: () => play(folder) },
    { name: 'in peace', run: () => record(join(folder, 'peace.wav'), () => pause(8000).then(() => undefined)) },
    {
      name: 'blocked',
      run: () =>
        record(join(folder, 'blocked.wav'), async () => {
          await pause(1500);
          block(5000);
          await pause(1500);
        }),
    },
  ]);
}
