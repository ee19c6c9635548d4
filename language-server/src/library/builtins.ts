// Functions on lists, tuples and functions: computed while compiling, nothing of them is left in the plan.

import type { PatternEntry } from '../types/environment.ts';
import { parseSignature } from '../types/notation.ts';

const table: readonly (readonly [name: string, type: string, doc: string, example: string])[] = [
  ['id', 'a -> a', 'What it is given, unchanged.', 'every 2 id $ s "bd"'],
  ['const', 'a -> b -> a', 'The first of two, whatever the second is.', 'every 4 (const $ s "cp*4") $ s "bd sn"'],
  [
    'mapped',
    '(Pattern a -> b) -> Pattern a -> Pattern b',
    'What `fmap` and `<$>` do where a pattern of patterns or of lists is wanted: each value stands for what the function makes of it.',
    'innerJoin $ mapped (\\i -> fast i "bd sn") "<2 3>"',
  ],
  [
    'remapped',
    '(a -> b) -> Pattern a -> Pattern b',
    'What `fmap` and `<$>` do with a pattern of patterns or of lists: each of them becomes what the function makes of it.',
    'innerJoin $ remapped rev $ mapped (\\i -> fast i "bd sn cp") "<2 3>"',
  ],
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
  ['replicate', 'Pattern Int -> a -> [a]', 'The same n times.', 'fastcat $ replicate 3 "bd"'],
  ['take', 'Pattern Int -> [a] -> [a]', 'The first n elements.', 'fastcat $ take 2 ["bd", "sn", "hh"]'],
  ['drop', 'Pattern Int -> [a] -> [a]', 'What follows the first n elements.', 'fastcat $ drop 1 ["bd", "sn", "hh"]'],
  ['head', '[a] -> a', 'The first element.', 'head ["bd", "sn"]'],
  ['tail', '[a] -> [a]', 'All elements but the first.', 'fastcat $ tail ["bd", "sn", "hh"]'],
  ['last', '[a] -> a', 'The last element.', 'last ["bd", "sn"]'],
  ['init', '[a] -> [a]', 'All elements but the last.', 'fastcat $ init ["bd", "sn", "hh"]'],
  ['length', '[a] -> Int', 'How many elements a list has.', 'fast (length [1, 2]) "bd"'],
  ['!!', '[a] -> Pattern Int -> a', 'The element at a position, counted from 0.', '["bd", "sn"] !! 1'],
  [
    'elementOr',
    'a -> Pattern Int -> [a] -> a',
    'The element at a position counted from 0, or the first argument where there is none.',
    'elementOr "hh" 5 ["bd", "sn"]',
  ],
  [
    'iterateN',
    'Pattern Int -> (a -> a) -> a -> [a]',
    'A value, then the function applied to it once, twice and so on: n values in all.',
    'stack $ iterateN 3 (0.125 ~>) "bd"',
  ],
  [
    'mostOf',
    'Pattern Int -> Int',
    'A number that is the same in all cycles; of one that changes, 16.',
    'fastcat $ replicate (mostOf 3) "bd"',
  ],
  ['copiesOf', 'Pattern Int -> Int', 'As `mostOf`, from 1 to 64.', 'fastcat $ replicate (copiesOf 3) "bd"'],
  [
    'leastOf',
    'Pattern Int -> Int',
    'A number that is the same in all cycles; of one that changes, 1.',
    'fastcat $ replicate (leastOf "<2 3>") "bd"',
  ],
  [
    'perNumber',
    'Num a => Pattern a -> (Pattern a -> b) -> b',
    'A function of a number that must be known, with a pattern of numbers: it is tried with each that the pattern can have, 0 to 16 where that is open.',
    'perNumber "<2 3>" (\\k -> fastcat [s "bd" # n i | i <- [1 .. k]])',
  ],
  [
    'scanl',
    '(b -> a -> b) -> b -> [a] -> [b]',
    'What `foldl` has in hand after none, one, two ... elements.',
    'slowcat $ scanl (+) "0" ["2", "3"]',
  ],
  [
    'parts',
    '[a] -> [Number]',
    'For each of n elements where its n-th of a cycle begins: 0, 1/n, 2/n ...',
    'toScale (parts [1, 2, 3]) "0 1 2 3"',
  ],
  [
    'throughName',
    'String -> String -> String',
    'The name "a:b" that `ur` knows a pattern and a function by.',
    'step (throughName "bd" "3") "x x"',
  ],
  [
    'lindenmayer',
    'Pattern Int -> String -> String -> String',
    'Rewrites a word n times by rules such as "a:b,b:ab": an L-system.',
    'step "bd" (lindenmayer 3 "x:xy,y:x" "x")',
  ],
  [
    'lindenmayerI',
    'Num a => Pattern Int -> String -> String -> [a]',
    '`lindenmayer` of digits, as a list of numbers.',
    'n (fastFromList (lindenmayerI 4 "1:2,2:12" "1"))',
  ],
  [
    'stepLengths',
    'Pattern Int -> Pattern Int -> [[Pattern Int]]',
    'All ways to share n steps between a number of things, the most even ones first.',
    'fastcat $ concat $ zipWith replicate (stepLengths 5 2 !! 0) ["bd", "sn"]',
  ],
  [
    'if',
    'Pattern Bool -> a -> a -> a',
    'One of two values: `if c then a else b`. Where a pattern decides, both must be patterns, and each plays while it does.',
    'stack [if even i then n i else n (i + 12) | i <- [0 .. 3]]',
  ],
  [
    'filter',
    '(a -> Pattern Bool) -> [a] -> [a]',
    'The elements of a list for which a test is true.',
    'n $ fastFromList $ filter (> 2) [1 .. 5]',
  ],
  [
    'takeWhile',
    '(a -> Pattern Bool) -> [a] -> [a]',
    'The elements of a list before the first for which a test is false.',
    'n $ fastFromList $ takeWhile (< 4) [1, 3, 5, 2]',
  ],
  [
    'dropWhile',
    '(a -> Pattern Bool) -> [a] -> [a]',
    'The elements of a list from the first on for which a test is false.',
    'n $ fastFromList $ dropWhile (< 4) [1, 3, 5, 2]',
  ],
  [
    'gcd',
    'Pattern Int -> Pattern Int -> Pattern Int',
    'The greatest number that divides two whole numbers.',
    'fast (gcd 12 8) "bd"',
  ],
  [
    'lcm',
    'Pattern Int -> Pattern Int -> Pattern Int',
    'The smallest number that two whole numbers divide.',
    'fast (lcm 4 6) "bd"',
  ],
  ['show', 'Num a => a -> String', 'A number as text.', 's ("bd:" ++ show 3)'],
  ['words', 'String -> [String]', 'The words of a text.', 'fastcat $ map s $ words "bd sn"'],
  ['unwords', '[String] -> String', 'Words as one text.', 'step "bd" (unwords ["x", "x"])'],
  [
    'appendLists',
    '[a] -> [a] -> [a]',
    'Two lists as one: what `++` does between lists.',
    'fastcat $ appendLists ["bd"] ["sn", "hh"]',
  ],
  [
    'arpWith',
    '([Pattern a] -> [Pattern b]) -> Pattern a -> Pattern b',
    'Plays the notes of each chord one after the other, as a function on the list of them says.',
    'arpWith (\\xs -> xs ++ reverse xs) $ n "c\'maj e\'min"',
  ],
  [
    'runMarkov',
    'Num a => Pattern Int -> [[Pattern Number]] -> Pattern Int -> Pattern Time -> [a]',
    'n states of a Markov chain from a first one on, by the weights from each state to the others; the time is the seed.',
    'n $ fastFromList $ runMarkov 8 [[2, 3], [1, 3]] 0 0',
  ],
  [
    'scaleList',
    'String',
    'The names of all scales, as one text.',
    'fastcat $ map (\\name -> scale name "0 2") $ take 4 $ words scaleList',
  ],
  [
    'scaleTable',
    'Num a => [(String, [a])]',
    'All scales with their notes, for `getScale`.',
    'getScale (scaleTable ++ [("thirds", [0, 4, 8])]) "<major thirds>" "0 1 2 3"',
  ],
  ['chordList', 'String', 'The names of all chords, as one text.', 'length (words chordList)'],
  [
    'chordTable',
    'Num a => [(String, [a])]',
    'All chords with their notes.',
    'getScale chordTable "<major min7>" "0 1 2 3"',
  ],
  [
    'chordL',
    'Num a => Pattern String -> Pattern [Pattern a]',
    'The notes of chords, by their names, as a pattern of lists.',
    'flatpat $ chordL "<major min7>"',
  ],
  ['fst', '(a, b) -> a', 'The first of a pair.', 'fst ("bd", 2)'],
  ['snd', '(a, b) -> b', 'The second of a pair.', 'fast (snd ("bd", 2)) "bd"'],
];

export const builtins: readonly PatternEntry[] = table.flatMap(([name, type, doc, example]) => {
  const scheme = parseSignature(type);
  if (!scheme) return [];
  return [
    {
      kind: 'pattern',
      stage: 'compile',
      name,
      aliases: [],
      op: name,
      scheme,
      plain: scheme.type,
      fields: [],
      doc,
      example,
      category: 'lists',
    } as const,
  ];
});
