// Unification: makes two types equal, or says why they cannot be.

import { atomClass, chainClass, instancesOf, literalClass, numeralClass, numericClasses } from './classes.ts';
import {
  argument,
  type ClassSet,
  controlsType,
  errorType,
  largestType,
  prune,
  type Type,
  type TypeVariable,
} from './type.ts';
import { conversion } from './unit.ts';

export type Mismatch =
  | { readonly kind: 'type'; readonly left: Type; readonly right: Type }
  /** `type` has not the classes. */
  | { readonly kind: 'class'; readonly type: Type; readonly classes: ClassSet }
  | { readonly kind: 'unit'; readonly left: Type; readonly right: Type }
  /** The type would contain itself. */
  | { readonly kind: 'infinite'; readonly type: Type }
  /** It has too many parts to be compared. */
  | { readonly kind: 'large'; readonly type: Type };

/** Parts compared since the outermost `unify` began. */
let compared = 0;

/** Undefined when the two are one now. A failure may leave variables inside bound: the caller reports once and goes on. */
export function unify(left: Type, right: Type): Mismatch | undefined {
  compared = 0;
  return join(left, right);
}

function join(left: Type, right: Type): Mismatch | undefined {
  const a = prune(left);
  const b = prune(right);
  if (a === b || a === errorType || b === errorType) return undefined;
  compared += 1;
  if (compared > largestType) return { kind: 'large', type: a };
  if (a.tag === 'variable') return bind(a, b);
  if (b.tag === 'variable') return bind(b, a);
  if (a.name !== b.name || a.arguments.length !== b.arguments.length) return { kind: 'type', left: a, right: b };
  if (a.name === 'Number' || a.name === 'Signal') return unifyUnits(argument(a, 0), argument(b, 0));
  for (let index = 0; index < a.arguments.length; index += 1) {
    const problem = join(argument(a, index), argument(b, index));
    if (problem) return problem.kind === 'type' ? { kind: 'type', left: problem.left, right: problem.right } : problem;
  }
  return undefined;
}

/** A unit meets another without a place for a conversion between them: none goes with all, others only with themselves. */
function unifyUnits(left: Type, right: Type): Mismatch | undefined {
  const a = prune(left);
  const b = prune(right);
  if (a === b) return undefined;
  if (a.tag === 'variable' || b.tag === 'variable') return join(a, b);
  return conversion(a, b) === 'same' ? undefined : { kind: 'unit', left: a, right: b };
}

function bind(open: TypeVariable, type: Type): Mismatch | undefined {
  if (type.tag === 'variable') {
    const numeral = type.classes & open.classes & numeralClass;
    type.classes = ((type.classes | open.classes) & ~numeralClass) | numeral;
    type.level = Math.min(type.level, open.level);
    open.link = type;
    return undefined;
  }
  if (occurs(open, type)) return { kind: 'infinite', type };
  if (compared > largestType) return { kind: 'large', type };
  const problem = constrain(type, open.classes);
  if (problem) return problem;
  open.link = type;
  return undefined;
}

/** Whether the variable is inside of the type; lowers the levels in there on the way. */
function occurs(open: TypeVariable, type: Type): boolean {
  const found = prune(type);
  compared += 1;
  if (compared > largestType) return false;
  if (found.tag === 'variable') {
    if (found === open) return true;
    found.level = Math.min(found.level, open.level);
    return false;
  }
  return !found.closed && found.arguments.some((each) => occurs(open, each));
}

/** No event carries it. */
function isSeveral(type: Type): boolean {
  const found = prune(type);
  return found.tag === 'constructor' && (found.name === 'Pattern' || found.name === '[]');
}

/** Makes the type have the classes, as far as variables are inside of it. */
export function constrain(type: Type, required: ClassSet): Mismatch | undefined {
  const found = prune(type);
  const wanted = required & ~numeralClass;
  // A numeral is no function and no controls, though both have arithmetic.
  const isNumeral = (required & numeralClass) !== 0;
  if (isNumeral && found.tag === 'constructor' && (found.name === '->' || found.name === 'Controls')) {
    return { kind: 'class', type: found, classes: required };
  }
  if (wanted === 0) return undefined;
  if (found.tag === 'variable') {
    found.classes |= wanted;
    return undefined;
  }
  const missing = { kind: 'class', type: found, classes: wanted } as const;
  switch (found.name) {
    case '?':
      return undefined;
    case 'Pattern': {
      const element = argument(found, 0);
      // What is written as a string or a number is no pattern of patterns.
      if (required & (literalClass | numeralClass) && isSeveral(element)) return missing;
      if (wanted & chainClass) {
        const problem = unify(element, controlsType);
        if (problem) return missing;
      }
      const inner = (wanted & ~(literalClass | chainClass)) | (wanted & literalClass ? atomClass : 0);
      return constrain(element, inner | (required & numeralClass)) && missing;
    }
    case '->':
      return wanted & ~numericClasses ? missing : constrain(argument(found, 1), wanted) && missing;
    case '[]':
    case '(,)':
      if (wanted & (numericClasses | literalClass | chainClass)) return missing;
      return found.arguments.some((each) => constrain(each, wanted)) ? missing : undefined;
    default:
      return wanted & ~instancesOf(found.name) ? missing : undefined;
  }
}
