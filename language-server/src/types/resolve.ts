// What a name stands for where it is written: nothing is inferred here.

import { type Context, lookup, type Target } from './context.ts';
import type { ControlEntry } from './environment.ts';

/** What a name means here, overloads of the library aside. */
export function resolveName(c: Context, name: string): Target | undefined {
  const local = lookup(c, name);
  if (local) return local;
  const scheme = c.globals.definition(name);
  if (scheme) return { kind: 'defined', name, scheme };
  const [entry] = c.library.find(name);
  if (entry) return { kind: 'entry', entry };
  return c.globals.isParameter(name) ? { kind: 'entry', entry: parameterControl(name) } : undefined;
}

/** The parameter of a user's synth is a control of its own. */
function parameterControl(name: string): ControlEntry {
  const parameter = { name, unit: 'none', min: undefined, max: undefined, default: undefined, doc: '' } as const;
  return {
    kind: 'control',
    name,
    aliases: [],
    doc: 'A parameter of a synth.',
    example: undefined,
    type: 'number',
    parameter,
    effect: undefined,
    category: '',
    read: true,
    onset: false,
  };
}
