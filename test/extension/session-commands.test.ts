import { expect, test } from 'vitest';
import { engineCommands } from '../../extension/src/evaluate/session-commands.ts';

test('the engine is told of what silences everything, the plan says the rest', () => {
  const commands = [{ kind: 'hush' }, { kind: 'hush', target: 'd1' }, { kind: 'panic' }] as const;
  expect(engineCommands({ commands })).toEqual(['hush', 'panic']);
});
