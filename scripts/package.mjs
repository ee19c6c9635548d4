// Makes the .vsix: the extension with its bundles and the engine for this platform.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { root } from './files.mjs';
import { run } from './run.mjs';
import { setup } from './setup.mjs';

const targets = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64',
};

/** The path of the file, which is for machines like this one only. */
export async function makePackage() {
  await build();
  const { name, version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const path = resolve(root, `${name}-${version}.vsix`);
  const target = targets[`${process.platform}-${process.arch}`];
  run('vsce', [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    '--no-rewrite-relative-links',
    ...(target ? ['--target', target] : []),
    '--out',
    path,
  ]);
  return path;
}

if (process.argv[1] === import.meta.filename) {
  setup();
  console.log(await makePackage());
}
