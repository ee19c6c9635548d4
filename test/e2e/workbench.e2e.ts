// The editor that all other end-to-end runs stand on: it comes up, and shows a Hocket file as one.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from './driver/vscode-server.ts';
import { openWorkbench, type Workbench } from './driver/workbench.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench(join(repository, 'examples'));
});

afterAll(() => workbench?.close());

test('a .hkt file opens as Hocket', async () => {
  await workbench.openFile('first.hkt');
  await workbench.page.locator('.view-line').first().waitFor();
  await workbench.screenshot('workbench');
  await expect.poll(() => workbench.statusBarItem(/^Hocket$/).count()).toBeGreaterThan(0);
});
