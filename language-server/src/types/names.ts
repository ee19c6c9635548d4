// What a name means: local, defined in the session, of the library, a synth's parameter, a note, or misspelt.

import { meant } from '../syntax/near.ts';
import { parseNotes } from '../syntax/notes.ts';
import type { NameExpression, Span } from '../syntax/tree.ts';
import { callControl, callNode } from './call.ts';
import { type Context, type Hint, mark, report, type Target, type Typed } from './context.ts';
import type { Entry } from './environment.ts';
import type { Details } from './messages.ts';
import { resolveName } from './resolve.ts';
import { instantiate } from './scheme.ts';
import { replacement, suggestions } from './suggestion.ts';
import { argument, isVoices, match, number, pattern } from './type.ts';
import { unitType } from './unit.ts';

export function inferName(c: Context, expression: NameExpression, hint: Hint): Typed {
  const target = resolveName(c, expression.text);
  if (target) return useTarget(c, expression, target, hint);
  const note = parseNotes(expression.text);
  if (note) return useNote(c, expression, note.values);
  return unknownName(c, expression);
}

/** The name as a value, not applied to anything. */
function useTarget(c: Context, place: NameExpression, target: Target, hint: Hint): Typed {
  const { start, end } = place;
  switch (target.kind) {
    case 'parameter':
      mark(c, place, target.type, target);
      return { type: target.type, core: { tag: 'parameter', start, end, name: target.name } };
    case 'local': {
      const { type, filling } = instantiate(target.scheme, c.level);
      mark(c, place, type, target);
      return { type, core: { tag: 'local', start, end, local: target.local, filling } };
    }
    case 'bus':
    case 'defined': {
      const { type, filling } = instantiate(target.scheme, c.level);
      mark(c, place, type, target);
      return { type, core: { tag: 'defined', start, end, name: target.name, filling } };
    }
    case 'entry':
      return useEntry(c, place, chooseUnapplied(c.library.find(place.text), target.entry, hint));
  }
}

/** Alone, `sine` is a pattern; where a function or an effect is wanted, it is the oscillator. */
function chooseUnapplied(entries: readonly Entry[], first: Entry, hint: Hint): Entry {
  const node = entries.find((each) => each.kind === 'node');
  if (!node || entries.length < 2) return first;
  const wantsFunction = (hint.expected && match(hint.expected, '->')) || hint.fed;
  const other = entries.find((each) => each !== node) ?? first;
  if (other.kind === 'control') return hint.fed && !match(hint.fed, 'Signal') ? other : node;
  const isFunction = (other.kind === 'pattern' || other.kind === 'prelude') && match(other.scheme.type, '->');
  return wantsFunction && !isFunction ? node : other;
}

/** An entry with no arguments. */
export function useEntry(c: Context, place: Span, entry: Entry): Typed {
  const { start, end } = place;
  if (entry.kind === 'node') return callNode(c, entry, [], place, place);
  if (entry.kind === 'control') return callControl(c, entry, [], place, place);
  const { type, filling } = instantiate(entry.scheme, c.level);
  mark(c, place, type, { kind: 'entry', entry });
  return { type, core: { tag: 'library', start, end, entry, filling, type } };
}

function useNote(c: Context, place: NameExpression, notes: readonly number[]): Typed {
  const { start, end, text } = place;
  const [only] = notes;
  const note = number(unitType('note'));
  const type = notes.length === 1 ? note : pattern(note);
  mark(c, place, type);
  if (notes.length === 1 && only !== undefined) {
    return { type, core: { tag: 'number', start, end, value: only, digits: text, type } };
  }
  return { type, core: { tag: 'chord', start, end, notes } };
}

/** `sound bd*4`: what was meant as mini-notation. */
function withoutQuotes(c: Context, place: NameExpression): Details | undefined {
  const [, before] = /(?:^|[^\w'])([\w']+) +\[?$/.exec(c.text.slice(Math.max(0, place.start - 40), place.start)) ?? [];
  const entries = before === undefined ? [] : c.library.find(before);
  const isSound = entries.some(isOfStrings);
  const isChoice = entries.some((each) => each.kind === 'pattern' && each.choices?.includes(place.text));
  if (!isSound && !isChoice) return undefined;
  const [pattern = place.text] = /^[^\s()[\],$#"]+/.exec(c.text.slice(place.start)) ?? [];
  const span = { start: place.start, end: place.start + pattern.length };
  const quoted = `"${pattern}"`;
  return {
    help: `${isSound ? 'The name of a sound' : 'A name in a pattern'} stands between quotes: \`${before} ${quoted}\`.`,
    fixes: [{ ...replacement(span, quoted), title: 'Add quotes' }],
  };
}

function isOfStrings(entry: Entry): boolean {
  if (entry.kind === 'control') return entry.type === 'string';
  const step = entry.kind === 'node' ? undefined : match(entry.scheme.type, '->');
  const [from, to] = step ? [match(argument(step, 0), 'Pattern'), argument(step, 1)] : [];
  return from !== undefined && to !== undefined && match(argument(from, 0), 'String') !== undefined && isVoices(to);
}

/** More unknown names in a statement than this are no misspellings. */
const mostSuggested = 20;

function unknownName(c: Context, place: NameExpression): Typed {
  if (c.diagnostics.length >= mostSuggested) return report(c, 'unknownName', place, [place.text]);
  const unquoted = withoutQuotes(c, place);
  if (unquoted) return report(c, 'unknownName', place, [place.text], unquoted);
  const bus = `~${place.text}`;
  if (c.globals.bus(bus)) {
    return report(c, 'unknownName', place, [place.text], {
      help: `There is a bus \`${bus}\`: its name is written with the \`~\`.`,
      fixes: [replacement(place, bus)],
    });
  }
  const defined = [...c.globals.names()];
  const names = [...c.library.names, ...defined];
  for (let scope = c.scope; scope; scope = scope.parent) names.push(...scope.names.keys());
  // The names of buses are compared with what they begin with on both sides.
  const near = [...new Set([...meant(place.text, names), ...meant(bus, defined)])];
  return report(c, 'unknownName', place, [place.text], suggestions(near, place));
}
