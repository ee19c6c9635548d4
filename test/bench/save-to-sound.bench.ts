// From the event that a save begins to the first block of the new graph, for a file of 200 lines in a real VS Code, on the silent
// clock in periods of 64 frames.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInExtensionHost } from '../e2e/driver/extension-host.ts';
import { repository } from '../e2e/driver/vscode-server.ts';
import { quantile } from './figure.ts';

const suite = join(repository, 'test/e2e/extension-host/save-to-sound.suite.ts');

/** In milliseconds. */
interface Latency {
  readonly compiling: number;
  readonly inEngine: number;
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-bench-'));
  try {
    const { code, output } = await runInExtensionHost(suite, folder, {}, 300_000);
    if (code !== 0) throw new Error(output);
    const measured: readonly Latency[] = JSON.parse(readFileSync(join(folder, 'latencies.json'), 'utf8'));
    const figure = (part: string, of: (latency: Latency) => number, share: number) => ({
      name: `save to sound, 200 lines, ${part}`,
      value: quantile(measured.map(of), share),
      unit: 'ms',
      better: 'lower' as const,
    });
    const total = ({ compiling, inEngine }: Latency) => compiling + inEngine;
    return [
      figure('median', total, 0.5),
      { ...figure('95 %', total, 0.95), target: 25 },
      figure('95 % until the plan is handed over', ({ compiling }) => compiling, 0.95),
      figure('95 % in the engine', ({ inEngine }) => inEngine, 0.95),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
