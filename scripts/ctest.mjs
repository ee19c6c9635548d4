// Runs test programs of a native build, and counts their cases.
import { attempt } from './run.mjs';

/** Doctest says how many cases a program ran; one that crashed or was ended by a sanitizer counts as one failure. */
export function ctest(folder, args = [], env = {}) {
  const { status, output } = attempt(
    'ctest',
    ['--test-dir', folder, '--verbose', '--output-on-failure', '--no-tests=error', ...args],
    { env },
  );
  let passed = 0;
  let failed = 0;
  for (const [, good, bad] of output.matchAll(/test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed/g)) {
    passed += Number(good);
    failed += Number(bad);
  }
  const programs = [...output.matchAll(/^\s*\d+ - (\S+) \((?!Failed)/gm)].length;
  const problems = output.split('\n').filter((line) => !/^\d+: \[doctest\] (doctest version|run with)/.test(line));
  return { passed, failed: Math.max(failed + programs, status === 0 ? 0 : 1), output: problems.join('\n') };
}
