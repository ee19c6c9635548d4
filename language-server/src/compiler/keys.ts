// Stable keys: the nodes of a definition's new version take the keys of those old ones that they continue.
// Matched is the longest common subsequence of both, sources first, so that an insertion renames nothing else.

import { inOrder, type Keys } from './graph.ts';
import type { SignalChannels, SignalNode } from './nodes.ts';

/** Beyond this many comparisons keys are only counted: nobody writes such a definition by hand. */
const mostComparisons = 1_000_000;

export function chooseKeys(out: SignalChannels, before: Keys | undefined): Keys {
  const nodes = inOrder(out);
  const matched = before ? match(before.nodes, nodes) : [];
  const keys: (string | undefined)[] = nodes.map((_, index) => {
    const old = matched[index];
    return old === undefined ? undefined : before?.keys[old];
  });
  const taken = new Set(keys);
  return { nodes, keys: keys.map((key, index) => key ?? freshKey(nodes[index]?.kind ?? '', taken)) };
}

/** `lpf`, `lpf 2`, `lpf 3`, ... */
function freshKey(kind: string, taken: Set<string | undefined>): string {
  let key = kind;
  for (let count = 2; taken.has(key); count += 1) key = `${kind} ${count}`;
  taken.add(key);
  return key;
}

/** For each new node the index of the old one that it continues. */
function match(old: readonly SignalNode[], now: readonly SignalNode[]): readonly (number | undefined)[] {
  const matched: (number | undefined)[] = now.map(() => undefined);
  if (old.length * now.length > mostComparisons) return matched;
  const oldContents = old.map(contentOf);
  const contents = now.map(contentOf);
  const width = now.length + 1;
  const best = new Float64Array((old.length + 1) * width);
  const scoreAt = (i: number, j: number) => best[i * width + j] ?? 0;
  const pair = (i: number, j: number): number => {
    if (old[i]?.kind !== now[j]?.kind) return 0;
    return oldContents[i] === contents[j] ? 3 : 2;
  };
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const score = pair(i, j);
      const together = score > 0 ? score + scoreAt(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(together, scoreAt(i + 1, j), scoreAt(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    const score = pair(i, j);
    if (score > 0 && scoreAt(i, j) === score + scoreAt(i + 1, j + 1)) {
      matched[j] = i;
      i += 1;
      j += 1;
    } else if (scoreAt(i + 1, j) >= scoreAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return matched;
}

/** A node by itself: its constants, and what kind of thing feeds its other ports. */
function contentOf(node: SignalNode): string {
  const ports = [...node.inputs].map(([port, channels]) => {
    const fed = channels.map((ref) => {
      if (ref.tag === 'constant') return ref.value;
      return ref.tag === 'bus' || ref.tag === 'control' ? ref.name : ref.tag;
    });
    return `${port}=${fed.join(',')}`;
  });
  return `${node.kind} ${ports.join(' ')} ${[...node.options].join(' ')}`;
}
