// How the atoms of a string are read: by the type that is expected of it, as in Tidal.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import { parseMini } from '../syntax/mini-parser.ts';
import { isOfKind } from '../syntax/mini-reread.ts';
import type { AtomKind, MiniPattern } from '../syntax/mini-tree.ts';
import { numericClasses } from './classes.ts';
import { argument, match, prune, type Type } from './type.ts';

interface Read {
  readonly value: MiniPattern;
  readonly problems: readonly Diagnostic[];
}

/** A string whose structure has no mistake. */
interface Literal {
  readonly text: string;
  readonly start: number;
  /** Parsed as `any`. */
  readonly mini: MiniPattern;
}

/** Of the literals that had to be parsed again. */
const readings = new WeakMap<MiniPattern, Map<AtomKind, Read>>();

/** Mini-notation whose atoms are of a kind; what they mean as one, `atomValue` says. */
export function readMini(core: Literal, kind: AtomKind): Read {
  if (isOfKind(core.mini, core.text, kind)) return { value: core.mini, problems: [] };
  let byKind = readings.get(core.mini);
  if (!byKind) {
    byKind = new Map();
    readings.set(core.mini, byKind);
  }
  let found = byKind.get(kind);
  if (!found) {
    found = read(core, kind);
    byKind.set(kind, found);
  }
  return found;
}

function read({ text, start }: Literal, kind: AtomKind): Read {
  const { value, diagnostics } = parseMini(text, start + 1, kind);
  return { value, problems: diagnostics.filter(({ severity }) => severity === 'error') };
}

/** How a string's atoms are read where this type is expected. */
export function atomKind(type: Type): AtomKind {
  const found = prune(type);
  if (found.tag === 'variable') return found.classes & numericClasses ? 'number' : 'string';
  switch (found.name) {
    case 'Pattern':
      return atomKind(argument(found, 0));
    case 'Number':
    case 'Signal':
      return isNote(found) ? 'note' : 'number';
    case 'Int':
      return 'int';
    case 'Time':
      return 'rational';
    case 'Bool':
      return 'bool';
    case 'Char':
      return 'char';
    default:
      return 'string';
  }
}

export function isNote(measured: Type): boolean {
  const found = prune(measured);
  return found.tag === 'constructor' && match(argument(found, 0), 'note') !== undefined;
}
