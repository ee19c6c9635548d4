// A session: what is sounding, as a map from names to definitions in their last good versions. Immutable.

import { type Diagnostic, moveDiagnostic, type Outcome } from '../syntax/diagnostic.ts';
import { parseFile } from '../syntax/parse-file.ts';
import type { CommandStatement, PlacedStatement, SourceFile, Statement } from '../syntax/tree.ts';
import type { Library, SessionTypes } from '../types/environment.ts';
import { checkFile, type TypedFile } from '../types/file.ts';
import type { Scheme } from '../types/scheme.ts';
import type { TypedDefinition, TypedStatement } from '../types/statement.ts';
import {
  type CompileContext,
  type Compiled,
  type Crossing,
  compileDefinition,
  type Played,
} from './compile-definition.ts';
import { chooseKeys, type Keys } from './keys.ts';
import { compileDiagnostic } from './messages.ts';
import type { Plan } from './plan.ts';
import { planOf } from './session-plan.ts';
import { settingsOf } from './settings.ts';
import { soundsIn } from './sounds.ts';

/** What the engine is told beside the plan. */
type EngineCommand = { readonly command: 'panic' | 'hush'; readonly target?: string };

interface NamedSpan {
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

/** Longer histories than anybody pans. */
const longestHistory = 16;

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
  const diagnostics = checked.diagnostics.filter((each) => what.kind === 'file' || round.covers(each));
  return {
    session: next,
    plan: planOf(next, round.jumpTo),
    diagnostics: [...diagnostics, ...round.diagnostics],
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

const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

const isBroken = ({ statement, diagnostics }: TypedStatement): boolean =>
  statement.diagnostics.some(isError) || diagnostics.some(isError);

/** Steps a cycle in which transitions begin. */
const cycleGrid = 1024;

/** One evaluation at work. */
class Round {
  readonly diagnostics: Diagnostic[] = [];
  readonly evaluated: NamedSpan[] = [];
  readonly failed: NamedSpan[] = [];
  readonly commands: EngineCommand[] = [];
  /** Where the beat jumps to. */
  jumpTo: number | undefined;
  readonly #session: Session;
  readonly #uri: string;
  readonly #what: What;
  readonly #cycle: number;
  readonly #definitions: Map<string, SessionDefinition>;
  readonly #muted: Set<string>;
  readonly #soloed: Set<string>;
  /** Names that the file mentions as its own, right or wrong: the others that it owned are gone. */
  readonly #mentioned = new Set<string>();
  readonly #taken: { readonly placed: PlacedStatement; readonly typed: TypedDefinition; readonly name: string }[] = [];
  readonly #starts = new Map<Statement, number>();
  readonly #spans: { readonly start: number; readonly end: number }[] = [];
  #onces: number;

  constructor(session: Session, uri: string, what: What, cycle: number) {
    this.#session = session;
    this.#uri = uri;
    this.#what = what;
    // Times in the plan are exact: a fine grid keeps their denominators small.
    this.#cycle = Math.round(cycle * cycleGrid) / cycleGrid;
    this.#onces = session.onces;
    this.#definitions = new Map(session.definitions);
    const others = (names: ReadonlySet<string>) =>
      new Set([...names].filter((name) => what.kind === 'range' || session.definitions.get(name)?.uri !== uri));
    this.#muted = others(session.muted);
    this.#soloed = others(session.soloed);
  }

  covers({ start }: { readonly start: number }): boolean {
    return this.#spans.some((span) => span.start <= start && start <= span.end);
  }

  take(placed: PlacedStatement, typed: TypedStatement): void {
    const { statement, start, end } = placed;
    this.#spans.push({ start, end });
    this.#starts.set(statement, start);
    if (statement.kind === 'command') this.#command(statement);
    const broken = isBroken(typed);
    for (const definition of typed.definitions) {
      const name = definition.kind === 'once' ? this.#onceName(statement) : definition.name;
      if (name === undefined) continue;
      this.#mentioned.add(name);
      if (broken) this.failed.push({ name, start, end });
      else this.#taken.push({ placed, typed: definition, name });
    }
    if (broken && typed.definitions.length === 0) this.failed.push({ name: '', start, end });
  }

  /** Saving a file plays its `once` only when it is new; evaluating it plays it again. */
  #onceName(statement: Statement): string | undefined {
    const before = [...this.#session.definitions].find(([, each]) => each.statement === statement)?.[0];
    if (before !== undefined && this.#what.kind === 'file') {
      this.#mentioned.add(before);
      return undefined;
    }
    this.#onces += 1;
    return `once:${this.#onces}`;
  }

  #command({ command, targets, name }: CommandStatement): void {
    const names = targets.map(({ text }) => text);
    switch (command) {
      case 'mute':
        for (const target of names) this.#muted.add(target);
        break;
      case 'unmute':
        for (const target of names) this.#muted.delete(target);
        break;
      case 'solo':
        for (const target of names) this.#soloed.add(target);
        break;
      case 'unsolo':
        for (const target of names) this.#soloed.delete(target);
        break;
      case 'unmuteAll':
        this.#muted.clear();
        break;
      case 'unsoloAll':
        this.#soloed.clear();
        break;
      case 'hush': {
        const number = /\d+$/.exec(name.text)?.[0];
        this.#silence(number === undefined ? undefined : `d${number}`);
        break;
      }
      case 'panic':
        this.#silence(undefined);
        this.commands.push({ command });
        break;
      case 'resetCycles':
        this.jumpTo = 0;
    }
  }

  /** Tracks and outputs above it stop; what stands below plays. */
  #silence(target: string | undefined): void {
    const sounds = ({ typed }: { readonly typed: TypedDefinition }) => ['track', 'output', 'once'].includes(typed.kind);
    for (const [name, definition] of this.#definitions) {
      if (sounds(definition) && (target === undefined || name === target)) this.#definitions.delete(name);
    }
    for (let index = this.#taken.length - 1; index >= 0; index -= 1) {
      const taken = this.#taken[index];
      if (taken && sounds(taken) && (target === undefined || taken.name === target)) this.#taken.splice(index, 1);
    }
    this.commands.push({ command: 'hush', ...(target !== undefined && { target }) });
  }

  /** Lets first, so that what uses them finds them; then everything that sounds. */
  compile(fileStatements: readonly TypedStatement[]): void {
    if (this.#what.kind === 'file') this.#dropDeleted();
    for (const { placed, typed, name } of this.#taken) {
      this.#warnOfOther(name, typed, placed);
      if (typed.kind === 'let') this.#define(name, placed.statement, typed, undefined);
    }
    const fileLets = new Map<string, { readonly statement: Statement; readonly typed: TypedDefinition }>();
    for (const typed of fileStatements) {
      if (isBroken(typed)) continue;
      const { statement, definitions } = typed;
      for (const typed of definitions) if (typed.kind === 'let') fileLets.set(typed.name, { statement, typed });
    }
    const lookup: CompileContext['lookup'] = (name) => {
      const known = this.#definitions.get(name);
      return known?.typed.kind === 'let' ? known : fileLets.get(name);
    };
    for (const { placed, typed, name } of this.#taken) {
      if (typed.kind === 'setting')
        this.#compile(name, placed, typed, { library: this.#session.library, lookup, cps: 1 });
    }
    const { cps } = settingsOf(this.#definitions);
    const context = { library: this.#session.library, lookup, cps: typeof cps === 'number' ? cps : 0.5 };
    for (const { placed, typed, name } of this.#taken) {
      if (typed.kind === 'let') this.evaluated.push({ name, start: placed.start, end: placed.end });
      else if (typed.kind !== 'setting') this.#compile(name, placed, typed, context);
    }
    this.#recompile(context);
  }

  #dropDeleted(): void {
    for (const [name, { uri }] of this.#definitions) {
      if (uri === this.#uri && !this.#mentioned.has(name)) this.#definitions.delete(name);
    }
  }

  #define(
    name: string,
    statement: Statement,
    typed: TypedDefinition,
    compiled: Compiled | undefined,
    crossing?: Crossing,
  ): void {
    const keys = this.#keys(name, compiled);
    const history = this.#history(name, statement);
    this.#definitions.set(name, { name, uri: this.#uri, statement, typed, compiled, keys, crossing, history });
  }

  /** Saving a file leaves a transition that it had already as it is; evaluating one begins it anew. */
  #crossing(name: string, statement: Statement, typed: TypedDefinition): Crossing | undefined {
    if (!typed.transition) return undefined;
    const sounding = this.#session.definitions.get(name);
    if (this.#what.kind === 'file' && sounding?.statement === statement) return sounding.crossing;
    return { begin: this.#cycle, history: this.#history(name) };
  }

  /** What a name stood for; a statement that stands there still is no past one. */
  #history(name: string, now?: Statement): readonly Played[] {
    const before = this.#definitions.get(name);
    if (before?.typed.kind !== 'track') return [];
    if (before.statement === now) return before.history;
    return [{ statement: before.statement, typed: before.typed }, ...before.history].slice(0, longestHistory);
  }

  /** What continues a node of the version that sounds has its key. */
  #keys(name: string, compiled: Compiled | undefined): Keys | undefined {
    const before = this.#session.definitions.get(name);
    if (before && before.compiled === compiled) return before.keys;
    return compiled?.value && chooseKeys(compiled.value, before?.keys);
  }

  #compile(name: string, placed: PlacedStatement, typed: TypedDefinition, context: CompileContext): void {
    const { start, end, statement } = placed;
    const crossing = this.#crossing(name, statement, typed);
    const compiled = compileDefinition(context, statement, typed, crossing);
    for (const { statement: at, diagnostic } of compiled.diagnostics) {
      const base = at === statement ? start : this.#starts.get(at);
      if (base !== undefined) this.diagnostics.push(moveDiagnostic(diagnostic, base));
    }
    if (compiled.value === undefined) {
      this.failed.push({ name, start, end });
      return;
    }
    this.evaluated.push({ name, start, end });
    this.#define(name, statement, typed, compiled, crossing);
  }

  /** What was not evaluated now, but uses a `let` that was, follows it; where that fails it stays as it is. */
  #recompile(context: CompileContext): void {
    const now = new Set(this.#taken.map(({ name }) => name));
    for (const [name, definition] of this.#definitions) {
      if (now.has(name) || !definition.compiled || definition.typed.kind === 'setting') continue;
      const compiled = compileDefinition(context, definition.statement, definition.typed, definition.crossing);
      if (compiled.value !== undefined)
        this.#definitions.set(name, { ...definition, compiled, keys: this.#keys(name, compiled) });
    }
  }

  #warnOfOther(name: string, typed: TypedDefinition, { start }: PlacedStatement): void {
    const before = this.#session.definitions.get(name);
    if (!before || before.uri === this.#uri || typed.kind === 'once') return;
    const place = { start: typed.start, end: typed.end };
    this.diagnostics.push(moveDiagnostic(compileDiagnostic('alsoElsewhere', place, [name, before.uri]), start));
  }

  finish(file: SourceFile): Session {
    return {
      library: this.#session.library,
      definitions: this.#definitions,
      muted: this.#muted,
      soloed: this.#soloed,
      onces: this.#onces,
      files: new Map([...this.#session.files, [this.#uri, file]]),
    };
  }
}
