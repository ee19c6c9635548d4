// Hover: the type of what is under the pointer, with unit, range, default and doc where it is a name of the library.

import { type Article, articleOf } from '../reference/article.ts';
import { operatorArticle } from '../reference/operators.ts';
import { code, markdown } from '../reference/render.ts';
import { parseMini } from '../syntax/mini-parser.ts';
import type { AtomValue, MiniAtom } from '../syntax/mini-tree.ts';
import type { Span } from '../syntax/span.ts';
import type { Operator, StringExpression } from '../syntax/tree.ts';
import { miniDescendants, pathAt } from '../syntax/walk.ts';
import type { Mark } from '../types/context.ts';
import { atomKind } from '../types/mini-kind.ts';
import { printScheme, printType } from '../types/print.ts';
import { isVoices, match } from '../types/type.ts';
import { type Analysis, markAt, statementAt } from './analysis.ts';

export interface Hover extends Span {
  /** Markdown. */
  readonly text: string;
  /** Of the reference, when that is what the text is. */
  readonly article?: Article;
}

export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const at = statementAt(analysis, offset);
  if (!at || offset > at.placed.end) return undefined;
  const { start } = at.placed;
  const mark = markAt(at.typed, offset - start);
  const path = pathAt(at.placed.statement, offset - start);
  const string = path.find(({ kind }) => kind === 'string');
  if (string?.kind === 'string') return hoverString(analysis, string, mark, offset, start);
  const operator = path.at(-1);
  if (operator?.kind === 'operator') return hoverOperator(analysis, operator, start);
  if (!mark) return undefined;
  const { text } = at.placed.statement;
  const described = describeMark(analysis, mark, text.slice(mark.start, mark.end));
  return {
    start: mark.start + start,
    end: mark.end + start,
    ...described,
    text: described.text + describeCoercion(mark),
  };
}

function hoverOperator(
  { library }: Analysis,
  { text: name, backticks, ...at }: Operator,
  start: number,
): Hover | undefined {
  const [entry] = library.find(name);
  const article = backticks ? entry && articleOf(entry, library) : operatorArticle(name, library);
  return article && { start: at.start + start, end: at.end + start, text: markdown(article, name), article };
}

function describeMark(analysis: Analysis, mark: Mark, source: string): Pick<Hover, 'text' | 'article'> {
  if (mark.target?.kind !== 'entry') return { text: describeOther(mark, source) };
  const article = articleOf(mark.target.entry, analysis.library);
  return { text: markdown(article, source), article };
}

function describeOther({ type, target }: Mark, source: string): string {
  switch (target?.kind) {
    case 'local':
      return code(`${target.local.name} : ${printScheme(target.scheme)}`);
    case 'defined':
    case 'bus':
      return code(`${target.name} : ${printScheme(target.scheme)}`);
    case 'parameter':
      return `${code(`${target.name} : ${printType(target.type)}`)}\n\nA parameter of a synth.`;
    default:
      return code(source.includes('\n') || source.length > 40 ? printType(type) : `${source} : ${printType(type)}`);
  }
}

/** Numbers become patterns and signals everywhere: not worth a word. */
function describeCoercion({ type, becomes }: Mark): string {
  if (!becomes) return '';
  const [signal, pattern] = [match(type, 'Signal'), match(type, 'Pattern')];
  if (signal && match(becomes, 'Pattern'))
    return `\n\nHere a \`${printType(becomes)}\`: what the signal was ${followDelay} before each event.`;
  if (pattern && isVoices(type)) return '\n\nHere a `Signal`: the voices as they sound.';
  if (pattern) return `\n\nHere a \`${printType(becomes)}\`: the value of each event from its onset on.`;
  return '';
}

/** Half of the engine's look-ahead. */
const followDelay = 'some 75 ms';

function hoverString(
  analysis: Analysis,
  string: StringExpression,
  mark: Mark | undefined,
  offset: number,
  start: number,
): Hover {
  const kind = mark ? atomKind(mark.type) : 'any';
  const { root } = parseMini(string.text, string.start + 1, kind).value;
  const atom = [...miniDescendants(root)].find(
    (term): term is MiniAtom => term.kind === 'atom' && term.start <= offset - start && offset - start <= term.end,
  );
  const typeText = mark ? code(printType(mark.type)) : '';
  if (!atom) return { start: string.start + start, end: string.end + start, text: typeText };
  const meaning = [typeText, describeAtom(analysis, atom)].filter((text) => text !== '').join('\n\n');
  return { start: atom.start + start, end: atom.end + start, text: meaning };
}

function describeAtom({ library }: Analysis, atom: MiniAtom): string {
  const { value } = atom;
  const sound = library.instruments.find(({ name }) => name === atom.text.replace(/:.*$/, ''));
  if (sound && (!value || value.type === 'string')) return `\`${atom.text}\`: ${sound.doc}`;
  return value ? `\`${atom.text}\`${valueText(value)}` : `\`${atom.text}\``;
}

function valueText(value: AtomValue): string {
  switch (value.type) {
    case 'note':
      return `: ${semitones(value.value)} from c5`;
    case 'chord':
      return `: ${value.values.join(' ')}, in semitones from c5`;
    case 'rational':
      return value.value.denominator === 1n ? '' : `: ${value.value.numerator}/${value.value.denominator}`;
    default:
      return '';
  }
}

function semitones(count: number): string {
  return `${count} semitone${Math.abs(count) === 1 ? '' : 's'}`;
}
