// Runs every check there is, whatever fails, and sums up. `npm test -- NAME...` runs only those of these names.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { ctest } from './ctest.mjs';
import { root } from './files.mjs';
import { attempt } from './run.mjs';
import { sanitize } from './sanitize.mjs';
import { setup } from './setup.mjs';

/** In Haskell, with Tidal's answers: what live coders write, and controls and harmony at random. */
const oneLiners = resolve(root, 'test/conformance/corpus/one-liners.jsonl.gz');

/** A check gives how much passed and failed, and what to show of a failure. */
const checks = {
  format: () => whole('npm', ['run', '--silent', 'format:check']),
  lint: () => whole('npm', ['run', '--silent', 'lint']),
  types: () => whole('npm', ['run', '--silent', 'types']),
  layers: () => whole('npm', ['run', '--silent', 'layers']),
  unit: () => vitest('unit', ['--exclude', 'test/golden/**', '--exclude', 'test/conformance/**']),
  golden: () => vitest('golden', ['test/golden']),
  native: () => ctest('build/release'),
  realtime: () => sanitize('rtsan'),
  conformance: () => counted('node', ['scripts/conformance.mjs', '--built', '--quiet']),
  haskell: () => counted('node', ['scripts/conformance.mjs', '--built', '--quiet', '--via', 'tidal']),
  'one-liners': () => counted('node', ['scripts/conformance.mjs', '--built', '--quiet', '--via', 'tidal', oneLiners]),
  e2e: () => vitest('e2e', ['--config', 'test/e2e/vitest.config.ts']),
};

/** A program that is right or wrong as a whole. */
function whole(program, args) {
  const { status, output } = attempt(program, args);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, output };
}

/** A program whose last line is `N passed, N failed`. */
function counted(program, args) {
  const { status, output } = attempt(program, args);
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [0, 0, 1];
  return { passed: Number(passed), failed: Math.max(Number(failed), status === 0 ? 0 : 1), output };
}

function vitest(name, args) {
  const report = resolve(root, `test-results/${name}.json`);
  const { status, output } = attempt(
    'vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      env: { NO_COLOR: '1' },
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that cannot even be loaded has no failed test in it.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, status === 0 ? 0 : 1), output };
}

function prepare(names) {
  const browser = names.includes('e2e');
  setup(['build', 'test', 'check']);
  return build({ all: true }).then(() => (browser ? whole('node', ['scripts/install-vscode-server.mjs']) : undefined));
}

async function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => checks[name] === undefined);
  if (unknown.length > 0) {
    console.error(`There is no check ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}.`);
    process.exit(2);
  }
  const names = asked.length > 0 ? asked : Object.keys(checks);
  const sum = { passed: 0, failed: 0 };
  const record = (name, result, start) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (result.failed > 0) console.log(`\n${result.output.trimEnd()}\n`);
    console.log(
      `${name.padEnd(12)} ${String(result.passed).padStart(6)} passed ${String(result.failed).padStart(4)} failed ${seconds.padStart(7)} s`,
    );
    sum.passed += result.passed;
    sum.failed += result.failed;
  };
  const start = performance.now();
  const editor = await prepare(names);
  console.log(
    `${'set-up'.padEnd(12)} ${' '.repeat(26)} ${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s`,
  );
  if (editor?.failed) record('editor', editor, start);
  for (const name of names) {
    const begin = performance.now();
    record(name, await checks[name](), begin);
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

// A set-up that fails is a failed check: the last line says so whatever happens.
process.on('exit', (code) => {
  if (code !== 0 && process.exitCode === undefined) console.log('0 passed, 1 failed');
});
await main();
