// Goes the whole way from text to plan with the examples of the library, while nobody asks for anything: the first evaluation of a
// user then finds a library that is checked and programs that the engine of JavaScript has compiled.

import { Workspace } from './features/workspace.ts';
import type { Library } from './types/environment.ts';

/** Examples in a file: what is asked for meanwhile waits for so many. */
const perFile = 8;

/** How often the examples are gone through: the second time finds what the first has optimised. */
const rounds = 2;

export function warmUp(library: Library): void {
  const examples = library.entries.flatMap(({ example }) => example ?? []);
  const files = Array.from({ length: Math.ceil(examples.length / perFile) }, (_, index) =>
    examples
      .slice(perFile * index, perFile * (index + 1))
      .map((example, track) => `d${track + 1} $ ${example}`)
      .join('\n'),
  );
  let done = 0;
  const next = (): void => {
    const text = files[done % files.length];
    if (text === undefined || done === rounds * files.length) return;
    done++;
    new Workspace(library).evaluate('hocket:warm-up', text, { kind: 'file' });
    setImmediate(next);
  };
  setImmediate(next);
}
