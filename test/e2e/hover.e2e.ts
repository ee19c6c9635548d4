// Hover in the editor: the text of the reference, with its picture, and a way to its page.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from './driver/vscode-server.ts';
import { openWorkbench, type Workbench } from './driver/workbench.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench(join(repository, 'examples'));
});

afterAll(() => workbench?.close());

test('a hover shows the picture of a function, and leads to the reference', async () => {
  const { page } = workbench;
  await workbench.openFile('first.hkt');
  const hover = page.locator('.monaco-hover:not(.hidden)').first();
  const name = page.locator('.view-line span span', { hasText: /^sound$/ }).first();
  await name.waitFor();
  await expect
    .poll(
      async () => {
        await page.mouse.move(5, 5);
        await name.hover();
        return hover
          .locator('img')
          .waitFor({ timeout: 3000 })
          .then(
            () => true,
            () => false,
          );
      },
      { timeout: 40_000 },
    )
    .toBe(true);
  const wide = await hover
    .locator('img')
    .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
  await workbench.screenshot('hover');
  expect(wide).toBe(520);
  await hover.locator('a', { hasText: 'Reference' }).click();
  await page.locator('.tab', { hasText: /Preview/ }).waitFor();
  const drawn = async (): Promise<number> => {
    const widths = page.frames().map((frame) => frame.evaluate<number>(widthOfPicture).catch(() => 0));
    return Math.max(...(await Promise.all(widths)));
  };
  await expect.poll(drawn, { timeout: 40_000 }).toBe(520);
  await workbench.screenshot('reference');
});

/** Runs in the preview: in it, or 0 while there is none. */
const widthOfPicture = `document.querySelector('img[alt^="what sound does"]')?.naturalWidth ?? 0`;
