// `hocket query`: the events of a pattern, to the exact time.
import { compileExpression } from '../../language-server/src/compiler/expression.ts';
import type { PatternEvent, Time } from '../../native/addon/hocket.d.ts';
import type { Command } from '../command.ts';
import { loadEngine } from '../engine.ts';
import { UserError } from '../failure.ts';
import { library, printDiagnostics } from '../source.ts';

/** What the events of a pattern can carry, by the names that `--type` takes. */
export const elementTypes: ReadonlyMap<string, string> = new Map([
  ['controls', 'Controls'],
  ['number', 'Number'],
  ['int', 'Int'],
  ['time', 'Time'],
  ['rational', 'Time'],
  ['note', 'Number note'],
  ['string', 'String'],
  ['bool', 'Bool'],
  ['char', 'Char'],
]);

export const query: Command = {
  name: 'query',
  summary: 'Print the events of a pattern: `hocket query \'"bd(3,8) hh*2"\' --to 2`',
  operands: 'EXPR',
  words: [1, 1],
  options: [
    { name: 'from', value: 'TIME', doc: 'first cycle, such as 0 or 1/2 (default: 0)' },
    { name: 'to', value: 'TIME', doc: 'up to this cycle (default: one after the first)' },
    {
      name: 'type',
      value: 'TYPE',
      doc: `what its events carry: ${[...elementTypes.keys()].join(', ')} (default: what fits)`,
    },
    { name: 'json', doc: 'as a JSON array of {whole, part, value}' },
  ],
  async run({ words, text, flag }) {
    const begin = time(text('from') ?? '0');
    const [numerator, denominator] = begin.split('/').map(Number);
    const end = time(text('to') ?? `${(numerator ?? 0) + (denominator ?? 1)}/${denominator}`);
    if (cycles(end) <= cycles(begin)) throw new UserError('there is nothing to query: --to is after --from', 2);
    const compiled = compile(words[0] ?? '', text('type'));
    if (compiled === undefined) return 1;
    const { events, error } = loadEngine().query(JSON.stringify(compiled.patterns), compiled.root, begin, end);
    if (flag('json')) console.log(JSON.stringify(events.map(({ whole, part, value }) => ({ whole, part, value }))));
    else if (events.length > 0) console.log(events.map((event) => eventText(event, compiled.type)).join('\n'));
    if (error) throw new UserError(error);
    return 0;
  },
};

const cycles = (exact: Time): number =>
  exact
    .split('/')
    .map(Number)
    .reduce((a, b) => a / b);

/** Exact: `3`, `3/4`, `0.75`. */
function time(word: string): Time {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(word);
  if (fraction) return `${Number(fraction[1])}/${Number(fraction[2])}`;
  const decimal = /^(-?\d+)(?:\.(\d{1,9}))?$/.exec(word);
  if (!decimal) throw new UserError(`\`${word}\` is no time: write 2, 1/2 or 0.5`, 2);
  const [, integer = '0', digits = ''] = decimal;
  return `${Number(integer + digits)}/${10 ** digits.length}`;
}

/** Prints what is wrong when the expression is no pattern, or none of that type. */
function compile(expression: string, typeName: string | undefined) {
  if (expression.trim() === '') throw new UserError('there is no expression', 2);
  const type = typeName === undefined ? undefined : elementTypes.get(elementName(typeName));
  if (typeName !== undefined && type === undefined)
    throw new UserError(`there is no type \`${typeName}\`: --type is one of ${[...elementTypes.keys()].join(', ')}`, 2);
  const compiled = compileExpression(library(), expression, type);
  if ('patterns' in compiled) return compiled;
  if (compiled.diagnostics.length === 0) throw new UserError('this is no pattern');
  printDiagnostics({ path: 'query', uri: 'query:', text: expression }, compiled.diagnostics);
  return undefined;
}

/** `Pattern Note` and `note` are the same. */
const elementName = (type: string): string => type.replace(/^Pattern\s+/, '').toLowerCase();

/** Tidal's notation: the part in brackets, and what of the whole lies outside of it. */
function eventText({ whole, part, value }: PatternEvent, type: string): string {
  const [begin, end] = part.map(shortTime);
  const before = whole && whole[0] !== part[0] ? `${shortTime(whole[0])}-` : '';
  const after = whole && whole[1] !== part[1] ? `-${shortTime(whole[1])}` : '';
  return `${before}(${begin}>${end})${after}${whole ? '' : ' ~'} | ${type === 'Time' ? value : valueText(value)}`;
}

const shortTime = (exact: Time): string => exact.replace(/\/1$/, '');

function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  return Object.entries(value)
    .map(([control, carried]) => `${control}: ${JSON.stringify(carried)}`)
    .join(', ');
}
