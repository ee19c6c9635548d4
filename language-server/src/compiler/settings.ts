// The settings of a session: tempo and seed, from its statements.

import type { PatternNode } from './nodes.ts';
import type { SessionDefinition } from './session.ts';

/** Tidal's own tempo: 135 beats a minute, four a cycle. */
const initialCps = 0.5625;

export interface Settings {
  /** Cycles per second. */
  readonly cps: number | PatternNode;
  readonly seed: number;
}

export function settingsOf(definitions: ReadonlyMap<string, SessionDefinition>): Settings {
  let cps: number | PatternNode = initialCps;
  let seed = 0;
  for (const { statement, compiled } of definitions.values()) {
    if (statement.kind !== 'setting') continue;
    const [ref] = compiled?.value ?? [];
    if (ref?.tag !== 'constant' && ref?.tag !== 'held') continue;
    const perCycle = statement.setting === 'bpm' || statement.unit === 'bpm' ? 240 : 1;
    if (statement.setting === 'seed' && ref.tag === 'constant') seed = Math.trunc(ref.value);
    if (statement.setting !== 'tempo' && statement.setting !== 'cps' && statement.setting !== 'bpm') continue;
    if (ref.tag === 'constant') cps = ref.value / perCycle;
    else cps = perCycle === 1 ? ref.pattern : perMinute(ref.pattern);
  }
  return { cps, seed };
}

function perMinute(pattern: PatternNode): PatternNode {
  const divisor: PatternNode = { op: 'pure', args: [], value: 240 };
  return { op: 'divideLeft', args: [pattern, divisor] };
}
