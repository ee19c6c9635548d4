// `s("bd*4").fast(2).gain(0.8)`: method chains, as Strudel has them, said in functions and controls.

import type { Library } from './environment.ts';
import { argument, isVoices, match } from './type.ts';

type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Node[] }
  | { readonly kind: 'method'; readonly on: Node; readonly name: string; readonly arguments: readonly Node[] };

/** The expression that means the same; undefined where the text is no such chain. */
export function withoutMethods(text: string, library: Library): string | undefined {
  const reader = new Reader(text.trim());
  const node = reader.chain();
  return node && reader.isEnd && node.kind === 'method' ? new Writer(library).write(node).text : undefined;
}

const deepest = 20;

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isEnd(): boolean {
    return this.#at === this.#text.length;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found?.[1];
  }

  chain(): Node | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth += 1;
    let node = this.#primary();
    while (node) {
      const name = this.#take(/\s*\.\s*([a-zA-Z]\w*)(?=\()/y);
      if (name === undefined) break;
      const given = this.#arguments();
      node = given && { kind: 'method', on: node, name, arguments: given };
    }
    this.#depth -= 1;
    return node;
  }

  #primary(): Node | undefined {
    const literal = this.#take(/\s*("[^"\n]*"|-?[\d.]+(?:\/[\d.]+)?)\s*/y);
    if (literal !== undefined) return { kind: 'literal', text: literal };
    const name = this.#take(/\s*([a-zA-Z]\w*)/y);
    if (name === undefined) return undefined;
    const given = this.#text.charAt(this.#at) === '(' ? this.#arguments() : [];
    return given && { kind: 'call', name, arguments: given };
  }

  #arguments(): readonly Node[] | undefined {
    if (this.#take(/(\()\s*/y) === undefined) return undefined;
    const given: Node[] = [];
    while (this.#take(/\s*(\))/y) === undefined) {
      const node = this.chain();
      if (!node) return undefined;
      given.push(node);
      if (this.#take(/\s*(,)\s*/y) === undefined && this.#text.slice(this.#at).trimStart().charAt(0) !== ')')
        return undefined;
    }
    return given;
  }
}

/** How loosely the parts of a text are bound: a word, an application, a chain of `#`, a row of `$`. */
interface Written {
  readonly text: string;
  readonly binding: 'word' | 'application' | 'chain' | 'dollar';
}

class Writer {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  write(node: Node): Written {
    switch (node.kind) {
      case 'literal':
        return { text: node.text, binding: /^[\d."]/.test(node.text) && !node.text.includes('/') ? 'word' : 'dollar' };
      case 'call':
        return this.#call(node.name, node.arguments);
      case 'method':
        return this.#method(node.name, this.write(node.on), node.arguments);
    }
  }

  #call(name: string, given: readonly Node[]): Written {
    if (given.length === 0) return { text: name, binding: 'word' };
    const written = given.map((each) => this.write(each));
    const text = this.#takesList(name)
      ? `${name} [${written.map((each) => each.text).join(', ')}]`
      : `${name} ${written.map(asWord).join(' ')}`;
    return { text, binding: 'application' };
  }

  #method(name: string, on: Written, given: readonly Node[]): Written {
    const before = on.binding === 'dollar' ? `(${on.text})` : on.text;
    const [first] = given;
    if (name === 'scale' && first?.kind === 'literal') {
      return { text: `${before} # scale "${first.text.replace(/^"(?:.*:)?|"$/g, '')}"`, binding: 'chain' };
    }
    if (name === 'add' && first) {
      const added = first.kind === 'literal' ? `n ${first.text}` : this.write(first).text;
      return { text: `${before} |+ ${added}`, binding: 'chain' };
    }
    if (this.#isControl(name)) {
      if (!first) return { text: `${name} ${asWord(on)}`, binding: 'application' };
      return { text: `${before} # ${this.#call(name, given).text}`, binding: 'chain' };
    }
    return { text: `${this.#call(name, given).text} $ ${on.text}`, binding: 'dollar' };
  }

  #isControl(name: string): boolean {
    return this.#library.find(name).some((entry) => {
      if (entry.kind === 'control' || entry.kind === 'node') return entry.kind === 'control';
      const step = match(entry.scheme.type, '->');
      return step !== undefined && isVoices(argument(step, 1));
    });
  }

  #takesList(name: string): boolean {
    return this.#library.find(name).some((entry) => {
      const step = entry.kind === 'pattern' || entry.kind === 'prelude' ? match(entry.scheme.type, '->') : undefined;
      return step !== undefined && match(argument(step, 0), '[]') !== undefined;
    });
  }
}

const asWord = ({ text, binding }: Written): string => (binding === 'word' ? text : `(${text})`);
