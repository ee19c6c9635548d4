// Values outside of a parameter's range: hints, as it is no mistake to try them.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { Core } from './core.ts';
import type { Library, ParameterSpec } from './environment.ts';
import { diagnose } from './messages.ts';
import { speakUnit, unitType } from './unit.ts';
import { shown, writtenNumbers } from './written-values.ts';

/** `text` is the statement's: a parameter goes by the name that was written. */
export function rangeHints(core: Core, library: Library, text: string): readonly Diagnostic[] {
  if (core.tag !== 'control' && core.tag !== 'node') return [];
  const written = /^[\w']+/.exec(text.slice(core.start))?.[0];
  if (core.tag === 'control') {
    return core.values.flatMap(({ control, type, value }) => {
      // A note has no end, and neither has the number of a sample.
      const spec = type === 'string' || type === 'note' ? undefined : controlSpec(core.entry, control, library);
      return spec ? outside((control === core.entry.name && written) || control, spec, value) : [];
    });
  }
  return core.inputs.flatMap(({ port, value }) => {
    const spec = core.entry.ports.find(({ name, signal }) => name === port && !signal);
    return spec ? outside((core.entry.positional[0] === port && written) || port, spec, value) : [];
  });
}

function controlSpec(
  entry: Extract<Core, { tag: 'control' }>['entry'],
  control: string,
  library: Library,
): ParameterSpec | undefined {
  if (entry.name === control) return entry.parameter;
  const found = library.find(control).find((each) => each.kind === 'control');
  return found?.parameter;
}

function outside(name: string, { min, max, unit }: ParameterSpec, value: Core): readonly Diagnostic[] {
  if (min === undefined || max === undefined || min >= max) return [];
  const spoken = unit === 'none' || unit === 'ratio' ? '' : ` ${speakUnit(unitType(unit))}`;
  return writtenNumbers(value)
    .filter((each) => each.value < min || each.value > max)
    .map((each) => diagnose('outOfRange', each, [name, `${min} to ${max}${spoken}`, shown(each.value)]));
}
