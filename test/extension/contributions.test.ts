// package.json and the code agree on every id, both ways, and every file that package.json names is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands, contextKeys, languageId, settings, views } from '../../extension/src/ids.ts';

const root = join(import.meta.dirname, '../..');

interface Contributes {
  readonly languages: readonly { readonly id: string; readonly configuration: string }[];
  readonly grammars: readonly { readonly language: string; readonly path: string }[];
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly keybindings: readonly { readonly command: string; readonly when: string }[];
  readonly menus: { readonly [menu: string]: readonly { readonly command: string; readonly when: string }[] };
  readonly views: { readonly [container: string]: readonly { readonly id: string }[] };
  readonly configuration: readonly {
    readonly properties: {
      readonly [id: string]: { readonly markdownDescription?: string; readonly default: unknown };
    };
  }[];
  readonly walkthroughs: readonly {
    readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[];
  }[];
}

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { contributes: Contributes };
const ids = (record: { readonly [name: string]: string }) => Object.values(record).sort();
const commandIds = new Set(ids(commands));

test('commands', () => {
  expect(contributes.commands.map((command) => command.command).sort()).toEqual(ids(commands));
  const used = [...contributes.keybindings, ...Object.values(contributes.menus).flat()].map(({ command }) => command);
  expect(used.filter((command) => !commandIds.has(command))).toEqual([]);
});

test('settings, each with a description and a default', () => {
  const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties));
  expect(Object.keys(properties).sort()).toEqual(ids(settings));
  for (const [id, property] of Object.entries<Contributes['configuration'][0]['properties'][string]>(properties)) {
    expect(property.markdownDescription?.length, id).toBeGreaterThan(20);
    expect(property.default, id).toBeDefined();
  }
});

test('views, language and context keys', () => {
  const contributed = Object.values(contributes.views).flat();
  expect(contributed.map((view) => view.id)).toEqual(ids(views));
  expect(contributes.languages.map((language) => language.id)).toEqual([languageId]);
  expect(contributes.grammars.map((grammar) => grammar.language)).toEqual([languageId]);
  const conditions = JSON.stringify([contributes.menus, contributes.commands]);
  for (const key of Object.values(contextKeys)) expect(conditions).toContain(key);
});

test('files', () => {
  const markdown = contributes.walkthroughs.flatMap((walkthrough) =>
    walkthrough.steps.map((step) => step.media.markdown),
  );
  const named = [
    ...contributes.languages.map((language) => language.configuration),
    ...contributes.grammars.map((grammar) => grammar.path),
    ...markdown,
  ];
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('links in the walkthrough lead to commands', () => {
  const text = contributes.walkthroughs
    .flatMap((walkthrough) => walkthrough.steps.map((step) => step.description))
    .join();
  const linked = [...text.matchAll(/\(command:([^)]+)\)/g)].map(([, command]) => command);
  expect(linked.length).toBeGreaterThan(0);
  expect(linked.filter((command) => !commandIds.has(command ?? ''))).toEqual([]);
});
