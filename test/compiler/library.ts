// The real library, for tests: the manifest of the native build and the prelude.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../language-server/src/library/library.ts';
import { decodeManifest } from '../../language-server/src/library/manifest.ts';

const root = join(import.meta.dirname, '../..');

function find(name: string): string {
  const places = [process.env['HOCKET_MANIFEST'], join(root, 'dist/manifest.json')];
  const place = places.find((each) => each !== undefined && existsSync(each));
  if (place === undefined) throw new Error(`${name} is missing: build it with \`npm run build\``);
  return readFileSync(place, 'utf8');
}

const prelude = join(root, 'language-server/src/library/prelude.hkt');

export const loaded = loadLibrary(
  decodeManifest(JSON.parse(find('dist/manifest.json'))),
  existsSync(prelude) ? readFileSync(prelude, 'utf8') : '',
);

export const library = loaded.value;
