// Writes the reference's pages and pictures into `docs/reference`, and deletes what is there of old ones.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadLibrary } from '../../language-server/src/library/library.ts';
import { decodeManifest } from '../../language-server/src/library/manifest.ts';
import { loadAddon } from '../../native/addon/load.ts';
import { generate } from './generate.ts';

const root = process.cwd();
const read = (name: string): string => readFileSync(resolve(root, 'dist', name), 'utf8');
const library = loadLibrary(decodeManifest(JSON.parse(read('manifest.json'))), read('prelude.hkt')).value;
const addon = loadAddon(resolve(root, 'dist/hocket.node'));
const folder = resolve(root, 'docs/reference');

const files = await generate(library, addon);
for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(name.parentPath, name.name);
  if (name.isFile() && !files.has(path.slice(folder.length + 1))) rmSync(path);
}
for (const [name, contents] of files) {
  const path = resolve(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
const bytes = [...files.values()].reduce((sum, each) => sum + Buffer.byteLength(each), 0);
console.log(`docs/reference: ${files.size} files, ${Math.round(bytes / 1000)} kB`);
