// From a keystroke to its diagnostics, in a file of 1,000 lines: a client on one side of a pipe, the real server on the other, as in
// the editor. Every keystroke counts as it comes, garbage collection and all.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { repository } from '../e2e/driver/vscode-server.ts';
import { type Figure, quantile } from './figure.ts';
import { parts, piece as text } from './piece.ts';

const uri = 'file:///bench.hkt';

/** One keystroke: at `offset`, `length` characters become `insert`. */
interface Keystroke {
  readonly offset: number;
  readonly length: number;
  readonly insert: string;
}

/** Types `insert` letter by letter, then takes it out again from the end. */
function typeAndDelete(offset: number, insert: string): Keystroke[] {
  const letters = [...insert];
  return [
    ...letters.map((letter, index) => ({ offset: offset + index, length: 0, insert: letter })),
    ...letters.map((_, index) => ({ offset: offset + letters.length - 1 - index, length: 1, insert: '' })),
  ];
}

/** A person at work all over the file: controls, words in strings, new tracks, and a definition that all the others use. */
function session(): Keystroke[] {
  const keystrokes: Keystroke[] = [];
  for (let index = 0; index < parts; index += 9) {
    const start = text.indexOf(`-- part ${index}\n`);
    const after = (what: string): number => text.indexOf(what, start) + what.length;
    keystrokes.push(
      ...typeAndDelete(after(` ~lfo${index} 0.3`), ' # gain "0.8 [0.5 1]"'),
      ...typeAndDelete(after('"bd(<3 5>,8'), ',[0 1]'),
      ...typeAndDelete(after(`answer${index}`), 'xy'),
      ...typeAndDelete(after(`-- part ${index}\n`), `d16 $ sound "bd*4" # lpf ~lfo${index}\n`),
    );
  }
  return [...keystrokes, ...typeAndDelete(text.indexOf('\n'), ' . chop 2'), ...typeAndDelete('let turn'.length, 's')];
}

/** The real server, and what it takes from a notification to the diagnostics of that version. */
async function connect() {
  const child = fork(join(repository, 'dist/server.js'), ['--node-ipc']);
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  let version = 0;
  let answered: () => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params: { readonly version?: number }) => {
    if (params.version === version) answered();
  });
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const time = async (method: string, params: (version: number) => object): Promise<number> => {
    version++;
    const done = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const start = performance.now();
    await connection.sendNotification(method, params(version));
    await done;
    return performance.now() - start;
  };
  const close = (): void => {
    connection.dispose();
    child.kill();
  };
  return { time, close };
}

export async function run(): Promise<Figure[]> {
  const { time, close } = await connect();
  try {
    const opening = await time('textDocument/didOpen', (version) => ({
      textDocument: { uri, languageId: 'hocket', version, text },
    }));
    let document = TextDocument.create(uri, 'hocket', 0, text);
    const type = ({ offset, length, insert }: Keystroke): Promise<number> => {
      const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
      const contentChanges = [{ range, text: insert }];
      document = TextDocument.update(document, contentChanges, document.version + 1);
      return time('textDocument/didChange', (version) => ({ textDocument: { uri, version }, contentChanges }));
    };
    const times: number[] = [];
    for (const keystroke of session()) times.push(await type(keystroke));
    const name = 'diagnostics after a keystroke, 1,000 lines';
    const lower = { unit: 'ms', better: 'lower' } as const;
    return [
      { name: `${name}, 95 %`, value: quantile(times, 0.95), target: 15, ...lower },
      { name: `${name}, median`, value: quantile(times, 0.5), ...lower },
      { name: `${name}, longest of ${times.length}`, value: Math.max(...times), ...lower },
      { name: 'diagnostics on opening 1,000 lines, server just started', value: opening, ...lower },
    ];
  } finally {
    close();
  }
}
