// Random expressions of every function of the library, made to its type, with the numbers that break things.
import type { Entry, Library } from '../../language-server/src/types/environment.ts';
import { argument, isVoices, match, prune, type Type } from '../../language-server/src/types/type.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wholes = ['0', '1', '2', '3', '(-1)', '(-3)', '5', '8', '100', '99999', '1000000000', '9007199254740991'];
const numbers = [...wholes, '0.5', '0.333', '(1/3)', '(1/7)', '1e-9', '1e12', '(-0.25)', '0.999999'];
const words = [
  '"bd"',
  '"bd sn"',
  '"<a b>(3,8)"',
  '"~"',
  '"a*16"',
  '"[a b, c]/3"',
  '""',
  '"{a b c}%4"',
  '"up"',
  '"minor"',
];
const minis = [
  '"0 1 2"',
  '"<0 3>"',
  '"1*8"',
  '"-1 0.5"',
  '"0 .. 7"',
  '"1(5,8)"',
  '"[1 2]/7"',
  '"1 | 2"',
  '"3?"',
  '"1@3 2"',
];
const functions = [
  'rev',
  '(fast 2)',
  '(slow 3)',
  '(0.25 ~>)',
  'id',
  '(ply 2)',
  '(const silence)',
  '(every 2 rev)',
  '(fast 0)',
];

/** Far more, far less or far finer than music is, by what is wanted. */
const farOff = {
  number: ['1000000000', '9007199254740991', '(-1000000000)', '1e300', '1e-9', '(1/1000000007)', '(1/0)'],
  pattern: ['"1*1000000"', '(run 1000000000)', '(fast 1000000 "1 2")', '"<0 1000000000>"', '(irand 1000000000)'],
  string: ['"bd*1000000"', '"bd(1000000,1000000000)"', '"{bd sn}%1000000000"', '"bd(<1000 2000>,9999)"'],
  bool: ['"t*1000000"', '"t(1000000,1000000000)"', '"{t f}%1000000000"'],
  voices: [
    '(fast 1000000 $ s "bd sn")',
    '(striate 1000000 $ s "bd*4")',
    '(s "bd*30000")',
    '(slow 1000000000 $ s "bd")',
  ],
  function: ['(fast 1000000)', '(ply 100000)', '(\\x -> stack [x, x])', '(stutter 1000000 0.0001)', '(1000000000 ~>)'],
};

type PatternFunction = Extract<Entry, { kind: 'pattern' | 'prelude' }>;

export class RandomExpressions {
  readonly #entries: readonly PatternFunction[];
  readonly #random: () => number;

  constructor(library: Library, seed: number) {
    this.#random = randomness(seed);
    this.#entries = library.entries
      .filter((each): each is PatternFunction => each.kind === 'pattern' || each.kind === 'prelude')
      .filter(({ name }) => /^[a-z]/.test(name));
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** Every function of the library, once for each of its arguments: that one far off. */
  farOff(): readonly string[] {
    return this.#entries.flatMap((entry) => {
      const types: Type[] = [];
      for (let step = match(entry.scheme.type, '->'); step; step = match(argument(step, 1), '->'))
        types.push(argument(step, 0));
      return types.map((_, far) => {
        const given = types.map((type, index) => (index === far ? this.#farOff(type) : this.#argument(type, 0)));
        return [entry.name, ...given].join(' ');
      });
    });
  }

  #farOff(type: Type): string {
    const found = prune(type);
    if (found.tag === 'variable') return this.pick([...farOff.pattern, ...farOff.voices]);
    const inner = (index: number) => this.#farOff(argument(found, index));
    switch (found.name) {
      case '->':
        return this.pick(farOff.function);
      case '[]':
        return this.pick([`(replicate 1000000000 ${inner(0)})`, `(replicate 500 ${inner(0)})`, `[${inner(0)}]`, '[]']);
      case '(,)':
        return `(${found.arguments.map((_, index) => inner(index)).join(', ')})`;
      case 'String':
        return this.pick(farOff.string);
      case 'Pattern': {
        if (isVoices(found)) return this.pick(farOff.voices);
        const element = prune(argument(found, 0));
        if (match(element, 'String')) return this.pick(farOff.string);
        return this.pick(match(element, 'Bool') ? farOff.bool : [...farOff.pattern, ...farOff.number]);
      }
      default:
        return this.pick(farOff.number);
    }
  }

  /** A function of the library with all its arguments. */
  next(): string {
    return this.#call(this.pick(this.#entries), 2);
  }

  #call(entry: PatternFunction, depth: number): string {
    const given: string[] = [];
    for (let step = match(entry.scheme.type, '->'); step; step = match(argument(step, 1), '->'))
      given.push(this.#argument(argument(step, 0), depth - 1));
    return [entry.name, ...given].join(' ');
  }

  #argument(type: Type, depth: number): string {
    const found = prune(type);
    if (found.tag === 'variable') return this.pick([...minis, ...numbers]);
    const inner = (index: number) => this.#argument(argument(found, index), depth - 1);
    switch (found.name) {
      case '->':
        return this.pick(functions);
      case '[]':
        return `[${Array.from({ length: Math.floor(this.#random() * 4) }, () => inner(0)).join(', ')}]`;
      case '(,)':
        return `(${found.arguments.map((_, index) => inner(index)).join(', ')})`;
      case 'Pattern':
        return this.#pattern(found, depth);
      case 'String':
        return this.pick(words);
      case 'Int':
        return this.pick(wholes);
      case 'Bool':
        return this.pick(['"t f"', '"t*8"', '"<t f>"']);
      default:
        return this.pick(numbers);
    }
  }

  #pattern(type: Type, depth: number): string {
    if (depth > 0 && this.#random() < 0.5) {
      const same = (entry: PatternFunction): boolean => {
        const last = resultOf(entry.scheme.type);
        return match(last, 'Pattern') !== undefined && isVoices(last) === isVoices(type);
      };
      return `(${this.#call(this.pick(this.#entries.filter(same)), depth)})`;
    }
    if (isVoices(type)) return this.pick(['(s "bd*2")', '(n "0 .. 3")', '(s "bd sn" # n "<0 1>")', '(speed "1 -2")']);
    const held = match(type, 'Pattern');
    const element = held ? prune(argument(held, 0)) : type;
    if (match(element, 'String')) return this.pick(words);
    if (match(element, 'Bool')) return this.pick(['"t f"', '"t(3,8)"', '"<t f>*3"']);
    return this.pick([...minis, ...numbers]);
  }
}

function resultOf(type: Type): Type {
  let result = type;
  for (let step = match(result, '->'); step; step = match(result, '->')) result = argument(step, 1);
  return result;
}
