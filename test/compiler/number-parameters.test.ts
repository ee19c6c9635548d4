// Every number in the examples of the library's functions, with a pattern and with a bus in its place: the same events as with the
// number that the pattern or the bus has.
import { expect, test } from 'vitest';
import { assemble } from '../../language-server/src/compiler/assemble.ts';
import { evaluate } from '../../language-server/src/compiler/evaluate.ts';
import { patternOf } from '../../language-server/src/compiler/literals.ts';
import { Machine } from '../../language-server/src/compiler/machine.ts';
import type { PlanPattern } from '../../language-server/src/compiler/plan.ts';
import { parseFile } from '../../language-server/src/syntax/parse-file.ts';
import { checkFile } from '../../language-server/src/types/file.ts';
import { monomorphic } from '../../language-server/src/types/scheme.ts';
import { argument, match, signal } from '../../language-server/src/types/type.ts';
import { noUnit } from '../../language-server/src/types/unit.ts';
import { library } from './library.ts';
import { eventText, type PlayedEvent, type Question, queryAll } from './query.ts';

const session = {
  lets: new Map(),
  buses: new Map([['~x', monomorphic(signal(noUnit))]]),
  parameters: new Set<string>(),
};

/** The expression's patterns with what `~x` is now; or what is wrong with it. */
function compile(expression: string, x: number): (Question & { readonly driven: boolean }) | string {
  const { value, diagnostics } = checkFile(parseFile(`let it = ${expression}`).value, library, session);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) return wrong.message;
  const [typed] = value.statements;
  const definition = typed?.definitions[0];
  const element = definition && match(definition.scheme.type, 'Pattern');
  if (!typed || !definition || !element) return 'This is no pattern.';
  const machine = new Machine(library, () => undefined, 1);
  const result = evaluate(machine, {
    core: definition.core,
    quantified: definition.scheme.quantified,
    statement: typed.statement,
  });
  const root = patternOf(machine, result, argument(element, 0));
  const [problem] = machine.diagnostics;
  if (problem) return problem.diagnostic.message;
  if (!root) return 'This is no pattern.';
  const { patterns, cps } = assemble({ parts: [], cps: root, seed: 0, locate: () => ({ uri: '', start: 0, end: 0 }) });
  if (typeof cps === 'number') return 'This is no pattern.';
  const known = patterns.map((each): PlanPattern => (each.op === 'bus' ? { op: 'pure', value: x } : each));
  const driven = patterns.some(({ op, name }) => op === 'bus' && name === '~x');
  return { patterns: known, root: cps.p, begin: '0', end: '4', driven };
}

/** Numbers outside of strings: arguments, and what stands in lists and tuples. */
function numbersIn(
  example: string,
): readonly { readonly start: number; readonly end: number; readonly value: number }[] {
  const blank = example.replace(/"[^"]*"/g, (text) => '_'.repeat(text.length));
  return [...blank.matchAll(/(?<=[\s([,])\d+(?:\.\d+)?(?=[\s)\],]|$)/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    value: Number(text),
  }));
}

/** What is asked of otherwise, each with its reason; `_` is where the number stands. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['offadd 0.25 _ $ note "0 4"', 'a number stands for voices there'],
  ['xfade _ [s "bd*2" # gain 1, s "sn" # gain 1]', 'a transition: with a bus the name means the effect'],
  ['pure _', 'what an event carries'],
  ['input "fader" _', 'what an event carries until there is another value'],
  ['s ("bd:" ++ show _)', 'a text: a bus has no words'],
  ['filterValues (> _) "1 2 3 4"', 'two strings are compared as words'],
  ['fastcat $ replicate (mostOf _) "bd"', 'asks whether the number changes'],
  ['fastcat $ replicate (copiesOf _) "bd"', 'asks whether the number changes'],
]);

const everyNumber = library.entries.flatMap(({ kind, example }) => {
  if ((kind !== 'pattern' && kind !== 'prelude') || example === undefined) return [];
  return numbersIn(example).map(({ start, end, value }) => {
    const put = (text: string) => example.slice(0, start) + text + example.slice(end);
    return {
      value,
      text: put('_'),
      plain: put(String(value)),
      driven: put('~x'),
      patterned: put(`"<${value} ${value}>"`),
    };
  });
});
const cases = everyNumber.filter(({ text }) => !exceptions.has(text));

interface Outcome {
  readonly asked: number;
  readonly different: readonly string[];
  readonly refused: readonly string[];
}

/** The same events as those of the plain number, as far as `compared` goes. */
function tryAll(
  into: (each: (typeof cases)[number]) => string,
  isAsked: (question: Question & { readonly driven: boolean }) => boolean,
  compared: (events: readonly PlayedEvent[]) => readonly PlayedEvent[],
): Outcome {
  const questions: Question[] = [];
  const asked: string[] = [];
  const refused: string[] = [];
  for (const each of cases) {
    const [byNumber, other] = [compile(each.plain, each.value), compile(into(each), each.value)];
    if (typeof byNumber === 'string') continue;
    if (typeof other === 'string') {
      refused.push(`${into(each)}: ${other}`);
    } else if (isAsked(other)) {
      questions.push(byNumber, other);
      asked.push(into(each));
    }
  }
  // Cycle by cycle, since Tidal reads what is continuous once a question.
  const cycles = [0, 1, 2, 3];
  const all = queryAll(questions.flatMap((q) => cycles.map((c) => ({ ...q, begin: `${c}`, end: `${c + 1}` }))));
  const answers = questions.map((_, index) =>
    cycles.flatMap((cycle) => {
      const answer = all[cycles.length * index + cycle];
      return answer && 'events' in answer ? compared(answer.events).map(eventText).sort() : [answer?.error];
    }),
  );
  const isSame = (index: number) => JSON.stringify(answers[2 * index]) === JSON.stringify(answers[2 * index + 1]);
  return { asked: asked.length, different: asked.filter((_, index) => !isSame(index)), refused };
}

const onsets = (events: readonly PlayedEvent[]): readonly PlayedEvent[] =>
  events.flatMap(({ whole, part, value }) => (whole && whole[0] === part[0] ? [{ whole, part: whole, value }] : []));

test('every exception is of a number that there is', () => {
  const texts = new Set(everyNumber.map(({ text }) => text));
  expect([...exceptions.keys()].filter((each) => !texts.has(each))).toEqual([]);
});

test('a pattern in the place of a number gives the events of its numbers', () => {
  // A pattern cuts what is longer than its events, as in Tidal: what is compared is where events begin.
  const { asked, different, refused } = tryAll(
    ({ patterned }) => patterned,
    () => true,
    onsets,
  );
  expect(refused).toEqual([]);
  expect(different).toEqual([]);
  expect(asked).toBeGreaterThan(550);
});

test('a bus in the place of a number gives the events of the number', () => {
  // Controls carry signals to the voices, and arithmetic on signals is done sample by sample: no pattern is driven.
  const { asked, different, refused } = tryAll(
    ({ driven }) => driven,
    ({ driven }) => driven,
    (events) => events,
  );
  expect(refused).toEqual([]);
  expect(different).toEqual([]);
  expect(asked).toBeGreaterThan(400);
});

/** Beside it the same with a plain number, which the corpus compares with Tidal. */
const joined: readonly (readonly [patterned: string, plain: string])[] = [
  ['tabby "<2 4>" "a b c d" "e f g h"', 'innerJoin $ (\\k -> tabby k "a b c d" "e f g h") <$> "<2 4>"'],
  ['necklace "<12 8> 6" [4,2]', 'innerJoin $ (\\k -> necklace k [4,2]) <$> "<12 8> 6"'],
  ['necklace 12 ["<4 3>",2]', 'innerJoin $ (\\k -> necklace 12 [k,2]) <$> "<4 3>"'],
  ['spaceOut ["<1 3>",1] "a b"', 'innerJoin $ (\\k -> spaceOut [k,1] "a b") <$> "<1 3>"'],
  ['timecat [("<1 3> 2","a b"),(1,"c")]', 'innerJoin $ (\\k -> timecat [(k,"a b"),(1,"c")]) <$> "<1 3> 2"'],
  [
    'toScale\' "<12 10> 7" [0,4,7] "0 1 2 <3 -4>"',
    'innerJoin $ (\\k -> toScale\' k [0,4,7] "0 1 2 <3 -4>") <$> "<12 10> 7"',
  ],
  ['cat $ take "<2 3> 1" ["a","b c","d"]', 'innerJoin $ (\\k -> cat (take k ["a","b c","d"])) <$> "<2 3> 1"'],
  ['seqP [(0,"<2 1>","a*2"),(1,3,"b")]', 'innerJoin $ (\\k -> seqP [(0,k,"a*2"),(1,3,"b")]) <$> "<2 1>"'],
  [
    'segment 4 $ wchoose [("a","<1 3>"),("b",1)]',
    'innerJoin $ (\\k -> segment 4 $ wchoose [("a",k),("b",1)]) <$> "<1 3>"',
  ],
  ['wrandcat [("a","<1 3>"),("b*2",1)]', 'innerJoin $ (\\k -> wrandcat [("a",k),("b*2",1)]) <$> "<1 3>"'],
  [
    'fit\' 1 "<4 2>" "0 1 2 3" "0 2*2 [3 1]" "a b c d"',
    'innerJoin $ (\\k -> fit\' 1 k "0 1 2 3" "0 2*2 [3 1]" "a b c d") <$> "<4 2>"',
  ],
  [
    'markovPat 4 1 [["<3 50>",5,2],[4,4,2],[0,1,0]]',
    'innerJoin $ (\\k -> markovPat 4 1 [[k,5,2],[4,4,2],[0,1,0]]) <$> "<3 50>"',
  ],
  ['rev $ ["a","b c","d"] !! "<2 1> 0"', 'rev $ innerJoin $ (\\k -> ["a","b c","d"] !! k) <$> "<2 1> 0"'],
  ['fastcat $ replicate "<2 1> 3" "a b"', 'innerJoin $ (\\k -> fastcat $ replicate k "a b") <$> "<2 1> 3"'],
  ['fastFromList [0 .. "<2 1> 3"]', 'innerJoin $ (\\k -> fastFromList [0 .. k]) <$> "<2 1> 3"'],
  [
    'fastFromList $ filter (> "<2 1> 3") [0 .. 4]',
    'innerJoin $ (\\k -> fastFromList $ filter (> k) [0 .. 4]) <$> "<2 1> 3"',
  ],
  [
    'fastFromList (runMarkov 8 [[2,3],[1,3]] "<0 1>" 0)',
    'innerJoin $ (\\k -> fastFromList (runMarkov 8 [[2,3],[1,3]] k 0)) <$> "<0 1>"',
  ],
];

test('a number that shapes a list, or stands in one, is that of the moment, as `innerJoin` has it', () => {
  const compiled = joined.map((both) => both.map((text) => compile(text, 0)));
  expect(compiled.flat().filter((each) => typeof each === 'string')).toEqual([]);
  const questions = compiled.flat().flatMap((each) => (typeof each === 'string' ? [] : [each]));
  const answers = queryAll(questions).map((answer) =>
    'events' in answer ? answer.events.map(eventText).sort() : [answer.error],
  );
  const different = joined.filter((_, index) => answers[2 * index]?.join() !== answers[2 * index + 1]?.join());
  expect(different).toEqual([]);
});
