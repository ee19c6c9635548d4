// Whether the atoms of a string parsed as `any` are of another kind. What stands around atoms is the same for every kind, as long as
// each atom ends where it did: then nothing has to be parsed again.

import { isPlainAtom, scanAtom } from './mini-atoms.ts';
import { countsFurther } from './mini-steps.ts';
import type { AtomKind, AtomValue, MiniAtom, MiniPattern, MiniTerm } from './mini-tree.ts';

/** `pattern` is `text` parsed as `any` without a mistake. False where its structure may be another one, or an atom is none of the kind. */
export function isOfKind({ root, start }: MiniPattern, text: string, kind: AtomKind): boolean {
  return !text.includes('\\') && holds(root, { text, offset: start, kind });
}

/** What an atom means as a `kind`; absent when it is none. */
export function atomValue({ value, text }: MiniAtom, kind: AtomKind): AtomValue | undefined {
  return value ?? scanAtom(kind, text, 0)?.value;
}

interface Source {
  readonly text: string;
  /** Where the text begins in the tree's coordinates. */
  readonly offset: number;
  readonly kind: AtomKind;
}

function holds(term: MiniTerm, source: Source): boolean {
  switch (term.kind) {
    case 'atom':
      return atomHolds(term, source);
    case 'sequence':
      for (const step of term.steps) if (!holds(step.term, source)) return false;
      return true;
    case 'stack':
    case 'alternation':
    case 'polymeter':
      return allHold(term.layers, source);
    case 'choice':
      return allHold(term.alternatives, source);
    case 'fast':
    case 'slow':
    case 'euclid':
    case 'degrade':
      return holds(term.term, source);
    case 'range':
      return countsFurther.has(source.kind) && holds(term.from, source) && holds(term.to, source);
    case 'rest':
    case 'variable':
    case 'error':
      return true;
  }
}

function allHold(terms: readonly MiniTerm[], source: Source): boolean {
  for (const term of terms) if (!holds(term, source)) return false;
  return true;
}

/** What belongs to a term may stand behind blanks, if the term ends loosely: as `any`, in a digit. */
const modifierBehindBlanks = /\s+[?*/(]/y;

function atomHolds(atom: MiniAtom, { text, offset, kind }: Source): boolean {
  const start = atom.start - offset;
  const end = start + atom.text.length;
  const endsInDigit = /\d$/.test(atom.text);
  let isLoose = kind !== 'string' && endsInDigit;
  if (!isPlainAtom(kind, text, start, end)) {
    const scanned = scanAtom(kind, text, start);
    if (!scanned?.value || scanned.problem || scanned.end !== end) return false;
    isLoose = scanned.loose === true && endsInDigit;
  }
  if (isLoose || end >= text.length) return true;
  modifierBehindBlanks.lastIndex = end;
  return !modifierBehindBlanks.test(text);
}
