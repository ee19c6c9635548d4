// Statements that are orders to the engine rather than definitions.
import type { CommandName } from '../engine/engine-host.ts';
import type { EvaluateResult } from '../language/evaluation.ts';

const engineCommands: ReadonlySet<string> = new Set<CommandName>(['hush', 'panic']);

const isEngineCommand = (name: string): name is CommandName => engineCommands.has(name);

/** What the engine must be told beside the plan. Mute and solo are in the plan. */
export function submittedCommands(result: EvaluateResult): readonly CommandName[] {
  return result.commands.map((command) => command.kind).filter(isEngineCommand);
}
