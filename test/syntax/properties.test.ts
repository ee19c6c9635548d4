// Properties of lexer and parser on arbitrary text; the seeds are fixed, so that a failure is found again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../language-server/src/syntax/diagnostic.ts';
import { parseMini } from '../../language-server/src/syntax/mini-parser.ts';
import { printMini } from '../../language-server/src/syntax/mini-print.ts';
import { atomValue, isOfKind } from '../../language-server/src/syntax/mini-reread.ts';
import type { AtomKind, MiniAtom, MiniTerm } from '../../language-server/src/syntax/mini-tree.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { parseStatement } from '../../language-server/src/syntax/parse-statement.ts';
import { printExpression } from '../../language-server/src/syntax/print.ts';
import type { Span } from '../../language-server/src/syntax/span.ts';
import type { Statement } from '../../language-server/src/syntax/tree.ts';
import { children, miniChildren, type Node } from '../../language-server/src/syntax/walk.ts';
import { expressionText, miniText, soup } from './arbitraries.ts';

const kinds: readonly AtomKind[] = ['any', 'string', 'number', 'note', 'int', 'rational', 'bool', 'char'];

/** A tree of mini-notation with what its atoms mean as a kind. */
function meant(tree: unknown, kind: AtomKind): unknown {
  if (Array.isArray(tree)) return tree.map((each) => meant(each, kind));
  if (typeof tree !== 'object' || tree === null) return tree;
  if ('kind' in tree && tree.kind === 'atom') return { ...tree, value: atomValue(tree as MiniAtom, kind) };
  return Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, meant(part, kind)]));
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start <= inner.end && inner.start >= outer.start && inner.end <= outer.end;
}

function expectInside(inner: Span, outer: Span, text: string): void {
  if (isInside(inner, outer)) return;
  const places = `${inner.start}-${inner.end} in ${outer.start}-${outer.end}`;
  expect.fail(`${places} of ${JSON.stringify(text)}`);
}

function expectNested(node: Node, text: string): void {
  for (const part of children(node)) {
    if (part.kind !== 'error') expectInside(part, node.kind === 'error' ? part : node, text);
    expectNested(part, text);
  }
}

function expectMiniNested(term: MiniTerm, text: string): void {
  for (const part of miniChildren(term)) {
    expectInside(part, term, text);
    expectMiniNested(part, text);
  }
}

function expectDiagnosticsInside(diagnostics: readonly Diagnostic[], text: string): void {
  for (const diagnostic of diagnostics) {
    expect(diagnostic.end).toBeGreaterThanOrEqual(diagnostic.start);
    expectInside(diagnostic, { start: 0, end: text.length + 1 }, text);
    for (const fix of diagnostic.fixes ?? [])
      for (const edit of fix.edits) expectInside(edit, { start: 0, end: text.length }, text);
  }
}

/** The tree without its places. */
function shape(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ['start', 'end', 'text', 'mini', 'diagnostics'].includes(key) && typeof part !== 'string'
        ? undefined
        : typeof part === 'bigint'
          ? String(part)
          : part,
    ),
  );
}

function value(statement: Statement): unknown {
  return 'value' in statement ? shape({ ...statement.value }) : undefined;
}

describe('any text', () => {
  it('is parsed without throwing, with every span inside the one around it', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { value: file, diagnostics } = parseFile(text);
        expectDiagnosticsInside(diagnostics, text);
        for (const { start, end, statement } of file.statements) {
          expect(text.slice(start, end)).toBe(statement.text);
          expectNested(statement, text);
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('is parsed as mini-notation of every kind without throwing', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom(...kinds), (text, kind) => {
        const { value: mini, diagnostics } = parseMini(text, 0, kind);
        expectDiagnosticsInside(diagnostics, text);
        expectMiniNested(mini.root, text);
      }),
      { seed: 2, numRuns: 5000 },
    );
  });

  it('gives the same tree whether parsed at once or after an edit', () => {
    fc.assert(
      fc.property(soup, soup, (before, after) => {
        const previous = parseFile(`${before}\nd1 $ x\n${before}`).value;
        const text = `${after}\nd1 $ x\n${before}`;
        expect(parseFile(text, previous)).toEqual(parseFile(text));
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('well-formed text', () => {
  it('has no error when it is an expression, but for operators that want brackets', () => {
    fc.assert(
      fc.property(expressionText, (text) => {
        const { diagnostics } = parseStatement(`d1 $ ${text}`);
        const codes = diagnostics
          .map(({ code }) => code)
          .filter((code) => !['mixedOperators', 'sectionNeedsBrackets', 'tooDeep'].includes(code));
        expect(codes, text).toEqual([]);
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  it('is the same expression after printing', () => {
    fc.assert(
      fc.property(expressionText, (text) => {
        const first = parseStatement(`d1 $ ${text}`);
        if (!('value' in first) || first.kind !== 'track') return;
        const second = parseStatement(`d1 $ ${printExpression(first.value)}`);
        expect(value(second), text).toEqual(value(first));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is the same pattern after printing', () => {
    fc.assert(
      fc.property(miniText, (text) => {
        const first = parseMini(text, 0, 'any');
        expect(
          first.diagnostics.filter(({ severity }) => severity === 'error'),
          text,
        ).toEqual([]);
        const second = parseMini(printMini(first.value), 0, 'any');
        expect(shape(second.value), `${text} -> ${printMini(first.value)}`).toEqual(shape(first.value));
      }),
      { seed: 6, numRuns: 600 },
    );
  });

  it('has the same atoms whether it is parsed as their kind or read again', () => {
    let same = 0;
    fc.assert(
      fc.property(fc.oneof(miniText, soup), fc.constantFrom(...kinds), (text, kind) => {
        const any = parseMini(text, 3, 'any');
        if (any.diagnostics.some(({ severity }) => severity === 'error')) return;
        if (!isOfKind(any.value, text, kind)) return;
        same += 1;
        const parsed = parseMini(text, 3, kind);
        expect(meant(parsed.value, kind), text).toEqual(meant(any.value, kind));
        expect(parsed.diagnostics, text).toEqual(any.diagnostics);
      }),
      { seed: 8, numRuns: 5000 },
    );
    expect(same).toBeGreaterThan(300);
  });

  it('keeps the statements around a broken one as they are', () => {
    fc.assert(
      fc.property(
        soup.filter((text) => !text.includes('{-') && !text.includes('-}')),
        (text) => {
          const broken = text.replace(/[\r\n]+/g, '\n  ');
          const { value: file } = parseFile(`d1 $ sound "bd"\nd2 $ ${broken}\nd3 $ sound "sn"`);
          expect(file.statements[0]?.statement.text).toBe('d1 $ sound "bd"');
          expect(file.statements.at(-1)?.statement.text).toBe('d3 $ sound "sn"');
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
  });
});
