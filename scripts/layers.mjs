// Checks the layer table: TypeScript imports with dependency-cruiser, C++ includes against the table below.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import settings from '../.dependency-cruiser.mjs';
import { root, sourceFiles } from './files.mjs';

const typeScriptFolders = ['language-server', 'extension', 'native/addon', 'cli', 'scripts', 'test'];

/** Every folder of the engine, and the folders whose headers it may include beside its own. */
export const nativeLayers = {
  pattern: [],
  dsp: [],
  graph: ['pattern', 'dsp'],
  voice: ['pattern', 'dsp', 'graph'],
  io: [],
  engine: ['pattern', 'dsp', 'graph', 'voice'],
  addon: ['engine', 'pattern', 'dsp', 'io'],
  tool: ['pattern', 'dsp', 'voice'],
};

/** Headers that only one folder may include. */
const headerOwners = { 'napi.h': 'addon', 'miniaudio.h': 'io' };

/** Violations among the modules under `folder`, and how many modules were seen: none means that the check itself is broken. */
export async function typeScriptViolations(folder = root) {
  const present = typeScriptFolders.filter((name) => existsSync(resolve(folder, name)));
  const { output } = await cruise(
    present,
    { ...settings.options, baseDir: folder, validate: true, ruleSet: { forbidden: settings.forbidden } },
    { extensions: ['.ts', '.mts', '.mjs', '.js', '.json'] },
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser gave text where a result was expected');
  const violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  const own = output.modules.filter(({ source, coreModule }) => !coreModule && !source.includes('node_modules'));
  return { violations, seen: own.length, edges: own.reduce((sum, { dependencies }) => sum + dependencies.length, 0) };
}

/** Violations of one C++ file, given its path from the root and its text. */
export function nativeViolations(path, text) {
  const folder = /^native\/([^/]+)\//.exec(path)?.[1];
  if (folder === undefined) return [];
  const allowed = nativeLayers[folder];
  if (allowed === undefined) return [`${path}: native/${folder} is not in the layer table of scripts/layers.mjs`];
  const violations = [];
  for (const [, header] of text.matchAll(/^\s*#\s*include\s*["<]([^">]+)[">]/gm)) {
    const target = /^native\/([^/]+)\//.exec(header)?.[1];
    if (target !== undefined && target !== folder && !allowed.includes(target))
      violations.push(`${path}: native/${folder} may not include ${header}`);
    const owner = headerOwners[header];
    if (owner !== undefined && owner !== folder) violations.push(`${path}: only native/${owner} includes ${header}`);
  }
  return violations;
}

async function main() {
  const script = await typeScriptViolations();
  const nativeFiles = sourceFiles('native', ['.h', '.cpp']);
  const native = nativeFiles.flatMap((path) => nativeViolations(path, readFileSync(resolve(root, path), 'utf8')));
  const blind = script.seen === 0 || script.edges === 0 || nativeFiles.length === 0;
  for (const line of [...script.violations, ...native]) console.error(line);
  if (blind) console.error('The layer check saw no modules: it checks nothing.');
  const failed = script.violations.length + native.length + (blind ? 1 : 0);
  console.log(`layers: ${script.seen} modules, ${script.edges} imports, ${nativeFiles.length} native files`);
  console.log(failed === 0 ? '1 passed, 0 failed' : `0 passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) await main();
