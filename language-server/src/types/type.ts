// The representation of types: variables and constructors. Units are types too (`Number hz` has the argument `hz`).

/** What a type variable must be able to do: a set of bits, see classes.ts. */
export type ClassSet = number;

export interface TypeVariable {
  readonly tag: 'variable';
  readonly id: number;
  /** What unification found it to be. */
  link: Type | undefined;
  classes: ClassSet;
  /** Depth of the `let` that it belongs to; variables deeper than the current level are generalised. */
  level: number;
  /** The letter that an annotation gave it. */
  readonly name: string | undefined;
}

export interface Constructor {
  readonly tag: 'constructor';
  readonly name: string;
  readonly arguments: readonly Type[];
  /** No variable is inside of it, solved or not: it stands for itself. */
  readonly closed: boolean;
}

export type Type = TypeVariable | Constructor;

/** Most parts of a type: what pairs its argument with itself, and is applied to what it gave, doubles them each time. */
export const largestType = 10_000;

let nextId = 0;

export function variable(level: number, classes: ClassSet = 0, name?: string): TypeVariable {
  nextId += 1;
  return { tag: 'variable', id: nextId, link: undefined, classes, level, name };
}

const known = new Map<string, Constructor>();

/** The type without arguments; there is one of each. */
function nullary(name: string): Constructor {
  let found = known.get(name);
  if (!found) {
    found = { tag: 'constructor', name, arguments: [], closed: true };
    known.set(name, found);
  }
  return found;
}

/** A type of one argument; there is one of each whose argument has none. */
function unary(name: string): (of: Type) => Constructor {
  const known = new Map<Type, Constructor>();
  return (of) => {
    if (of.tag === 'variable' || of.arguments.length > 0) return constructor_(name, [of]);
    let found = known.get(of);
    if (!found) {
      found = { tag: 'constructor', name, arguments: [of], closed: true };
      known.set(of, found);
    }
    return found;
  };
}

export function constructor_(name: string, args: readonly Type[] = []): Constructor {
  return args.length === 0 ? nullary(name) : { tag: 'constructor', name, arguments: args, closed: allClosed(args) };
}

function allClosed(types: readonly Type[]): boolean {
  for (const type of types) if (type.tag === 'variable' || !type.closed) return false;
  return true;
}

export const stringType = constructor_('String');
export const boolType = constructor_('Bool');
export const charType = constructor_('Char');
export const intType = constructor_('Int');
/** An exact rational number of cycles. */
export const timeType = constructor_('Time');
export const controlsType = constructor_('Controls');
/** Takes every other type: what is wrong was said already. */
export const errorType = constructor_('?');

/** Of a unit. */
export const number = unary('Number');
/** Of a unit. */
export const signal = unary('Signal');
export const pattern = unary('Pattern');
export const list = unary('[]');
export const tuple = (of: readonly Type[]): Constructor => constructor_('(,)', of);
export const arrow = (from: Type, to: Type): Constructor => constructor_('->', [from, to]);
export const arrows = (from: readonly Type[], to: Type): Type => from.reduceRight((result, p) => arrow(p, result), to);
export const voicesType = pattern(controlsType);

/** The type that a variable stands for, as far as is known; shortens chains of links. */
export function prune(type: Type): Type {
  if (type.tag !== 'variable' || type.link === undefined) return type;
  const target = prune(type.link);
  type.link = target;
  return target;
}

/** The constructor's arguments when `type` is a `name`, pruned at the top only. */
export function match(type: Type, name: string): Constructor | undefined {
  const found = prune(type);
  return found.tag === 'constructor' && found.name === name ? found : undefined;
}

/** Argument `index` of a constructor; `errorType` where there is none, which only a malformed annotation can bring about. */
export const argument = (type: Constructor, index: number): Type => type.arguments[index] ?? errorType;

export function isError(type: Type): boolean {
  return prune(type) === errorType;
}

export function isVoices(type: Type): boolean {
  const inner = match(type, 'Pattern');
  return inner !== undefined && prune(argument(inner, 0)) === controlsType;
}

/** One constructor around another type. */
function wrapped(name: string, of: Type): Constructor {
  if (name === 'Pattern') return pattern(of);
  if (name === 'Signal') return signal(of);
  return name === 'Number' ? number(of) : constructor_(name, [of]);
}

/** `type` with every solved variable replaced; `substitute` says what to do with the unsolved. */
export function resolve(type: Type, substitute: (open: TypeVariable) => Type = (open) => open): Type {
  const found = prune(type);
  if (found.tag === 'variable') return substitute(found);
  if (found.closed) return found;
  const { name, arguments: parts } = found;
  const [first, second] = parts;
  if (first && parts.length === 1) return wrapped(name, resolve(first, substitute));
  if (first && second && parts.length === 2) {
    return constructor_(name, [resolve(first, substitute), resolve(second, substitute)]);
  }
  return constructor_(
    name,
    parts.map((each) => resolve(each, substitute)),
  );
}

/** Whether the type has more parts than `largestType`. */
export const isLarge = (type: Type): boolean => roomAfter(type, largestType) <= 0;

function roomAfter(type: Type, room: number): number {
  const found = prune(type);
  let rest = room - 1;
  if (found.tag === 'variable' || found.closed) return rest;
  for (const each of found.arguments) {
    if (rest <= 0) break;
    rest = roomAfter(each, rest);
  }
  return rest;
}
