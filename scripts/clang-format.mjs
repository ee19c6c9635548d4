// Checks that C++ is formatted as .clang-format says; `--write` formats it.
import { sourceFiles } from './files.mjs';
import { attempt } from './run.mjs';

const write = process.argv.includes('--write');
const program = ['clang-format-22', 'clang-format'].find((name) => attempt(name, ['--version']).status === 0);
if (program === undefined) {
  console.error('clang-format was not found: install clang-format-22');
  process.exit(1);
}
const files = [...sourceFiles('native', ['.h', '.cpp']), ...sourceFiles('test', ['.h', '.cpp'])];
const { status, output } = attempt(program, [write ? '-i' : '--dry-run', '--Werror', ...files]);
if (status !== 0) console.error(output);
const bad = new Set([...output.matchAll(/^(\S+?):\d+:\d+: error/gm)].map(([, file]) => file)).size;
const failed = status === 0 ? 0 : Math.max(1, bad);
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
