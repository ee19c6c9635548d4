// Every feature at every kind of place in every kind of text: none throws, and what it gives lies in the text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSession } from '../../language-server/src/compiler/session.ts';
import { analyse } from '../../language-server/src/features/analysis.ts';
import { codeActions } from '../../language-server/src/features/code-actions.ts';
import { completionsAt } from '../../language-server/src/features/completion.ts';
import { definitionAt } from '../../language-server/src/features/definition.ts';
import { documentSymbols } from '../../language-server/src/features/document-symbols.ts';
import { folds } from '../../language-server/src/features/folding.ts';
import { hoverAt } from '../../language-server/src/features/hover.ts';
import { referencesAt, rename } from '../../language-server/src/features/references.ts';
import { selectionRanges } from '../../language-server/src/features/selection-range.ts';
import { semanticTokens } from '../../language-server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../language-server/src/features/signature-help.ts';
import { soundWarnings } from '../../language-server/src/features/sound-warnings.ts';
import { Workspace } from '../../language-server/src/features/workspace.ts';
import type { Span } from '../../language-server/src/syntax/span.ts';
import { emptySession } from '../../language-server/src/types/environment.ts';
import { library } from '../compiler/library.ts';
import { expressionText, miniText, soup } from '../syntax/arbitraries.ts';

const statement = fc.oneof(
  soup,
  expressionText.map((text) => `d1 $ ${text}`),
  miniText.map((text) => `d2 $ n "${text}" # s "bd"`),
  expressionText.map((text) => `let f x = ${text}`),
  expressionText.map((text) => `~lfo: ${text}`),
  expressionText.map((text) => `synth pluck freq = ${text}`),
);
const program = fc.array(statement, { maxLength: 4 }).map((statements) => statements.join('\n'));
/** A program cut off somewhere, as it is while it is typed. */
const typed = fc.tuple(program, fc.double({ min: 0, max: 1, noNaN: true })).map(([text, share]) => {
  const offset = Math.floor(text.length * share);
  return { text: text.slice(0, offset) + (text.length % 2 ? text.slice(offset + 3) : ''), offset };
});

function expectInside(spans: readonly Span[], text: string): void {
  const outside = spans.filter(({ start, end }) => start < 0 || end < start || end > text.length);
  if (outside.length > 0) expect.fail(`${JSON.stringify(outside)} of ${JSON.stringify(text)}`);
}

describe('features', () => {
  it('answer anywhere in anything', () => {
    const session = createSession(library);
    fc.assert(
      fc.property(typed, ({ text, offset: wanted }) => {
        const offset = Math.min(wanted, text.length);
        const analysis = analyse({ uri: 'file:///any.hkt', text, library, session: emptySession });
        const hover = hoverAt(analysis, offset);
        const renamed = rename(analysis, offset, 'other');
        signatureHelp(analysis, offset);
        definitionAt(analysis, session, offset);
        expectInside(
          [
            ...(hover ? [hover] : []),
            ...completionsAt(analysis, offset, { names: ['bd'] }).map(({ replaces }) => replaces),
            ...referencesAt(analysis, offset),
            ...selectionRanges(analysis, offset),
            ...documentSymbols(analysis),
            ...folds(analysis),
            ...semanticTokens(analysis),
            ...soundWarnings(analysis, new Set(['bd'])),
            ...('edits' in renamed ? renamed.edits : []),
            ...codeActions(analysis.diagnostics, { start: 0, end: text.length }).flatMap(({ edits }) => edits),
          ],
          text,
        );
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('give the same diagnostics whether a text was typed or opened', () => {
    fc.assert(
      fc.property(program, program, (before, after) => {
        const workspace = new Workspace(library);
        workspace.update('file:///any.hkt', before);
        workspace.update('file:///any.hkt', after);
        const opened = new Workspace(library);
        opened.update('file:///any.hkt', after);
        expect(workspace.diagnostics('file:///any.hkt')).toEqual(opened.diagnostics('file:///any.hkt'));
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

describe('evaluation', () => {
  it('makes a plan of anything', () => {
    fc.assert(
      fc.property(program, (text) => {
        const { plan } = new Workspace(library).evaluate('file:///any.hkt', text, { kind: 'file' });
        expect(() => JSON.stringify(plan)).not.toThrow();
      }),
      { seed: 13, numRuns: 150 },
    );
  });
});
