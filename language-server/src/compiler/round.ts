// One evaluation at work: takes statements over into the session's definitions and compiles what sounds of them.

import { type Diagnostic, moveDiagnostic } from '../syntax/diagnostic.ts';
import type { CommandStatement, PlacedStatement, SourceFile, Statement } from '../syntax/tree.ts';
import type { TypedDefinition, TypedStatement } from '../types/statement.ts';
import {
  type CompileContext,
  type Compiled,
  type Crossing,
  compileDefinition,
  type Played,
} from './compile-definition.ts';
import type { Keys } from './graph.ts';
import { chooseKeys } from './keys.ts';
import { compileDiagnostic } from './messages.ts';
import type { EngineCommand, NamedSpan, Session, SessionDefinition, What } from './session.ts';
import { settingsOf } from './settings.ts';

const isBroken = ({ statement, isWrong }: TypedStatement): boolean =>
  isWrong || statement.diagnostics.some(({ severity }) => severity === 'error');

/** Longer histories than anybody pans. */
const longestHistory = 16;

/** A definition that is evaluated, by the name that it has in the session. */
interface Taken {
  readonly placed: PlacedStatement;
  readonly typed: TypedDefinition;
  readonly name: string;
}

/** What a name stood for; a statement that stands there still is no past one. */
type Past = Pick<SessionDefinition, 'statement' | 'typed' | 'history'>;

function historyOf(before: Past | undefined, now?: Statement): readonly Played[] {
  if (before?.typed.kind !== 'track') return [];
  if (before.statement === now) return before.history;
  return [{ statement: before.statement, typed: before.typed }, ...before.history].slice(0, longestHistory);
}

/** Steps a cycle in which transitions begin. */
const cycleGrid = 1024;

export class Round {
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
  readonly #taken: Taken[] = [];
  /** What has been compiled of it: not what is defined again below. */
  readonly #compiled = new Map<Taken, Compiled>();
  #context: CompileContext | undefined;
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
    for (const taken of this.#taken) if (taken.typed.kind === 'let') this.#define(taken);
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
    const settings = this.#taken.filter(({ typed }) => typed.kind === 'setting');
    for (const each of settings) this.#compile(each, { library: this.#session.library, lookup, cps: 1 });
    const { cps } = settingsOf(this.#definitions);
    const context = { library: this.#session.library, lookup, cps: typeof cps === 'number' ? cps : 0.5 };
    for (const group of this.#sounding().values()) this.#compileGroup(group, context);
    for (const taken of this.#inOrder()) {
      const { name, placed } = taken;
      const compiled = this.#compiled.get(taken);
      const list = compiled && compiled.value === undefined ? this.failed : this.evaluated;
      list.push({ name, start: placed.start, end: placed.end });
    }
    this.#recompile(context);
    this.#context = context;
  }

  /** Settings come first: what sounds may ask for the tempo. */
  #inOrder(): readonly Taken[] {
    const isSetting = ({ typed }: Taken): boolean => typed.kind === 'setting';
    return [...this.#taken.filter(isSetting), ...this.#taken.filter((each) => !isSetting(each))];
  }

  /** What is no `let` and no setting, by name. */
  #sounding(): ReadonlyMap<string, readonly Taken[]> {
    const groups = new Map<string, Taken[]>();
    for (const taken of this.#taken) {
      if (taken.typed.kind === 'let' || taken.typed.kind === 'setting') continue;
      const group = groups.get(taken.name);
      if (group) group.push(taken);
      else groups.set(taken.name, [taken]);
    }
    return groups;
  }

  /** Of several definitions of one name the last good one counts; a transition leads from the one above it. */
  #compileGroup(group: readonly Taken[], context: CompileContext): void {
    if (group.some(({ typed }) => typed.transition)) {
      for (const each of group) this.#compile(each, context);
      return;
    }
    for (let index = group.length - 1; index >= 0; index -= 1) {
      const taken = group[index];
      if (taken && this.#compile(taken, context, group.slice(0, index))) return;
    }
  }

  #dropDeleted(): void {
    for (const [name, { uri }] of this.#definitions) {
      if (uri === this.#uri && !this.#mentioned.has(name)) this.#definitions.delete(name);
    }
  }

  /** `above`: what the name was given just before, and is not compiled. */
  #define(
    { name, placed, typed }: Taken,
    compiled?: Compiled,
    crossing?: Crossing,
    above: readonly Taken[] = [],
  ): void {
    const { statement } = placed;
    let before: Past | undefined = this.#definitions.get(name);
    for (const { placed, typed } of above) {
      before = { statement: placed.statement, typed, history: historyOf(before, placed.statement) };
    }
    const keys = this.#keys(name, compiled);
    const history = historyOf(before, statement);
    this.#definitions.set(name, { name, uri: this.#uri, statement, typed, compiled, keys, crossing, history });
  }

  /** Saving a file leaves a transition that it had already as it is; evaluating one begins it anew. */
  #crossing({ name, placed: { statement }, typed }: Taken): Crossing | undefined {
    if (!typed.transition) return undefined;
    const sounding = this.#session.definitions.get(name);
    if (this.#what.kind === 'file' && sounding?.statement === statement) return sounding.crossing;
    return { begin: this.#cycle, history: historyOf(this.#definitions.get(name)) };
  }

  /** What continues a node of the version that sounds has its key. */
  #keys(name: string, compiled: Compiled | undefined): Keys | undefined {
    const before = this.#session.definitions.get(name);
    if (before && before.compiled === compiled) return before.keys;
    return compiled?.value && chooseKeys(compiled.value, before?.keys);
  }

  /** False when it could not be compiled. */
  #compile(taken: Taken, context: CompileContext, above?: readonly Taken[]): boolean {
    const { placed, typed } = taken;
    const crossing = this.#crossing(taken);
    const compiled = compileDefinition(context, placed.statement, typed, crossing);
    this.#compiled.set(taken, compiled);
    if (compiled.value === undefined) return false;
    this.#define(taken, compiled, crossing, above);
    return true;
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

  /** What is wrong with what was evaluated. What is defined again below it is compiled for that alone. */
  diagnostics(): readonly Diagnostic[] {
    const found = this.#taken.flatMap((each) => this.#alsoElsewhere(each));
    for (const taken of this.#inOrder()) {
      const { placed, typed } = taken;
      if (!this.#context || typed.kind === 'let') continue;
      const compiled = this.#compiled.get(taken) ?? compileDefinition(this.#context, placed.statement, typed);
      for (const { statement, diagnostic } of compiled.diagnostics) {
        const base = statement === placed.statement ? placed.start : this.#starts.get(statement);
        if (base !== undefined) found.push(moveDiagnostic(diagnostic, base));
      }
    }
    return found;
  }

  #alsoElsewhere({ name, typed, placed }: Taken): readonly Diagnostic[] {
    const before = this.#session.definitions.get(name);
    if (!before || before.uri === this.#uri || typed.kind === 'once') return [];
    const place = { start: typed.start, end: typed.end };
    return [moveDiagnostic(compileDiagnostic('alsoElsewhere', place, [name, before.uri]), placed.start)];
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
