// Bundles what runs: extension, language server, command line and webviews, into dist/. `--watch` goes on at every change.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as esbuild from 'esbuild';

const root = import.meta.dirname;
const dist = resolve(root, 'dist');

/** What has a source: while a part does not exist its bundle is left out. */
const programs = {
  extension: 'extension/src/main.ts',
  server: 'language-server/src/server.ts',
  cli: 'cli/main.ts',
  'decode-worker': 'extension/src/samples/decode-worker.ts',
};

/** Formats that audio-decode knows and samples do not come in: left out, because their decoders are large. */
const unusedDecoders = 'ac3 amr ape avi caf dsd dts eac3 mod mpc qoa tta wavpack webm wma'
  .split(' ')
  .map((name) => `@audio/decode-${name}`);

const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: true,
  logLevel: 'warning',
};

/** VS Code loads extensions as CommonJS; dist/package.json says so for this folder. */
function nodeBundle(name, source) {
  return {
    ...shared,
    entryPoints: { [name]: source },
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', '*.node', ...unusedDecoders],
    define: {
      'import.meta.url': 'importMetaUrl',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
    },
    banner: {
      js: `${name === 'cli' ? '#!/usr/bin/env node\n' : ''}const importMetaUrl = require('node:url').pathToFileURL(__filename).href;`,
    },
  };
}

function webviewBundle() {
  const folder = resolve(root, 'extension/webview');
  const entries = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(resolve(folder, entry.name, 'main.ts')))
        .map(({ name }) => [name, `extension/webview/${name}/main.ts`])
    : [];
  if (existsSync(resolve(folder, 'main.ts'))) entries.push(['main', 'extension/webview/main.ts']);
  return {
    ...shared,
    entryPoints: Object.fromEntries(entries),
    outdir: 'dist/webview',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  };
}

function bundles() {
  const node = Object.entries(programs).filter(([, source]) => existsSync(resolve(root, source)));
  const web = webviewBundle();
  return [
    ...node.map(([name, source]) => nodeBundle(name, source)),
    ...(Object.keys(web.entryPoints).length > 0 ? [web] : []),
  ];
}

export async function bundle({ watch = false } = {}) {
  mkdirSync(dist, { recursive: true });
  writeFileSync(resolve(dist, 'package.json'), '{ "type": "commonjs" }\n');
  // Read at run time, and opened by go-to-definition.
  const prelude = resolve(root, 'language-server/src/library/prelude.hkt');
  if (existsSync(prelude)) copyFileSync(prelude, resolve(dist, 'prelude.hkt'));
  for (const options of bundles()) {
    if (watch) await (await esbuild.context(options)).watch();
    else await esbuild.build(options);
  }
  if (existsSync(resolve(dist, 'cli.js'))) chmodSync(resolve(dist, 'cli.js'), 0o755);
}

if (process.argv[1] === import.meta.filename) await bundle({ watch: process.argv.includes('--watch') });
