// The plan of a session: its definitions in an order that does not depend on when they were evaluated.

import type { Statement } from '../syntax/tree.ts';
import { assemble, type Origin, type Part } from './assemble.ts';
import { countingKeys } from './graph.ts';
import type { Plan } from './plan.ts';
import type { Session, SessionDefinition } from './session.ts';
import { settingsOf } from './settings.ts';

const ranks = ['bus', 'synth', 'track', 'once', 'output'];

export function planOf(session: Session): Plan {
  const definitions = [...session.definitions.values()]
    .map((definition) => ({ definition, rank: rankOf(definition) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ definition }) => definition);
  const parts = definitions.flatMap((definition) => part(session, definition) ?? []);
  return assemble({ parts, ...settingsOf(session.definitions), origin: origins(session) });
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
    keys: keys ? () => keys.keys : countingKeys,
    mute: session.muted.has(name),
    solo: session.soloed.has(name),
  };
}

/** Where a statement stood when its file last had it: what has been edited away may still sound. */
const lastKnown = new WeakMap<Statement, Origin>();

function origins(session: Session): (statement: Statement) => Origin | undefined {
  for (const [uri, { statements }] of session.files) {
    for (const { statement, start } of statements) {
      const known = lastKnown.get(statement);
      if (known?.uri !== uri || known.start !== start) lastKnown.set(statement, { uri, start });
    }
  }
  return (statement) => lastKnown.get(statement);
}
