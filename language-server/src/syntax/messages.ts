// Every syntax error there is: its code, what is said, and what to do about it. `{0}`, `{1}` are parts of the user's text.

import type { Diagnostic, Edit, Related, Severity } from './diagnostic.ts';
import type { Span } from './span.ts';

interface Message {
  readonly text: string;
  readonly help?: string;
  readonly severity?: Severity;
}

const messages = {
  unknownCharacter: { text: 'The character `{0}` has no meaning here.' },
  wrongQuotes: { text: 'Strings are written between straight double quotes, not `{0}`.' },
  unclosedString: { text: 'This string is not closed.', help: 'Put a `"` where it ends.' },
  unclosedComment: { text: 'This comment is not closed.', help: 'Put `-}` where it ends.' },
  unclosedBracket: { text: '`{0}` is not closed.', help: 'Put a `{1}` where it ends.' },
  strayBracket: { text: 'There is no `{1}` that this `{0}` closes.', help: 'Take it out, or open it before.' },
  wrongBracket: { text: '`{0}` is closed by `{1}`.', help: 'Close it with `{2}`.' },
  tooDeep: { text: 'Brackets are nested more than {0} deep here.', help: 'Give the inner part a name with `let`.' },
  tooLong: { text: 'This expression is nested too deeply.', help: 'Give parts of it names with `let`.' },
  foreignComment: { text: 'A comment begins with `--`, or stands between `{-` and `-}`.' },
  unquotedPattern: { text: 'A pattern is written between quotes.' },
  detachedUnit: { text: 'The unit `{0}` must touch its number.' },
  notPositive: { text: 'A tempo is more than 0.' },
  busWithoutTilde: { text: 'The name of a bus begins with `~`.' },
  leadingDot: { text: 'A number begins with a digit.', help: 'Write `0{0}`.' },
  unknownUnit: {
    text: 'There is no unit `{0}`.',
    help: 'Units are hz khz ms s c (cycles) db st (semitones) % bpm cps.',
  },
  unknownOperator: { text: 'There is no operator `{0}`.' },
  expectedExpression: { text: 'An expression is missing {0}.' },
  unexpected: { text: '`{0}` does not belong here.' },
  unexpectedKeyword: { text: '`{0}` does not belong here.' },
  missingThen: { text: 'The `{0}` of this `if` is missing.', help: 'As in `if even i then s "bd" else s "sn"`.' },
  noDo: { text: 'There is no `do`.', help: 'Write each statement in column 0 of its own.' },
  noCase: { text: 'There is no `case`.', help: 'Use `squeeze`, `select` or a function.' },
  missingDollar: { text: 'A `$` is missing after `{0}`.' },
  dollarExpected: { text: '`{0}` is followed by `$`, not by `{1}`.' },
  missingColon: { text: 'A `:` is missing after `{0}`.' },
  colonExpected: { text: '`{0}` is followed by `:`, not by `{1}`.' },
  missingEquals: { text: 'A `=` is missing here.' },
  equalsExpected: { text: 'A definition has `=` here, not `{0}`.' },
  missingArrow: { text: 'A lambda has `->` between its parameters and its body.' },
  missingParameter: { text: 'A lambda needs a parameter.', help: 'Such as `\\x -> fast 2 x`.' },
  badParameter: { text: 'A parameter is a name, `_`, or a tuple of them.' },
  missingName: { text: 'A name is missing after `{0}`.' },
  missingIn: { text: 'The `in` of this `let` is missing.', help: 'As in `let x = 1 in x + 1`.' },
  lambdaNeedsBrackets: { text: 'A lambda that is an argument needs brackets.' },
  sectionNeedsBrackets: { text: 'This section needs brackets around what stands beside `{0}`.' },
  mixedOperators: { text: '`{0}` and `{1}` beside each other need brackets to say which comes first.' },
  badNamedArgument: {
    text: 'A named argument needs a value.',
    help: 'Such as `q=0.3`; more than one word needs brackets.',
  },
  missingType: { text: 'A type is missing here.', help: 'Such as `Pattern Note -> Voices`.' },
  noSuchTrack: { text: 'There is no track `{0}`.', help: 'Tracks are d1 to d16.' },
  noSuchOutput: { text: 'There is no output `{0}`.', help: 'Outputs are o1 to o16.' },
  noTrack: { text: '`{0}` needs a track.', help: 'As in `{0} 8 d1 $ sound "bd"`.' },
  noTarget: { text: '`{0}` needs a track.', help: 'As in `{0} d1`.' },
  badTarget: { text: '`{0}` takes the names of tracks, outputs or buses.', help: 'As in `{0} d1 d2`.' },
  badUnit: { text: 'A tempo is in `bpm` or `cps`.' },
  notAStatement: {
    text: 'This is on no track, so it would not sound.',
    help: 'Begin it with `d1 $`, or name it with `let`.',
  },
  unknownStatement: { text: '`{0}` begins no statement.' },
  definitionWithoutLet: { text: 'A definition begins with `let`.' },
  foreign: { text: '{0}' },
  notIndented: { text: 'A line that goes on from the one before is indented.' },

  miniUnclosed: { text: '`{0}` is not closed in this pattern.', help: 'Put a `{1}` where it ends.' },
  miniStray: { text: 'There is no `{1}` in this pattern that this `{0}` closes.', help: 'Take it out.' },
  miniWrong: { text: '`{0}` is closed by `{1}` in this pattern.', help: 'Close it with `{2}`.' },
  miniTooDeep: { text: 'Brackets are nested more than {0} deep in this pattern.' },
  miniUnexpected: { text: '`{0}` does not belong here in a pattern.' },
  miniNothingBefore: { text: '`{0}` needs a step before it.' },
  miniMissingFactor: { text: 'A number is missing after `{0}`.', help: 'Such as `bd{0}2` or `bd{0}<2 3>`.' },
  miniMissingSteps: { text: 'The number of steps is missing after `%`.', help: 'Such as `{a b c}%4`.' },
  miniTwice: { text: 'A step has only one `*` or `/`.', help: 'Put brackets around the first: `[bd*2]*3`.' },
  miniSpeedAfterEuclid: {
    text: '`{0}` goes before the Euclidean rhythm.',
    help: 'Write `bd{0}2(3,8)`, or brackets: `[bd(3,8)]{0}2`.',
  },
  miniDetached: { text: '`{0}` must touch what it belongs to.' },
  miniRepeatAndWeight: { text: 'A step has either `!` or `@`, not both.', help: 'Use brackets: `[bd@3]!2`.' },
  miniRangeModifier: { text: '`{0}` cannot follow a range.', help: 'Use brackets: `[0 .. 3]{0}2`.' },
  miniRangeTwice: { text: 'A range has two ends.', help: 'Use brackets: `[0 .. 3] .. 7`.' },
  miniRangeOfNames: { text: 'Nothing can follow a range of names.', help: 'Put brackets around it: `[bd .. sn] hh`.' },
  miniDots: { text: '`..` has nothing before it, and is read as two `.`.', severity: 'warning' },
  miniRangeEnd: { text: 'The end of this range is missing.' },
  miniMixed: { text: '`,` and `|` in one pair of brackets.', help: 'Put inner brackets around one of them.' },
  miniEuclid: { text: 'A Euclidean rhythm is written `(pulses,steps)` or `(pulses,steps,rotation)`.' },
  miniEuclidEmpty: {
    text: 'A number is missing in this Euclidean rhythm, so that it is silent.',
    help: 'It is written `(pulses,steps)` or `(pulses,steps,rotation)`.',
    severity: 'warning',
  },
  miniRestInNumbers: { text: '`~` cannot stand where numbers are read.', help: 'A rest has no number.' },
  miniProbability: { text: 'A probability has a point.', help: 'Write `?{0}`, from `?0.0` to `?1.0`.' },
  miniWeight: { text: 'A weight must be more than 0.' },
  miniWeightPattern: {
    text: '`@` takes a number; `{0}` here begins a new step.',
    severity: 'warning',
  },
  miniRepeats: { text: '`!{0}` is too many.', help: 'At most {1} repetitions.' },
  miniFoot: { text: 'There is nothing after this `.`.', help: 'A `.` stands between groups: `bd sn . hh hh`.' },
  miniNotString: { text: '`{0}` is not a name.', help: 'A name begins with a letter or a digit.' },
  miniNotNumber: { text: '`{0}` is not a number or a note.' },
  miniNotNote: { text: '`{0}` is not a note.', help: "Notes are numbers or names such as `e`, `cs5`, `a'min7`." },
  miniNotInteger: { text: '`{0}` is not a whole number.' },
  miniNotRational: { text: '`{0}` is not a number.', help: 'Such as `0.25`, `1%4` or `q`.' },
  miniNotBoolean: { text: '`{0}` is neither true nor false.', help: 'Write `t` or `1`, `f` or `0`.' },
  miniNotCharacter: { text: '`{0}` is not a letter or a digit.' },
  miniFraction: { text: 'Both parts of a fraction are whole numbers, and the lower one is not 0.' },
  miniUnknownChord: { text: 'There is no chord `{0}`.', severity: 'warning' },
} as const satisfies Record<string, Message>;

export type SyntaxCode = keyof typeof messages;

export const syntaxCodes = Object.keys(messages) as readonly SyntaxCode[];

export interface Extras {
  readonly fix?: { readonly title: string; readonly edits: readonly Edit[] } | undefined;
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
  readonly related?: readonly Related[];
  readonly help?: string | undefined;
}

export function syntaxDiagnostic(
  code: SyntaxCode,
  at: Span,
  parts: readonly string[] = [],
  extras: Extras = {},
): Diagnostic<SyntaxCode> {
  const message: Message = messages[code];
  const part = (index: number) => (code === 'foreign' ? (parts[index] ?? '') : shown(parts[index]));
  const fill = (template: string): string => template.replace(/\{(\d)\}/g, (_, index) => part(Number(index)));
  const help = extras.help ?? (message.help && fill(message.help));
  const fixes = extras.fixes ?? (extras.fix && [extras.fix]);
  return {
    code,
    severity: message.severity ?? 'error',
    start: at.start,
    end: at.end,
    message: fill(message.text),
    ...(help && { help }),
    ...(fixes && fixes.length > 0 && { fixes }),
    ...(extras.related && { related: extras.related }),
  };
}

const longestShown = 40;

/** The user's text in a message, not too long. */
function shown(text: string | undefined): string {
  if (text === undefined) return '';
  return text.length > longestShown ? `${text.slice(0, longestShown - 3)}...` : text;
}

/** The fix that replaces a stretch of text. */
export function replacement(at: Span, text: string): { title: string; edits: Edit[] } {
  const title = text === '' ? 'Remove it' : `Change to \`${text}\``;
  return { title, edits: [{ start: at.start, end: at.end, text }] };
}

/** The fix that inserts text at an offset. */
export function insertion(offset: number, text: string): { title: string; edits: Edit[] } {
  return { title: `Insert \`${text.trim()}\``, edits: [{ start: offset, end: offset, text }] };
}
