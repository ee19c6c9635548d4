// Which samples and synths the patterns of a session name.

import type { Datum, PatternNode, SignalNode } from './nodes.ts';
import type { Session } from './session.ts';

export function soundsIn(session: Session): readonly string[] {
  const names = new Set<string>();
  for (const { keys } of session.definitions.values()) {
    if (keys) for (const name of soundsOf(keys.nodes)) names.add(name);
  }
  return [...names].sort();
}

const found = new WeakMap<readonly SignalNode[], ReadonlySet<string>>();

function soundsOf(nodes: readonly SignalNode[]): ReadonlySet<string> {
  let names = found.get(nodes);
  if (!names) {
    const collected = new Set<string>();
    for (const { pattern } of nodes) if (pattern) collect(pattern, collected);
    names = collected;
    found.set(nodes, names);
  }
  return names;
}

function collect(root: PatternNode, names: Set<string>): void {
  /** Whether it was seen as a sound: what a function uses twice may be one here and none there. */
  const seen = new Map<PatternNode, boolean>();
  const visit = (node: PatternNode, isSound: boolean): void => {
    const inside = isSound || node.op === 'sound' || (node.op === 'control' && node.name === 's');
    const before = seen.get(node);
    if (before || before === inside) return;
    seen.set(node, inside);
    add(node.value, inside, names);
    for (const datum of node.values ?? []) add(datum, inside, names);
    for (const each of node.args) visit(each, inside);
    if (node.body) visit(node.body, inside);
  };
  visit(root, false);
}

function add(datum: Datum | undefined, isSound: boolean, names: Set<string>): void {
  if (typeof datum === 'string' && isSound) names.add(datum.replace(/:.*$/, ''));
  if (typeof datum === 'object' && 'map' in datum) {
    const sound = datum.map['s'];
    if (typeof sound === 'string') names.add(sound.replace(/:.*$/, ''));
  }
}
