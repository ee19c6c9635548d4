// Functions on lists, tuples and functions: computed while compiling, nothing of them is left in the plan.

import type { PatternEntry } from '../types/environment.ts';
import { parseSignature } from '../types/notation.ts';

const table: readonly (readonly [name: string, type: string, doc: string, example: string])[] = [
  ['id', 'a -> a', 'What it is given, unchanged.', 'every 2 id $ s "bd"'],
  ['const', 'a -> b -> a', 'The first of two, whatever the second is.', 'every 4 (const $ s "cp*4") $ s "bd sn"'],
  [
    'flip',
    '(a -> b -> c) -> b -> a -> c',
    'A function with its two arguments the other way round.',
    'flip fast "bd sn" 2',
  ],
  ['map', '(a -> b) -> [a] -> [b]', 'A function applied to each element of a list.', 'stack $ map s ["bd*2", "hh*8"]'],
  ['zip', '[a] -> [b] -> [(a, b)]', 'Pairs of the elements of two lists.', 'timecat $ zip [1, 3] ["bd", "sn*2"]'],
  [
    'zipWith',
    '(a -> b -> c) -> [a] -> [b] -> [c]',
    'A function applied to the elements of two lists, pair by pair.',
    'stack $ zipWith fast [1, 2] ["bd", "hh"]',
  ],
  [
    'foldr',
    '(a -> b -> b) -> b -> [a] -> b',
    'Joins a list from its end with a function.',
    'foldr ($) (s "bd*4") [fast 2, rev]',
  ],
  [
    'foldl',
    '(b -> a -> b) -> b -> [a] -> b',
    'Joins a list from its beginning with a function.',
    'foldl (#) (s "bd") [gain 0.8, pan 0.3]',
  ],
  ['concat', '[[a]] -> [a]', 'Several lists as one.', 'fastcat $ concat [["bd"], ["sn", "hh"]]'],
  ['reverse', '[a] -> [a]', 'A list backwards.', 'fastcat $ reverse ["bd", "sn", "hh"]'],
  ['replicate', 'Int -> a -> [a]', 'The same n times.', 'fastcat $ replicate 3 "bd"'],
  ['take', 'Int -> [a] -> [a]', 'The first n elements.', 'fastcat $ take 2 ["bd", "sn", "hh"]'],
  ['drop', 'Int -> [a] -> [a]', 'What follows the first n elements.', 'fastcat $ drop 1 ["bd", "sn", "hh"]'],
  ['head', '[a] -> a', 'The first element.', 'head ["bd", "sn"]'],
  ['tail', '[a] -> [a]', 'All elements but the first.', 'fastcat $ tail ["bd", "sn", "hh"]'],
  ['last', '[a] -> a', 'The last element.', 'last ["bd", "sn"]'],
  ['init', '[a] -> [a]', 'All elements but the last.', 'fastcat $ init ["bd", "sn", "hh"]'],
  ['length', '[a] -> Int', 'How many elements a list has.', 'fast (length [1, 2]) "bd"'],
  ['!!', '[a] -> Int -> a', 'The element at a position, counted from 0.', '["bd", "sn"] !! 1'],
  ['fst', '(a, b) -> a', 'The first of a pair.', 'fst ("bd", 2)'],
  ['snd', '(a, b) -> b', 'The second of a pair.', 'fast (snd ("bd", 2)) "bd"'],
];

export const builtins: readonly PatternEntry[] = table.flatMap(([name, type, doc, example]) => {
  const scheme = parseSignature(type);
  if (!scheme) return [];
  return [
    { kind: 'pattern', stage: 'compile', name, aliases: [], op: name, scheme, fields: [], doc, example } as const,
  ];
});
