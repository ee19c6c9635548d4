// What each piece in plans/ compiles to, as text beside it. `UPDATE=1 npx vitest run test/compiler` rewrites it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { createSession, evaluate } from '../../language-server/src/compiler/session.ts';
import { library } from './library.ts';
import { planText } from './plan-text.ts';

const folder = join(import.meta.dirname, 'plans');
const schema: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../schema/plan.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema as object);

for (const name of readdirSync(folder).filter((each) => each.endsWith('.hkt'))) {
  test(name, () => {
    const text = readFileSync(join(folder, name), 'utf8');
    const { plan, diagnostics } = evaluate(createSession(library), { uri: name, text, what: { kind: 'file' } });
    expect(diagnostics).toEqual([]);
    validate(plan);
    expect(validate.errors ?? []).toEqual([]);
    for (const [, start, end] of plan.spans) expect(start <= end && end <= text.length).toBe(true);
    const path = join(folder, name.replace(/\.hkt$/, '.txt'));
    const found = planText(plan);
    if (process.env['UPDATE']) writeFileSync(path, found);
    else expect(found).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });
}
