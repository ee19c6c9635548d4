// Numbers that types allow and that make a function pointless: `fast 0`, `every 0`, a chance of 75.

import type { Diagnostic } from '../syntax/diagnostic.ts';
import type { MiniTerm } from '../syntax/mini-tree.ts';
import { miniDescendants } from '../syntax/walk.ts';
import type { Core } from './core.ts';
import { applied } from './core-walk.ts';
import { diagnose } from './messages.ts';
import { replacement } from './suggestion.ts';
import { shown, writtenNumbers } from './written-values.ts';

interface Demand {
  readonly says: string;
  allows(value: number): boolean;
}

const factor: Demand = { says: 'needs a number other than 0', allows: (value) => value !== 0 };
const steps: Demand = { says: 'needs at least 1 step', allows: (value) => value >= 1 };
const count: Demand = { says: 'needs at least 1', allows: (value) => value >= 1 };
/** More than the engine plays in a cycle. */
const most = 16_384;
const few: Demand = { says: `needs at most ${most}`, allows: (value) => value <= most };
const chance: Demand = { says: 'needs a chance from 0 to 1', allows: (value) => value >= 0 && value <= 1 };

interface Limit {
  readonly demand: Demand;
  /** Which argument. */
  readonly at: number;
  /** What happens otherwise. */
  readonly otherwise: string;
}

const silent = 'it is silent';
const never = 'its function is never applied';
const always = 'its function is always applied';
const alone = 'there are no copies';
const unchanged = 'it changes nothing';
const flood = 'there are more events than can be played';

const rows: readonly (readonly [names: string, demand: Demand, at: number, otherwise: string])[] = [
  ['fast slow density sparsity hurry segment discretise ply linger', factor, 0, silent],
  ['fastGap densityGap fastSqueeze slowSqueeze inside outside loopAt timeLoop', factor, 0, silent],
  ['swingBy swing', factor, 1, silent],
  ['swing', factor, 0, silent],
  ['chop striate striateBy iter iterBack chunk shuffle scramble slice splice bite chew', count, 0, silent],
  ["iter' chunk' striate' stutter stripe spin run scan randrun repeatCycles randslice", count, 0, silent],
  ['irand', count, 0, 'it is always 0'],
  ['fast density hurry segment discretise ply chop striate striateBy run scan fastGap densityGap', few, 0, flood],
  ["every every'", factor, 0, never],
  ['whenmod', count, 0, never],
  ["stut stutWith stut' plyWith", count, 0, alone],
  ["sometimesBy sometimesBy' someCyclesBy somecyclesBy", chance, 0, always],
  ['degradeBy', chance, 0, silent],
  ['unDegradeBy', chance, 0, unchanged],
  ['brandBy', chance, 0, 'it is always true'],
  ['euclid euclidInv euclidFull euclidOff euclidOffInv eoff', steps, 1, 'there is a step for each pulse'],
];

const limits: ReadonlyMap<string, readonly Limit[]> = limitsOf(rows);

function limitsOf(table: typeof rows): ReadonlyMap<string, readonly Limit[]> {
  const found = new Map<string, Limit[]>();
  for (const [names, demand, at, otherwise] of table) {
    for (const name of names.split(' ')) found.set(name, [...(found.get(name) ?? []), { demand, at, otherwise }]);
  }
  return found;
}

/** The functions whose numbers are looked at. */
export const limitedFunctions: readonly string[] = [...limits.keys(), 'foldEvery', 'zoom', 'compress', 'within'];

export function limitWarnings(core: Core): readonly Diagnostic[] {
  if (core.tag === 'text') {
    if (!/[*/%(]/.test(core.text)) return [];
    const found: Diagnostic[] = [];
    for (const term of miniDescendants(core.mini.root)) found.push(...miniWarnings(term));
    return found;
  }
  const call = applied(core);
  if (!call) return [];
  return [
    ...(limits.get(call.name) ?? []).flatMap((limit) => beyond(call.name, limit, call.arguments[limit.at])),
    ...(call.name === 'foldEvery' ? periods(call.arguments[0]) : []),
    ...emptyWindow(call.name, call.arguments[0]),
  ];
}

function beyond(name: string, { demand, otherwise }: Limit, core: Core | undefined): readonly Diagnostic[] {
  if (!core) return [];
  return writtenNumbers(core)
    .filter(({ value }) => !demand.allows(value))
    .map((each) => {
      const isPercent = demand === chance && each.value > 1 && each.value <= 100;
      const meant = String(each.value / 100);
      return diagnose(
        'pointlessNumber',
        each,
        [`\`${name}\``, demand.says, shown(each.value), otherwise],
        isPercent ? { help: `Did you mean \`${meant}\`?`, fixes: [replacement(each, meant)] } : {},
      );
    });
}

function periods(core: Core | undefined): readonly Diagnostic[] {
  if (core?.tag !== 'list') return [];
  return core.elements.flatMap((each) => beyond('foldEvery', { demand: count, at: 0, otherwise: never }, each));
}

const windows: ReadonlyMap<string, string> = new Map([
  ['zoom', silent],
  ['zoomArc', silent],
  ['compress', silent],
  ['within', never],
  ["within'", never],
  ['withinArc', never],
]);

/** `zoom (0.75, 0.25)` */
function emptyWindow(name: string, core: Core | undefined): readonly Diagnostic[] {
  const otherwise = windows.get(name);
  if (otherwise === undefined || core?.tag !== 'tuple') return [];
  const [begin, end] = core.elements.map((each) => (each.tag === 'text' ? undefined : writtenNumbers(each)[0]?.value));
  if (begin === undefined || end === undefined || begin < end) return [];
  const found = `${shown(begin)} to ${shown(end)}`;
  return [
    diagnose('pointlessNumber', core, [`\`${name}\``, 'needs a window that ends after it begins', found, otherwise]),
  ];
}

/** `bd*0`, `bd/0`, `{a b}%0`, `bd(3,0)`; what is written in brackets may change and is left alone. */
function miniWarnings(term: MiniTerm): readonly Diagnostic[] {
  switch (term.kind) {
    case 'fast':
      return [...unfit(term.factor, factor, '`*`', silent), ...unfit(term.factor, few, '`*`', flood)];
    case 'slow':
      return unfit(term.factor, factor, '`/`', silent);
    case 'polymeter':
      return term.steps ? unfit(term.steps, factor, '`%`', silent) : [];
    case 'euclid':
      return unfit(only(term.steps), steps, 'A Euclidean rhythm', 'there is a step for each pulse');
    default:
      return [];
  }
}

/** The term in a row of one. */
function only(term: MiniTerm): MiniTerm {
  const [first, ...rest] = term.kind === 'sequence' ? term.steps : [];
  return first && rest.length === 0 ? first.term : term;
}

function unfit(term: MiniTerm, demand: Demand, name: string, otherwise: string): readonly Diagnostic[] {
  if (term.kind !== 'atom' || !/^[-+]?\d+(?:\.\d+)?$/.test(term.text) || demand.allows(Number(term.text))) return [];
  return [diagnose('pointlessNumber', term, [name, demand.says, term.text, otherwise])];
}
