// The controls of the built-in drums: each parameter of a drum node is the control of its name, or the one that its spec says.

import type { ControlEntry, NodeEntry, PortSpec } from '../types/environment.ts';

interface Use {
  readonly drum: NodeEntry;
  readonly port: PortSpec;
}

/** Of a port of a drum node. */
export const drumControl = ({ name, control }: PortSpec): string => control ?? name;

/** One for all drums that have a parameter of that name; `freq`, `gate` and `velocity` are every voice's. */
export function drumControls(nodes: readonly NodeEntry[]): readonly ControlEntry[] {
  const uses = new Map<string, Use[]>();
  for (const drum of nodes.filter(({ category }) => category === 'drum')) {
    for (const port of drum.ports.filter(({ implicit }) => implicit === undefined)) {
      const name = drumControl(port);
      uses.set(name, [...(uses.get(name) ?? []), { drum, port }]);
    }
  }
  return [...uses].map(([name, of]) => controlEntry(name, of));
}

function controlEntry(name: string, uses: readonly Use[]): ControlEntry {
  const ports = uses.map(({ port }) => port);
  const defaults = new Set(ports.map((port) => port.default));
  const parameter = {
    name,
    unit: ports[0]?.unit ?? 'none',
    min: Math.min(...ports.map(({ min = 0 }) => min)),
    max: Math.max(...ports.map(({ max = 1 }) => max)),
    default: defaults.size === 1 ? ports[0]?.default : undefined,
    doc: '',
  } as const;
  const doc = docOf(uses);
  const example = `s "${uses[0]?.drum.name}*2" # ${name} "${between(parameter, 0.25)} ${between(parameter, 0.75)}"`;
  return {
    kind: 'control',
    name,
    aliases: [],
    doc,
    example,
    category: 'drum',
    type: 'number',
    parameter: { ...parameter, doc },
    read: true,
    onset: false,
    effect: undefined,
  };
}

/** `On kick, tom: how far the pitch falls.` */
function docOf(uses: readonly Use[]): string {
  const byDoc = new Map<string, string[]>();
  for (const { drum, port } of uses) byDoc.set(port.doc, [...(byDoc.get(port.doc) ?? []), drum.name]);
  const parts = [...byDoc].map(([doc, drums]) => `on ${drums.join(', ')}: ${doc}`).join('; ');
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

const between = ({ min, max }: { readonly min: number; readonly max: number }, share: number): number =>
  Math.round(10 * (min + share * (max - min))) / 10;
