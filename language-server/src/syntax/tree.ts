// The syntax tree: immutable nodes with UTF-16 offsets, relative to the start of the statement they stand in,
// so that a statement that did not change is the same object after an edit elsewhere and everything computed from it stays valid.

import type { Diagnostic } from './diagnostic.ts';
import type { MiniPattern } from './mini-tree.ts';
import type { Span } from './span.ts';
import type { TypeNode } from './type-tree.ts';

export type { Span } from './span.ts';

/** A parsed file. `text` is the whole source: a printer needs nothing else. */
export interface SourceFile {
  readonly text: string;
  readonly statements: readonly PlacedStatement[];
  /** Comments outside of statements and in them, absolute offsets. */
  readonly comments: readonly Span[];
}

/** A statement and its absolute place; every offset inside `statement` is relative to `start`. */
export interface PlacedStatement {
  readonly start: number;
  readonly end: number;
  readonly statement: Statement;
}

interface StatementBase extends Span {
  /** The statement's own source text; `start` is 0 and `end` is its length. */
  readonly text: string;
  /** Syntax errors in it, relative offsets. A statement with an error is still as complete a tree as could be made. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every name and bus in it, as often as it stands there: its own and locals are among them. */
  readonly mentions: readonly string[];
}

/** A name where it is defined or mentioned. `text` of a bus includes its `~`. */
export interface Name extends Span {
  readonly kind: 'name';
  readonly text: string;
}

/** `d1 $ e` */
export interface TrackStatement extends StatementBase {
  readonly kind: 'track';
  readonly name: Name;
  readonly value: Expression;
}

/** `out $ e`, `o3 $ e` */
export interface OutputStatement extends StatementBase {
  readonly kind: 'output';
  readonly name: Name;
  readonly value: Expression;
}

/** `~name: e` */
export interface BusStatement extends StatementBase {
  readonly kind: 'bus';
  readonly name: Name;
  readonly value: Expression;
}

/** `let f x = e`, with one or more bindings. */
export interface LetStatement extends StatementBase {
  readonly kind: 'let';
  readonly bindings: readonly Binding[];
}

/** `synth name a b = e`; a parameter may have a default: `(b = 0.2)` or `b=0.2`. */
export interface SynthStatement extends StatementBase {
  readonly kind: 'synth';
  readonly name: Name;
  readonly parameters: readonly SynthParameter[];
  readonly value: Expression;
}

export interface SynthParameter extends Span {
  readonly kind: 'synthParameter';
  readonly name: Name;
  readonly default: Expression | undefined;
}

export type SettingName = 'tempo' | 'cps' | 'bpm' | 'seed' | 'quant';

/** `tempo: 124 bpm`, `cps: 0.5`, `seed: 7` */
export interface SettingStatement extends StatementBase {
  readonly kind: 'setting';
  readonly name: Name;
  readonly setting: SettingName;
  readonly value: Expression;
  /** The unit after `tempo`'s value. */
  readonly unit: 'bpm' | 'cps' | undefined;
}

/** `hush`, `hush1`, `panic`, `solo d1 d2`, `mute ~bass`, `unsolo`, `unmute d1` */
export interface CommandStatement extends StatementBase {
  readonly kind: 'command';
  /** The command as written, such as `hush3`. */
  readonly name: Name;
  readonly command: CommandName;
  readonly targets: readonly Name[];
}

export type CommandName =
  | 'hush'
  | 'panic'
  | 'solo'
  | 'unsolo'
  | 'mute'
  | 'unmute'
  | 'unsoloAll'
  | 'unmuteAll'
  | 'resetCycles';

/** `once $ e` */
export interface OnceStatement extends StatementBase {
  readonly kind: 'once';
  readonly name: Name;
  readonly value: Expression;
}

/** `xfade 8 d1 $ e`, `jumpIn' 2 d1 $ e`; Tidal's order `xfadeIn 1 8 $ e` names track 1 by number. */
export interface TransitionStatement extends StatementBase {
  readonly kind: 'transition';
  readonly name: Name;
  /** `d1`; where Tidal's order was used, its text is made from the number and its span is the number's. */
  readonly target: Name | undefined;
  readonly arguments: readonly Expression[];
  readonly value: Expression;
}

/** An expression on its own, or something that is no statement: always carries an error. */
export interface ErrorStatement extends StatementBase {
  readonly kind: 'errorStatement';
  readonly value: Expression;
}

export type Statement =
  | TrackStatement
  | OutputStatement
  | BusStatement
  | LetStatement
  | SynthStatement
  | SettingStatement
  | CommandStatement
  | OnceStatement
  | TransitionStatement
  | ErrorStatement;

/** `f x y = e`, or only a signature `f : T`. */
export interface Binding extends Span {
  readonly kind: 'binding';
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly annotation: TypeNode | undefined;
  /** Absent in a signature without a definition. */
  readonly value: Expression | undefined;
}

/** What a lambda or a function binds. */
export type Parameter = Name | WildcardParameter | TupleParameter;

export interface WildcardParameter extends Span {
  readonly kind: 'wildcard';
}

export interface TupleParameter extends Span {
  readonly kind: 'tupleParameter';
  readonly elements: readonly Parameter[];
}

export type Unit = 'hz' | 'khz' | 'ms' | 's' | 'c' | 'db' | 'st' | '%' | 'bpm' | 'cps';

/** A numeral; never negative (a minus is a `negation`). */
export interface NumberExpression extends Span {
  readonly kind: 'number';
  /** In the unit written, not converted: `2khz` is 2. */
  readonly value: number;
  /** The numeral without its unit, for exact arithmetic: `0.25`, `1e3`, `0x10`, `1/8`. */
  readonly digits: string;
  readonly unit: Unit | undefined;
}

/** Mini-notation, or a plain name such as a scale's. */
export interface StringExpression extends Span {
  readonly kind: 'string';
  /** What stands between the quotes; it begins at `start + 1`. There are no escapes. */
  readonly text: string;
  /** Parsed without knowing the atoms' type; `parseMini` again with the type gives the values. */
  readonly mini: MiniPattern;
  /** Its errors are already among the statement's diagnostics: do not report them again. */
  readonly broken: boolean;
}

export interface NameExpression extends Span {
  readonly kind: 'name';
  /** May also be a note or chord (`ef5`, `c'maj`) where nothing of that name is defined: see `notes.ts`. */
  readonly text: string;
}

/** `~lfo` */
export interface BusExpression extends Span {
  readonly kind: 'bus';
  /** With its `~`. */
  readonly text: string;
}

/** `f x y q=0.3`, flat: the function is never itself an application. */
export interface ApplicationExpression extends Span {
  readonly kind: 'application';
  readonly function: Expression;
  readonly arguments: readonly Argument[];
}

export type Argument = Expression | NamedArgument;

/** `q=0.3` */
export interface NamedArgument extends Span {
  readonly kind: 'namedArgument';
  readonly name: Name;
  readonly value: Expression;
}

/** An operator where it stands; `text` is `#`, `|+|`, or a name when written in backticks. */
export interface Operator extends Span {
  readonly kind: 'operator';
  readonly text: string;
  readonly backticks: boolean;
}

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: Operator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `-x` */
export interface NegationExpression extends Span {
  readonly kind: 'negation';
  readonly operand: Expression;
}

/** `(1/8 ~>)`: waits for its right operand. */
export interface LeftSectionExpression extends Span {
  readonly kind: 'leftSection';
  readonly operator: Operator;
  readonly operand: Expression;
}

/** `(# speed 2)`: waits for its left operand. */
export interface RightSectionExpression extends Span {
  readonly kind: 'rightSection';
  readonly operator: Operator;
  readonly operand: Expression;
}

/** `(+)` */
export interface OperatorExpression extends Span {
  readonly kind: 'operatorName';
  readonly operator: Operator;
}

/** `\x y -> e` */
export interface LambdaExpression extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface ListExpression extends Span {
  readonly kind: 'list';
  readonly elements: readonly Expression[];
}

/** `[0 .. 7]`, `[0, 2 .. 8]` */
export interface RangeExpression extends Span {
  readonly kind: 'range';
  readonly from: Expression;
  readonly next: Expression | undefined;
  readonly to: Expression | undefined;
}

/** `(a, b)`; `()` has no elements. */
export interface TupleExpression extends Span {
  readonly kind: 'tuple';
  readonly elements: readonly Expression[];
}

export interface ParenthesisedExpression extends Span {
  readonly kind: 'parenthesised';
  readonly inner: Expression;
}

/** `let a = 1 in e`, or `e where a = 1`. */
export interface LetExpression extends Span {
  readonly kind: 'letIn';
  readonly style: 'let' | 'where';
  readonly bindings: readonly Binding[];
  readonly body: Expression;
}

/** `e :: T` */
export interface AnnotationExpression extends Span {
  readonly kind: 'annotation';
  readonly expression: Expression;
  readonly type: TypeNode;
}

/** Where an expression is missing or unreadable; the diagnostic has been given. `parts` is what could be read. */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
  readonly parts: readonly Expression[];
}

export type Expression =
  | NumberExpression
  | StringExpression
  | NameExpression
  | BusExpression
  | ApplicationExpression
  | BinaryExpression
  | NegationExpression
  | LeftSectionExpression
  | RightSectionExpression
  | OperatorExpression
  | LambdaExpression
  | ListExpression
  | RangeExpression
  | TupleExpression
  | ParenthesisedExpression
  | LetExpression
  | AnnotationExpression
  | ErrorExpression;
