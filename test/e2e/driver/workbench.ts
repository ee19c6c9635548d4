// What a person does in VS Code, as functions: open a file, run a command, type, look at decorations.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { repository, type ServerOptions, startVscodeServer, type VscodeServer } from './vscode-server.ts';

const screenshots = join(repository, 'test-results');

export class Workbench {
  readonly server: VscodeServer;
  readonly page: Page;
  readonly #browser: Browser;

  constructor(server: VscodeServer, browser: Browser, page: Page) {
    this.server = server;
    this.#browser = browser;
    this.page = page;
  }

  async openFile(name: string): Promise<void> {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.editor(name).waitFor();
  }

  /** The visible editor whose file is `name`. */
  editor(name: string): Locator {
    return this.page.locator(`.editor-instance[aria-label^="${name}"], .monaco-editor[data-uri$="${name}"]`).first();
  }

  /** The palette knows an extension's commands a moment after the window is there, and an open one learns nothing: try again. */
  async runCommand(title: string): Promise<void> {
    const { page } = this;
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 0; attempt < 10; attempt++) {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').first().waitFor();
      await page.keyboard.type(title);
      const found = await row.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (found) return row.click();
      await page.keyboard.press('Escape');
    }
    throw new Error(`there is no command "${title}"`);
  }

  /** Puts the cursor at the start of a line, counted from 1, as a person without a mouse would. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input').waitFor();
    await this.page.keyboard.type(`${line}`);
    await this.page.waitForTimeout(250);
    await this.page.keyboard.press('Enter');
    await this.page.waitForTimeout(150);
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The document inside the webview that is shown now. */
  async webview(): Promise<Frame> {
    for (let attempt = 0; attempt < 150; attempt++) {
      const frame = this.page.frames().find((candidate) => /\/webview\/browser\/pre\/fake\.html/.test(candidate.url()));
      if (frame !== undefined) return frame;
      await this.page.waitForTimeout(100);
    }
    throw new Error('no webview came up within 15 s');
  }

  async screenshot(name: string): Promise<string> {
    mkdirSync(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async close(): Promise<void> {
    await this.page.goto('about:blank').catch(() => undefined);
    await this.#browser.close();
    await this.server.stop();
  }
}

/** The development version of the extension, from this checkout. */
function developmentPayload(port: number): readonly (readonly [string, string])[] {
  return [
    ['extensionDevelopmentPath', `vscode-remote://127.0.0.1:${port}${repository}`],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
}

/** Opens a window on `folder`; with `options.vsix` the packaged extension runs in it, otherwise this checkout's. */
export async function openWorkbench(folder: string, options: ServerOptions = {}): Promise<Workbench> {
  const server = await startVscodeServer(options);
  const { browser, page } = await openBrowser();
  const workbench = new Workbench(server, browser, page);
  try {
    await page.goto(server.url(folder, options.vsix === undefined ? developmentPayload(server.port) : []));
    await page.locator('.monaco-workbench').waitFor();
    await page.locator('.explorer-folders-view').first().waitFor();
  } catch (error) {
    await workbench.close();
    throw error;
  }
  return workbench;
}
