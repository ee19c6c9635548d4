// Help and fixes that name what was probably meant.

import type { Fix } from '../syntax/diagnostic.ts';
import { meant } from '../syntax/near.ts';
import type { Name, Span } from '../syntax/tree.ts';
import type { Details } from './messages.ts';

export const replacement = (place: Span, text: string): Fix => ({
  title: `Change to \`${text}\``,
  edits: [{ start: place.start, end: place.end, text }],
});

export const insertion = (title: string, at: number, text: string): Fix => ({
  title,
  edits: [{ start: at, end: at, text }],
});

export function suggestion(name: string, names: Iterable<string>, place: Span): Details {
  return suggestions(meant(name, [...names]), place);
}

/** Words that a misspelt one may be changed to, the likeliest first. */
export function suggestions(words: readonly string[], place: Span): Details {
  const [first] = words;
  if (first === undefined) return {};
  return { help: `Did you mean \`${first}\`?`, fixes: words.map((each) => replacement(place, each)) };
}

export const suggestionFor = (name: Name, names: Iterable<string>): Details => suggestion(name.text, names, name);
