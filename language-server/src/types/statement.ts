// Checks one statement: what it defines, with which type, and what is wrong with it.

import type { Diagnostic, Fix } from '../syntax/diagnostic.ts';
import { foreignHabit } from '../syntax/foreign.ts';
import { parseStatement } from '../syntax/parse-statement.ts';
import type { BusStatement, Expression, Statement, SynthStatement, TransitionStatement } from '../syntax/tree.ts';
import { inferBindings } from './bindings.ts';
import { atomClass, literalClass, numericClasses } from './classes.ts';
import { coerce } from './coerce.ts';
import {
  because,
  type Call,
  type Context,
  type Globals,
  type Mark,
  mark,
  report,
  type Target,
  type Typed,
  within,
} from './context.ts';
import type { Core } from './core.ts';
import type { Library } from './environment.ts';
import { applied, withHelpfulFixes } from './helpful-fixes.ts';
import { createContext } from './infer.ts';
import { withoutMethods } from './method-chain.ts';
import { atomKind, readMini } from './mini-kind.ts';
import { monomorphic, type Scheme } from './scheme.ts';
import {
  argument,
  arrows,
  errorType,
  isError,
  isVoices,
  list,
  match,
  pattern,
  prune,
  signal,
  stringType,
  type Type,
  timeType,
  variable,
  voicesType,
} from './type.ts';
import { unify } from './unify.ts';
import { noUnit, unitType } from './unit.ts';
import { warningsOf } from './warnings.ts';

type DefinitionKind = 'track' | 'output' | 'bus' | 'let' | 'synth' | 'once' | 'setting';

export interface TypedDefinition {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly core: Core;
  /** How it takes over from what the track played: a function of the time in cycles and of both patterns, newest first. */
  readonly transition?: Core;
  readonly scheme: Scheme;
  /** Where its name stands, relative to the statement. */
  readonly start: number;
  readonly end: number;
  /** Of a synth. */
  readonly parameters: readonly { readonly name: string; readonly type: Type; readonly default: Core | undefined }[];
}

export interface TypedStatement {
  readonly statement: Statement;
  readonly definitions: readonly TypedDefinition[];
  /** Whether there is an error among the diagnostics. */
  readonly isWrong: boolean;
  /** Of types, with the warnings, which are looked for when they are first asked for; syntax errors are the statement's own. Relative offsets. */
  readonly diagnostics: readonly Diagnostic[];
  readonly marks: readonly Mark[];
  readonly calls: readonly Call[];
}

export function checkStatement(statement: Statement, library: Library, globals: Globals): TypedStatement {
  const { c, definitions } = inferred(statement, library, globals);
  const { diagnostics: found, marks, calls } = c;
  const isWrong = found.some(({ severity }) => severity === 'error');
  if (isWrong) {
    const diagnostics = explained(statement, found, library, globals);
    return { statement, definitions, isWrong, diagnostics, marks, calls };
  }
  return new Right(statement, definitions, found, marks, calls, library);
}

/** A statement without an error; its warnings are looked for when they are first asked for. */
class Right implements TypedStatement {
  readonly statement: Statement;
  readonly definitions: readonly TypedDefinition[];
  readonly isWrong = false;
  readonly marks: readonly Mark[];
  readonly calls: readonly Call[];
  readonly #found: readonly Diagnostic[];
  readonly #library: Library;
  #diagnostics: readonly Diagnostic[] | undefined;

  constructor(
    statement: Statement,
    definitions: readonly TypedDefinition[],
    found: readonly Diagnostic[],
    marks: readonly Mark[],
    calls: readonly Call[],
    library: Library,
  ) {
    this.statement = statement;
    this.definitions = definitions;
    this.marks = marks;
    this.calls = calls;
    this.#found = found;
    this.#library = library;
  }

  get diagnostics(): readonly Diagnostic[] {
    const { text } = this.statement;
    this.#diagnostics ??= [
      ...this.#found,
      ...this.definitions.flatMap((each) => warningsOf(each, this.#library, text)),
    ];
    return this.#diagnostics;
  }
}

/** Errors with the fixes that help, or the one habit of another language that all of them come from. */
function explained(
  statement: Statement,
  errors: readonly Diagnostic[],
  library: Library,
  globals: Globals,
): readonly Diagnostic[] {
  const habit = statement.kind === 'errorStatement' ? undefined : foreignHabit(statement.text);
  const check = (text: string): readonly Diagnostic[] => {
    const other = parseStatement(text);
    const { c, definitions } = inferred(other, library, globals);
    return [...other.diagnostics, ...c.diagnostics, ...definitions.flatMap((each) => warningsOf(each, library, text))];
  };
  return withHelpfulFixes(statement.text, habit ? [translated(statement, habit, library, check)] : errors, check);
}

/** With what a chain of methods is in this language, where that is known and right. */
function translated(
  statement: Statement,
  habit: Diagnostic,
  library: Library,
  check: (text: string) => readonly Diagnostic[],
): Diagnostic {
  if (!('value' in statement) || habit.fixes) return habit;
  const { start, end } = statement.value;
  const text = withoutMethods(statement.text.slice(start, end), library);
  if (text === undefined) return habit;
  const fix: Fix = { title: `Write \`${text}\``, edits: [{ start, end, text }] };
  if (check(applied(statement.text, fix)).some(({ severity }) => severity === 'error')) return habit;
  return { ...habit, help: `Write \`${text}\`.`, fixes: [fix] };
}

function inferred(statement: Statement, library: Library, globals: Globals) {
  const c = createContext(library, globals, statement.text);
  const definitions = define(c, statement);
  checkAtoms(c);
  return { c, definitions };
}

/** Atoms that are none of the type expected: `fast "a"`. What is polymorphic is read where it is used. */
function checkAtoms(c: Context): void {
  for (const { expression, type } of c.texts) {
    const found = prune(type);
    if (found.tag === 'variable' || found.name === 'String') continue;
    for (const { start, end, message, help, fixes } of readMini(expression, atomKind(found)).problems) {
      report(c, 'miniNotation', { start, end }, [message], { ...(help && { help }), ...(fixes && { fixes }) });
    }
  }
}

function define(c: Context, statement: Statement): readonly TypedDefinition[] {
  const single = (kind: DefinitionKind, { core, type }: Typed): readonly TypedDefinition[] => {
    if (!('name' in statement)) return [];
    const { start, end, text } = statement.name;
    mark(c, statement.name, type);
    return [{ name: text, kind, core, scheme: monomorphic(type), start, end, parameters: [] }];
  };
  switch (statement.kind) {
    case 'track':
    case 'output':
    case 'once':
      return single(statement.kind, played(c, statement.value, statement.name.text));
    case 'transition':
      return transition(c, statement);
    case 'bus':
      return single('bus', busValue(c, statement));
    case 'setting':
      return single('setting', c.check(statement.value, signal(noUnit), because(`\`${statement.name.text}\` is`)));
    case 'let':
      return lets(c, statement);
    case 'synth':
      return [synth(c, statement)];
    case 'errorStatement':
      c.infer(statement.value);
      return [];
    case 'command':
      return [];
  }
}

/** `xfade 8 d1 $ e` defines the track that it leads to. */
function transition(c: Context, statement: TransitionStatement): readonly TypedDefinition[] {
  const { target, value } = statement;
  const way = wayOf(c, statement);
  const found = played(c, value, target?.text ?? statement.name.text);
  const isSignal = !isVoices(found.core.tag === 'convert' ? found.core.from : found.type) && !isError(found.type);
  const { core, type } = isSignal ? voicesExpected(c, statement) : found;
  if (!target) return [];
  const { start, end, text: name } = target;
  mark(c, target, type);
  return [{ name, kind: 'track', core, transition: way.core, scheme: monomorphic(type), start, end, parameters: [] }];
}

const wayType = arrows([pattern(timeType), list(voicesType)], voicesType);

/** The function of the library that leads from one pattern to the next; `xfade 8` is `xfadeIn 8`. */
function wayOf(c: Context, { name, arguments: given }: TransitionStatement): Typed {
  const timed = `${name.text}In`;
  const isTimed = given.length === 1 && c.library.find(timed).length > 0;
  const fn = isTimed ? { ...name, text: timed } : name;
  const { start, end } = { start: name.start, end: given.at(-1)?.end ?? name.end };
  const call: Expression =
    given.length === 0 ? fn : { kind: 'application', function: fn, arguments: given, start, end };
  return c.check(call, wayType, because(`\`${name.text}\` is`));
}

function voicesExpected(c: Context, { name, value }: TransitionStatement): Typed {
  return report(c, 'mismatch', value, [`\`${name.text}\` leads to`, '`Voices`', '`Signal`']);
}

/** Voices or a signal. A bare string is neither, though it could be held as one. */
function played(c: Context, expression: Expression, name: string): Typed {
  const value = c.infer(expression);
  const type = prune(value.type);
  const reason = because(`\`${name}\` plays`);
  const element = match(type, 'Pattern');
  const inner = element && prune(argument(element, 0));
  if (inner?.tag === 'variable' && inner.classes & atomClass && !(inner.classes & numericClasses))
    unify(inner, stringType);
  const bare = type.tag === 'variable' && type.classes & literalClass;
  if (bare || (element && match(argument(element, 0), 'String'))) {
    return coerce(c, bare ? { ...value, type: stringPattern } : value, voicesType, reason);
  }
  if (type.tag === 'constructor' && type.name === '->') return coerce(c, value, voicesType, reason);
  return coerce(c, value, signal(noUnit), reason);
}

const stringPattern = pattern(stringType);

/** A bus that does not say its unit has none, and fits wherever a number does. */
function busValue(c: Context, statement: BusStatement): Typed {
  const unit = variable(c.level);
  const value = c.check(statement.value, signal(unit), because('A bus is'));
  if (prune(unit).tag === 'variable') unify(unit, noUnit);
  return value;
}

function lets(c: Context, statement: Extract<Statement, { kind: 'let' }>): readonly TypedDefinition[] {
  const names = new Map<string, Target>();
  c.scope = { parent: c.scope, names };
  const definitions: TypedDefinition[] = [];
  for (const { name: place, scheme, core } of inferBindings(c, statement.bindings)) {
    const { start, end, text: name } = place;
    const target: Target = { kind: 'defined', name, scheme };
    mark(c, place, scheme.type, target);
    names.set(name, target);
    definitions.push({ name, kind: 'let', core, scheme, start, end, parameters: [] });
  }
  return definitions.sort((a, b) => a.start - b.start);
}

/** What every synth has without saying so. */
const implicitParameters: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['freq', signal(unitType('hz'))],
  ['gate', signal(noUnit)],
  ['velocity', signal(noUnit)],
  ['sustain', signal(unitType('s'))],
]);

/** Voices cannot play inside of a voice. */
function synthSignal(c: Context, expression: Expression): Typed {
  const value = c.infer(expression);
  if (!isVoices(value.type)) return coerce(c, value, signal(noUnit), because('A synth makes'));
  return report(c, 'mismatch', value.core, ['A synth makes', '`Signal`', '`Voices`']);
}

function synth(c: Context, statement: SynthStatement): TypedDefinition {
  const names = new Map<string, Target>();
  for (const [name, type] of implicitParameters) names.set(name, { kind: 'parameter', name, type });
  const parameters = statement.parameters.map((parameter) => {
    const name = parameter.name.text;
    const type = implicitParameters.get(name) ?? signal(variable(c.level));
    const value = parameter.default && c.check(parameter.default, type, because('A parameter of a synth is'));
    const target: Target = { kind: 'parameter', name, type };
    names.set(name, target);
    mark(c, parameter.name, type, target);
    return { name, type, default: value?.core };
  });
  const value = within(c, names, () => synthSignal(c, statement.value));
  const type =
    prune(value.type) === errorType
      ? errorType
      : arrows(
          parameters.map((each) => each.type),
          signal(noUnit),
        );
  const { start, end, text: name } = statement.name;
  mark(c, statement.name, type);
  return { name, kind: 'synth', core: value.core, scheme: monomorphic(type), start, end, parameters };
}
