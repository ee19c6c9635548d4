// Puts a plan together: numbers patterns, spans, effects and voice signals, each once.

import { countingKeys, type KeyChooser, type Numbering, planGraph } from './graph.ts';
import type { Datum, PatternNode, Place, SignalChannels } from './nodes.ts';
import type {
  PatternId,
  Plan,
  PlanDefinition,
  PlanEffects,
  PlanPattern,
  PlanSpan,
  PlanSynth,
  PlanValue,
  PlanVoiceSignal,
  SpanId,
} from './plan.ts';
import { planVersion } from './plan.ts';

/** A place in a file, absolute. */
export interface FilePlace {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export interface Part {
  readonly name: string;
  readonly kind: PlanDefinition['kind'] | 'synth';
  readonly place: Place;
  readonly out: SignalChannels;
  readonly keys: KeyChooser;
  readonly mute: boolean;
  readonly solo: boolean;
}

export interface Parts {
  readonly parts: readonly Part[];
  /** A constant, or a held pattern. */
  readonly cps: number | PatternNode;
  readonly seed: number;
  /** Where a part of a statement stands now; undefined when it has been edited away. */
  locate(place: Place): FilePlace | undefined;
}

export function assemble({ parts, cps, seed, locate }: Parts): Plan {
  const files: string[] = [];
  const fileIds = new Map<string, number>();
  const spans: PlanSpan[] = [];
  const spanIds = new Map<string, SpanId>();
  const patterns: PlanPattern[] = [];
  const patternIds = new Map<PatternNode, PatternId>();
  const parameters = new Map<string, number>();
  const effects: PlanEffects[] = [];
  const effectIds = new Map<SignalChannels, number>();
  const effectTexts = new Map<string, number>();
  const voiceSignals: PlanVoiceSignal[] = [];
  const signalIds = new Map<SignalChannels, number>();

  function span(place: Place): SpanId {
    const { uri, start, end } = locate(place) ?? { uri: '', start: 0, end: 0 };
    let file = fileIds.get(uri);
    if (file === undefined) {
      file = files.push(uri) - 1;
      fileIds.set(uri, file);
    }
    const key = `${file}:${start}:${end}`;
    let id = spanIds.get(key);
    if (id === undefined) {
      id = spans.push([file, start, end]) - 1;
      spanIds.set(key, id);
    }
    return id;
  }

  function value(datum: Datum): PlanValue {
    if (typeof datum === 'number') return Number.isFinite(datum) ? datum : 0;
    if (typeof datum !== 'object') return datum;
    if ('signal' in datum) return { signal: voiceSignal(datum.signal) };
    if ('map' in datum) {
      return { map: Object.fromEntries(Object.entries(datum.map).map(([control, each]) => [control, value(each)])) };
    }
    if ('list' in datum) return { list: datum.list.map(value) };
    return datum;
  }

  function voiceSignal(channels: SignalChannels): number {
    let id = signalIds.get(channels);
    if (id === undefined) {
      const graph = planGraph(channels, numbering, true, countingKeys);
      id = voiceSignals.push(graph) - 1;
      signalIds.set(channels, id);
    }
    return id;
  }

  function effectsId(channels: SignalChannels): number {
    let id = effectIds.get(channels);
    if (id === undefined) {
      const graph = planGraph(channels, numbering, true, countingKeys);
      const text = JSON.stringify(graph);
      id = effectTexts.get(text) ?? effects.push(graph) - 1;
      effectTexts.set(text, id);
      effectIds.set(channels, id);
    }
    return id;
  }

  function pattern(root: PatternNode): PatternId {
    const known = patternIds.get(root);
    if (known !== undefined) return known;
    for (const node of patternsInOrder(root, patternIds)) {
      patternIds.set(node, patterns.push(planPattern(node)) - 1);
    }
    return patternIds.get(root) ?? 0;
  }

  function planPattern(node: PatternNode): PlanPattern {
    const { op, args, place, value: datum, values, times, name, names, ints, seed: nodeSeed, param, body } = node;
    return {
      op,
      ...(args.length > 0 && { args: args.map((each) => patternIds.get(each) ?? 0) }),
      ...(place && { span: span(place) }),
      ...(datum !== undefined && { value: value(datum) }),
      ...(values && { values: values.map(value) }),
      ...(times && { times }),
      ...(name !== undefined && { name }),
      ...(names && { names }),
      ...(ints && { ints }),
      ...(nodeSeed !== undefined && { seed: nodeSeed }),
      ...(param !== undefined && { param: parameterOf(param) }),
      ...(body && { body: patternIds.get(body) ?? 0 }),
    };
  }

  /** Definitions are compiled apart: what they bind is numbered anew, so that it is unique in the plan. */
  let scope = 0;
  function parameterOf(param: number): number {
    const key = `${scope}:${param}`;
    let id = parameters.get(key);
    if (id === undefined) {
      id = parameters.size;
      parameters.set(key, id);
    }
    return id;
  }

  const numbering: Numbering = { span, pattern, effects: effectsId };
  const definitions: PlanDefinition[] = [];
  const synths: PlanSynth[] = [];
  for (const { name, kind, place, out, keys, mute, solo } of parts) {
    scope += 1;
    const graph = planGraph(out, numbering, kind === 'synth', keys);
    const spanId = span(place);
    if (kind === 'synth') synths.push({ name, span: spanId, ...graph });
    else definitions.push({ name, kind, span: spanId, ...graph, ...(mute && { mute }), ...(solo && { solo }) });
  }
  scope += 1;
  const tempo = typeof cps === 'number' ? cps : { p: pattern(cps) };
  return { version: planVersion, cps: tempo, seed, files, spans, patterns, definitions, synths, effects, voiceSignals };
}

/** Arguments and bodies before the nodes that use them. */
function patternsInOrder(root: PatternNode, known: ReadonlyMap<PatternNode, PatternId>): readonly PatternNode[] {
  const order: PatternNode[] = [];
  const entered = new Set<PatternNode>();
  const done = new Set<PatternNode>();
  const stack = [root];
  for (let node = stack.at(-1); node; node = stack.at(-1)) {
    if (entered.has(node) || known.has(node)) {
      stack.pop();
      if (!done.has(node) && !known.has(node)) order.push(node);
      done.add(node);
      continue;
    }
    entered.add(node);
    if (node.body) stack.push(node.body);
    for (const each of [...node.args].reverse()) stack.push(each);
  }
  return order;
}
