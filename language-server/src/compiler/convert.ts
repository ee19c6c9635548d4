// Coercions carried out.

import { argument, isVoices, match, prune, type Type } from '../types/type.ts';
import { busPattern } from './bus-pattern.ts';
import { patternOf } from './literals.ts';
import type { Machine } from './machine.ts';
import type { Place } from './nodes.ts';
import { convertUnit } from './signals.ts';
import { nothing, patternValue, type Value } from './value.ts';
import { inEachCase, isVarying } from './varying.ts';
import { play } from './voices.ts';

export function convert(machine: Machine, value: Value, from: Type, to: Type, place: Place | undefined): Value {
  if (isVarying(value)) {
    return inEachCase(machine, [value], ([each = value]) => convert(machine, each, from, to, place), place);
  }
  if (!machine.step()) {
    machine.refuse(place);
    return nothing;
  }
  if (isVoices(from) && match(to, 'Signal')) {
    return value.kind === 'pattern' ? { kind: 'signal', channels: play(machine, value.node, place) } : value;
  }
  const [each, wanted] = [match(from, '[]'), match(to, '[]')];
  if (each && wanted && value.kind === 'list') {
    const [one, other] = [argument(each, 0), argument(wanted, 0)];
    return { kind: 'list', elements: value.elements.map((x) => convert(machine, x, one, other, place)) };
  }
  const [parts, wholes] = [match(from, '(,)'), match(to, '(,)')];
  if (parts && wholes && value.kind === 'tuple') {
    const into = (x: Value, index: number) =>
      convert(machine, x, argument(parts, index), argument(wholes, index), place);
    return { kind: 'tuple', elements: value.elements.map(into) };
  }
  const element = match(to, 'Pattern');
  const read = element && value.kind === 'signal' ? busPattern(machine, value.channels, place) : value;
  const measured = convertUnit(machine, read, unitName(from), unitName(to), place);
  if (!element) return measured;
  return toPattern(machine, measured, elementOf(from), argument(element, 0));
}

function elementOf(type: Type): Type {
  const found = match(type, 'Pattern');
  return found ? argument(found, 0) : type;
}

/** A number becomes a constant pattern; a pattern of one kind of number one of another. */
function toPattern(machine: Machine, value: Value, from: Type, to: Type): Value {
  const node = patternOf(machine, value, to);
  if (!node) return value;
  const source = kindOf(from);
  const target = kindOf(to);
  if (value.kind !== 'pattern' || source === target || !source || !target) return patternValue(node);
  const op = { Time: 'toTime', Note: 'toNote', Number: 'toNumber', Int: undefined }[target];
  return patternValue(op ? machine.pattern(op, [node]) : node);
}

function kindOf(type: Type): 'Time' | 'Note' | 'Number' | 'Int' | undefined {
  const found = prune(type);
  if (found.tag === 'variable') return undefined;
  if (found.name === 'Number' || found.name === 'Signal') return unitName(found) === 'note' ? 'Note' : 'Number';
  return found.name === 'Time' || found.name === 'Int' ? found.name : undefined;
}

function unitName(type: Type): string {
  const inner = match(type, 'Pattern');
  if (inner) return unitName(argument(inner, 0));
  const measured = match(type, 'Number') ?? match(type, 'Signal');
  if (!measured) return match(type, 'Time') ? 'cycles' : 'none';
  const unit = prune(argument(measured, 0));
  return unit.tag === 'constructor' ? unit.name : 'none';
}
