// The pages name every setting, key, option and engine message, as they are.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../cli/commands/check.ts';
import { devices } from '../../cli/commands/devices.ts';
import { docs } from '../../cli/commands/docs.ts';
import { plan } from '../../cli/commands/plan.ts';
import { play } from '../../cli/commands/play.ts';
import { query } from '../../cli/commands/query.ts';
import { render } from '../../cli/commands/render.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
}

interface Contributes {
  readonly configuration: readonly { readonly properties: { readonly [name: string]: Setting } }[];
  readonly colors: readonly { readonly id: string }[];
}

const { contributes } = JSON.parse(read('package.json')) as { readonly contributes: Contributes };

test('the table of settings is that of the extension', () => {
  const rows = contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .map(([name, each]) => `| \`${name}\` | \`${JSON.stringify(each.default)}\` | ${each.markdownDescription} |`);
  const found = read('docs/editor.md')
    .split('\n')
    .filter((line) => line.startsWith('| `hocket.'));
  expect(found).toEqual(rows);
});

test('the colours are named', () => {
  for (const { id } of contributes.colors) expect(read('docs/editor.md')).toContain(`\`${id}\``);
});

test.each([check, devices, docs, plan, play, query, render])('every option of $name is explained', (command) => {
  const page = read('docs/cli.md');
  const section = page.split('\n## ').find((each) => each.startsWith(`${command.name}\n`)) ?? '';
  for (const { name } of command.options) expect(section).toContain(`\`--${name}`);
  const named = [...section.matchAll(/`--([a-z]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => !command.options.some((option) => option.name === name))).toEqual([]);
});

test('every message of the engine is explained', () => {
  const source = read('native/engine/reporter.cpp');
  const messages = [...source.matchAll(/case ProblemCode::\w+:\s+return "([^"]+)"/g)].map(([, text]) => text);
  expect(messages.length).toBeGreaterThan(5);
  for (const message of messages) expect(read('docs/troubleshooting.md')).toContain(`| ${message} |`);
});
