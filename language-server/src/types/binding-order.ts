// Definitions beside each other, in any order: those that others need come first.

import type { Binding, Name, Parameter } from '../syntax/tree.ts';
import { children, type Node } from '../syntax/walk.ts';

/** A name in the definition of one that it needs. */
interface Circle {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Ordered {
  readonly bindings: readonly Binding[];
  /** Where definitions that need each other, or themselves, do so: by the definition. */
  readonly circles: ReadonlyMap<Binding, Circle>;
}

/** In the order of the source as far as that is possible, and where one name is defined twice. */
export function inOrderOfNeed(bindings: readonly Binding[]): Ordered {
  const byName = new Map(bindings.map((each) => [each.name.text, each]));
  const ordered: Binding[] = [];
  const circles = new Map<Binding, Circle>();
  if (byName.size < bindings.length) return { bindings, circles };
  const begun = new Set<Binding>();
  const done = new Set<Binding>();
  // Without recursion: they may be one long chain.
  const open: { readonly binding: Binding; readonly needs: Mention[] }[] = [];
  const begin = (binding: Binding): void => {
    begun.add(binding);
    open.push({ binding, needs: namesIn(binding, byName).toReversed() });
  };
  for (const each of bindings) {
    if (!begun.has(each)) begin(each);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const { binding, needs } = top;
      const mention = needs.pop();
      const needed = mention && byName.get(mention.text);
      if (!needed) {
        open.pop();
        done.add(binding);
        ordered.push(binding);
      } else if (!begun.has(needed)) {
        begin(needed);
      } else if (!done.has(needed)) {
        circles.set(binding, { name: mention.text, start: mention.start, end: mention.end });
      }
    }
  }
  return { bindings: ordered, circles };
}

type Mention = Pick<Name, 'text' | 'start' | 'end'>;

/** What a definition mentions of the names given, without those that mean something else there. */
function namesIn(binding: Binding, names: ReadonlyMap<string, Binding>): readonly Mention[] {
  const found: Mention[] = [];
  const open: { readonly node: Node; readonly hidden: ReadonlySet<string> }[] = [];
  const none: ReadonlySet<string> = new Set();
  if (binding.value) open.push({ node: binding.value, hidden: hiding(none, binding.parameters) });
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, hidden } = next;
    const isName = node.kind === 'name' || node.kind === 'operator';
    if (isName && names.has(node.text) && !hidden.has(node.text)) found.push(node);
    const inside = hiding(hidden, boundIn(node));
    for (const child of node.kind === 'namedArgument' ? [node.value] : children(node)) {
      open.push({ node: child, hidden: inside });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What is called anew in all of a node. */
function boundIn(node: Node): readonly Parameter[] {
  if (node.kind === 'lambda' || node.kind === 'binding') return node.parameters;
  return node.kind === 'letIn' ? node.bindings.map(({ name }) => name) : [];
}

function hiding(hidden: ReadonlySet<string>, parameters: readonly Parameter[]): ReadonlySet<string> {
  return parameters.length === 0 ? hidden : new Set([...hidden, ...parameters.flatMap(namesOf)]);
}

function namesOf(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'name') return [parameter.text];
  return parameter.kind === 'tupleParameter' ? parameter.elements.flatMap(namesOf) : [];
}
