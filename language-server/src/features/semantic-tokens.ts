// Semantic tokens: what only types and names in scope can tell. Everything else is the grammar's.

import type { Span } from '../syntax/span.ts';
import { descendants, valueAtoms } from '../syntax/walk.ts';
import type { Target } from '../types/context.ts';
import { match } from '../types/type.ts';
import { type Analysis, located } from './analysis.ts';

export const tokenTypes = [
  'function',
  'method',
  'variable',
  'parameter',
  'property',
  'class',
  'macro',
  'number',
  'string',
  'operator',
] as const;
export type TokenType = (typeof tokenTypes)[number];

export const tokenModifiers = ['declaration', 'defaultLibrary', 'readonly'] as const;
export type TokenModifier = (typeof tokenModifiers)[number];

export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** In the order of the source, not overlapping. Only those that touch `range`, if one is given. */
export function semanticTokens(analysis: Analysis, range?: Span): SemanticToken[] {
  const instruments = new Set(analysis.library.instruments.map(({ name }) => name));
  for (const { statement } of analysis.file.statements)
    if (statement.kind === 'synth') instruments.add(statement.name.text);
  const tokens: SemanticToken[] = [];
  for (const { placed, typed } of located(analysis)) {
    if (range && (placed.end < range.start || placed.start > range.end)) continue;
    const add = ({ start, end }: Span, type: TokenType, ...modifiers: TokenModifier[]): void => {
      tokens.push({ start: start + placed.start, end: end + placed.start, type, modifiers });
    };
    for (const mark of typed.marks) {
      if (mark.target) addTarget(mark, mark.target, add);
    }
    for (const node of descendants(placed.statement)) {
      if (node.kind === 'namedArgument') add(node.name, 'property');
      if (node.kind !== 'string') continue;
      for (const term of valueAtoms(node.mini.root)) {
        const sound = term.text.replace(/:.*$/, '');
        if (instruments.has(sound)) add({ start: term.start, end: term.start + sound.length }, 'class');
      }
    }
  }
  return withoutOverlap(tokens);
}

function addTarget(
  at: Span,
  target: Target,
  add: (at: Span, type: TokenType, ...modifiers: TokenModifier[]) => void,
): void {
  switch (target.kind) {
    case 'local':
      add(
        at,
        match(target.scheme.type, '->') ? 'function' : 'parameter',
        ...(target.local.start === at.start ? (['declaration'] as const) : []),
      );
      break;
    case 'defined':
      add(at, match(target.scheme.type, '->') ? 'function' : 'variable');
      break;
    case 'bus':
      add(at, 'variable', 'readonly');
      break;
    case 'parameter':
      add(at, 'property');
      break;
    case 'entry':
      add(
        at,
        target.entry.kind === 'control' ? 'method' : target.entry.kind === 'node' ? 'macro' : 'function',
        'defaultLibrary',
      );
  }
}

function withoutOverlap(tokens: readonly SemanticToken[]): SemanticToken[] {
  const sorted = [...tokens].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: SemanticToken[] = [];
  for (const token of sorted)
    if (token.end > token.start && token.start >= (result.at(-1)?.end ?? 0)) result.push(token);
  return result;
}
