// Statements that are orders to the engine rather than definitions.
import type { CommandName } from '../engine/engine-host.ts';
import type { EvaluateResult } from '../language/evaluation.ts';

/** What the engine must be told beside the plan. To hush a single track is to leave it out of the plan. */
export function engineCommands({ commands }: Pick<EvaluateResult, 'commands'>): readonly CommandName[] {
  return commands.flatMap(({ kind, target }) => (target === undefined ? [kind] : []));
}
