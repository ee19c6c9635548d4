// Runs a file of the corpus's form: `npm run conformance -- [FILE.jsonl[.gz]] [--via tidal|expr|mini] [--only ID] [--quiet]`.
// Prints passed and failed per area, and each failure with both lists of events; the last line is `N passed, N failed`.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import { loadLibrary } from '../../language-server/src/library/library.ts';
import { decodeManifest } from '../../language-server/src/library/manifest.ts';
import { type Case, plainValue, typeNames } from './case.ts';
import { type CaseEvent, type Json, sameEvents } from './compare.ts';
import { sourceText } from './expression.ts';

type Via = 'tidal' | 'expr' | 'mini';
type Answer = { readonly events: readonly CaseEvent[] } | { readonly rejected: string };
type Verdict = 'passed' | 'failed' | 'informative';

const root = process.cwd();
/** `open.jsonl.gz` is the corpus that was given; the others are what else real Tidal was asked. */
const corpus = join(root, 'test/conformance/corpus');

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

function firstThatExists(...paths: readonly (string | undefined)[]): string {
  const found = paths.find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error(`none of ${paths.join(', ')} is there: run \`npm run build\``);
  return found;
}

function readCases(path: string): readonly Case[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

/** The source text of a case; undefined when it has none of that kind. */
function textOf(each: Case, via: Via): string | undefined {
  if (via === 'tidal') return each.tidal;
  if (via === 'mini') return each.mini === undefined ? undefined : `"${each.mini}"`;
  return each.expr === null ? undefined : sourceText(each.expr);
}

function answerAll(cases: readonly Case[], via: Via): ReadonlyMap<Case, Answer> {
  const manifest = firstThatExists(process.env['HOCKET_MANIFEST'], join(root, 'dist/manifest.json'));
  const prelude = readFileSync(join(root, 'language-server/src/library/prelude.hkt'), 'utf8');
  const { value: library } = loadLibrary(decodeManifest(JSON.parse(readFileSync(manifest, 'utf8'))), prelude);
  const answers = new Map<Case, Answer>();
  const asked: Case[] = [];
  const questions: string[] = [];
  for (const each of cases) {
    const text = textOf(each, via);
    if (text === undefined) continue;
    const compiled = compileExpression(library, text, typeNames[each.type]);
    if ('diagnostics' in compiled) {
      answers.set(each, { rejected: compiled.diagnostics.map(({ message }) => message).join(' ') });
      continue;
    }
    asked.push(each);
    questions.push(JSON.stringify({ ...compiled, begin: each.begin, end: each.end }));
  }
  const tool = firstThatExists(process.env['HOCKET_QUERY'], join(root, 'build/release/native/hocket-query'));
  const { stdout, status } = spawnSync(tool, { input: `${questions.join('\n')}\n`, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`hocket-query ended with ${status}`);
  stdout
    .toString('utf8')
    .trim()
    .split('\n')
    .forEach((line, index) => {
      const each = asked[index];
      const answer = JSON.parse(line) as { readonly events?: readonly CaseEvent[]; readonly error?: string };
      if (each) answers.set(each, answer.events ? { events: answer.events } : { rejected: answer.error ?? line });
    });
  return answers;
}

function judge(each: Case, answer: Answer): Verdict {
  const tolerance = each.inexact_time ? 1e-9 : 0;
  if (each.disputed && each.events_fixed === undefined) return 'informative';
  if ('rejected' in answer) return each.error || each.events_fixed === 'error' ? 'passed' : 'failed';
  const found = answer.events.map((event) => ({ ...event, value: plainValue(event.value, each.type) }));
  const lists = [each.events_fixed, each.events].filter((list) => Array.isArray(list));
  return lists.some((list) => sameEvents(found, list as readonly CaseEvent[], tolerance)) ? 'passed' : 'failed';
}

function show(events: readonly CaseEvent[] | 'error' | undefined): string {
  if (events === undefined || events === 'error') return '    (rejected)';
  return events
    .slice(0, 40)
    .map(
      ({ whole, part, value }) =>
        `    ${whole ? whole.join(' ') : '~'} | ${part.join(' ')} | ${JSON.stringify(value as Json)}`,
    )
    .join('\n');
}

/** Where Hocket differs on purpose or by a limit that is known: id, or `via:id`, to reason. */
function knownDifferences(): { readonly [id: string]: string } {
  const path = join(root, 'test/conformance/differences.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

function main(): void {
  const file = process.argv.slice(2).find((word) => /\.jsonl(\.gz)?$/.test(word));
  const via = (option('via') ?? 'expr') as Via;
  const only = option('only');
  const files = file === undefined ? readdirSync(corpus).map((name) => join(corpus, name)) : [file];
  const cases = files.flatMap(readCases).filter(({ id }) => !only || id.startsWith(only));
  const answers = answerAll(cases, via);
  const differences = knownDifferences();
  const reasonOf = ({ id }: Case): string | undefined => differences[`${via}:${id}`] ?? differences[id];
  const areas = new Map<string, { passed: number; failed: number; informative: number; known: number }>();
  for (const [each, answer] of answers) {
    const verdict = judge(each, answer);
    const area = areas.get(each.area) ?? { passed: 0, failed: 0, informative: 0, known: 0 };
    areas.set(each.area, area);
    const reason = reasonOf(each);
    // A file that is named is judged by itself.
    if (verdict === 'failed' && reason !== undefined && !file) {
      area.known += 1;
      continue;
    }
    area[verdict] += 1;
    if (verdict === 'passed' && differences[each.id] !== undefined)
      console.log(`${each.id} passes now: take it out of differences.json`);
    if (verdict !== 'failed') continue;
    const found = 'rejected' in answer ? `    (rejected: ${answer.rejected})` : show(answer.events);
    console.log(`${each.id} ${each.type}: ${textOf(each, via)}  [${each.begin} ${each.end}]`);
    if (reason !== undefined) console.log(`  known: ${reason}`);
    if (!process.argv.includes('--quiet'))
      console.log(`  expected\n${show(each.events_fixed ?? each.events)}\n  found\n${found}`);
    else console.log(found.split('\n')[0]);
  }
  let [passed, failed] = [0, 0];
  for (const [name, area] of areas) {
    console.log(
      `${name}: ${area.passed} passed, ${area.failed} failed, ${area.informative} informative, ${area.known} known differences`,
    );
    passed += area.passed;
    failed += area.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

main();
