// Signal nodes as a list with stable keys: the form that they have in a plan.

import type { PatternNode, Place, SignalChannels, SignalNode, SignalRef } from './nodes.ts';
import type { PatternId, PlanGraph, PlanNode, PlanRef, SpanId } from './plan.ts';

/** While it is being made. */
export type Writable<T> = { -readonly [Property in keyof T]: T[Property] };

/** What a graph refers to outside of itself gets its number from here. */
export interface Numbering {
  span(place: Place): SpanId;
  pattern(node: PatternNode): PatternId;
  effects(channels: SignalChannels): number;
}

/** The keys of a definition's nodes, in the order of `inOrder`. */
export interface Keys {
  readonly nodes: readonly SignalNode[];
  readonly keys: readonly string[];
}

/** `inVoice`: ports that a voice feeds by itself, such as gates, are connected. Without keys they are counted. */
export function planGraph(out: SignalChannels, numbering: Numbering, inVoice: boolean, known?: Keys): PlanGraph {
  const order = known?.nodes ?? inOrder(out);
  const names = known?.keys ?? countedKeys(order);
  const index = new Map<SignalNode, number>();
  for (const node of order) index.set(node, index.size);
  const ref = (each: SignalRef): PlanRef => {
    switch (each.tag) {
      case 'constant':
        return Number.isFinite(each.value) ? each.value : 0;
      case 'node':
        return { n: index.get(each.node) ?? 0, ...(each.channel !== undefined && { o: each.channel }) };
      case 'held':
        return { p: numbering.pattern(each.pattern), ...(each.initial !== undefined && { d: each.initial }) };
      case 'bus':
        return { bus: each.name };
      case 'control':
        return { c: each.name, ...(each.otherwise && { d: ref(each.otherwise) }) };
    }
  };
  const refs = (channels: SignalChannels): PlanRef | readonly PlanRef[] => {
    const [only] = channels;
    return channels.length === 1 && only ? ref(only) : channels.map(ref);
  };
  const nodes = order.map((node, position): PlanNode => {
    const ports: { [port: string]: PlanRef | readonly PlanRef[] } = {};
    for (const [port, channels] of node.inputs) ports[port] = refs(channels);
    if (inVoice) for (const [port, control] of node.implicit) ports[port] = { c: control };
    const made: Writable<PlanNode> = { key: names[position] ?? `${node.kind} ${position}`, kind: node.kind };
    if (node.place) made.span = numbering.span(node.place);
    if (node.inputs.size > 0 || (inVoice && node.implicit.size > 0)) made.in = ports;
    if (node.options.size > 0) made.options = Object.fromEntries(node.options);
    if (node.pattern) made.pattern = numbering.pattern(node.pattern);
    if (node.effects) made.effects = numbering.effects(node.effects);
    if (node.when !== undefined) made.when = node.when;
    return made;
  });
  return { nodes, out: out.map(ref) };
}

/** Every node once, sources first. Without recursion: chains may be long. */
export function inOrder(out: SignalChannels): readonly SignalNode[] {
  const order: SignalNode[] = [];
  const done = new Set<SignalNode>();
  const stack: SignalNode[] = [];
  const push = (channels: SignalChannels) => {
    for (let index = channels.length - 1; index >= 0; index -= 1) {
      const ref = channels[index];
      if (ref?.tag === 'node' && !done.has(ref.node)) stack.push(ref.node);
      else if (ref?.tag === 'control' && ref.otherwise) push([ref.otherwise]);
    }
  };
  push(out);
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    const height = stack.length;
    if (!done.has(node)) for (const channels of [...node.inputs.values()].reverse()) push(channels);
    if (stack.length > height) continue;
    stack.pop();
    if (!done.has(node)) order.push(node);
    done.add(node);
  }
  return order;
}

/** Kind and count: the third `lpf` from the sources is `lpf 3`. */
function countedKeys(nodes: readonly SignalNode[]): readonly string[] {
  const counts = new Map<string, number>();
  return nodes.map(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count === 1 ? kind : `${kind} ${count}`;
  });
}
