// From text to plan for a file of 1,000 lines: all of it, and after one edited statement; in this process, and as the programs do it
// when they have just started.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../language-server/src/features/workspace.ts';
import { loadLibrary } from '../../language-server/src/library/library.ts';
import { decodeManifest } from '../../language-server/src/library/manifest.ts';
import { collectYoung } from '../../language-server/src/young-generation.ts';
import { repository } from '../e2e/driver/vscode-server.ts';
import { type Figure, quantile } from './figure.ts';
import { parts, piece, together } from './piece.ts';

const uri = 'file:///bench.hkt';
const file = { kind: 'file' } as const;
const lower = { unit: 'ms', better: 'lower' } as const;

/** As in the server, what was young before has been collected. */
function milliseconds(body: () => void): number {
  collectYoung();
  const start = performance.now();
  body();
  return performance.now() - start;
}

function readLibrary() {
  const read = (name: string): string => readFileSync(join(repository, 'dist', name), 'utf8');
  return loadLibrary(decodeManifest(JSON.parse(read('manifest.json'))), read('prelude.hkt')).value;
}

/** Nothing is known of the text: not one statement was seen before. */
function fromNothing(library: ReturnType<typeof readLibrary>, rounds: number, text = piece): number[] {
  return Array.from({ length: rounds }, () =>
    milliseconds(() => JSON.stringify(new Workspace(library).evaluate(uri, text, file).plan)),
  );
}

/** One number of one statement after the other is another one, as when a person tries what sounds best. */
function edited(library: ReturnType<typeof readLibrary>, rounds: number): number[] {
  const workspace = new Workspace(library);
  workspace.evaluate(uri, piece, file);
  let text = piece;
  return Array.from({ length: rounds }, (_, round) => {
    const amount = new RegExp(`(lpf ~lfo${(7 * round) % parts}) 0\\.\\d`);
    text = text.replace(amount, `$1 0.${1 + (round % 9)}`);
    return milliseconds(() => JSON.stringify(workspace.evaluate(uri, text, file).plan));
  });
}

/** The command line from its start to its end. */
function checked(rounds: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-bench-'));
  try {
    const path = join(folder, 'piece.hkt');
    writeFileSync(path, piece);
    const check = () => spawnSync(process.execPath, [join(repository, 'dist/cli.js'), 'check', path]);
    return Array.from({ length: rounds }, () => milliseconds(check));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function run(): Promise<Figure[]> {
  const library = readLibrary();
  const [first = Number.NaN] = fromNothing(library, 1);
  fromNothing(library, 60);
  const whole = fromNothing(library, 40);
  fromNothing(library, 20, together);
  const single = fromNothing(library, 40, together);
  edited(library, 100);
  const one = edited(library, 200);
  return [
    { name: 'parse, check and compile 1,000 lines, median', value: quantile(whole, 0.5), target: 20, ...lower },
    { name: 'the same where nothing is defined twice, median', value: quantile(single, 0.5), ...lower },
    { name: 'parse, check and compile 1,000 lines, the first time in a process', value: first, ...lower },
    {
      name: 'parse, check and compile after one edited statement, median',
      value: quantile(one, 0.5),
      target: 3,
      ...lower,
    },
    { name: 'the same after one edited statement, 95 %', value: quantile(one, 0.95), ...lower },
    { name: 'hocket check of 1,000 lines, from start to end, median', value: quantile(checked(5), 0.5), ...lower },
  ];
}
