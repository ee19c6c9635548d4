// V8 collects what is young when there is no more room for it, which may be in the middle of an evaluation: a third of its time then.
// Asked for while nobody waits it is in nobody's way, and the next evaluation finds all the room there is.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collector = (options: { readonly type: 'minor' }) => void;

/** Undefined where the engine of JavaScript has none. */
function findCollector(): Collector | undefined {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('globalThis.gc') as Collector | undefined;
  } catch {
    return undefined;
  }
}

let collector: { readonly found: Collector | undefined } | undefined;

/** Takes some milliseconds. */
export function collectYoung(): void {
  collector ??= { found: findCollector() };
  collector.found?.({ type: 'minor' });
}
