// Mini-notation: what can be written in a string.

import type { Article } from './article.ts';
import { slug } from './slug.ts';

const table: readonly (readonly [name: string, doc: string, example: string])[] = [
  ['a b', 'Steps share the cycle.', '"bd sn hh"'],
  ['~', 'A rest.', '"bd ~ sn"'],
  ['[a b]', 'A group in the time of one step.', '"[bd sn] hh"'],
  ['<a b>', 'One step a cycle, in turn.', '"<bd sn> hh"'],
  ['a, b', 'Layers: both at once, in brackets or at the top.', '"bd*2, hh*4"'],
  ['a*n', 'Faster: n times in its step.', '"bd*2 sn"'],
  ['a/n', 'Slower: stretched over n of its steps.', '"[bd sn]/2 hh"'],
  ['a!n', 'Repeats the step n times; `!` alone repeats the step before.', '"bd!3 sn"'],
  ['a@n', 'The step is n times as long; `_` lengthens the step before by one.', '"bd@3 sn"'],
  ['a?', 'Sometimes left out; `a?0.3` with that probability.', '"bd*8?"'],
  ['a | b', 'One of them at random, each cycle.', '"[bd | sn | hh] cp"'],
  [
    'a(k,n)',
    'A Euclidean rhythm: k onsets, spread over n steps as evenly as can be; `a(k,n,r)` rotates it by r steps.',
    '"bd(3,8)"',
  ],
  ['{a b c}%n', 'Steps of a length of their own: n a cycle.', '"{bd sn hh}%4"'],
  ['{a b, c d e}', 'Layers that share the length of a step: of the first layer.', '"{bd sn, hh cp ho}"'],
  ['a:n', 'Number n of the samples of that name.', '"bd:3 sn"'],
  ['a . b c', 'Groups without brackets.', '"bd sn . hh hh hh"'],
  ['a .. b', 'A run of numbers.', '"0 .. 3"'],
  [
    "c'maj",
    "A chord: a note, its name, and how many notes or which inversion: `e'min7'ii`.",
    "note \"c'maj e'min7'ii\"",
  ],
];

export const notationArticles: readonly Article[] = table.map(([name, doc, example]) => ({
  name,
  aliases: [],
  kind: 'notation',
  category: 'mini-notation',
  type: '',
  doc,
  parameters: [],
  example,
  picture: `mini-${slug(name)}`,
}));
