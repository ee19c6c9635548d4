// Evaluations, hush, settings and samples inside a real extension host.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInExtensionHost } from './driver/extension-host.ts';

test('a session in the extension host', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocket-session-'));
  const { code, output } = await runInExtensionHost(
    join(import.meta.dirname, 'extension-host/session.suite.ts'),
    folder,
  );
  rmSync(folder, { recursive: true, force: true });
  expect(code, output).toBe(0);
});
