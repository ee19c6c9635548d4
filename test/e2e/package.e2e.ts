// What users install: the .vsix goes into a real VS Code that knows nothing of this checkout, and sounds.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from './driver/vscode-server.ts';
import { openWorkbench, type Workbench } from './driver/workbench.ts';

const patience = { timeout: 20_000, interval: 200 };
let folder: string;
let workbench: Workbench;

function packaged(): string {
  const made = spawnSync('npm', ['run', 'package'], { cwd: repository, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`npm run package failed:\n${made.stdout}${made.stderr}`);
  const file = readdirSync(repository).find((name) => name.endsWith('.vsix'));
  if (file === undefined) throw new Error('npm run package left no .vsix');
  return join(repository, file);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocket-vsix-'));
  copyFileSync(join(repository, 'examples/first.hkt'), join(folder, 'first.hkt'));
  // A folder that nobody has called trusted: code is data here, and plays all the same.
  const settings = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };
  workbench = await openWorkbench(folder, { vsix: packaged(), settings });
}, 600_000);

afterAll(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the packaged extension sounds', async () => {
  await workbench.openFile('first.hkt');
  await workbench.statusBarItem(/bpm/).first().waitFor();
  await workbench.page.locator('.view-line', { hasText: 'd1 $' }).first().click();
  await workbench.page.keyboard.press('Control+Enter');
  await workbench.runCommand('Hocket: Show Scope, Spectrum and Meters');
  const view = await workbench.webview();
  const level = () => view.locator('.strip').first().getAttribute('aria-label');
  await expect.poll(level, patience).toMatch(/peak −?[\d.]+ dB/);
  await workbench.screenshot('6-packaged');
});
