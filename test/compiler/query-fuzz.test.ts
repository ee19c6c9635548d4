// Random patterns over the whole library asked for random spans: whatever is asked, the answer comes, and its events lie in the span.
import { expect, test } from 'vitest';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { library } from './library.ts';
import { type Answer, type Question, queryAll } from './query.ts';
import { RandomExpressions, randomness } from './random-expression.ts';

const spans = [
  '0/1 1/1',
  '1/3 1/2',
  '-2/1 -1/1',
  '7/16 8/16',
  '99999999/1 100000000/1',
  '1/1000000007 2/1000000007',
  '5/1 5/1',
  '-1/7 1/7',
];

const parts = (time: string): readonly [bigint, bigint] => {
  const [above = '0', below = '1'] = time.split('/');
  return [BigInt(above), BigInt(below)];
};

/** Whether one time is no later than another. */
function isInOrder(one: string, other: string): boolean {
  const [[a, b], [c, d]] = [parts(one), parts(other)];
  return a * d <= c * b;
}

/** What puts events where they are not asked for, as Tidal's does. */
const strays = /zoom|stretch|substruct/;

test('every question about any pattern has an answer', () => {
  const expressions = new RandomExpressions(library, 23);
  const random = randomness(29);
  const questions: Question[] = [];
  const asked: string[] = [];
  for (let run = 0; run < 500; run += 1) {
    const text = expressions.next();
    if (strays.test(text)) continue;
    const compiled = compileExpression(library, text);
    if (!('patterns' in compiled)) continue;
    const [begin = '', end = ''] = (spans[Math.floor(random() * spans.length)] ?? '').split(' ');
    questions.push({ patterns: compiled.patterns, root: compiled.root, begin, end, budget: 20_000 });
    asked.push(`${text} from ${begin} to ${end}`);
  }
  expect(questions.length).toBeGreaterThan(150);
  const answers = queryAll(questions);
  expect(answers.length).toBe(questions.length);
  const wrong = answers.flatMap((answer, index) => {
    const question = questions[index];
    const problem = question && problemOf(question, answer);
    return problem ? [`${asked[index]}: ${problem}`] : [];
  });
  expect(wrong).toEqual([]);
});

// What compiles is bounded by steps, what is asked by the budget: neither depends on how fast the machine is.
test('every function has an answer for arguments far too large, too small or too many', () => {
  const calls = new RandomExpressions(library, 31).farOff();
  const questions: Question[] = [];
  const asked: string[] = [];
  for (const text of calls) {
    if (strays.test(text)) continue;
    const compiled = compileExpression(library, text);
    if (!('patterns' in compiled)) continue;
    expect(compiled.patterns.length, text).toBeLessThan(200_000);
    for (const [begin, end] of [
      ['0/1', '1/16'],
      ['99999999/1', '100000000/1'],
    ] as const) {
      questions.push({ patterns: compiled.patterns, root: compiled.root, begin, end, budget: 20_000 });
      asked.push(`${text} from ${begin} to ${end}`);
    }
  }
  expect(questions.length).toBeGreaterThan(1000);
  const answers = queryAll(questions);
  const wrong = answers.flatMap((answer, index) => {
    const question = questions[index];
    const problem = question && problemOf(question, answer);
    return problem ? [`${asked[index]}: ${problem}`] : [];
  });
  expect(answers.length).toBe(questions.length);
  expect(wrong).toEqual([]);
});

function problemOf(question: Question, answer: Answer): string | undefined {
  if ('error' in answer) return answer.error;
  if (answer.events.length > (question.budget ?? 0)) return `${answer.events.length} events`;
  const outside = answer.events.find(({ whole, part: [from, to] }) => {
    const times = [question.begin, from, to, question.end];
    const around = whole === null ? [] : [whole[0], from, to, whole[1]];
    return [times, around].some((row) =>
      row.some((time, index) => index > 0 && !isInOrder(row[index - 1] ?? time, time)),
    );
  });
  return outside && JSON.stringify(outside);
}
