// What live coders write allocates nothing once it runs: the corpus' questions through the native test that counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { type Case, typeNames } from '../conformance/case.ts';
import { library } from './library.ts';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, 'test/conformance/corpus');

function questions(): readonly string[] {
  const cases = readdirSync(corpus).flatMap((file) => {
    const lines = gunzipSync(readFileSync(join(corpus, file)))
      .toString('utf8')
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as Case);
  });
  return cases.flatMap(({ tidal, type }) => {
    const compiled = tidal === undefined ? undefined : compileExpression(library, tidal, typeNames[type]);
    return compiled && 'patterns' in compiled ? [JSON.stringify(compiled)] : [];
  });
}

test('no pattern allocates or frees after its first cycles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-memory-'));
  try {
    const path = join(folder, 'questions.jsonl');
    writeFileSync(path, `${questions().join('\n')}\n`);
    const program = join(root, 'build/release/native/pattern_memory_test');
    const args = ['--no-intro', '--no-version=true', '--test-case=*live coders*'];
    const { stdout, status } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { ...process.env, HOCKET_QUESTIONS: path },
      maxBuffer: 2 ** 28,
    });
    expect(stdout).toContain('1 passed');
    expect(status, stdout.slice(0, 5000)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
