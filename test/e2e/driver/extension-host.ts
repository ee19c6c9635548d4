// Runs a suite inside the extension host of a real VS Code, where `vscode` is the real module, and tells what it said.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { allPassed } from '../extension-host/run-tests.ts';
import { openBrowser } from './browser.ts';
import { repository, type ServerOptions, startVscodeServer } from './vscode-server.ts';

export interface SuiteResult {
  /** 0 when every test passed. */
  readonly code: number;
  readonly output: string;
}

/** The suite as one file: it exports `run()`, which rejects when a test fails. */
async function bundleSuite(source: string, folder: string): Promise<string> {
  const outfile = join(folder, 'suite.cjs');
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}

function payload(port: number, suite: string, environment: { readonly [name: string]: string }) {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${path}`;
  return [
    ['extensionDevelopmentPath', remote(repository)],
    ['extensionTestsPath', remote(suite)],
    ['enableProposedApi', ''],
    ['extensionEnvironment', JSON.stringify(environment)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ] as const;
}

/** `folder` is the workspace that is open; `source` the suite, a TypeScript file. */
export async function runInExtensionHost(
  source: string,
  folder: string,
  options: ServerOptions = {},
  timeoutMs = 150_000,
): Promise<SuiteResult> {
  const temporary = mkdtempSync(join(tmpdir(), 'hocket-suite-'));
  const suite = await bundleSuite(source, temporary);
  const server = await startVscodeServer(options);
  const { browser, page } = await openBrowser();
  const lines: string[] = [];
  try {
    const finished = new Promise<number>((resolve) => {
      setTimeout(() => resolve(-1), timeoutMs).unref();
      void page.exposeFunction('codeAutomationLog', (type: string, values: readonly unknown[]) => {
        lines.push(`${type === 'error' ? 'error: ' : ''}${values.map(String).join(' ')}`);
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    await page.goto(server.url(folder, payload(server.port, suite, options.environment ?? {})));
    const code = await finished;
    if (code === -1) lines.push(`the suite did not end within ${timeoutMs / 1000} s`);
    const endedEarly = code === 0 && !lines.includes(allPassed);
    if (endedEarly) lines.push('the extension host ended before the suite did');
    return { code: endedEarly ? -1 : code, output: lines.join('\n') };
  } finally {
    await page.goto('about:blank').catch(() => undefined);
    await browser.close();
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}
