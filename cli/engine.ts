// The one place of the command line that loads the native engine.
import { join } from 'node:path';
import type { HocketAddon } from '../native/addon/hocket.d.ts';
import { loadAddon } from '../native/addon/load.ts';
import { UserError } from './failure.ts';

export function loadEngine(): HocketAddon {
  try {
    return loadAddon(join(import.meta.dirname, 'hocket.node'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`the sound engine cannot run here: ${reason}`);
  }
}
