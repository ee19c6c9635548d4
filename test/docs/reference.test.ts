// The reference is complete: everything that has a name says what it is, in which units and ranges, and shows it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drumControl } from '../../language-server/src/library/drums.ts';
import { effectOf } from '../../language-server/src/library/effects.ts';
import { articlesOf, reference } from '../../language-server/src/reference/reference.ts';
import { markdown, plainText } from '../../language-server/src/reference/render.ts';
import { operatorNames } from '../../language-server/src/syntax/operators.ts';
import { statementWords, transitions } from '../../language-server/src/syntax/statement-names.ts';
import type { ControlEntry, NodeEntry } from '../../language-server/src/types/environment.ts';
import { library } from '../compiler/library.ts';

const all = reference(library);
const names = (of: readonly { readonly name: string }[]): readonly string[] => of.map(({ name }) => name);

test('every name of the library has an article, by each of its names', () => {
  const missing = library.names.filter((name) => !name.includes('.') && articlesOf(name, all).length === 0);
  expect(missing).toEqual([]);
});

test('every article has a doc, a type, an example and a category', () => {
  expect(names(all.filter(({ doc }) => !/^\S.*[.!?)]$/.test(doc)))).toEqual([]);
  expect(names(all.filter(({ type, kind }) => type === '' && kind !== 'notation'))).toEqual([]);
  // No expression is a pattern of lists.
  expect(names(all.filter(({ example }) => example === ''))).toEqual([]);
  expect(names(all.filter(({ category }) => !/^[a-z-]+$/.test(category)))).toEqual([]);
});

test('every parameter has a name and a type, and a named one says what it is', () => {
  const parameters = all.flatMap((article) => article.parameters.map((each) => ({ ...each, of: article.name })));
  expect(parameters.filter(({ name, type }) => name === '' || type === '')).toEqual([]);
  const silent = parameters.filter(({ named, doc }) => named && doc === '');
  expect(silent.map(({ of, name }) => `${of} ${name}`)).toEqual([]);
});

test('every number that is a parameter has a range that its default is in', () => {
  const numbers = all.flatMap(({ name: of, parameters }) =>
    parameters.filter(({ named, type }) => named && !type.includes('String')).map((each) => ({ ...each, of })),
  );
  const wrong = numbers.filter(({ min, max, default: initial }) => {
    if (min === undefined || max === undefined || !(min < max)) return true;
    return initial !== undefined && (initial < min || initial > max);
  });
  expect(wrong.map(({ of, name }) => `${of} ${name}`)).toEqual([]);
});

test('a control says of a parameter what the effect that it drives does', () => {
  const controls = library.entries.filter((entry): entry is ControlEntry => entry.kind === 'control');
  const nodes = controls.flatMap(({ effect }): readonly NodeEntry[] => (effect ? [effect.node] : []));
  const differences = nodes.flatMap((node) =>
    (effectOf(node)?.controls ?? []).flatMap(({ control, port: portName }) => {
      const port = node.ports.find(({ name }) => name === portName);
      const entry = controls.find(({ name }) => name === control);
      if (!port || !entry || entry.type === 'string') return [];
      const { min, max, default: initial } = entry.parameter;
      const same = min === port.min && max === port.max && initial === port.default && entry.read;
      return same ? [] : [`${control} is not ${node.name} ${portName}`];
    }),
  );
  expect(differences).toEqual([]);
});

test('a control that says so, and no other, is read by the engine, an effect or a drum', () => {
  const code = ['voice', 'engine'].flatMap((name) => {
    const folder = join(import.meta.dirname, '../../native', name);
    const sources = readdirSync(folder).filter((source) => source.endsWith('.cpp'));
    return sources.map((source) => readFileSync(join(folder, source), 'utf8'));
  });
  const engine = [...code.join('\n').matchAll(/\bnames_?\.(\w+)/g)].map(([, name]) => name);
  const drums = library.entries.filter(
    (entry): entry is NodeEntry => entry.kind === 'node' && entry.category === 'drum',
  );
  const controls = library.entries.filter((entry): entry is ControlEntry => entry.kind === 'control');
  const read = new Set([
    's',
    'orbit', // by the compiler
    ...engine,
    ...drums.flatMap(({ ports }) => ports.map(drumControl)),
    ...controls.flatMap(({ effect }) => effect?.controls.map(({ control }) => control) ?? []),
  ]);
  // A note's gate is as long as the note, whatever the control says.
  read.delete('gate');
  const wrong = controls.filter((control) => control.read !== read.has(control.name));
  expect(names(wrong)).toEqual([]);
});

test('operators and statements have articles', () => {
  const operators = operatorNames.filter((name) => library.find(name).length > 0);
  expect(operators.filter((name) => articlesOf(name, all).length === 0)).toEqual([]);
  const words = statementWords.filter((word) => !transitions.has(word));
  expect(words.filter((word) => !articlesOf(word, all).some(({ kind }) => kind === 'statement'))).toEqual([]);
});

test('a name that means two things is told both', () => {
  expect(articlesOf('comb', all).map(({ kind }) => kind)).toEqual(['control', 'node']);
  expect(articlesOf('lpf', all).map(({ kind }) => kind)).toEqual(['control', 'node']);
});

test('plain text has no marks', () => {
  const [article] = articlesOf('hresonance', all);
  const text = plainText(article ? markdown(article) : '');
  expect(text).toMatchInlineSnapshot(`
    "    hresonance : Pattern (Number ratio) -> Voices

    Resonance of the high-pass filter: the peak at its cutoff.

    - hresonance: 0 to 1, 0 when not given

    Also called hpq.

        s "bd*4" # hcutoff 200 # hresonance "0 0.6""
  `);
});
