// Which samples and synths the patterns of a session name.

import { inOrder } from './graph.ts';
import type { Datum, PatternNode, SignalChannels } from './nodes.ts';
import type { Session } from './session.ts';

export function soundsIn(session: Session): readonly string[] {
  const names = new Set<string>();
  for (const { compiled } of session.definitions.values()) {
    for (const name of soundsOf(compiled?.value)) names.add(name);
  }
  return [...names].sort();
}

const found = new WeakMap<SignalChannels, ReadonlySet<string>>();

function soundsOf(channels: SignalChannels | undefined): ReadonlySet<string> {
  if (!channels) return new Set();
  let names = found.get(channels);
  if (!names) {
    const collected = new Set<string>();
    for (const { pattern } of inOrder(channels)) if (pattern) collect(pattern, collected);
    names = collected;
    found.set(channels, names);
  }
  return names;
}

function collect(root: PatternNode, names: Set<string>): void {
  const seen = new Set<PatternNode>();
  const stack: { readonly node: PatternNode; readonly isSound: boolean }[] = [{ node: root, isSound: false }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, isSound } = top;
    if (seen.has(node)) continue;
    seen.add(node);
    const inside = isSound || node.op === 'sound' || (node.op === 'control' && node.name === 's');
    for (const datum of [node.value, ...(node.values ?? [])]) add(datum, inside, names);
    for (const each of node.args) stack.push({ node: each, isSound: inside });
    if (node.body) stack.push({ node: node.body, isSound: inside });
  }
}

function add(datum: Datum | undefined, isSound: boolean, names: Set<string>): void {
  if (typeof datum === 'string' && isSound) names.add(datum.replace(/:.*$/, ''));
  if (typeof datum === 'object' && 'map' in datum) {
    const sound = datum.map['s'];
    if (typeof sound === 'string') names.add(sound.replace(/:.*$/, ''));
  }
}
