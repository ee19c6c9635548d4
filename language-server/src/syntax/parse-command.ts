// Settings, commands and transitions.

import type { Cursor } from './cursor.ts';
import { insertion, replacement, syntaxDiagnostic } from './messages.ts';
import { parseAtom, startsAtom } from './parse-atom.ts';
import { parseValue } from './parse-expression.ts';
import { commands, commandsWithTargets, numbered, settings, trackCount } from './statement-names.ts';
import { type Part, parseAfterDollar, takeName } from './statement-parts.ts';
import type { Expression, Name } from './tree.ts';

/** `tempo: 124 bpm`; Tidal's `setcps 0.5` needs no colon. */
export function parseSetting(cursor: Cursor): Part {
  const name = takeName(cursor);
  const next = cursor.peek();
  if (!cursor.accept('punctuation', ':') && name.text !== 'setcps') {
    if (next.text === '=' || next.text === '$') {
      const fix = replacement({ start: name.end, end: next.end }, ':');
      cursor.report('colonExpected', next, [name.text, next.text], { fix });
      cursor.take();
    } else if (next.kind !== 'end') {
      cursor.report('missingColon', name, [name.text], { fix: insertion(name.end, ':') });
    }
  }
  cursor.accept('operator', '$');
  const value = parseValue(cursor, `after \`${name.text}:\``);
  const setting = settings.get(name.text) ?? 'cps';
  if (tempi.has(setting)) checkPositive(cursor, value);
  if (setting === 'tempo') wrongUnit(cursor);
  return {
    kind: 'setting',
    name,
    setting,
    ...(setting === 'tempo' ? splitUnit(cursor, value) : { value, unit: undefined }),
  };
}

const tempi: ReadonlySet<string> = new Set(['tempo', 'cps', 'bpm']);

/** `120 hz`: that the unit does not touch its number matters less. */
function wrongUnit({ diagnostics }: Cursor): void {
  const index = diagnostics.findIndex(({ code }) => code === 'detachedUnit');
  const found = diagnostics[index];
  if (found === undefined) return;
  diagnostics[index] = syntaxDiagnostic('badUnit', found, [], { fix: replacement(found, 'bpm') });
}

function checkPositive(cursor: Cursor, value: Expression): void {
  const number = value.kind === 'application' ? value.function : value;
  const isZero = number.kind === 'number' && number.value === 0;
  if (isZero || number.kind === 'negation') cursor.report('notPositive', number);
}

/** `124 bpm` reads as an application; `124bpm` as a number with a unit. */
function splitUnit(cursor: Cursor, value: Expression): { value: Expression; unit: 'bpm' | 'cps' | undefined } {
  if (value.kind === 'number' && (value.unit === 'bpm' || value.unit === 'cps')) {
    return { value: { ...value, unit: undefined }, unit: value.unit };
  }
  if (value.kind !== 'application') return { value, unit: undefined };
  const last = value.arguments.at(-1);
  const given = value.arguments.slice(0, -1);
  if (last?.kind !== 'name') return { value, unit: undefined };
  if (last.text !== 'bpm' && last.text !== 'cps') {
    if (value.function.kind === 'number') cursor.report('badUnit', last, [], { fix: replacement(last, 'bpm') });
    return { value: value.function.kind === 'number' ? value.function : value, unit: undefined };
  }
  const before = given.at(-1);
  if (before === undefined) return { value: value.function, unit: last.text };
  return { value: { ...value, arguments: given, end: before.end }, unit: last.text };
}

/** `solo d1 d2`, `hush3`; Tidal's `solo 1` and `solo $ 1` too. */
export function parseCommand(cursor: Cursor): Part {
  const name = takeName(cursor);
  const hushed = /^hush(\d+)$/.exec(name.text)?.[1];
  const command = hushed === undefined ? (commands.get(name.text) ?? 'hush') : 'hush';
  const targets: Name[] = [];
  if (hushed !== undefined) targets.push({ ...name, text: `d${hushed}` });
  cursor.accept('operator', '$');
  while (!cursor.isEnd()) {
    const token = cursor.take();
    const { start, end } = token;
    const isNumber = token.kind === 'number' && /^\d+$/.test(token.text);
    if (token.kind === 'name' || token.kind === 'bus') targets.push({ kind: 'name', text: token.text, start, end });
    else if (isNumber) targets.push({ kind: 'name', text: `d${token.text}`, start, end });
    else cursor.report('badTarget', token, [name.text]);
  }
  if (targets.length === 0 && commandsWithTargets.has(command)) cursor.report('noTarget', name, [name.text]);
  for (const target of targets) checkTarget(cursor, name, target);
  return { kind: 'command', name, command, targets };
}

function checkTarget(cursor: Cursor, command: Name, target: Name): void {
  if (target.text.startsWith('~') || target.text === 'out') return;
  const number = numbered('d', target.text) ?? numbered('o', target.text);
  if (number === undefined) cursor.report('badTarget', target, [command.text]);
  else if (number < 1 || number > trackCount) {
    cursor.report(target.text.startsWith('d') ? 'noSuchTrack' : 'noSuchOutput', target, [target.text]);
  }
}

/** `xfade 8 d1 $ e`, or in Tidal's order `xfadeIn 1 8 $ e`. */
export function parseTransition(cursor: Cursor): Part {
  const name = takeName(cursor);
  const given: Expression[] = [];
  while (startsAtom(cursor)) given.push(parseAtom(cursor));
  const isTrack = (argument: Expression): boolean =>
    argument.kind === 'name' && numbered('d', argument.text) !== undefined;
  const named = given.findIndex(isTrack);
  const [first] = given;
  const numeric = named < 0 && first?.kind === 'number' && /^\d+$/.test(first.digits) ? 0 : -1;
  const index = Math.max(named, numeric);
  const track = given[index];
  const target = track && toTarget(track);
  if (target === undefined) cursor.report('noTrack', name, [name.text]);
  const rest = given.filter((_, at) => at !== index);
  if (!cursor.is('operator', '$')) {
    // The name of a function after the numbers begins what is played.
    const played = named < 0 ? given.findIndex(({ kind }) => kind === 'name') : -1;
    const before = played > 0 ? given[played - 1] : named >= 0 ? track : undefined;
    cursor.report('missingDollar', name, [name.text], { fix: insertion(before?.end ?? cursor.lastEnd, ' $') });
    return {
      kind: 'transition',
      name,
      target,
      arguments: rest,
      value: { kind: 'error', parts: [], start: name.end, end: name.end },
    };
  }
  return { kind: 'transition', name, target, arguments: rest, value: parseAfterDollar(cursor, name) };
}

function toTarget(track: Expression): Name | undefined {
  const { start, end } = track;
  if (track.kind === 'name') return { kind: 'name', text: track.text, start, end };
  if (track.kind === 'number') return { kind: 'name', text: `d${track.digits}`, start, end };
  return undefined;
}
