// Type notation: the manifest's strings and the annotations of a file become types.

import type { TypeNode } from '../syntax/type-tree.ts';
import { classes, elementClass } from './classes.ts';
import type { Scheme } from './scheme.ts';
import {
  arrow,
  boolType,
  charType,
  controlsType,
  errorType,
  intType,
  list,
  number,
  pattern,
  signal,
  stringType,
  type Type,
  type TypeVariable,
  timeType,
  tuple,
  variable,
  voicesType,
} from './type.ts';
import { noUnit, unitNamed, unitType } from './unit.ts';

/** Types without parameters, Tidal's own names included. */
const plain = new Map<string, Type>([
  ['String', stringType],
  ['Name', stringType],
  ['Bool', boolType],
  ['Char', charType],
  ['Int', intType],
  ['Integer', intType],
  ['Time', timeType],
  ['Rational', timeType],
  ['Double', number(noUnit)],
  ['Float', number(noUnit)],
  ['Note', number(unitType('note'))],
  ['Controls', controlsType],
  ['ValueMap', controlsType],
  ['ControlMap', controlsType],
  ['ControlPattern', voicesType],
  ['Voices', voicesType],
]);

/** Types that take another one: `Pattern Note`. */
const applied = ['Pattern', 'Signal', 'Number'];

export const typeNames: readonly string[] = [...plain.keys(), ...applied];

const unitNames = new Set(['Hz', 'hz', 's', 'cycles', 'dB', 'db', 'st', 'note', 'ratio']);

/** The variables of one signature, by their letters. */
type Letters = Map<string, TypeVariable>;

/** `level` must be deeper than where the signature stands, so that its variables are generalised. */
export interface NotationProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** An annotation's type and its letters; unknown names are reported and read as the error type. */
export function typeOfNode(
  node: TypeNode,
  level: number,
  problems: NotationProblem[],
): { readonly type: Type; readonly letters: ReadonlyMap<string, TypeVariable> } {
  const letters: Letters = new Map();
  return { type: nodeType(node, letters, level, problems), letters };
}

function nodeType(node: TypeNode, letters: Letters, level: number, problems: NotationProblem[]): Type {
  const inner = (each: TypeNode) => nodeType(each, letters, level, problems);
  switch (node.kind) {
    case 'typeVariable':
      return unitNames.has(node.text) ? unitType(unitNamed(node.text)) : lettered(node.text, letters, level);
    case 'typeFunction':
      return arrow(inner(node.from), inner(node.to));
    case 'typeList':
      return list(inner(node.element));
    case 'typeTuple':
      return tuple(node.elements.map(inner));
    case 'typeConstrained': {
      const type = inner(node.type);
      for (const each of node.constraints) constrainLetter(each, letters, level);
      return type;
    }
    case 'typeName':
    case 'typeApplication': {
      const head = node.kind === 'typeName' ? node : node.head;
      const given = node.kind === 'typeName' ? [] : node.arguments;
      const name = head.kind === 'typeName' ? head.text : '';
      const units = given.map((each) => (each.kind === 'typeName' && unitNames.has(each.text) ? each.text : undefined));
      const type = named(
        name,
        given.map((each, index) => (units[index] ? unitType(unitNamed(units[index])) : inner(each))),
      );
      if (type) return type;
      problems.push({ start: node.start, end: node.end, message: `There is no type \`${name}\`.` });
      return errorType;
    }
    case 'typeError':
      return errorType;
  }
}

function constrainLetter(node: TypeNode, letters: Letters, level: number): void {
  if (node.kind !== 'typeApplication' || node.head.kind !== 'typeName') return;
  const [target] = node.arguments;
  if (target?.kind === 'typeVariable') lettered(target.text, letters, level).classes |= classes(node.head.text);
}

function lettered(name: string, letters: Letters, level: number): TypeVariable {
  const known = letters.get(name);
  if (known) return known;
  const fresh = variable(level, 0, name);
  letters.set(name, fresh);
  return fresh;
}

/** A variable inside of a pattern can be no signal. */
function element(type: Type): Type {
  if (type.tag === 'variable') type.classes |= elementClass;
  return type;
}

function named(name: string, given: readonly Type[]): Type | undefined {
  const [first] = given;
  if (given.length > 1) return undefined;
  if (name === 'Pattern') return first && pattern(element(first));
  if (name === 'Signal') return signal(first ?? noUnit);
  if (name === 'Number') return number(first ?? noUnit);
  return first ? undefined : plain.get(name);
}

/** A signature of the manifest, such as `Num a => Pattern Int -> [a]`; undefined when it is malformed. */
export function parseSignature(text: string): Scheme | undefined {
  const tokens: readonly string[] = text.match(/->|=>|[()[\],]|[A-Za-z][A-Za-z0-9_']*/g) ?? [];
  const letters: Letters = new Map();
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };

  function constraints(): void {
    const arrowAt = tokens.indexOf('=>');
    if (arrowAt < 0) return;
    for (let index = 0; index + 1 < arrowAt; index += 1) {
      const name = tokens[index] ?? '';
      const letter = tokens[index + 1] ?? '';
      if (/^[A-Z]/.test(name) && /^[a-z]/.test(letter)) lettered(letter, letters, 1).classes |= classes(name);
    }
    at = arrowAt + 1;
  }

  function type(): Type | undefined {
    const from = application();
    if (!from || !take('->')) return from;
    const to = type();
    return to && arrow(from, to);
  }

  function application(): Type | undefined {
    const head = tokens[at];
    if (head === undefined || !/^[A-Z]/.test(head)) return atom();
    at += 1;
    const takesOne = head === 'Pattern' || head === 'Signal' || head === 'Number';
    const isUnit = head !== 'Pattern' && unitNames.has(tokens[at] ?? '');
    if (isUnit) {
      const unit = unitType(unitNamed(tokens[at] ?? ''));
      at += 1;
      return named(head, [unit]);
    }
    if (!takesOne || head !== 'Pattern') return named(head, []);
    const inner = atom();
    return inner && pattern(element(inner));
  }

  function atom(): Type | undefined {
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (take('[')) {
      const element = type();
      return element && take(']') ? list(element) : undefined;
    }
    if (take('(')) return parenthesised();
    at += 1;
    if (/^[a-z]/.test(token)) return lettered(token, letters, 1);
    return named(token, []);
  }

  function parenthesised(): Type | undefined {
    const elements: Type[] = [];
    if (take(')')) return tuple([]);
    do {
      const element = type();
      if (!element) return undefined;
      elements.push(element);
    } while (take(','));
    if (!take(')')) return undefined;
    return elements.length === 1 ? elements[0] : tuple(elements);
  }

  constraints();
  const result = type();
  if (!result || at !== tokens.length) return undefined;
  return { quantified: [...letters.values()], type: result };
}
