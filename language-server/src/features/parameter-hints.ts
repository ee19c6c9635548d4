// What the editor shows of a parameter while a call is written.

import { parametersOf } from '../reference/parameters.ts';
import { parameterText } from '../reference/render.ts';
import type { Entry, Library } from '../types/environment.ts';

export interface ParameterHint {
  readonly label: string;
  readonly doc: string;
  /** For `name=value`; none where arguments go by position only. */
  readonly names: readonly string[];
}

/** The parameters that arguments fill in order, then those that only go by name. */
export function parameterHints(entry: Entry, library: Library): readonly ParameterHint[] {
  return parametersOf(entry, library).map((each) =>
    each.named
      ? { label: each.name, doc: parameterText(each), names: [each.name, ...each.aliases] }
      : { label: each.type, doc: '', names: [] },
  );
}
