// Brings a fresh clone to where everything can be built and tested: system packages and npm packages. Instant when done before.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './files.mjs';
import { attempt, run, step } from './run.mjs';

/** Debian packages: to build, to test beside it, and to show the editor in a browser. */
const packages = {
  build: ['g++', 'cmake', 'ninja-build', 'libsimdjson-dev'],
  test: ['doctest-dev', 'libbenchmark-dev', 'clang-format-22', 'jackd2', 'chromium', 'fonts-dejavu-core', 'procps'],
  check: ['clang-22', 'clang-tidy-22', 'libclang-rt-22-dev'],
};

function missingPackages(wanted) {
  const { status, stdout } = attempt('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...wanted]);
  if (status === null) return [];
  const installed = new Set(stdout.split('\n').map((line) => (line.endsWith(' installed') ? line.split(' ')[0] : '')));
  return wanted.filter((name) => !installed.has(name));
}

function installSystemPackages(groups) {
  const missing = missingPackages(groups.flatMap((group) => packages[group]));
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && attempt('sudo', ['-n', 'true']).status === 0;
  if (!isRoot && !sudo) {
    console.error(
      `System packages are missing. Install them, then run this again:\n\n  sudo apt-get install ${missing.join(' ')}\n`,
    );
    process.exit(1);
  }
  console.log(`installing with apt: ${missing.join(' ')}`);
  const apt = (args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    run(sudo ? 'sudo' : 'env', sudo ? command : command.slice(1));
  };
  step('apt', () => {
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', ...missing]);
  });
}

/** npm packages, exactly those of the lockfile; which lockfile they came from is remembered beside them. */
function installNpmPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(resolve(root, 'package-lock.json')))
    .digest('hex');
  const stamp = resolve(root, 'node_modules/.hocket-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('installing npm packages ...');
  step('npm', () => run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']));
  mkdirSync(resolve(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, lock);
}

/** `groups`: which system packages are needed. */
export function setup(groups = ['build']) {
  installSystemPackages(groups);
  installNpmPackages();
}

if (process.argv[1] === import.meta.filename) setup(['build', 'test', 'check']);
