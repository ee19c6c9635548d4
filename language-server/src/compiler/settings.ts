// The settings of a session: tempo and seed, from its statements.

import type { SettingStatement } from '../syntax/tree.ts';
import { Interner } from './interner.ts';
import type { PatternNode } from './nodes.ts';
import type { SessionDefinition } from './session.ts';

/** Tidal's own tempo: 135 beats a minute, four a cycle. */
const initialCps = 0.5625;
/** The plan allows no more. */
const fastestCps = 1000;

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
    const perCycle = perCycleOf(statement);
    if (statement.setting === 'seed' && ref.tag === 'constant') seed = Math.trunc(ref.value);
    if (!isTempo(statement)) continue;
    if (ref.tag === 'constant') cps = ref.value / perCycle;
    else cps = perCycle === 1 ? ref.pattern : perMinute(ref.pattern);
  }
  return { cps, seed };
}

/** How much of the statement's unit makes one cycle a second. */
function perCycleOf({ setting, unit }: SettingStatement): number {
  return setting === 'bpm' || unit === 'bpm' ? 240 : 1;
}

function isTempo({ setting }: SettingStatement): boolean {
  return setting === 'tempo' || setting === 'cps' || setting === 'bpm';
}

/** Whether a tempo that does not change is one that the engine can keep. */
export function playableTempo(statement: SettingStatement, value: number): boolean {
  if (!isTempo(statement)) return true;
  const cps = value / perCycleOf(statement);
  return cps > 0 && cps <= fastestCps;
}

function perMinute(pattern: PatternNode): PatternNode {
  const interner = new Interner();
  return interner.pattern({
    op: 'divideLeft',
    args: [pattern, interner.pattern({ op: 'pure', args: [], value: 240 })],
  });
}
