// Checks a file: statements in the order in which they need each other, each one again only when it or what it uses changed.

import type { Diagnostic, Outcome } from '../syntax/diagnostic.ts';
import { moveDiagnostic } from '../syntax/diagnostic.ts';
import { lazily } from '../syntax/lazily.ts';
import type { SourceFile, Statement } from '../syntax/tree.ts';
import { descendants } from '../syntax/walk.ts';
import { withCircle } from './circle.ts';
import type { Globals, Mark } from './context.ts';
import type { Library, SessionTypes } from './environment.ts';
import { onFreeTrack } from './free-track.ts';
import { diagnose } from './messages.ts';
import { printScheme } from './print.ts';
import { monomorphic, type Scheme } from './scheme.ts';
import { checkStatement, type TypedStatement } from './statement.ts';
import { errorType, signal } from './type.ts';
import { noUnit } from './unit.ts';

export interface TypedFile {
  readonly file: SourceFile;
  /** One for each of `file.statements`, in their order. */
  readonly statements: readonly TypedStatement[];
  /** The session's types with this file's definitions added. */
  readonly types: SessionTypes;
}

/** A checked statement and what it asked of its surroundings. */
interface Checked {
  readonly typed: TypedStatement;
  readonly asked: readonly Question[];
}

interface Question {
  readonly kind: keyof Answers;
  readonly name: string;
  readonly answer: Answer;
}

interface Answers {
  readonly let: Scheme | 'circular' | undefined;
  readonly bus: Scheme | undefined;
  readonly parameter: 'yes' | undefined;
}

type Answer = Answers[keyof Answers];

const caches = new WeakMap<Library, WeakMap<Statement, Checked>>();

/** The diagnostics are put together when they are first asked for: an evaluation answers without them. */
export function checkFile(file: SourceFile, library: Library, session: SessionTypes): Outcome<TypedFile> {
  let cache = caches.get(library);
  if (!cache) {
    cache = new WeakMap();
    caches.set(library, cache);
  }
  const statements = file.statements.map(({ statement }) => statement);
  const types = collectTypes(statements, session);
  const done: TypedStatement[] = [];
  const position = definedIn(statements);
  const checkedNames = new Set<string>();
  for (const index of inOrder(statements, position)) {
    const statement = statements[index];
    if (!statement) continue;
    const unchecked = (name: string) => position.has(name) && !checkedNames.has(name);
    const typed = cached(cache, statement, library, { types, unchecked });
    done[index] = typed;
    for (const { name, kind, scheme } of typed.definitions) {
      if (kind === 'let') types.lets.set(name, scheme);
      if (kind === 'bus') types.buses.set(name, scheme);
    }
    for (const name of definedNames(statement)) checkedNames.add(name);
  }
  const diagnostics = lazily(() => diagnosticsOf(file, done, position));
  return {
    value: { file, statements: done, types },
    get diagnostics() {
      return diagnostics();
    },
  };
}

/** All that is wrong with a file, in the file's offsets. */
function diagnosticsOf(
  file: SourceFile,
  typed: readonly TypedStatement[],
  position: ReadonlyMap<string, number>,
): readonly Diagnostic[] {
  const statements = file.statements.map(({ statement }) => statement);
  const diagnostics = duplicates(file);
  const inFull = (each: Diagnostic, index: number): Diagnostic =>
    each.code === 'cyclicDefinition' ? withCircle(each, statements, index, position) : each;
  file.statements.forEach(({ start, statement }, index) => {
    for (const each of statement.diagnostics) diagnostics.push(moveDiagnostic(onFreeTrack(each, file), start));
    const found = typed[index]?.diagnostics ?? [];
    if (found.length === 0) return;
    const isTold = worthTelling(statement);
    for (const each of found) if (isTold(each)) diagnostics.push(moveDiagnostic(inFull(each, index), start));
  });
  return diagnostics;
}

/** Nothing else can be said of a statement with one of these. */
const isAll: ReadonlySet<string> = new Set(['unclosedString', 'foreign']);
const unknownNames: ReadonlySet<string> = new Set(['unknownName', 'unknownBus']);

/**
 * One mistake gives one error: where the structure of a statement is wrong its types follow from the guess that mended it. What is
 * wrong inside of a string stays there.
 */
function worthTelling(statement: Statement): (problem: Diagnostic) => boolean {
  const broken = statement.diagnostics.filter(({ code, severity }) => severity === 'error' && !code.startsWith('mini'));
  if (broken.length === 0) return () => true;
  if (statement.kind === 'errorStatement' || broken.some(({ code }) => isAll.has(code))) return () => false;
  return ({ code }) => unknownNames.has(code);
}

interface Types {
  readonly lets: Map<string, Scheme>;
  readonly buses: Map<string, Scheme>;
  readonly parameters: Set<string>;
}

/** The session's, with this file's buses as plain signals until they are checked. */
function collectTypes(statements: readonly Statement[], session: SessionTypes): Types {
  const types: Types = {
    lets: new Map(session.lets),
    buses: new Map(session.buses),
    parameters: new Set(session.parameters),
  };
  for (const statement of statements) {
    if (statement.kind === 'bus') types.buses.set(statement.name.text, plainBus);
    if (statement.kind === 'let') for (const { name } of statement.bindings) types.lets.delete(name.text);
    if (statement.kind === 'synth') for (const { name } of statement.parameters) types.parameters.add(name.text);
  }
  return types;
}

const plainBus = monomorphic(signal(noUnit));
const brokenScheme = monomorphic(errorType);

interface Surroundings {
  readonly types: Types;
  /** Defined in this file, but not checked yet: it and what uses it are in a circle. */
  unchecked(name: string): boolean;
}

function cached(
  cache: WeakMap<Statement, Checked>,
  statement: Statement,
  library: Library,
  surroundings: Surroundings,
): TypedStatement {
  const known = cache.get(statement);
  if (known?.asked.every(({ kind, name, answer }) => same(replies[kind](name, surroundings), answer)))
    return known.typed;
  const globals = new Remembered(surroundings);
  const typed = withCircles(checkStatement(statement, library, globals), globals.circular);
  cache.set(statement, { typed, asked: globals.asked });
  return typed;
}

/** The surroundings of one statement, and what it asks of them. */
class Remembered implements Globals {
  readonly asked: Question[] = [];
  /** Names that need what asks for them. */
  readonly circular: string[] = [];
  /** Of definitions and of buses, whose names begin with `~`. */
  readonly #known = new Map<string, Scheme | undefined>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  definition(name: string): Scheme | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const answer = this.#ask('let', name);
    if (answer === 'circular') this.circular.push(name);
    const scheme = answer === 'circular' ? brokenScheme : answer;
    this.#known.set(name, scheme);
    return scheme;
  }

  bus(name: string): Scheme | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    const scheme = this.#ask('bus', name);
    this.#known.set(name, scheme);
    return scheme;
  }

  isParameter(name: string): boolean {
    return this.#ask('parameter', name) !== undefined;
  }

  *names(): Iterable<string> {
    const { lets, buses, parameters } = this.#surroundings.types;
    yield* lets.keys();
    yield* buses.keys();
    yield* parameters;
  }

  #ask<Kind extends Question['kind']>(kind: Kind, name: string): Answers[Kind] {
    const answer = replies[kind](name, this.#surroundings);
    this.asked.push({ kind, name, answer });
    return answer;
  }
}

const replies: { [Kind in keyof Answers]: (name: string, surroundings: Surroundings) => Answers[Kind] } = {
  let: (name, { types, unchecked }) => types.lets.get(name) ?? (unchecked(name) ? 'circular' : undefined),
  bus: (name, { types }) => types.buses.get(name),
  parameter: (name, { types }) => (types.parameters.has(name) ? 'yes' : undefined),
};

/** Two answers are the same when a user would read the same type: the definition may have been checked again. */
function same(now: Answer, before: Answer): boolean {
  if (now === before) return true;
  return typeof now === 'object' && typeof before === 'object' && printed(now) === printed(before);
}

const printedSchemes = new WeakMap<Scheme, string>();

function printed(scheme: Scheme): string {
  let text = printedSchemes.get(scheme);
  if (text === undefined) {
    text = printScheme(scheme);
    printedSchemes.set(scheme, text);
  }
  return text;
}

function withCircles(typed: TypedStatement, circular: readonly string[]): TypedStatement {
  if (circular.length === 0) return typed;
  const { statement } = typed;
  const problems: Diagnostic[] = [];
  for (const node of descendants(statement)) {
    if (
      node.kind !== 'name' ||
      !circular.includes(node.text) ||
      node === ('name' in statement ? statement.name : undefined)
    )
      continue;
    if (statement.kind === 'let' && statement.bindings.some(({ name }) => name === node)) continue;
    problems.push(
      diagnose('cyclicDefinition', node, [node.text], { help: 'A definition may only use what does not need it.' }),
    );
    break;
  }
  if (problems.length === 0) return typed;
  return { ...typed, isWrong: true, diagnostics: [...problems, ...typed.diagnostics] };
}

/** Names that a `let` or a bus statement defines. */
function definedNames(statement: Statement): readonly string[] {
  if (statement.kind === 'let') return statement.bindings.map(({ name }) => name.text);
  return statement.kind === 'bus' ? [statement.name.text] : [];
}

/** Where each name is defined last. */
function definedIn(statements: readonly Statement[]): ReadonlyMap<string, number> {
  const position = new Map<string, number>();
  statements.forEach((statement, index) => {
    for (const name of definedNames(statement)) position.set(name, index);
  });
  return position;
}

/** Indices so that definitions come before their uses; without recursion, as a file may be one long chain. */
function inOrder(statements: readonly Statement[], position: ReadonlyMap<string, number>): readonly number[] {
  const order: number[] = [];
  const state = new Uint8Array(statements.length);
  const stack: number[] = [];
  for (let root = statements.length - 1; root >= 0; root -= 1) stack.push(root);
  while (stack.length > 0) {
    const index = stack.at(-1) ?? 0;
    const statement = statements[index];
    if (state[index] !== 0 || !statement) {
      stack.pop();
      if (state[index] === 1) order.push(index);
      state[index] = 2;
      continue;
    }
    state[index] = 1;
    for (const name of statement.mentions) {
      const needed = position.get(name);
      if (needed !== undefined && state[needed] === 0) stack.push(needed);
    }
  }
  return order;
}

function duplicates(file: SourceFile): Diagnostic[] {
  const last = new Map<string, number>();
  const found: Diagnostic[] = [];
  for (let index = file.statements.length - 1; index >= 0; index -= 1) {
    const placed = file.statements[index];
    if (!placed) continue;
    const { statement, start } = placed;
    if (statement.kind === 'let') {
      for (const { name, value } of statement.bindings) if (value) check(name);
    } else if (
      statement.kind === 'bus' ||
      statement.kind === 'synth' ||
      statement.kind === 'track' ||
      statement.kind === 'output'
    ) {
      check(statement.name);
    }
    function check(name: { readonly text: string; readonly start: number; readonly end: number }): void {
      if (last.has(name.text)) found.push(moveDiagnostic(diagnose('duplicateDefinition', name, [name.text]), start));
      last.set(name.text, index);
    }
  }
  return found;
}

/** The narrowest typed place around an offset of the file. */
export function typeAt(typed: TypedFile, offset: number): (Mark & { readonly statement: TypedStatement }) | undefined {
  const index = typed.file.statements.findIndex(({ start, end }) => start <= offset && offset <= end);
  const placed = typed.file.statements[index];
  const statement = typed.statements[index];
  if (!placed || !statement) return undefined;
  const at = offset - placed.start;
  let best: Mark | undefined;
  for (const each of statement.marks) {
    if (each.start > at || at > each.end) continue;
    if (
      !best ||
      each.end - each.start < best.end - best.start ||
      (each.target && !best.target && each.end - each.start === best.end - best.start)
    )
      best = each;
  }
  return best && { ...best, start: best.start + placed.start, end: best.end + placed.start, statement };
}
