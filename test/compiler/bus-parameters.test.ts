// Every number in the examples of the library's functions, with a bus in its place: the same events as with the number that the bus is.
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
import { eventText, type Question, queryAll } from './query.ts';

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

/** Arguments that are numbers, outside of strings. */
function numbersIn(
  example: string,
): readonly { readonly start: number; readonly end: number; readonly value: number }[] {
  const blank = example.replace(/"[^"]*"/g, (text) => '_'.repeat(text.length));
  return [...blank.matchAll(/(?<=[\s(])\d+(?:\.\d+)?(?=[\s)]|$)/g)].map(({ 0: text, index }) => ({
    start: index,
    end: index + text.length,
    value: Number(text),
  }));
}

const cases = library.entries.flatMap(({ kind, name, example }) => {
  if ((kind !== 'pattern' && kind !== 'prelude') || example === undefined) return [];
  return numbersIn(example).map(({ start, end, value }) => {
    const put = (text: string) => example.slice(0, start) + text + example.slice(end);
    return { name, value, plain: put(String(value)), driven: put('~x') };
  });
});

/** Parameters that are no patterns in Tidal either: what is counted or cut while compiling, and what stands in lists; and
 * `(+ ~x)` where it is not given to a function of patterns. */
const isPlain = (refusal: string): boolean =>
  /expects a function|(?:expects|belongs) `(?:Int|Time|Number|a)`/.test(refusal) ||
  refusal.includes('must be known before it sounds') ||
  otherwise.some((name) => refusal.startsWith(name));
/** A number may stand for voices there, or the example is a transition's. */
const otherwise = ['offadd', 'xfade'];

test('a bus in the place of a number gives the events of the number', () => {
  const questions: Question[] = [];
  const asked: string[] = [];
  const refused: string[] = [];
  for (const { value, plain, driven } of cases) {
    const [byNumber, byBus] = [compile(plain, value), compile(driven, value)];
    if (typeof byNumber === 'string') continue;
    if (typeof byBus === 'string') {
      refused.push(`${driven}: ${byBus}`);
      continue;
    }
    // Controls carry signals to the voices, and arithmetic on signals is done sample by sample: no pattern is driven.
    if (!byBus.driven) continue;
    questions.push(byNumber, byBus);
    asked.push(driven);
  }
  const answers = queryAll(questions).map((answer) =>
    'events' in answer ? answer.events.map(eventText).sort() : answer.error,
  );
  const different = asked.filter(
    (_, index) => JSON.stringify(answers[2 * index]) !== JSON.stringify(answers[2 * index + 1]),
  );
  expect(different).toEqual([]);
  expect(asked.length).toBeGreaterThan(200);
  expect(refused.filter((each) => !isPlain(each))).toEqual([]);
});
