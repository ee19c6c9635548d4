// Loads the addon, for whoever has it beside them.
import { constants } from 'node:os';
import type { HocketAddon } from './hocket.d.ts';

/**
 * Editors export what is linked into their own Node, simdjson among it: the addon would call theirs, of another version, instead of the
 * one it was built with. Where the system can (glibc), its own libraries come first. Throws when the addon does not fit this machine.
 */
export function loadAddon(path: string): HocketAddon {
  const { RTLD_NOW, RTLD_DEEPBIND = 0 } = constants.dlopen;
  const module = { exports: {} as HocketAddon };
  process.dlopen(module, path, RTLD_NOW | RTLD_DEEPBIND);
  return module.exports;
}
