// Where a name is defined and used: the ground of definition, references, highlight and rename.

import type { MiniAtom } from '../syntax/mini-tree.ts';
import type { Span } from '../syntax/span.ts';
import type { Expression, Statement } from '../syntax/tree.ts';
import { descendants, pathAt, valueAtoms } from '../syntax/walk.ts';
import type { Target } from '../types/context.ts';
import type { Local } from '../types/core.ts';
import type { Entry } from '../types/environment.ts';
import { type Analysis, type Located, located, markAt, statementAt } from './analysis.ts';

/** What a name stands for. `synth` names stand in strings too; `global` are tracks, outputs, buses and functions. */
export type Symbol_ =
  | { readonly kind: 'local'; readonly local: Local; readonly statement: Statement }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'synth'; readonly name: string }
  | { readonly kind: 'library'; readonly entry: Entry };

export interface Occurrence extends Span {
  readonly isDefinition: boolean;
}

export function symbolAt(
  analysis: Analysis,
  offset: number,
): { readonly symbol: Symbol_; readonly at: Span } | undefined {
  const here = statementAt(analysis, offset);
  if (!here || offset > here.placed.end) return undefined;
  const { start, statement } = here.placed;
  const relative = offset - start;
  const place = ({ start: from, end }: Span): Span => ({ start: start + from, end: start + end });
  const synth = synthNameAt(analysis, statement, relative);
  if (synth) return { symbol: { kind: 'synth', name: synth.name }, at: place(synth.at) };
  const named = definedName(statement, relative);
  if (named) return { symbol: { kind: 'global', name: named.name }, at: place(named.at) };
  const mark = markAt(here.typed, relative);
  const symbol = mark?.target && toSymbol(mark.target, statement);
  return mark && symbol && { symbol, at: place(mark) };
}

function toSymbol(target: Target, statement: Statement): Symbol_ | undefined {
  switch (target.kind) {
    case 'local':
      return { kind: 'local', local: target.local, statement };
    case 'defined':
    case 'bus':
      return { kind: 'global', name: target.name };
    case 'entry':
      return { kind: 'library', entry: target.entry };
    case 'parameter':
      return undefined;
  }
}

interface Named {
  readonly name: string;
  readonly at: Span;
}

/** The names that a statement defines or commands at an offset. */
function definedName(statement: Statement, offset: number): Named | undefined {
  return namesOf(statement).find(({ at }) => at.start <= offset && offset <= at.end);
}

function namesOf(statement: Statement): Named[] {
  switch (statement.kind) {
    case 'track':
    case 'output':
    case 'bus':
      return [{ name: statement.name.text, at: statement.name }];
    case 'let':
      return statement.bindings.map(({ name }) => ({ name: name.text, at: name }));
    case 'command':
      return statement.targets
        .filter(({ start }) => start !== statement.name.start)
        .map((name) => ({ name: name.text, at: name }));
    case 'transition':
      return statement.target ? [{ name: statement.target.text, at: statement.target }] : [];
    default:
      return [];
  }
}

function synthNames({ file }: Analysis): Set<string> {
  const synths = file.statements.flatMap(({ statement }) => (statement.kind === 'synth' ? [statement.name.text] : []));
  return new Set(synths.filter((name) => name !== ''));
}

function synthNameAt(analysis: Analysis, statement: Statement, offset: number): Named | undefined {
  if (statement.kind === 'synth' && statement.name.start <= offset && offset <= statement.name.end) {
    return { name: statement.name.text, at: statement.name };
  }
  const string = pathAt(statement, offset).find(
    (node): node is Extract<Expression, { kind: 'string' }> => node.kind === 'string',
  );
  if (!string) return undefined;
  const atom = atomsOf(string).find(({ start, end }) => start <= offset && offset <= end);
  if (!atom || !synthNames(analysis).has(soundOf(atom))) return undefined;
  return { name: soundOf(atom), at: { start: atom.start, end: atom.start + soundOf(atom).length } };
}

function atomsOf(string: Extract<Expression, { kind: 'string' }>): MiniAtom[] {
  return [...valueAtoms(string.mini.root)];
}

const soundOf = ({ text }: MiniAtom): string => text.replace(/:.*$/, '');

/** Every place in the file that names the symbol, in the order of the source. */
export function occurrences(analysis: Analysis, symbol: Symbol_): Occurrence[] {
  const found: Occurrence[] = [];
  for (const here of located(analysis)) {
    if (symbol.kind === 'local' && here.placed.statement !== symbol.statement) continue;
    for (const { start, end, isDefinition } of inStatement(here, symbol)) {
      found.push({ start: start + here.placed.start, end: end + here.placed.start, isDefinition });
    }
  }
  return unique(found);
}

function* inStatement({ placed: { statement }, typed }: Located, symbol: Symbol_): Generator<Occurrence> {
  if (symbol.kind === 'synth') {
    yield* synthOccurrences(statement, symbol.name);
    return;
  }
  if (symbol.kind === 'local')
    yield { start: symbol.local.start, end: symbol.local.start + symbol.local.name.length, isDefinition: true };
  if (symbol.kind === 'global') {
    const isDefining = statement.kind !== 'command' && statement.kind !== 'transition';
    for (const { name, at } of namesOf(statement))
      if (name === symbol.name) yield { ...spanOf(at), isDefinition: isDefining };
  }
  for (const mark of typed.marks)
    if (mark.target && isSame(mark.target, symbol)) yield { ...spanOf(mark), isDefinition: false };
}

function isSame(target: Target, symbol: Symbol_): boolean {
  if (symbol.kind === 'local') return target.kind === 'local' && target.local === symbol.local;
  if (symbol.kind === 'library') return target.kind === 'entry' && target.entry === symbol.entry;
  return (target.kind === 'defined' || target.kind === 'bus') && target.name === symbol.name;
}

function* synthOccurrences(statement: Statement, name: string): Generator<Occurrence> {
  if (statement.kind === 'synth' && statement.name.text === name)
    yield { ...spanOf(statement.name), isDefinition: true };
  for (const node of descendants(statement)) {
    if (node.kind !== 'string') continue;
    for (const atom of atomsOf(node)) {
      if (soundOf(atom) === name) yield { start: atom.start, end: atom.start + name.length, isDefinition: false };
    }
  }
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** A definition may be marked as a use too. */
function unique(found: readonly Occurrence[]): Occurrence[] {
  const places = new Map<number, Occurrence>();
  for (const each of found) if (each.isDefinition || !places.has(each.start)) places.set(each.start, each);
  return [...places.values()].sort((a, b) => a.start - b.start);
}
