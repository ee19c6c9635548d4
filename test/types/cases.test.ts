// The corpus of wrong programs: every file in cases/ says in its markers exactly what is wrong and where.
// `UPDATE=1 npx vitest run test/types` rewrites the markers.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { checkFile } from '../../language-server/src/types/file.ts';
import { library } from '../compiler/library.ts';
import { withMarkers, withoutMarkers } from './markers.ts';

const folder = join(import.meta.dirname, 'cases');

for (const name of readdirSync(folder).filter((each) => each.endsWith('.hkt'))) {
  test(name, () => {
    const path = join(folder, name);
    const expected = readFileSync(path, 'utf8');
    const text = withoutMarkers(expected);
    const { diagnostics } = checkFile(parseFile(text).value, library, emptySession);
    const found = withMarkers(text, diagnostics);
    if (process.env['UPDATE']) writeFileSync(path, found);
    else expect(found).toBe(expected);
  });
}
