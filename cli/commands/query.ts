// `hocket query`: the events of a pattern, to the exact time.
import type { Plan, PlanRef } from '../../language-server/src/compiler/plan.ts';
import { createSession, type Evaluation, evaluate, type Session } from '../../language-server/src/compiler/session.ts';
import type { PatternEvent, Time } from '../../native/addon/hocket.d.ts';
import type { Command } from '../command.ts';
import { loadEngine } from '../engine.ts';
import { UserError } from '../failure.ts';
import { library, printDiagnostics } from '../source.ts';

export const query: Command = {
  name: 'query',
  summary: 'Print the events of a pattern: `hocket query \'sound "bd sn"\'`',
  operands: 'EXPR',
  words: [1, 1],
  options: [
    { name: 'from', value: 'TIME', doc: 'first cycle, such as 0 or 1/2 (default: 0)' },
    { name: 'to', value: 'TIME', doc: 'up to this cycle (default: one after the first)' },
    { name: 'json', doc: 'as a JSON array of {whole, part, value}' },
  ],
  async run({ words, text, flag }) {
    const begin = time(text('from') ?? '0');
    const [numerator, denominator] = begin.split('/').map(Number);
    const end = time(text('to') ?? `${(numerator ?? 0) + (denominator ?? 1)}/${denominator}`);
    const compiled = compile(words[0] ?? '');
    if (compiled === undefined) return 1;
    const { events, error } = loadEngine().query(JSON.stringify(compiled.plan.patterns), compiled.pattern, begin, end);
    if (flag('json')) console.log(JSON.stringify(events.map(({ whole, part, value }) => ({ whole, part, value }))));
    else for (const event of events) console.log(eventText(event));
    if (error) throw new UserError(error);
    return 0;
  },
};

/** Exact: `3`, `3/4`, `0.75`. */
function time(word: string): Time {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(word);
  if (fraction) return `${Number(fraction[1])}/${Number(fraction[2])}`;
  const decimal = /^(-?\d+)(?:\.(\d{1,9}))?$/.exec(word);
  if (!decimal) throw new UserError(`\`${word}\` is no time: write 2, 1/2 or 0.5`, 2);
  const [, integer = '0', digits = ''] = decimal;
  return `${Number(integer + digits)}/${10 ** digits.length}`;
}

interface Compiled {
  readonly plan: Plan;
  readonly pattern: number;
}

/** A pattern of controls is what a track plays; a pattern of numbers is what feeds a bus. Prints what is wrong when it is neither. */
function compile(expression: string): Compiled | undefined {
  const session = createSession(library());
  const track = attempt(session, 'd1 $ ', expression);
  const found = track.pattern ?? attempt(session, '~query: ', expression).pattern;
  if (found !== undefined) return found;
  const { prefix, evaluation } = track;
  const source = { path: 'query', uri: 'query:', text: prefix + expression };
  if (printDiagnostics(source, evaluation.diagnostics) > 0) return undefined;
  throw new UserError('this is no pattern');
}

function attempt(session: Session, prefix: string, expression: string) {
  const evaluation = evaluate(session, { uri: 'query:', text: prefix + expression, what: { kind: 'file' } });
  return { prefix, evaluation, pattern: patternOf(evaluation) };
}

function patternOf({ plan, diagnostics }: Evaluation): Compiled | undefined {
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const [definition] = plan.definitions;
  const voices = definition?.nodes.find(({ kind }) => kind === 'voices')?.pattern;
  const held = definition?.out.map(heldPattern).find((pattern) => pattern !== undefined);
  const pattern = voices ?? held;
  return pattern === undefined ? undefined : { plan, pattern };
}

const heldPattern = (ref: PlanRef): number | undefined => (typeof ref === 'object' && 'p' in ref ? ref.p : undefined);

/** Tidal's notation: the part in brackets, and what of the whole lies outside of it. */
function eventText({ whole, part, value }: PatternEvent): string {
  const [begin, end] = part.map(shortTime);
  const before = whole && whole[0] !== part[0] ? `${shortTime(whole[0])}-` : '';
  const after = whole && whole[1] !== part[1] ? `-${shortTime(whole[1])}` : '';
  return `${before}(${begin}>${end})${after}${whole ? '' : ' ~'} | ${valueText(value)}`;
}

const shortTime = (exact: Time): string => exact.replace(/\/1$/, '');

function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  return Object.entries(value)
    .map(([control, carried]) => `${control}: ${JSON.stringify(carried)}`)
    .join(', ');
}
