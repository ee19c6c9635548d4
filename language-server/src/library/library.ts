// The library: everything the language offers, by name. Made once from the native manifest and the prelude.

import type { Outcome } from '../syntax/diagnostic.ts';
import type { ControlEntry, Entry, Library, NodeEntry, PatternEntry } from '../types/environment.ts';
import { parseSignature } from '../types/notation.ts';
import { builtins } from './builtins.ts';
import { drumControls } from './drums.ts';
import { effectOf } from './effects.ts';
import type { Manifest, ManifestControl, ManifestNode, ManifestPattern } from './manifest.ts';
import { patterned } from './patterned.ts';
import { preludeDiagnostics, preludeEntries } from './prelude.ts';

/** The diagnostics are the prelude's own, found when they are asked for, and none when all is well; a test says so. */
export function loadLibrary(manifest: Manifest, prelude: string): Outcome<Library> {
  const nodes = manifest.nodes.map(nodeEntry);
  const controls = controlEntries(manifest.controls, nodes);
  const patterns = manifest.patterns.filter(({ name }) => name !== '').map(patternEntry);
  const natives: Entry[] = [
    ...patterns.filter((each) => each !== undefined),
    ...builtins,
    ...controls,
    ...hideNodes(nodes, controls),
  ];
  const native = index(natives, manifest);
  return {
    value: index([...preludeEntries(prelude, native), ...natives], manifest),
    get diagnostics() {
      return preludeDiagnostics(prelude, native);
    },
  };
}

function nodeEntry(node: ManifestNode): NodeEntry {
  const { name, aliases, category, doc, outputs, eachChannel, options, positional } = node;
  const example = node.example || undefined;
  return {
    kind: 'node',
    name,
    aliases,
    category,
    doc,
    example,
    ports: node.inputs,
    options,
    outputs,
    eachChannel,
    positional,
  };
}

function patternEntry(pattern: ManifestPattern): PatternEntry | undefined {
  const scheme = parseSignature(pattern.type);
  if (!scheme) return undefined;
  const { name, op, fields, category, choices, doc } = pattern;
  return {
    kind: 'pattern',
    stage: 'query',
    name,
    aliases: [],
    op,
    scheme: { ...scheme, type: patterned(scheme.type) },
    plain: scheme.type,
    fields,
    category,
    choices: choices.length > 0 ? choices : undefined,
    doc,
    example: pattern.example || undefined,
  };
}

/** The manifest's controls, with the effects that they drive; those that only nodes mention are added. */
function controlEntries(controls: readonly ManifestControl[], nodes: readonly NodeEntry[]): readonly ControlEntry[] {
  const entries = new Map<string, ControlEntry>();
  for (const control of controls) {
    const example = control.example || anyExample(control);
    entries.set(control.name, { kind: 'control', ...control, example, effect: undefined });
  }
  for (const node of nodes) {
    const effect = effectOf(node);
    if (!effect) continue;
    effect.controls.forEach(({ control, port }, position) => {
      const known = entries.get(control) ?? missingControl(control, port, node);
      // The first control of a node switches it on; the node's name is another name for that control.
      const first = position === 0 && !known.effect;
      const names = first ? [...known.aliases, node.name, ...node.aliases] : known.aliases;
      const aliases = [...new Set(names)].filter((each) => each !== known.name);
      entries.set(control, { ...known, aliases, ...(first && { effect }) });
    });
  }
  for (const control of drumControls(nodes)) if (!entries.has(control.name)) entries.set(control.name, control);
  return [...entries.values()];
}

/** Of a control that sounds like nothing by itself. */
function anyExample({ name, type, parameter: { min = 0, max = 1 } }: ManifestControl): string {
  const middle = Math.round((min + max) * 50) / 100;
  const value = type === 'string' ? '"a"' : type === 'int' ? Math.round(middle) : middle;
  return `s "bd*2" # ${name} ${value}`;
}

function missingControl(name: string, portName: string, node: NodeEntry): ControlEntry {
  const port = node.ports.find((each) => each.name === portName);
  const parameter = {
    name,
    unit: port?.unit ?? 'none',
    min: port?.min,
    max: port?.max,
    default: port?.default,
    doc: port?.doc ?? '',
  } as const;
  return {
    kind: 'control',
    name,
    aliases: [],
    doc: parameter.doc,
    example: node.example,
    category: 'effect',
    type: 'number',
    parameter,
    read: true,
    onset: false,
    effect: undefined,
  };
}

/** A node that is a control's effect is reached through the control. */
function hideNodes(nodes: readonly NodeEntry[], controls: readonly ControlEntry[]): readonly NodeEntry[] {
  const taken = new Set(controls.flatMap(({ effect }) => effect?.node ?? []));
  return nodes.filter((node) => !taken.has(node));
}

function index(entries: readonly Entry[], manifest: Manifest): Library {
  const byName = new Map<string, Entry[]>();
  const add = (name: string, entry: Entry): void => {
    const found = byName.get(name);
    if (!found) byName.set(name, [entry]);
    // Of two patterns the first counts: the prelude may refine a primitive.
    else if (!found.some((each) => (each.kind === 'node') === (entry.kind === 'node'))) found.push(entry);
  };
  // What has the name as its own counts before what has it as another one.
  for (const entry of entries) add(entry.name, entry);
  for (const entry of entries) for (const alias of entry.aliases) add(alias, entry);
  const none: readonly Entry[] = [];
  return {
    // `_fast` is Tidal's inner version of `fast`, on a plain number: `fast` does both.
    find: (name) => byName.get(name) ?? byName.get(name.replace(/^_(?=\p{L})/u, '')) ?? none,
    names: [...byName.keys()],
    entries,
    scales: manifest.scales,
    instruments: manifest.instruments,
  };
}
