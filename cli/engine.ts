// The one place of the command line that loads the native engine.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { HocketAddon } from '../native/addon/hocket.d.ts';
import { UserError } from './failure.ts';

export function loadEngine(): HocketAddon {
  try {
    return createRequire(import.meta.url)(join(import.meta.dirname, 'hocket.node'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`the sound engine cannot run here: ${reason}`);
  }
}
