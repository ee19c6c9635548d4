// Every example of the reference: it is right, and what its first cycle plays stands in examples.txt.
// `UPDATE=1 npx vitest run test/compiler` rewrites it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import type { Entry } from '../../language-server/src/types/environment.ts';
import { library, loaded } from './library.ts';
import { type Answer, eventText, type PlayedEvent, type Question, queryAll } from './query.ts';

const patternTypes = ['Controls', 'String', 'Note', 'Number', 'Int', 'Time', 'Bool', 'Char'];

const isPattern = ({ kind }: Entry): boolean => kind === 'pattern' || kind === 'prelude';
const described = library.entries.filter((entry) => isPattern(entry) && entry.example !== undefined);

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

/** The node's name is also a control's, which comes first right of `#` with voices on its left. */
const hidden = new Set(['comb']);

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

test('examples of nodes and controls are right', () => {
  const wrong = library.entries
    .filter((entry) => !isPattern(entry) && entry.example !== undefined && !hidden.has(entry.name))
    .flatMap(({ name, example = '' }) => {
      const isStatement = /^(~\w+:|(d\d+|o\d+|out|let|synth)\b)/.test(example);
      const text = isStatement ? `${busesFor(example)}${example}\n` : `${busesFor(example)}out $ ${example}\n`;
      const { diagnostics } = evaluate(createSession(library), { uri: 'a.hkt', text, what: { kind: 'file' } });
      return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => `${name}: ${message}`);
    });
  expect(wrong).toEqual([]);
});
