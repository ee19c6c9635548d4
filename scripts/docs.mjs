// Makes the pages of the reference anew from the library: `docs/reference`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { bundleScript } from './bundle-script.mjs';
import { root } from './files.mjs';
import { setup } from './setup.mjs';

setup();
await build();
mkdirSync(resolve(root, 'docs/reference'), { recursive: true });
const program = await bundleScript('scripts/reference/main.ts');
const { status } = spawnSync(process.execPath, [program], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
