// Finds the names that a misspelt one was probably meant to be.

/** Damerau-Levenshtein distance (adjacent transpositions count one), or `limit + 1` when it is larger than `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

interface Spelling {
  readonly lower: string;
  /** A set of bits: which letters there are, roughly. */
  readonly letters: number;
}

const spellings = new Map<string, Spelling>();
const mostSpellings = 10_000;

/** Names are compared with every misspelt word: what they are made of is remembered. */
function spelling(name: string): Spelling {
  let found = spellings.get(name);
  if (!found) {
    const lower = name.toLowerCase();
    let letters = 0;
    for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);
    found = { lower, letters };
    if (spellings.size >= mostSpellings) spellings.clear();
    spellings.set(name, found);
  }
  return found;
}

function count(bits: number): number {
  let rest = bits;
  let found = 0;
  for (; rest !== 0; found++) rest &= rest - 1;
  return found;
}

/** Up to three names within a third of the word's length, the nearest first. */
export function nearest(word: string, names: Iterable<string>, most = 3): string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const found: { name: string; far: number }[] = [];
  const wanted = spelling(word);
  for (const name of names) {
    const candidate = spelling(name);
    // Each letter that only one of the two has takes a change of its own.
    if (count(wanted.letters & ~candidate.letters) > limit || count(candidate.letters & ~wanted.letters) > limit)
      continue;
    const far = distance(wanted.lower, candidate.lower, limit);
    if (far <= limit && far < Math.max(word.length, name.length)) found.push({ name, far });
  }
  found.sort((one, other) => one.far - other.far || (one.name < other.name ? -1 : 1));
  return found.slice(0, most).map(({ name }) => name);
}

const mostMeant = 5;

/** The nearest names, or else those that the word is the beginning of, the shortest first. */
export function meant(word: string, names: readonly string[]): string[] {
  const near = nearest(word, names, mostMeant);
  if (near.length > 0 || word.length < 3) return near;
  const longer = names.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()));
  return longer.sort((one, other) => one.length - other.length || (one < other ? -1 : 1)).slice(0, mostMeant);
}
