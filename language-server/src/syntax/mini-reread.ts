// Reads the atoms of a parsed string as another kind. What stands around atoms is the same for every kind, as long as each atom
// ends where it did: then nothing has to be parsed again.

import { scanAtom } from './mini-atoms.ts';
import { countsFurther } from './mini-steps.ts';
import type { AtomKind, MiniAtom, MiniDegrade, MiniLayer, MiniPattern, MiniSequence, MiniTerm } from './mini-tree.ts';

/** `pattern` is `text` parsed as `any` without a mistake. Undefined where its structure may be another one, or an atom is none of the kind. */
export function readAtoms(pattern: MiniPattern, text: string, kind: AtomKind): MiniPattern | undefined {
  if (text.includes('\\')) return undefined;
  const reader = new Reader(text, pattern.start, kind);
  const root = reader.term(pattern.root);
  return reader.differs ? undefined : { ...pattern, root };
}

/** What belongs to a term may stand behind blanks, if the term ends loosely: as `any`, in a digit. */
const modifierBehindBlanks = /\s+[?*/(]/y;

class Reader {
  differs = false;
  readonly #text: string;
  readonly #offset: number;
  readonly #kind: AtomKind;

  constructor(text: string, offset: number, kind: AtomKind) {
    this.#text = text;
    this.#offset = offset;
    this.#kind = kind;
  }

  term(term: MiniTerm): MiniTerm {
    if (this.differs) return term;
    switch (term.kind) {
      case 'atom':
        return this.#atom(term);
      case 'sequence':
        return this.#sequence(term);
      case 'stack':
      case 'alternation':
      case 'polymeter':
        return { ...term, layers: this.#layers(term.layers) };
      case 'choice':
        return { ...term, alternatives: this.#layers(term.alternatives) };
      case 'fast':
      case 'slow':
      case 'euclid':
        return { ...term, term: this.term(term.term) };
      case 'degrade':
        return this.#degrade(term);
      case 'range':
        this.differs ||= !countsFurther.has(this.#kind);
        return { ...term, from: this.term(term.from), to: this.term(term.to) };
      case 'rest':
      case 'variable':
      case 'error':
        return term;
    }
  }

  #layers(layers: readonly MiniLayer[]): readonly MiniLayer[] {
    return layers.map((each) => (each.kind === 'sequence' ? this.#sequence(each) : this.#degrade(each)));
  }

  #sequence({ steps, start, end }: MiniSequence): MiniSequence {
    const read = steps.map(({ term, weight, repeats, start, end }) => {
      return { kind: 'step', term: this.term(term), weight, repeats, start, end } as const;
    });
    return { kind: 'sequence', steps: read, start, end };
  }

  #degrade(term: MiniDegrade): MiniDegrade {
    return { ...term, term: this.term(term.term) };
  }

  #atom(atom: MiniAtom): MiniAtom {
    const { text, start, end } = atom;
    const at = start - this.#offset;
    const scanned = scanAtom(this.#kind, this.#text, at);
    if (!scanned?.value || scanned.problem || scanned.end !== at + text.length) {
      this.differs = true;
      return atom;
    }
    modifierBehindBlanks.lastIndex = scanned.end;
    const isLoose = scanned.loose === true && /\d$/.test(text);
    if (!isLoose && modifierBehindBlanks.test(this.#text)) this.differs = true;
    return { kind: 'atom', text, value: scanned.value, start, end };
  }
}
