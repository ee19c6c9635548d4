// Builds the tests that a sanitizer has something to say about, with its CMake preset, and runs them: `node scripts/sanitize.mjs NAME...`
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { locked } from './build-lock.mjs';
import { ctest } from './ctest.mjs';
import { root } from './files.mjs';
import { attempt } from './run.mjs';
import { setup } from './setup.mjs';

const tests = {
  rtsan: ['dsp_registry_test', 'graph_realtime_test', 'engine_realtime_test', 'engine_lockfree_tsan'],
  tsan: ['engine_lockfree_test', 'engine_session_test', 'engine_realtime_test', 'io_test'],
  asan: [
    'pattern_query_test',
    'graph_load_test',
    'dsp_registry_test',
    'voice_sampler_test',
    'engine_sampler_test',
    'engine_swap_test',
    'engine_voice_test',
  ],
};

/** Where a finding comes from, with its line. */
const env = { RTSAN_OPTIONS: 'external_symbolizer_path=/usr/bin/addr2line' };

/** How many cases passed and failed; a build that fails is one failure. */
export async function sanitize(preset) {
  const folder = resolve(root, 'build', preset);
  return await locked(folder, () => {
    const jobs = String(availableParallelism());
    for (const args of [
      ['--preset', preset],
      ['--build', folder, '--parallel', jobs, '--target', ...tests[preset]],
    ]) {
      const { status, output } = attempt('cmake', args);
      if (status !== 0) return { passed: 0, failed: 1, output };
    }
    return ctest(folder, ['--tests-regex', `^(${tests[preset].join('|')})$`], env);
  });
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2);
  const presets = asked.length > 0 ? asked : Object.keys(tests);
  const unknown = presets.filter((name) => tests[name] === undefined);
  if (unknown.length > 0) {
    console.error(`There is no sanitizer ${unknown.join(', ')}; there are ${Object.keys(tests).join(', ')}.`);
    process.exit(2);
  }
  setup(['build', 'test', 'check']);
  for (const preset of presets) {
    const { passed, failed, output } = await sanitize(preset);
    if (failed > 0) console.log(output);
    console.log(`${preset}: ${passed} passed, ${failed} failed`);
    if (failed > 0) process.exitCode = 1;
  }
}
