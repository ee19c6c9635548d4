// From a file to a plan: reads it, evaluates it, and prints what is wrong with it.
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSession, type Evaluation, evaluate } from '../language-server/src/compiler/session.ts';
import { loadLibrary } from '../language-server/src/library/library.ts';
import { decodeManifest } from '../language-server/src/library/manifest.ts';
import { diagnosticText } from './diagnostic-text.ts';
import { readFailure, UserError } from './failure.ts';

/** What the language offers, from the files that the build leaves beside the program. */
export function library() {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
  return loadLibrary(decodeManifest(JSON.parse(read('manifest.json'))), read('prelude.hkt')).value;
}

export interface Source {
  /** As the user wrote it, for messages. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
}

export function readSource(path: string): Source {
  const absolute = resolve(path);
  try {
    return {
      path: relative(process.cwd(), absolute) || path,
      uri: pathToFileURL(absolute).href,
      // Places are counted without a byte order mark, as editors do.
      text: readFileSync(absolute, 'utf8').replace(/^\uFEFF/, ''),
    };
  } catch (error) {
    throw new UserError(`cannot read "${path}": ${readFailure(error)}`);
  }
}

export function evaluateSource({ uri, text }: Source): Evaluation {
  return evaluate(createSession(library()), { uri, text, what: { kind: 'file' } });
}

/** Prints every diagnostic; returns how many errors there are. */
export function printDiagnostics(source: Source, diagnostics: Evaluation['diagnostics']): number {
  const colourful = process.stderr.isTTY && process.env['NO_COLOR'] === undefined;
  for (const diagnostic of diagnostics)
    console.error(`${diagnosticText(source.path, source.text, diagnostic, colourful)}\n`);
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
