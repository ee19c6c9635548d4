// The first ten minutes of a new user, in the real VS Code: open an example, hear and see it, change it, break it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readWav, rms } from './driver/wav.ts';
import { openWorkbench, type Workbench } from './driver/workbench.ts';

const patience = { timeout: 20_000, interval: 100 };
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocket-user-'));
  workbench = await openWorkbench(folder);
});

afterAll(async () => {
  await workbench?.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench?.screenshot('failed');
});

/** The parts of the text that are lit now: the boxes that are drawn, and the characters of the line that they cover. */
function litAtoms(): Promise<readonly string[]> {
  return workbench.page.evaluate(() =>
    [...document.querySelectorAll('.view-overlays .cdr[class*="ced-"]')]
      .filter((box) => getComputedStyle(box).outlineStyle === 'solid')
      .map((box) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        const covers = (place: DOMRect) => place.top <= middle && middle <= place.bottom;
        const line = [...document.querySelectorAll('.view-line')].find((each) => covers(each.getBoundingClientRect()));
        const text = line?.querySelector('span');
        if (!text) return '';
        const place = text.getBoundingClientRect();
        const characters = text.textContent ?? '';
        const width = place.width / characters.length;
        const column = (x: number) => Math.round((x - place.left) / width);
        return characters.slice(column(left), column(right));
      }),
  );
}

/** The values at the ends of lines, as they are drawn. */
function scopeTexts(): Promise<readonly string[]> {
  return workbench.page.evaluate(() =>
    [...document.querySelectorAll('.view-lines span[class*="ced-"]')]
      .map((span) => getComputedStyle(span, '::after').content.replace(/"/g, '').trim())
      .filter((text) => /^\w+ -?[\d.]+k?/.test(text)),
  );
}

async function masterLevel(): Promise<string> {
  const view = await workbench.webview();
  return (await view.locator('.strip').first().getAttribute('aria-label')) ?? '';
}

async function scopePicture(): Promise<string> {
  const view = await workbench.webview();
  return view.evaluate(() => document.querySelector<HTMLCanvasElement>('canvas.oscilloscope')?.toDataURL() ?? '');
}

/** Answers VS Code's file dialog, which writes its own proposal into the field some time after it has opened. */
async function enterPath(path: string): Promise<void> {
  const input = workbench.page.locator('.quick-input-widget input[type="text"]');
  await expect.poll(() => input.inputValue(), patience).toMatch(/\.wav$/);
  const isTaken = async () => {
    if ((await input.inputValue()) !== path) await input.fill(path);
    await workbench.page.waitForTimeout(700);
    return input.inputValue();
  };
  await expect.poll(isTaken, patience).toBe(path);
  await workbench.page.keyboard.press('Enter');
}

/** Replaces the first line that contains `found` by itself with `found` replaced. */
async function replaceInEditor(found: string, replacement: string): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('Control+h');
  const find = page.locator('.find-widget .find-part textarea').first();
  await find.waitFor();
  await find.fill(found);
  await page.locator('.find-widget .replace-part textarea').first().fill(replacement);
  await page.locator('.find-widget .replace-part textarea').first().press('Control+Alt+Enter');
  await page.keyboard.press('Escape');
}

test('an example opens', async () => {
  await workbench.runCommand('Hocket: Open an Example');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'first' }).first().click();
  await workbench.page.locator('.view-line', { hasText: 'tempo' }).first().waitFor();
});

test('Ctrl+Enter makes it sound: atoms light up in time', async () => {
  const line = workbench.page.locator('.view-line', { hasText: 'sound "bd' }).first();
  await line.click();
  await workbench.page.keyboard.press('Control+Enter');
  const seen = new Set<string>();
  const drums = async () => {
    for (const atom of await litAtoms()) seen.add(atom);
    return ['bd', 'cp', 'hh'].filter((drum) => seen.has(drum));
  };
  await expect.poll(drums, { ...patience, interval: 20 }).toEqual(['bd', 'cp', 'hh']);
  await workbench.screenshot('1-atoms');
});

test('the scope moves and the meters show a level', async () => {
  await workbench.runCommand('Hocket: Show Scope, Spectrum and Meters');
  await expect.poll(masterLevel, patience).toMatch(/peak −?[\d.]+ dB/);
  const pictures = new Set<string>();
  await expect.poll(async () => pictures.add(await scopePicture()).size, patience).toBeGreaterThan(5);
  await workbench.screenshot('2-sound-view');
});

test('saving evaluates the file: moving parameters show their scopes', async () => {
  await workbench.page.locator('.view-line', { hasText: 'tempo' }).first().click();
  await workbench.page.keyboard.press('Control+s');
  await expect.poll(() => existsSync(join(folder, 'first.hkt')), patience).toBe(true);
  await expect.poll(async () => (await scopeTexts()).join(' '), patience).toMatch(/cutoff [\d.]+k?/);
  const values = new Set<string>();
  const seen = async () => values.add((await scopeTexts()).join(' ')).size;
  await expect.poll(seen, patience).toBeGreaterThan(5);
  await workbench.screenshot('3-inline-scopes');
});

test('a changed number is heard, and an error does not stop the sound', async () => {
  const { page } = workbench;
  const recording = join(folder, 'take.wav');
  await workbench.runCommand('Hocket: Start Recording to WAV');
  await enterPath(recording);
  await page.waitForTimeout(3000);

  await replaceInEditor('gain "0.6 0.4"', 'gain 0');
  await replaceInEditor('gain 0.2', 'gain 0.02');
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(3000);

  await replaceInEditor('sound "bd', 'sound ("bd');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(3000);
  await workbench.screenshot('4-error');
  expect(await masterLevel()).toMatch(/peak −?[\d.]+ dB/);
  expect((await litAtoms()).length + (await scopeTexts()).length).toBeGreaterThan(0);

  await workbench.runCommand('Hocket: Stop Recording');
  const { channels, sampleRate } = await readWhenComplete(recording);
  const left = channels[0] ?? new Float32Array();
  const first = rms(left.slice(0, sampleRate * 2));
  const last = rms(left.slice(-sampleRate * 2));
  expect(first).toBeGreaterThan(0.02);
  expect(last).toBeLessThan(first / 3);
  expect(last).toBeGreaterThan(0.0003);
});

async function readWhenComplete(path: string) {
  await expect
    .poll(() => (existsSync(path) ? (readWav(path).channels[0]?.length ?? 0) : 0), patience)
    .toBeGreaterThan(48000);
  return readWav(path);
}

test('hush fades out, panic is silence, and the editor says nothing is wrong', async () => {
  await workbench.page.locator('.view-line', { hasText: 'tempo' }).first().click();
  await workbench.page.keyboard.press('Control+.');
  await expect.poll(masterLevel, patience).toContain('silent');
  await workbench.page.keyboard.press('Control+Shift+.');
  await workbench.screenshot('5-hush');
});
