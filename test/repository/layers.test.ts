// The layer check itself: it sees this repository's modules, and it catches what breaks the table.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nativeViolations, typeScriptViolations } from '../../scripts/layers.mjs';

const folders: string[] = [];

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-layers-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('an import against the layers is a violation, even of a type only', async () => {
  const { violations } = await typeScriptViolations(
    project({
      'language-server/src/syntax/lexer.ts': `import type { Scheme } from '../types/scheme.ts';\nexport type A = Scheme;\n`,
      'language-server/src/types/scheme.ts': 'export type Scheme = string;\n',
    }),
  );
  expect(violations).toEqual([
    'layer language-server/src/syntax/: language-server/src/syntax/lexer.ts -> language-server/src/types/scheme.ts',
  ]);
});

test('a cycle between files is a violation', async () => {
  const { violations } = await typeScriptViolations(
    project({
      'cli/a.ts': `import { b } from './b.ts';\nexport const a = () => b;\n`,
      'cli/b.ts': `import { a } from './a.ts';\nexport const b = () => a;\n`,
    }),
  );
  expect(violations.some((line) => line.startsWith('no cycles'))).toBe(true);
});

test('vscode may be imported in the extension only, and Node not in the webview', async () => {
  const { violations } = await typeScriptViolations(
    project({
      'language-server/src/server.ts': `import * as vscode from 'vscode';\nexport const x = vscode;\n`,
      'extension/src/main.ts': `import * as vscode from 'vscode';\nexport const x = vscode;\n`,
      'extension/webview/scope.ts': `import { join } from 'node:path';\nexport const x = join;\n`,
    }),
  );
  expect(violations.map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining(['package ^vscode$', 'no node in the browser']),
  );
  expect(violations.some((line) => line.includes('extension/src/main.ts'))).toBe(false);
});

test('C++ folders include only what the table allows', () => {
  expect(nativeViolations('native/dsp/x.cpp', '#include "native/graph/plan.h"\n')).toHaveLength(1);
  expect(nativeViolations('native/graph/x.cpp', '#include "native/dsp/kernel.h"\n')).toHaveLength(0);
  expect(nativeViolations('native/engine/x.cpp', '  #  include <napi.h>\n')).toHaveLength(1);
  expect(nativeViolations('native/somewhere/x.cpp', '')).toHaveLength(1);
});
