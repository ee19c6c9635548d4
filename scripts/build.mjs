// Builds everything that runs: the engine as a Node addon, the manifest of what it offers, and the bundles. `--all`: native tests and tools too.
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { locked } from './build-lock.mjs';
import { root } from './files.mjs';
import { attempt, run, step } from './run.mjs';

const buildFolder = resolve(root, 'build/release');
const dist = resolve(root, 'dist');

function configure() {
  const cache = resolve(buildFolder, 'CMakeCache.txt');
  if (existsSync(resolve(buildFolder, 'build.ninja')) && readFileSync(cache, 'utf8').includes('CMAKE_JS_VERSION'))
    return;
  run('cmake-js', ['configure', '--out', buildFolder, '--generator', 'Ninja', '--CDHOCKET_TESTS=ON']);
}

function compile(targets) {
  const jobs = String(availableParallelism());
  const wanted = targets.length === 0 ? [] : ['--target', ...targets];
  run('cmake', ['--build', buildFolder, '--parallel', jobs, ...wanted]);
}

/** Writes only what changed, so that what depends on it stays as it is; and in one step: an editor that plays has the addon mapped. */
function update(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(contents))) return;
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

function sharedLibrariesBeside(addon) {
  const { stdout } = attempt('ldd', [addon]);
  const found = /^\s*(libsimdjson\S*) => (\/\S+)/gm;
  return [...stdout.matchAll(found)].map(([, name, path]) => ({ name, path: realpathSync(path) }));
}

/** The addon, with the shared libraries that a machine without developers' packages lacks. */
function installAddon() {
  const addon = resolve(buildFolder, 'addon/hocket.node');
  update(resolve(dist, 'hocket.node'), readFileSync(addon));
  for (const { name, path } of sharedLibrariesBeside(addon))
    if (!existsSync(resolve(dist, name))) copyFileSync(path, resolve(dist, name));
}

/** `all`: also the native tests, benchmarks and tools; `extra`: those native targets besides. */
export async function build({ all = false, extra = [] } = {}) {
  await locked(buildFolder, async () => {
    mkdirSync(dist, { recursive: true });
    step('native build', () => {
      configure();
      compile(all ? [] : ['hocket_addon', 'hocket-manifest', ...extra]);
    });
    installAddon();
    update(resolve(dist, 'manifest.json'), run(resolve(buildFolder, 'native/hocket-manifest'), []));
    const { bundle } = await import('../esbuild.mjs');
    await bundle();
  });
}

if (process.argv[1] === import.meta.filename) await build({ all: process.argv.includes('--all') });
