// Types as text, in Tidal's notation: `Num a => Pattern Int -> Pattern a -> Pattern a`.

import {
  atomClass,
  chainClass,
  classNames,
  elementClass,
  literalClass,
  numeralClass,
  numericClasses,
} from './classes.ts';
import type { Scheme } from './scheme.ts';
import { argument, type Constructor, controlsType, prune, type Type, type TypeVariable } from './type.ts';

const unitText = new Map([
  ['hz', 'Hz'],
  ['s', 's'],
  ['cycles', 'cycles'],
  ['db', 'dB'],
  ['st', 'st'],
  ['note', 'note'],
  ['ratio', 'ratio'],
]);

type Letters = Map<TypeVariable, string>;

/** Nobody reads more of a type than this. */
const mostParts = 200;
/** How many parts of the type that is being printed are still shown. */
let room = mostParts;

/** The type with its constraints; variables get letters in the order in which they appear. */
export function printScheme(scheme: Scheme): string {
  return printType(scheme.type);
}

export function printType(type: Type): string {
  const letters: Letters = new Map();
  room = mostParts;
  const body = text(type, letters, 0);
  const constraints = [...letters].flatMap(([open, letter]) =>
    classNames(open.classes & ~(literalClass | chainClass | atomClass | elementClass | numeralClass)).map(
      (name) => `${name} ${letter}`,
    ),
  );
  if (constraints.length === 0) return body;
  return `${constraints.length === 1 ? constraints[0] : `(${constraints.join(', ')})`} => ${body}`;
}

/** What a message calls a type: a variable by what is known of it. */
export function describeType(type: Type): string {
  const found = prune(type);
  if (found.tag === 'variable') {
    if (found.classes & literalClass) return found.classes & numericClasses ? 'a string of numbers' : 'a string';
    if (found.classes & numericClasses) return 'a number';
  }
  if (found.tag === 'constructor' && found.name === '->') return `a function \`${printType(found)}\``;
  return `\`${printType(found)}\``;
}

/** Precedence: 0 anywhere, 1 left of an arrow, 2 as an argument. */
function text(type: Type, letters: Letters, precedence: 0 | 1 | 2): string {
  const found = prune(type);
  room -= 1;
  if (room < 0) return '…';
  if (found.tag === 'variable') return variableText(found, letters, precedence);
  const inside = (index: number, level: 0 | 1 | 2) => text(argument(found, index), letters, level);
  switch (found.name) {
    case '->':
      return wrap(precedence > 0, `${inside(0, 1)} -> ${inside(1, 0)}`);
    case '[]':
      return `[${inside(0, 0)}]`;
    case '(,)':
      return `(${found.arguments.map((each) => text(each, letters, 0)).join(', ')})`;
    case 'Pattern':
      if (prune(argument(found, 0)) === controlsType) return 'Voices';
      return wrap(precedence > 1, `Pattern ${inside(0, 2)}`);
    case 'Number':
    case 'Signal':
      return measured(found, precedence);
    default:
      return found.name;
  }
}

/** A string literal is a pattern of something; what controls are added to is voices. */
function variableText(open: TypeVariable, letters: Letters, precedence: 0 | 1 | 2): string {
  if (open.classes & chainClass) return 'Voices';
  const name = letter(open, letters);
  return open.classes & literalClass ? wrap(precedence > 1, `Pattern ${name}`) : name;
}

function measured(type: Constructor, precedence: 0 | 1 | 2): string {
  const unit = prune(argument(type, 0));
  const name = unit.tag === 'constructor' ? unitText.get(unit.name) : undefined;
  if (name === undefined) return type.name;
  if (name === 'note' && type.name === 'Number') return 'Note';
  return wrap(precedence > 1, `${type.name} ${name}`);
}

const wrap = (needed: boolean, inner: string): string => (needed ? `(${inner})` : inner);

function letter(open: TypeVariable, letters: Letters): string {
  const known = letters.get(open);
  if (known !== undefined) return known;
  const index = letters.size;
  const fresh = String.fromCharCode(97 + (index % 26)) + (index >= 26 ? String(Math.floor(index / 26)) : '');
  letters.set(open, fresh);
  return fresh;
}
