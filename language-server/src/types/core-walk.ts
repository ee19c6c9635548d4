// Ways through the typed tree for those who look for something in it.

import type { Core } from './core.ts';

function children(core: Core): readonly Core[] {
  switch (core.tag) {
    case 'apply':
      return [core.function, ...core.arguments];
    case 'lambda':
      return [core.body];
    case 'let':
      return [...core.bindings.map(({ value }) => value), core.body];
    case 'list':
    case 'tuple':
      return core.elements;
    case 'range':
      return core.next ? [core.from, core.next, core.to] : [core.from, core.to];
    case 'node':
      return [...core.inputs, ...core.options].map(({ value }) => value);
    case 'control':
      return core.values.map(({ value }) => value);
    case 'arithmetic':
    case 'chain':
      return [core.left, core.right];
    case 'convert':
      return [core.value];
    default:
      return [];
  }
}

/** The node and everything in it, parents first; what stands in two places comes once. */
export function* coreDescendants(root: Core): Generator<Core> {
  const seen = new Set<Core>();
  const waiting: Core[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    yield next;
    const parts = children(next);
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index];
      if (part !== undefined) waiting.push(part);
    }
  }
}

/** A function of the library with all that it is applied to, whether by juxtaposition, `$` or a section. */
export function applied(core: Core): { readonly name: string; readonly arguments: readonly Core[] } | undefined {
  if (core.tag !== 'apply') return undefined;
  const inner = applied(core.function);
  if (inner) return { ...inner, arguments: [...inner.arguments, ...core.arguments] };
  if (core.function.tag !== 'library') return undefined;
  return { name: core.function.entry.name, arguments: core.arguments };
}
