// Runs programs for the other scripts: quiet when all is well, everything shown when not.
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { root } from './files.mjs';

const env = { ...process.env, PATH: [resolve(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };

/** Runs a program from the root; its output is kept, not shown. `status` is null when it could not be started. */
export function attempt(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    env: { ...env, ...options.env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return {
    status,
    stdout: stdout ?? '',
    stderr: stderr ?? '',
    output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`,
  };
}

/** As attempt(), but a failure prints what the program said and ends this process. Returns its standard output. */
export function run(program, args, options = {}) {
  const { status, stdout, output } = attempt(program, args, options);
  if (status === 0) return stdout;
  console.error(`${output.trimEnd()}\n\nfailed: ${program} ${args.join(' ')}`);
  process.exit(1);
}

/** Says what is done, does it, and says how long it took if that was long enough to notice. */
export function step(name, work) {
  const start = performance.now();
  const result = work();
  const seconds = (performance.now() - start) / 1000;
  if (seconds > 1) console.log(`${name}: ${seconds.toFixed(1)} s`);
  return result;
}
