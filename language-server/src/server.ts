// The language server: wires the features to the protocol, and keeps the session that evaluations make.

import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node.js';
import { picturesIn } from './hover-text.ts';
import { loadLibrary } from './library/library.ts';
import { decodeManifest } from './library/manifest.ts';
import { serve } from './serve.ts';
import { warmUp } from './warm-up.ts';

/** The build leaves the library's data beside the program. */
function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

/** What sounds comes before what is only drawn; where the system lets nobody ask for that, it is as it was. */
function goFirst(): void {
  try {
    setPriority(-10);
  } catch {
    // Without the right to it.
  }
}

goFirst();
const library = loadLibrary(decodeManifest(JSON.parse(read('manifest.json'))), read('prelude.hkt')).value;
const connection = createConnection(ProposedFeatures.all);
connection.onInitialized(() => warmUp(library));
const pictures = picturesIn(join(import.meta.dirname, '../docs/reference/pictures'));
serve(connection, library, join(import.meta.dirname, 'prelude.hkt'), pictures);
