// Makes a TypeScript program of the repository into one that Node runs.
import { resolve } from 'node:path';
import { root } from './files.mjs';

/** `source` is a path from the root; returns the program's. */
export async function bundleScript(source) {
  const { build } = await import('esbuild');
  const outfile = resolve(root, 'build/scripts', `${source.replace(/\.ts$/, '')}.mjs`);
  await build({
    entryPoints: [resolve(root, source)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    absWorkingDir: root,
  });
  return outfile;
}
