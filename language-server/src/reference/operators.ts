// What the operators do: most are functions of the library, some are of the language itself.

import { fixityOf, operatorNames } from '../syntax/operators.ts';
import type { Library } from '../types/environment.ts';
import { type Article, typeOf } from './article.ts';
import { slug } from './slug.ts';

type Own = Partial<Pick<Article, 'type' | 'doc' | 'example'>>;

/** What the library does not say, or says for patterns only. */
const own: Readonly<Record<string, Own>> = {
  $: {
    type: '(a -> b) -> a -> b',
    doc: 'Applies the function on its left to everything on its right.',
    example: 'fast 2 $ rev $ s "bd sn cp"',
  },
  '.': {
    type: '(b -> c) -> (a -> b) -> a -> c',
    doc: 'Composes two functions: the right one first.',
    example: 'every 2 (fast 2 . rev) $ s "bd sn cp"',
  },
  '#': {
    doc: 'Feeds what is on its left into the control or effect on its right: for each voice where the left side is a pattern of voices, as a chain where it is a signal.',
  },
  '>>': {
    type: 'Signal -> (Signal -> Signal) -> Signal',
    doc: 'Feeds the mix of what is on its left into the effect on its right; a pattern of voices is mixed first.',
    example: 'd1 $ sound "hh*8" >> delay 0.25',
  },
  '<~': { doc: 'Shifts a pattern earlier, by the cycles on its left.' },
  '~>': { doc: 'Shifts a pattern later, by the cycles on its left.' },
  '<>': { doc: 'Plays two patterns at once.', example: '"a b" <> "c*3"' },
  '<$>': { doc: 'Applies a function to every value of a pattern.', example: '(+ 1) <$> "1 2 3"' },
  '<*>': {
    type: 'Pattern (a -> b) -> Pattern a -> Pattern b',
    doc: "Behind `f <$> p`, or `pure f`: the function's next argument comes from the pattern on the right; the structure is that of both sides.",
    example: '(+) <$> "0 2" <*> "0 7 12"',
  },
  '<*': {
    type: 'Pattern (a -> b) -> Pattern a -> Pattern b',
    doc: 'As `<*>`, with the structure of the left side.',
    example: '(+) <$> "0 2" <* "0 7 12"',
  },
  '*>': {
    type: 'Pattern (a -> b) -> Pattern a -> Pattern b',
    doc: 'As `<*>`, with the structure of the right side.',
    example: '(+) <$> "0 2" *> "0 7 12"',
  },
  '+': { doc: 'Adds: patterns with structure from both sides, signals sample by sample.' },
  '-': { doc: 'Subtracts: patterns with structure from both sides, signals sample by sample.' },
  '*': { doc: 'Multiplies: patterns with structure from both sides, signals sample by sample.' },
  '/': { doc: 'Divides: patterns with structure from both sides, signals sample by sample.' },
};

/** Undefined where there is no such operator. */
export function operatorArticle(name: string, library: Library): Article | undefined {
  const [entry] = library.find(name);
  const { type, doc, example } = own[name] ?? {};
  if (!entry && type === undefined) return undefined;
  const { precedence, associativity } = fixityOf({ text: name, backticks: false });
  const grouping = associativity === 'none' ? 'does not chain' : `groups to the ${associativity}`;
  return {
    name,
    aliases: entry && entry.name !== name ? [entry.name] : [],
    kind: 'operator',
    category: 'operators',
    type: type ?? (entry ? typeOf(entry, library) : ''),
    doc: `${doc ?? entry?.doc ?? ''} Binds at ${precedence} of 9 and ${grouping}.`,
    parameters: [],
    example: example ?? entry?.example ?? '',
    picture: `operator-${slug(name)}`,
  };
}

export const operatorArticles = (library: Library): readonly Article[] =>
  operatorNames.flatMap((name) => operatorArticle(name, library) ?? []);
