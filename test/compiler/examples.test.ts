// Every example of the reference: it is right, and what its first cycle plays stands in examples.txt.
// `UPDATE=1 npx vitest run test/compiler` rewrites it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import { reference } from '../../language-server/src/reference/reference.ts';
import type { Entry } from '../../language-server/src/types/environment.ts';
import { library, loaded } from './library.ts';
import { type Answer, eventText, type PlayedEvent, type Question, queryAll } from './query.ts';

const patternTypes = ['Controls', 'String', 'Note', 'Number', 'Int', 'Time', 'Bool', 'Char'];

const isPattern = ({ kind }: Entry): boolean => kind === 'pattern' || kind === 'prelude';
const described = library.entries
  .filter((entry) => isPattern(entry) && entry.example !== undefined)
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Of the first type of pattern that it is one of. */
function question({ example = '' }: Entry): Question | readonly string[] {
  let problems: readonly string[] = [];
  for (const type of patternTypes) {
    const compiled = compileExpression(library, example, type);
    if ('patterns' in compiled) return { ...compiled, begin: '0/1', end: '1/1' };
    if (problems.length === 0) problems = compiled.diagnostics.map(({ message }) => message);
  }
  return problems;
}

/** Buses that an example refers to and does not define. */
function busesFor(example: string): string {
  const names = new Set(example.match(/~\w+/g) ?? []);
  const missing = [...names].filter((name) => !example.includes(`${name}:`));
  return missing.map((name) => `${name}: saw 110\n\n`).join('');
}

const silent = new Set(['silence', 'silent']);

const eventsOf = (answer: Answer | undefined): readonly PlayedEvent[] =>
  answer && 'events' in answer ? answer.events : [];

test('the prelude has no mistakes', () => {
  expect(loaded.diagnostics).toEqual([]);
});

test('every function of the prelude has a doc and an example', () => {
  const bare = library.entries.filter(({ kind, doc, example }) => kind === 'prelude' && (!doc || !example));
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test('examples of patterns play what they say', () => {
  const asked = described.map((entry) => ({ entry, question: question(entry) }));
  const wrong = asked.flatMap(({ entry, question: q }) => ('root' in q ? [] : [`${entry.name}: ${q.join(' ')}`]));
  expect(wrong).toEqual([]);
  const questions = asked.flatMap(({ question: q }) => ('root' in q ? [q] : []));
  const cycles = [0, 1, 2, 3].map((cycle) =>
    queryAll(questions.map((each) => ({ ...each, begin: `${cycle}/1`, end: `${cycle + 1}/1` }))),
  );
  const mute: string[] = [];
  const found = asked.map(({ entry }, index) => {
    const [events = [], ...later] = cycles.map((answers) => eventsOf(answers[index]));
    if ([...events, ...later.flat()].length === 0 && !silent.has(entry.name)) mute.push(entry.name);
    return [`${entry.name}: ${entry.example}`, ...events.map((event) => `  ${eventText(event)}`), ''].join('\n');
  });
  expect(mute).toEqual([]);
  const path = join(import.meta.dirname, 'examples.txt');
  const text = found.join('\n');
  if (process.env['UPDATE']) writeFileSync(path, text);
  else expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
});

test('every other example of the reference is right', () => {
  const wrong = reference(library)
    .filter(({ kind }) => kind !== 'function')
    .flatMap(({ name, kind, example }) => {
      const text = kind === 'statement' || isStatement(example) ? example : `d1 $ ${voices(example)}`;
      const what = { kind: 'file' } as const;
      const source = `${busesFor(example)}${text}\n`;
      const { diagnostics } = evaluate(createSession(library), { uri: 'a.hkt', text: source, what });
      return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => `${name}: ${message}`);
    });
  expect(wrong).toEqual([]);
});

const isStatement = (example: string): boolean => /^(~\w+:|(d\d+|o\d+|out|let|synth)\b)/.test(example);

/** An example may be a pattern of anything: what of it can be voices is. */
function voices(example: string): string {
  const compiled = patternTypes.find((type) => 'patterns' in compileExpression(library, example, type));
  if (compiled === undefined || compiled === 'Controls') return example;
  return `s "bd" # n (outerBind (${example}) (\\_ -> 1))`;
}
