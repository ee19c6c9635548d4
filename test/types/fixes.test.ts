// Every fix that is offered, applied, takes its diagnostic away and brings no other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic, Fix } from '../../language-server/src/syntax/diagnostic.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import type { SourceFile } from '../../language-server/src/syntax/tree.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { checkFile } from '../../language-server/src/types/file.ts';
import { applied } from '../../language-server/src/types/helpful-fixes.ts';
import { library } from '../compiler/library.ts';
import { withoutMarkers } from './markers.ts';

const folder = join(import.meta.dirname, 'cases');

/** What an edit leaves as it is, is neither parsed nor checked again. */
const check = (text: string, before?: SourceFile): readonly Diagnostic[] =>
  checkFile(parseFile(text, before).value, library, emptySession).diagnostics;

const messages = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ message }) => message).sort();

/** What is left to say once `fix` is made, but should not be. */
function leftOver(file: SourceFile, before: readonly Diagnostic[], diagnostic: Diagnostic, fix: Fix): string[] {
  const rest = messages(before.filter((each) => each !== diagnostic));
  return messages(check(applied(file.text, fix), file)).filter((message) => {
    const index = rest.indexOf(message);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

for (const name of readdirSync(folder).filter((each) => each.endsWith('.hkt'))) {
  test(name, () => {
    const text = withoutMarkers(readFileSync(join(folder, name), 'utf8'));
    const file = parseFile(text).value;
    const before = check(text, file);
    const failures: string[] = [];
    for (const diagnostic of before) {
      for (const fix of diagnostic.fixes ?? []) {
        const left = leftOver(file, before, diagnostic, fix);
        const line = text.slice(0, diagnostic.start).split('\n').length;
        if (left.length > 0) failures.push(`${line}: ${diagnostic.message} ${fix.title} leaves ${left.join(' ')}`);
      }
    }
    expect(failures).toEqual([]);
  });
}
