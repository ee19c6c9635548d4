// Completion: functions, controls, buses, synths, sounds, parameters, units, chords, and the words that begin a statement.

import { articleOf, typeOf } from '../reference/article.ts';
import { markdown } from '../reference/render.ts';
import type { Span } from '../syntax/span.ts';
import { statementWords } from '../syntax/statement-names.ts';
import { unitNames } from '../syntax/units.ts';
import { pathAt } from '../syntax/walk.ts';
import type { Entry, Library } from '../types/environment.ts';
import { printScheme } from '../types/print.ts';
import { type Analysis, isInComment, statementAt } from './analysis.ts';
import { callsAt } from './call-at.ts';
import { completeMini } from './complete-mini.ts';
import { parameterHints } from './parameter-hints.ts';

export interface Completion {
  readonly label: string;
  readonly kind:
    | 'function'
    | 'control'
    | 'node'
    | 'variable'
    | 'bus'
    | 'synth'
    | 'sound'
    | 'parameter'
    | 'unit'
    | 'keyword'
    | 'value';
  readonly detail?: string;
  /** What it replaces. */
  readonly replaces: Span;
  readonly insert?: string;
  /** Smaller comes first. */
  readonly rank: number;
  /** The library's name to describe when the item is looked at. */
  readonly entry?: string;
}

/** Sounds that the host can play, beside the built-in instruments. */
export interface Sounds {
  readonly names: readonly string[];
}

export function completionsAt(analysis: Analysis, offset: number, sounds: Sounds): Completion[] {
  if (isInComment(analysis, offset)) return [];
  const { text } = analysis;
  const here = statementAt(analysis, offset);
  const string =
    here && offset <= here.placed.end ? stringAt(here.placed.statement, offset - here.placed.start) : undefined;
  if (here && string) return completeMini(analysis, string, offset, here.placed.start, sounds);
  const word = /(?:\d[\d.]*)?~?[\p{L}_]?[\p{L}\d_']*$/u.exec(text.slice(0, offset))?.[0] ?? '';
  const replaces = { start: offset - word.length, end: offset };
  if (/^\d/.test(word)) return units(word, offset);
  if (word.startsWith('~')) return buses(analysis, replaces);
  const isStart = replaces.start === 0 || text.charAt(replaces.start - 1) === '\n';
  if (isStart) return statements(replaces);
  return [
    ...parameters(analysis, offset, replaces),
    ...locals(analysis, offset, replaces),
    ...buses(analysis, replaces),
    ...library(analysis, replaces),
  ];
}

function stringAt(
  statement: Parameters<typeof pathAt>[0],
  relative: number,
): Extract<ReturnType<typeof pathAt>[number], { kind: 'string' }> | undefined {
  const string = pathAt(statement, relative).find((node) => node.kind === 'string');
  if (string?.kind !== 'string') return undefined;
  return relative > string.start && relative <= string.start + 1 + string.text.length ? string : undefined;
}

function units(word: string, offset: number): Completion[] {
  const letters = /[a-zA-Z]*$/.exec(word)?.[0] ?? '';
  const replaces = { start: offset - letters.length, end: offset };
  return unitNames.map((label) => ({ label, kind: 'unit', replaces, rank: 0 }));
}

function statements(replaces: Span): Completion[] {
  const withDollar = /^(d\d|o\d|out|once)$/;
  return statementWords.map((label) => ({
    label,
    kind: 'keyword',
    replaces,
    rank: label.length <= 3 ? 0 : 1,
    ...(withDollar.test(label) && { insert: `${label} $ ` }),
  }));
}

function buses({ typed }: Analysis, replaces: Span): Completion[] {
  return [...typed.types.buses].map(([label, scheme]) => ({
    label,
    kind: 'bus',
    detail: printScheme(scheme),
    replaces,
    rank: 1,
  }));
}

/** `q=` where the call has such a parameter that is not yet given. */
function parameters(analysis: Analysis, offset: number, replaces: Span): Completion[] {
  const [call] = callsAt(analysis, offset);
  const [entry] = call ? analysis.library.find(call.name) : [];
  if (!call || !entry) return [];
  return parameterHints(entry, analysis.library).flatMap(({ names, label, doc }) =>
    names.length === 0 || names.some((name) => call.given.includes(name))
      ? []
      : [{ label: `${label}=`, kind: 'parameter' as const, detail: doc, replaces, rank: 0 }],
  );
}

function locals(analysis: Analysis, offset: number, replaces: Span): Completion[] {
  const here = statementAt(analysis, offset);
  const names = new Map<string, string>();
  for (const { target } of here?.typed.marks ?? []) {
    if (target?.kind === 'local') names.set(target.local.name, printScheme(target.scheme));
  }
  const own = [...names].map(([label, detail]): Completion => ({ label, kind: 'variable', detail, replaces, rank: 0 }));
  const defined = [...analysis.typed.types.lets].map(([label, scheme]): Completion => {
    const detail = printScheme(scheme);
    return { label, kind: detail.includes('->') ? 'function' : 'variable', detail, replaces, rank: 1 };
  });
  return [...own, ...defined];
}

const described = new WeakMap<
  Library,
  readonly { readonly label: string; readonly entry: Entry; readonly detail: string }[]
>();

function library({ library: found, text }: Analysis, replaces: Span): Completion[] {
  let items = described.get(found);
  if (!items) {
    items = found.names.flatMap((label) => {
      const [entry] = found.find(label);
      return entry && /^[\p{L}_]/u.test(label) ? [{ label, entry, detail: typeOf(entry, found) }] : [];
    });
    described.set(found, items);
  }
  // Behind a `#` stand controls and effects.
  const afterHash = /#\s*$/.test(text.slice(0, replaces.start));
  return items.map(({ label, entry, detail }) => {
    const kind = entry.kind === 'control' ? 'control' : entry.kind === 'node' ? 'node' : 'function';
    const fits = !afterHash || kind !== 'function';
    return { label, kind, detail, replaces, rank: fits ? 2 : 3, entry: label };
  });
}

/** The doc of an item, for when it is looked at: of all that has its name. */
export function describeCompletion(found: Library, name: string): string | undefined {
  const texts = found.find(name).map((entry) => markdown(articleOf(entry, found), name));
  return texts.length === 0 ? undefined : texts.join('\n\n---\n\n');
}
