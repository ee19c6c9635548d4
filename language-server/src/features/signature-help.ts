// Signature help: the parameters of the function that is being called, and which one comes next.

import { splitArrows } from '../reference/parameters.ts';
import { printType } from '../types/print.ts';
import type { Scheme } from '../types/scheme.ts';
import { type Analysis, isInComment, statementAt } from './analysis.ts';
import { type CallAt, callsAt } from './call-at.ts';
import { type ParameterHint, parameterHints } from './parameter-hints.ts';

export interface SignatureHelp {
  readonly name: string;
  readonly parameters: readonly ParameterHint[];
  /** Index into `parameters`; none when there are more arguments than parameters. */
  readonly active: number | undefined;
  readonly doc: string;
}

export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  if (isInComment(analysis, offset)) return undefined;
  for (const call of callsAt(analysis, offset)) {
    const found = helpFor(analysis, call, offset);
    if (found) return found;
  }
  return undefined;
}

function helpFor(analysis: Analysis, call: CallAt, offset: number): SignatureHelp | undefined {
  const defined = schemeOf(analysis, call.name, offset);
  if (defined) {
    const parameters = splitArrows(defined.type).parameters.map((type) => ({
      label: printType(type),
      doc: '',
      names: [],
    }));
    return parameters.length === 0
      ? undefined
      : { name: call.name, parameters, active: activeOf(parameters, call), doc: '' };
  }
  const { library } = analysis;
  const [entry] = library.find(call.name);
  if (!entry) return undefined;
  const parameters = parameterHints(entry, library);
  if (parameters.length === 0) return undefined;
  return { name: call.name, parameters, active: activeOf(parameters, call), doc: entry.doc };
}

function activeOf(parameters: readonly ParameterHint[], { index, argument, given }: CallAt): number | undefined {
  if (argument !== undefined) {
    const named = parameters.findIndex(({ names }) => names.includes(argument));
    return named < 0 ? undefined : named;
  }
  const open = parameters
    .map((parameter, at) => ({ parameter, at }))
    .filter(({ parameter }) => !parameter.names.some((name) => given.includes(name)));
  return open[index]?.at;
}

/** A function of the file or of the session; locals too. */
function schemeOf(analysis: Analysis, name: string, offset: number): Scheme | undefined {
  const here = statementAt(analysis, offset);
  const local = here?.typed.marks.find(({ target }) => target?.kind === 'local' && target.local.name === name)?.target;
  if (local?.kind === 'local') return local.scheme;
  return analysis.typed.types.lets.get(name);
}
