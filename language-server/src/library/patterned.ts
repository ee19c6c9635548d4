// The type of a primitive as the language has it: where the engine's is a plain number, a pattern of numbers may stand.

import { argument, arrow, constructor_, match, pattern, prune, type Type } from '../types/type.ts';

const numbers = new Set(['Time', 'Int', 'Number']);

/** `Time -> [(Int, Pattern a)] -> Pattern a` as `Pattern Time -> [(Pattern Int, Pattern a)] -> Pattern a`. */
export function patterned(type: Type): Type {
  const step = match(type, '->');
  return step ? arrow(parameter(argument(step, 0), false), patterned(argument(step, 1))) : type;
}

/** What stands in a list may be of any type: a pattern of it, then. By itself it is a value. */
function parameter(type: Type, inList: boolean): Type {
  const found = prune(type);
  if (found.tag === 'variable') return inList ? pattern(found) : found;
  if (numbers.has(found.name)) return pattern(found);
  if (found.name !== '[]' && found.name !== '(,)') return found;
  return constructor_(
    found.name,
    found.arguments.map((each) => parameter(each, true)),
  );
}
