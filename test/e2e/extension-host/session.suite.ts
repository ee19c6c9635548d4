// In the extension host: what evaluations, hush, settings and sample folders do to the engine, read off its telemetry.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HocketApi } from '../../../extension/src/main.ts';
import { eventually, runTests } from './run-tests.ts';

const text = `d1 $ sound "bd*8"

d2 $ sound "hh*8"

d3 $ sound "blip*8"
`;

type Telemetry = Parameters<Parameters<HocketApi['onTelemetry']>[0]>[0];

/** Half a second of a square wave as a mono WAV of 16 bits. */
function beep(): Buffer {
  const frames = 24000;
  const file = Buffer.alloc(44 + frames * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + frames * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(48000, 24);
  file.writeUInt32LE(96000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(frames * 2, 40);
  for (let frame = 0; frame < frames; frame++) file.writeInt16LE(frame % 200 < 100 ? 9000 : -9000, 44 + frame * 2);
  return file;
}

/** Watches the engine: which tracks sounded lately, and the newest message. */
class Watch {
  newest: Telemetry | undefined;
  #heard = new Map<string, number>();

  constructor(hocket: HocketApi) {
    hocket.onTelemetry((telemetry) => {
      this.newest = telemetry;
      for (const { name, peak } of telemetry.meters) if (Math.max(...peak) > 0.003) this.#heard.set(name, Date.now());
    });
  }

  /** Tracks that were heard in the last 0.7 s, more than the distance between two notes. */
  sounding(): string {
    const names = [...this.#heard].filter(([, at]) => Date.now() - at < 700).map(([name]) => name);
    return names
      .filter((name) => name !== 'master')
      .sort()
      .join(' ');
  }
}

async function start(folder: string) {
  mkdirSync(join(folder, 'samples/blip'), { recursive: true });
  writeFileSync(join(folder, 'samples/blip/a.wav'), beep());
  await set('hocket.samples.folders', [join(folder, 'samples')]);
  const file = join(folder, 'session.hkt');
  writeFileSync(file, text);
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  const hocket = await vscode.extensions.getExtension<HocketApi>('hocket.hocket')?.activate();
  if (hocket === undefined) throw new Error('the extension is not there');
  return { editor, hocket, watch: new Watch(hocket) };
}

async function set(id: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}

export async function run(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const { editor, hocket, watch } = await start(folder);
  const execute = (command: string) => vscode.commands.executeCommand(`hocket.${command}`);
  const putCursor = (line: number) => {
    editor.selection = new vscode.Selection(line, 0, line, 0);
  };
  /** How often `act` makes the file be evaluated, half a second after it. */
  const evaluationsOf = async (act: () => Thenable<unknown>): Promise<number> => {
    let count = 0;
    const listener = hocket.onEvaluated(() => count++);
    await act();
    await new Promise((resolve) => setTimeout(resolve, 500));
    listener.dispose();
    return count;
  };
  const plays = (tracks: string) => eventually(`"${tracks}" plays`, () => watch.sounding() === tracks);
  await runTests([
    {
      name: 'a file is evaluated whole, and samples of the user are heard',
      run: async () => {
        await execute('evaluateFile');
        await plays('d1 d2 d3');
      },
    },
    {
      name: 'hush silences everything, and a block that is evaluated then plays alone',
      run: async () => {
        await execute('hush');
        await plays('');
        putCursor(2);
        await execute('evaluateBlock');
        await plays('d2');
      },
    },
    {
      name: 'evaluating another block leaves the first one alone',
      run: async () => {
        putCursor(0);
        await execute('evaluateSelection');
        await plays('d1 d2');
      },
    },
    {
      name: 'a definition with an error goes on as it was, and others take effect',
      run: async () => {
        await editor.edit((edit) => {
          edit.replace(new vscode.Range(0, 0, 0, 99), 'd1 $ sound (');
          edit.replace(new vscode.Range(2, 0, 2, 99), '');
        });
        await editor.document.save();
        await plays('d1 d3');
        const errors = () =>
          vscode.languages.getDiagnostics(editor.document.uri).filter(({ severity }) => severity === 0);
        await eventually('the error is shown', () => errors().length > 0);
      },
    },
    {
      name: 'an engine with other settings plays what the one before played',
      run: async () => {
        await set('hocket.audio.sampleRate', 44100);
        await eventually('44.1 kHz', () => watch.newest?.output.sampleRate === 44100);
        await plays('d1 d3');
      },
    },
    {
      name: 'without a device the silent clock runs, and says why',
      run: async () => {
        await set('hocket.audio.backend', 'none');
        await eventually('the silent clock', () => watch.newest?.output.kind === 'silent');
        if ((watch.newest?.output.name ?? '') === '') throw new Error('no reason is given');
        await plays('d1 d3');
      },
    },
    {
      name: 'each way of saving evaluates the file once, and once more where saving changes the text',
      run: async () => {
        const write = (line: string) => editor.edit((edit) => edit.insert(new vscode.Position(5, 0), `${line}\n`));
        const save = (way: string) => vscode.commands.executeCommand(`workbench.action.files.${way}`);
        const expect = async (what: string, wanted: number, act: () => Thenable<unknown>) => {
          const count = await evaluationsOf(act);
          if (count !== wanted) throw new Error(`${what}: evaluated ${count} times instead of ${wanted}`);
        };
        await write('-- edited');
        await expect('a changed file', 1, () => editor.document.save());
        await expect('an unchanged file', 1, () => save('save'));
        await write('-- edited again');
        await expect('without formatting', 1, () => save('saveWithoutFormatting'));
        const formatter = vscode.workspace.onWillSaveTextDocument(({ waitUntil }) => {
          waitUntil(Promise.resolve([vscode.TextEdit.insert(new vscode.Position(5, 0), '-- formatted\n')]));
        });
        await expect('formatted', 2, () => save('save'));
        formatter.dispose();
        await plays('d1 d3');
      },
    },
    {
      name: 'panic is silence, also for what is still on its way to the engine',
      run: async () => {
        await vscode.commands.executeCommand('workbench.action.files.save');
        void execute('evaluateFile');
        await execute('panic');
        await plays('');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        if (watch.sounding() !== '') throw new Error(`${watch.sounding()} came back`);
      },
    },
  ]);
}
