// Compares queries with a corpus of answers of the real Tidal; test/conformance/run.ts says which arguments there are.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { bundleScript } from './bundle-script.mjs';
import { root } from './files.mjs';
import { setup } from './setup.mjs';

const built = '--built';
const words = process.argv.slice(2);
if (!words.includes(built)) {
  setup();
  await build({ extra: ['hocket-query'] });
}
const program = await bundleScript('test/conformance/run.ts');
const { status } = spawnSync(process.execPath, [program, ...words.filter((word) => word !== built).map(fromHere)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Files are named from where the command was given. */
function fromHere(word) {
  return /\.jsonl(\.gz)?$/.test(word) ? resolve(process.env.INIT_CWD ?? process.cwd(), word) : word;
}
