// Bundles and runs the conformance runner; arguments are passed on: `npm run conformance -- FILE.jsonl --via tidal`.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { root } from './files.mjs';

const outfile = resolve(root, '.cache/conformance.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/conformance/run.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outfile,
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
