// A session: what is sounding, as a map from names to definitions in their last good versions. Immutable.

import type { Diagnostic, Outcome } from '../syntax/diagnostic.ts';
import { lazily } from '../syntax/lazily.ts';
import { parseFile } from '../syntax/parse-file.ts';
import type { PlacedStatement, SourceFile, Statement } from '../syntax/tree.ts';
import type { Library, SessionTypes } from '../types/environment.ts';
import { checkFile, type TypedFile } from '../types/file.ts';
import type { Scheme } from '../types/scheme.ts';
import type { TypedDefinition } from '../types/statement.ts';
import type { Compiled, Crossing, Played } from './compile-definition.ts';
import type { Keys } from './graph.ts';
import type { Plan } from './plan.ts';
import { Round } from './round.ts';
import { planOf } from './session-plan.ts';
import { soundsIn } from './sounds.ts';

/** What the engine is told beside the plan. */
export type EngineCommand = { readonly command: 'panic' | 'hush'; readonly target?: string };

export interface NamedSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export type What =
  | { readonly kind: 'file' }
  /** The statements that touch the range, in offsets of the file. */
  | { readonly kind: 'range'; readonly start: number; readonly end: number };

export interface EvaluationRequest {
  readonly uri: string;
  readonly text: string;
  readonly what: What;
  /** Where the transport is, in cycles: transitions begin there. */
  readonly cycle?: number;
  /** The text as it was parsed and checked already, beside what other files have put into this session. */
  readonly checked?: Outcome<TypedFile>;
}

export interface Evaluation {
  readonly session: Session;
  readonly plan: Plan;
  /** Worked out when they are first asked for: what sounds does not wait for them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly evaluated: readonly NamedSpan[];
  /** What has an error: its last good version goes on, if there is one. */
  readonly failed: readonly NamedSpan[];
  /** Names of samples and synths in the patterns. */
  readonly sounds: readonly string[];
  readonly commands: readonly EngineCommand[];
}

/** A definition in its last good version. */
export interface SessionDefinition {
  readonly name: string;
  readonly uri: string;
  readonly statement: Statement;
  readonly typed: TypedDefinition;
  /** Of what sounds; a `let` is evaluated where it is used. */
  readonly compiled: Compiled | undefined;
  /** Of the nodes of `compiled`. */
  readonly keys: Keys | undefined;
  /** Of a transition that is under way, or over. */
  readonly crossing: Crossing | undefined;
  /** What the name stood for before, the last first: transitions such as `histpan` play it. */
  readonly history: readonly Played[];
}

export interface Session {
  readonly library: Library;
  readonly definitions: ReadonlyMap<string, SessionDefinition>;
  readonly muted: ReadonlySet<string>;
  readonly soloed: ReadonlySet<string>;
  /** How many `once` there have been: each has a name of its own. */
  readonly onces: number;
  readonly files: ReadonlyMap<string, SourceFile>;
}

export function createSession(library: Library): Session {
  return { library, definitions: new Map(), muted: new Set(), soloed: new Set(), onces: 0, files: new Map() };
}

/** What the session offers to a file being checked; what the file itself defined before is left to the file. */
export function sessionTypes(session: Session, exceptUri?: string): SessionTypes {
  const lets = new Map<string, Scheme>();
  const buses = new Map<string, Scheme>();
  const parameters = new Set<string>();
  for (const { name, uri, typed } of session.definitions.values()) {
    if (uri === exceptUri) continue;
    if (typed.kind === 'let') lets.set(name, typed.scheme);
    if (typed.kind === 'bus') buses.set(name, typed.scheme);
    if (typed.kind === 'synth') for (const parameter of typed.parameters) parameters.add(parameter.name);
  }
  return { lets, buses, parameters };
}

export function evaluate(session: Session, request: EvaluationRequest): Evaluation {
  const { uri, what, cycle = 0 } = request;
  const checked = checkedFor(session, request);
  const { file } = checked.value;
  const round = new Round(session, uri, what, cycle);
  file.statements.forEach((placed, index) => {
    const typed = checked.value.statements[index];
    if (typed && isSelected(placed, what)) round.take(placed, typed);
  });
  round.compile(checked.value.statements);
  const next = round.finish(file);
  const diagnostics = lazily(() => [
    ...checked.diagnostics.filter((each) => what.kind === 'file' || round.covers(each)),
    ...round.diagnostics(),
  ]);
  return {
    session: next,
    plan: planOf(next, round.jumpTo),
    get diagnostics() {
      return diagnostics();
    },
    evaluated: round.evaluated,
    failed: round.failed,
    sounds: soundsIn(next),
    commands: round.commands,
  };
}

/** A part of a file may use what the file has defined and does not say any more; a file evaluated whole drops that. */
function checkedFor(session: Session, { uri, text, what, checked }: EvaluationRequest): Outcome<TypedFile> {
  if (checked && what.kind === 'file') return checked;
  const file = checked?.value.file ?? parseFile(text, session.files.get(uri)).value;
  return checkFile(file, session.library, sessionTypes(session, what.kind === 'file' ? uri : undefined));
}

function isSelected({ start, end }: PlacedStatement, what: What): boolean {
  return what.kind === 'file' || (start <= what.end && what.start <= end);
}
