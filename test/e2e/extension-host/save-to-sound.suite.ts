// In the extension host: saves a file of 200 lines again and again, and measures from each save to the first block of the new graph.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HocketApi } from '../../../extension/src/main.ts';
import { eventually, runTests } from './run-tests.ts';

const saves = 80;
/** The first ones find cold code. */
const warmUp = 10;
/** Between saves, in milliseconds: nobody saves twice while a swap still fades and what it replaced is being freed. */
const pause = 200;

/** Two hundred lines as a person writes them: twelve tracks, buses, synths, comments and blank lines. */
function piece(): string {
  const lines = ['tempo: 128 bpm', ''];
  for (let track = 1; track <= 12; track++) {
    lines.push(
      `-- part ${track}`,
      `~lfo${track}: sine ${(0.05 * track).toFixed(2)}hz >> range 300 ${2000 + 100 * track}`,
      '',
      `let turn${track} = every 4 (fast 2) . every 3 rev`,
      '',
      `synth voice${track} freq = saw freq # lpf (env 2ms 180ms * 4000hz + 300hz) 0.2`,
      '  # adsr 2ms 80ms 0.4 300ms',
      '',
      `d${track} $ turn${track}`,
      `  $ n ("0 .. 7" + "<0 3 ${track}>")`,
      '  # scale "minor"',
      `  # s "voice${track}"`,
      `  # lpf ~lfo${track}`,
      '  # gain "0.4 0.3"',
      '',
    );
  }
  while (lines.length < 200) lines.push(lines.length % 4 === 0 ? '' : '-- a remark');
  return `${lines.join('\n')}\n`;
}

/** In milliseconds: from the save event to the hand-over of the plan, and from there to the block that takes it. */
interface Latency {
  readonly compiling: number;
  readonly inEngine: number;
}

async function saveAndMeasure(hocket: HocketApi, document: vscode.TextDocument, gain: number): Promise<Latency> {
  let handedOver: { readonly plan: number; readonly milliseconds: number } | undefined;
  let inEngine: number | undefined;
  const listeners = [
    hocket.onEvaluated((evaluation) => {
      handedOver = evaluation;
    }),
    hocket.onTelemetry(({ swaps }) => {
      const swap = swaps.find((candidate) => candidate.plan === handedOver?.plan);
      if (swap !== undefined) inEngine = swap.latencySeconds * 1000;
    }),
  ];
  const edit = new vscode.WorkspaceEdit();
  const at = document.getText().indexOf('# gain "0.') + '# gain "0.'.length;
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 1)), String(gain));
  await vscode.workspace.applyEdit(edit);
  await document.save();
  await eventually('the saved text sounds', () => inEngine !== undefined);
  for (const listener of listeners) listener.dispose();
  return { compiling: handedOver?.milliseconds ?? Number.NaN, inEngine: inEngine ?? Number.NaN };
}

async function measure(folder: string): Promise<void> {
  const file = join(folder, 'piece.hkt');
  writeFileSync(file, piece());
  const hocket = await vscode.extensions.getExtension<HocketApi>('hocket.hocket')?.activate();
  if (hocket === undefined) throw new Error('the extension is not there');
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  // Blocks as short as the engine's own: what is measured is the program, not the device.
  await vscode.workspace.getConfiguration().update('hocket.audio.bufferFrames', 64, vscode.ConfigurationTarget.Global);
  const latencies: Latency[] = [];
  for (let save = 0; save < warmUp + saves; save++) {
    await new Promise((later) => setTimeout(later, pause));
    const latency = await saveAndMeasure(hocket, document, 1 + (save % 9));
    if (save >= warmUp) latencies.push(latency);
  }
  writeFileSync(join(folder, 'latencies.json'), JSON.stringify(latencies));
}

export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  await runTests([{ name: 'save to sound', run: () => measure(folder) }]);
}
