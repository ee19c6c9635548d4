// Haskell's escapes in strings, so that text copied from Tidal means the same: `\n`, `\233`, `\xe9`, `\\`, nothing for `\&`
// and for blanks between two backslashes. A quote cannot be escaped: no string of Hocket's has one in it.

export interface Unescaped {
  readonly text: string;
  /** Where a character of `text` stands in the source, counted from the string's first character. */
  at(index: number): number;
}

const itself = (index: number): number => index;

const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', '\\': '\\' };

const escapeSequence = /\\(?:([ntrfv\\])|(\d+)|x([\da-fA-F]+)|&|\s+\\)/g;

export function unescaped(source: string): Unescaped {
  if (!source.includes('\\')) return { text: source, at: itself };
  const places: number[] = [];
  let text = '';
  let from = 0;
  const add = (piece: string, place: (index: number) => number): void => {
    for (let index = 0; index < piece.length; index++) places.push(place(index));
    text += piece;
  };
  for (const found of source.matchAll(escapeSequence)) {
    const start = from;
    add(source.slice(from, found.index), (index) => start + index);
    const [all, letter, decimal, hexadecimal] = found;
    const code = Number(decimal ?? `0x${hexadecimal ?? 0}`);
    const character =
      letter === undefined ? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '') : letters[letter];
    add(character ?? '', () => found.index);
    from = found.index + all.length;
  }
  const start = from;
  add(source.slice(from), (index) => start + index);
  return { text, at: (index) => places[index] ?? source.length + index - text.length };
}
