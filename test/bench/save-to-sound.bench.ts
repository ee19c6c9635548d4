// From the save event to the first block of the new graph, for a file of 200 lines in a real VS Code on the silent clock.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInExtensionHost } from '../e2e/driver/extension-host.ts';
import { repository } from '../e2e/driver/vscode-server.ts';

const suite = join(repository, 'test/e2e/extension-host/save-to-sound.suite.ts');

/** Milliseconds that so large a share of the saves took at most. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-bench-'));
  try {
    const { code, output } = await runInExtensionHost(suite, folder, {}, 300_000);
    if (code !== 0) throw new Error(output);
    const measured: number[] = JSON.parse(readFileSync(join(folder, 'milliseconds.json'), 'utf8'));
    const sorted = measured.sort((a, b) => a - b);
    const figure = (name: string, share: number) => ({
      name: `save to sound, 200 lines, ${name}`,
      value: quantile(sorted, share),
      unit: 'ms',
      better: 'lower' as const,
    });
    return [figure('median', 0.5), { ...figure('95 %', 0.95), target: 25 }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
