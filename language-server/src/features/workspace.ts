// The open files and the session: what the server remembers between requests.

import {
  createSession,
  type Evaluation,
  evaluate,
  type Session,
  sessionTypes,
  type What,
} from '../compiler/session.ts';
import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Library } from '../types/environment.ts';
import { type Analysis, analyse } from './analysis.ts';
import { soundWarnings } from './sound-warnings.ts';

export class Workspace {
  readonly library: Library;
  private readonly analyses = new Map<string, Analysis>();
  /** Files whose analysis is of a session that is no more. */
  private readonly outdated = new Set<string>();
  /** Each file's last one, until the file is edited: it finds out more that is wrong. */
  private readonly evaluations = new Map<string, Evaluation>();
  private current: Session;
  /** Names of the samples that the host has found; until it has told of them nothing is said to be missing. */
  sounds: readonly string[] | undefined;

  constructor(library: Library) {
    this.library = library;
    this.current = createSession(library);
  }

  get session(): Session {
    return this.current;
  }

  /** The analysis of a file's text; what is known already is not analysed again. */
  update(uri: string, text: string): Analysis {
    const previous = this.analyses.get(uri);
    if (previous?.text === text && !this.outdated.has(uri)) return previous;
    if (previous?.text !== text) this.evaluations.delete(uri);
    const request = { uri, text, library: this.library, session: sessionTypes(this.current, uri) };
    // What was evaluated comes first: what has its text again is the same statement, and is not new.
    const analysis = analyse(request, this.current.files.get(uri), previous?.file);
    this.analyses.set(uri, analysis);
    this.outdated.delete(uri);
    return analysis;
  }

  analysis(uri: string): Analysis | undefined {
    return this.analyses.get(uri);
  }

  /** What is wrong with a file, evaluation included. */
  diagnostics(uri: string): readonly Diagnostic[] {
    const analysis = this.analyses.get(uri);
    if (!analysis) return [];
    const found = analysis.diagnostics;
    const more = this.evaluations.get(uri)?.diagnostics ?? [];
    const known = new Set(found.map(keyOf));
    const warnings = this.sounds ? soundWarnings(analysis, this.playable(this.sounds)) : [];
    return [...found, ...more.filter((diagnostic) => !known.has(keyOf(diagnostic))), ...warnings];
  }

  evaluate(uri: string, text: string, what: What, cycle?: number): Evaluation {
    const { checked } = this.update(uri, text);
    const evaluation = evaluate(this.current, { uri, text, what, checked, ...(cycle !== undefined && { cycle }) });
    this.current = evaluation.session;
    this.evaluations.set(uri, evaluation);
    this.outdateOthers(uri);
    return evaluation;
  }

  close(uri: string): void {
    this.analyses.delete(uri);
    this.evaluations.delete(uri);
    this.outdated.delete(uri);
  }

  reset(): void {
    this.current = createSession(this.library);
    this.outdateOthers(undefined);
  }

  uris(): readonly string[] {
    return [...this.analyses.keys()];
  }

  private playable(sounds: readonly string[]): Set<string> {
    const synths = [...this.current.definitions.values()]
      .filter(({ typed }) => typed.kind === 'synth')
      .map(({ name }) => name);
    return new Set([...sounds, ...synths, ...this.library.instruments.map(({ name }) => name)]);
  }

  /** An evaluation changes what other files may refer to. */
  private outdateOthers(except: string | undefined): void {
    for (const uri of this.analyses.keys()) if (uri !== except) this.outdated.add(uri);
  }
}

function keyOf({ code, start, end }: Diagnostic): string {
  return `${code} ${start} ${end}`;
}
