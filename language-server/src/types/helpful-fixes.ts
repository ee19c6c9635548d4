// Fixes are tried before they are offered: one that leaves its mistake, or brings another, is none.

import type { Diagnostic, Fix } from '../syntax/diagnostic.ts';

/** Every try checks the statement once more: so many at most, and none in a very long statement. */
const mostTries = 16;
const longest = 4000;
const mostOffered = 3;

/** `check` says what is wrong with a statement of another text. */
export function withHelpfulFixes<Each extends Diagnostic>(
  text: string,
  diagnostics: readonly Each[],
  check: (text: string) => readonly Diagnostic[],
): readonly Each[] {
  let tries = text.length > longest ? 0 : mostTries;
  return diagnostics.map((diagnostic) => {
    const { fixes } = diagnostic;
    if (!fixes || tries < fixes.length) return diagnostic;
    tries -= fixes.length;
    const rest = diagnostics.filter((each) => each !== diagnostic).map(({ message }) => message);
    const good = fixes.filter((fix) => helps(diagnostic, fix, check(applied(text, fix)), rest));
    return offering(diagnostic, good.slice(0, mostOffered));
  });
}

/** The text with all edits of the fix made. */
export function applied(text: string, { edits }: Fix): string {
  return edits
    .toSorted((one, other) => other.start - one.start)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}

const misspelt: ReadonlySet<string> = new Set(['unknownName', 'unknownBus', 'unknownArgument']);

/** What a wrong name hid may come to light, unless it is about the new name. */
function helps(diagnostic: Diagnostic, { edits }: Fix, found: readonly Diagnostic[], rest: readonly string[]): boolean {
  const known = [...rest];
  const fresh = found.filter(({ message }) => {
    const index = known.indexOf(message);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
  if (!misspelt.has(diagnostic.code)) return fresh.every(({ severity }) => severity !== 'error');
  const [edit] = edits;
  if (!edit) return false;
  const end = edit.start + edit.text.length;
  return fresh.every(
    (each) => !each.message.includes(`\`${edit.text}\``) && (each.end <= edit.start || each.start >= end),
  );
}

/** The help of a misspelt word names the first of the words offered. */
function offering<Each extends Diagnostic>(diagnostic: Each, fixes: readonly Fix[]): Each {
  const { fixes: _, help, ...rest } = diagnostic;
  const [first] = fixes;
  const asks = help?.startsWith('Did you mean');
  const said = asks ? first?.edits[0] && `Did you mean \`${first.edits[0].text}\`?` : help;
  return { ...rest, ...(said !== undefined && { help: said }), ...(first && { fixes }) } as unknown as Each;
}
