// A track or output that plays what is no sound: a pattern from 0 to 1 held as a signal, or a number.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Core } from './core.ts';
import type { Library } from './environment.ts';
import { diagnose } from './messages.ts';
import { insertion } from './suggestion.ts';
import { isVoices, match } from './type.ts';

/** `out $ saw`: alone, the name of an oscillator is a pattern. `core` is what a track or an output plays. */
export function stillSound(core: Core, library: Library): readonly Diagnostic[] {
  if (core.tag === 'number') return [diagnose('constantSound', core, [])];
  if (core.tag !== 'convert') return held(core, library);
  const found = core.value.tag === 'convert' ? stillSound(core.value, library) : [];
  if (found.length > 0) return found;
  const oscillators = held(core.value, library);
  if (oscillators.length > 0 || !match(core.from, 'Pattern') || isVoices(core.from)) {
    return core.value.tag === 'number' ? stillSound(core.value, library) : oscillators;
  }
  const isSilence = core.value.tag === 'library' && core.value.entry.name === 'silence';
  return isSilence ? [] : [diagnose('numbersAlone', core, [])];
}

function held(core: Core, library: Library): readonly Diagnostic[] {
  switch (core.tag) {
    case 'convert':
      return held(core.value, library);
    case 'arithmetic': {
      // An oscillator may be shaped by a pattern.
      const shapes = core.operator === '*' && !(isStill(core.left) && isStill(core.right));
      return shapes ? [] : [...held(core.left, library), ...held(core.right, library)];
    }
    case 'chain':
      return held(core.left, library);
    case 'library': {
      const { name } = core.entry;
      if (!library.find(name).some(({ kind }) => kind === 'node')) return [];
      return [
        diagnose('heldPattern', core, [name], {
          help: `The oscillator has a frequency: \`${name} 110\`.`,
          fixes: [insertion('Add a frequency', core.end, ' 110')],
        }),
      ];
    }
    default:
      return [];
  }
}

/** A pattern or a number, or what is computed of such. */
function isStill(core: Core): boolean {
  if (core.tag === 'convert') return isStill(core.value);
  if (core.tag === 'arithmetic') return isStill(core.left) && isStill(core.right);
  return core.tag === 'library' || core.tag === 'number' || core.tag === 'text';
}
