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
