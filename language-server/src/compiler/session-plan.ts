// The plan of a session: its definitions in an order that does not depend on when they were evaluated.

import type { Statement } from '../syntax/tree.ts';
import { assemble, type FilePlace, type Part } from './assemble.ts';
import { mapThroughEdit } from './edit.ts';
import type { Place } from './nodes.ts';
import type { Plan } from './plan.ts';
import type { Session, SessionDefinition } from './session.ts';
import { settingsOf } from './settings.ts';

const ranks = ['bus', 'synth', 'track', 'once', 'output'];

/** `cycle`: where the beat jumps to; by itself it goes on. */
export function planOf(session: Session, cycle?: number): Plan {
  const definitions = [...session.definitions.values()]
    .map((definition) => ({ definition, rank: rankOf(definition) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ definition }) => definition);
  const parts = definitions.flatMap((definition) => part(session, definition) ?? []);
  const plan = assemble({ parts, ...settingsOf(session.definitions), locate: locator(session) });
  return cycle === undefined ? plan : { ...plan, cycle };
}

/** Sorts by kind, then by name, `d2` before `d10`. */
function rankOf({ typed, name }: SessionDefinition): string {
  const padded = name.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  return `${ranks.indexOf(typed.kind)} ${padded}`;
}

function part(session: Session, { name, typed, statement, compiled, keys }: SessionDefinition): Part | undefined {
  const { kind, start, end } = typed;
  if (!compiled?.value || kind === 'let' || kind === 'setting') return undefined;
  return {
    name,
    kind: kind === 'once' ? 'track' : kind,
    place: { statement, start, end },
    out: compiled.value,
    keys,
    mute: session.muted.has(name),
    solo: session.soloed.has(name),
  };
}

interface Standing {
  readonly uri: string;
  readonly start: number;
}

/** Where a statement stood when its file last had it: what has been edited away may still sound. */
const lastKnown = new WeakMap<Statement, Standing>();

/** The last good version of a statement that is broken now stands where the broken one does, as far as their texts agree. */
function locator(session: Session): (place: Place) => FilePlace | undefined {
  const current = new Set<Statement>();
  for (const [uri, { statements }] of session.files) {
    for (const { statement, start } of statements) {
      current.add(statement);
      const known = lastKnown.get(statement);
      if (known?.uri !== uri || known.start !== start) lastKnown.set(statement, { uri, start });
    }
  }
  const successors = successorsOf(session, current);
  return ({ statement, start, end }) => {
    const successor = successors.get(statement);
    const standing = lastKnown.get(successor ?? statement);
    const mapped = successor ? mapThroughEdit(statement.text, successor.text, { start, end }) : { start, end };
    return (
      standing &&
      mapped && { uri: standing.uri, start: standing.start + mapped.start, end: standing.start + mapped.end }
    );
  };
}

/** For each statement that sounds and is no longer in its file: the one there that defines the same name. */
function successorsOf(session: Session, current: ReadonlySet<Statement>): ReadonlyMap<Statement, Statement> {
  const successors = new Map<Statement, Statement>();
  for (const { name, uri, statement } of session.definitions.values()) {
    if (current.has(statement)) continue;
    const successor = session.files
      .get(uri)
      ?.statements.findLast(
        ({ statement: each }) => 'name' in each && each.kind === statement.kind && each.name.text === name,
      );
    if (successor) successors.set(statement, successor.statement);
  }
  return successors;
}
