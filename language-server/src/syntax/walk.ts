// Ways through the tree for those who look for something in it.

import type { MiniAtom, MiniTerm } from './mini-tree.ts';
import type { Argument, Binding, Expression, Name, Operator, Parameter, Statement, SynthParameter } from './tree.ts';
import type { TypeNode } from './type-tree.ts';

export type Node =
  | Statement
  | Argument
  | Expression
  | Binding
  | Name
  | Operator
  | Parameter
  | SynthParameter
  | TypeNode;

/** The node's parts in the order of the source. Mini-notation is not entered. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'track':
    case 'output':
    case 'bus':
      return 'value' in node ? [node.name, node.value] : [];
    case 'once':
    case 'setting':
      return [node.name, node.value];
    case 'let':
      return node.bindings;
    case 'synth':
      return [node.name, ...node.parameters, node.value];
    case 'synthParameter':
      return node.default ? [node.name, node.default] : [node.name];
    case 'command':
      return [node.name, ...node.targets];
    case 'transition':
      return inOrder([node.name, ...(node.target ? [node.target] : []), ...node.arguments, node.value]);
    case 'errorStatement':
      return [node.value];
    case 'binding':
      return [node.name, ...node.parameters, ...optional(node.annotation), ...optional(node.value)];
    case 'tupleParameter':
      return node.elements;
    default:
      return expressionChildren(node);
  }
}

function expressionChildren(node: Exclude<Node, Statement | Binding | SynthParameter>): readonly Node[] {
  switch (node.kind) {
    case 'application':
      return [node.function, ...node.arguments];
    case 'namedArgument':
      return [node.name, node.value];
    case 'binary':
      return [node.left, node.operator, node.right];
    case 'negation':
      return [node.operand];
    case 'leftSection':
      return [node.operand, node.operator];
    case 'rightSection':
      return [node.operator, node.operand];
    case 'operatorName':
      return [node.operator];
    case 'lambda':
      return [...node.parameters, node.body];
    case 'list':
    case 'tuple':
      return node.elements;
    case 'range':
      return [node.from, ...optional(node.next), ...optional(node.to)];
    case 'parenthesised':
      return [node.inner];
    case 'letIn':
      return node.style === 'let' ? [...node.bindings, node.body] : [node.body, ...node.bindings];
    case 'annotation':
      return [node.expression, node.type];
    case 'error':
      return node.parts;
    default:
      return typeChildren(node);
  }
}

function typeChildren(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'typeApplication':
      return [node.head, ...node.arguments];
    case 'typeFunction':
      return [node.from, node.to];
    case 'typeList':
      return [node.element];
    case 'typeTuple':
      return node.elements;
    case 'typeConstrained':
      return [...node.constraints, node.type];
    default:
      return [];
  }
}

function optional<Part>(part: Part | undefined): readonly Part[] {
  return part === undefined ? [] : [part];
}

function inOrder<Part extends { readonly start: number }>(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort((one, other) => one.start - other.start);
}

/** The node and everything in it, parents first. */
export function* descendants(node: Node): Generator<Node> {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const parts = children(next);
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index];
      if (part !== undefined) waiting.push(part);
    }
  }
}

/** The nodes that an offset lies in, the statement first, the innermost last. Both borders count, so that a cursor behind a word is on it. */
export function pathAt(root: Statement, offset: number): Node[] {
  const path: Node[] = [root];
  for (let node: Node | undefined = root; node !== undefined; ) {
    const inside: readonly Node[] = children(node).filter(({ start, end }) => start <= offset && offset <= end);
    // Between two that touch, as in `f(x)`, a name wins.
    node = inside.find(({ kind }) => kind === 'name' || kind === 'bus') ?? inside.at(-1);
    if (node !== undefined) path.push(node);
  }
  return path;
}

/** The parts of a term of mini-notation. */
export function miniChildren(term: MiniTerm): readonly MiniTerm[] {
  switch (term.kind) {
    case 'sequence':
      return term.steps.map(({ term: step }) => step);
    case 'stack':
    case 'alternation':
      return term.layers;
    case 'polymeter':
      return [...term.layers, ...optional(term.steps)];
    case 'choice':
      return term.alternatives;
    case 'fast':
    case 'slow':
      return [term.term, term.factor];
    case 'degrade':
      return [term.term];
    case 'euclid':
      return [term.term, term.pulses, term.steps, ...optional(term.rotation)];
    case 'range':
      return [term.from, term.to];
    default:
      return [];
  }
}

/** The term and everything in it, parents first. */
export function* miniDescendants(term: MiniTerm): Generator<MiniTerm> {
  const waiting: MiniTerm[] = [term];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    const parts = miniChildren(next);
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index];
      if (part !== undefined) waiting.push(part);
    }
  }
}

/** The atoms that are the pattern's own values: not the numbers that say how fast, how many or where. */
export function* valueAtoms(term: MiniTerm): Generator<MiniAtom> {
  if (term.kind === 'atom') yield term;
  else if (term.kind === 'fast' || term.kind === 'slow' || term.kind === 'euclid') yield* valueAtoms(term.term);
  else if (term.kind === 'polymeter') for (const layer of term.layers) yield* valueAtoms(layer);
  else for (const part of miniChildren(term)) yield* valueAtoms(part);
}
