// Runs the benchmarks and prints their figures beside their targets and what peers need. `--only NAME` runs those whose name holds
// NAME; `--json FILE` writes [{name, value, unit, better, target, peers}]. Benchmarks are test/bench/NAME.bench.ts, which export
// `run(): Promise<Figure[]>`, and test/bench/NAME_bench.cpp, native programs that print the same as JSON lines.
import { readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { bundleScript } from './bundle-script.mjs';
import { root } from './files.mjs';
import { attempt } from './run.mjs';
import { setup } from './setup.mjs';

const folder = resolve(root, 'test/bench');

function option(name) {
  const index = process.argv.indexOf(name);
  return index < 0 ? undefined : process.argv[index + 1];
}

function benches(suffix, only) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .filter((name) => only === undefined || name.includes(only));
}

/** A native benchmark prints one JSON object a line; other lines are for people. */
function runNative(name) {
  const { status, stdout, output } = attempt(resolve(root, `build/release/native/${name}_bench`), []);
  if (status !== 0) throw new Error(output);
  return stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
}

async function runScript(name) {
  const program = await bundleScript(`test/bench/${name}.bench.ts`);
  const { run } = await import(pathToFileURL(program).href);
  return run();
}

function meets({ value, better, target }) {
  if (target === undefined || target === null) return undefined;
  return better === 'lower' ? value <= target : value >= target;
}

/** Whole numbers as they are, others to three digits. */
const digits = (value) =>
  Number.isInteger(value) || Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

function row(figure) {
  const { name, value, unit, better, target, peers } = figure;
  const verdict = { true: 'holds', false: 'MISSED', undefined: '' }[String(meets(figure))];
  const wanted =
    target === undefined || target === null ? '' : `${better === 'lower' ? 'at most' : 'at least'} ${target}`;
  return [name, digits(value), unit, wanted, verdict, peers ?? ''];
}

function table(figures) {
  const rows = [
    ['', 'value', 'unit', 'target', '', figures.some(({ peers }) => peers) ? 'peers' : ''],
    ...figures.map(row),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const isNumber = (column) => column === 1;
  return rows
    .map((cells) =>
      cells
        .map((cell, i) => (isNumber(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

setup(['build', 'test']);
await build({ all: true });
const only = option('--only');
const figures = [];
let broken = 0;
for (const [suffix, runner] of [
  ['_bench.cpp', runNative],
  ['.bench.ts', runScript],
]) {
  for (const name of benches(suffix, only)) {
    try {
      const found = await runner(name);
      figures.push(...found);
      console.log(`\n${name}\n${table(found)}`);
    } catch (error) {
      broken++;
      console.error(`\n${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
const missed = figures.filter((figure) => meets(figure) === false);
if (missed.length > 0) console.log(`\nmissed:\n${table(missed)}`);
const file = option('--json');
if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, undefined, 2)}\n`);
if (figures.length === 0 && broken === 0)
  console.error(only ? `no benchmark is called ${only}` : 'there are no benchmarks');
process.exitCode = broken > 0 || figures.length === 0 ? 1 : 0;
