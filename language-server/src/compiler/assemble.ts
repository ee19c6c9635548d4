// Puts a plan together: numbers patterns, spans, effects and voice signals, each once.

import { busName } from './bus-pattern.ts';
import { type Keys, type Numbering, planGraph, type Writable } from './graph.ts';
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
  /** Those that its nodes had before; without, they are counted. */
  readonly keys: Keys | undefined;
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

const nowhere: FilePlace = { uri: '', start: 0, end: 0 };

/** More UTF-16 units than a text can have: a place in it is one number. */
const longestFile = 2 ** 26;

export function assemble({ parts, cps, seed, locate }: Parts): Plan {
  const files: string[] = [];
  const fileIds = new Map<string, number>();
  const spans: PlanSpan[] = [];
  const spanIds: Map<number, SpanId>[] = [];
  const placeIds = new Map<Place, SpanId>();
  const patterns: PlanPattern[] = [];
  const patternIds = new Map<PatternNode, PatternId>();
  const parameters = new Map<string, number>();
  const effects: PlanEffects[] = [];
  const effectIds = new Map<SignalChannels, number>();
  const effectTexts = new Map<string, number>();
  const voiceSignals: PlanVoiceSignal[] = [];
  const signalIds = new Map<SignalChannels, number>();

  function span(place: Place): SpanId {
    let id = placeIds.get(place);
    if (id === undefined) {
      id = spanAt(locate(place));
      placeIds.set(place, id);
    }
    return id;
  }

  function spanAt({ uri, start, end }: FilePlace = nowhere): SpanId {
    let file = fileIds.get(uri);
    if (file === undefined) {
      file = files.push(uri) - 1;
      fileIds.set(uri, file);
      spanIds.push(new Map());
    }
    const key = start * longestFile + end;
    let id = spanIds[file]?.get(key);
    if (id === undefined) {
      id = spans.push([file, start, end]) - 1;
      spanIds[file]?.set(key, id);
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
      const graph = planGraph(channels, numbering, true);
      id = voiceSignals.push(graph) - 1;
      signalIds.set(channels, id);
    }
    return id;
  }

  function effectsId(channels: SignalChannels): number {
    let id = effectIds.get(channels);
    if (id === undefined) {
      const graph = planGraph(channels, numbering, true);
      const text = JSON.stringify(graph);
      id = effectTexts.get(text) ?? effects.push(graph) - 1;
      effectTexts.set(text, id);
      effectIds.set(channels, id);
    }
    return id;
  }

  /** Numbers a pattern and all that it is made of, arguments and bodies before what uses them. */
  function pattern(root: PatternNode): PatternId {
    const stack = [root];
    for (let node = stack.at(-1); node; node = stack.at(-1)) {
      const height = stack.length;
      if (!patternIds.has(node)) pushParts(node, stack);
      if (stack.length > height) continue;
      stack.pop();
      if (!patternIds.has(node)) patternIds.set(node, patterns.push(planPattern(node)) - 1);
    }
    return idOf(root);
  }

  /** What a pattern is made of and has no number yet, the first on top. */
  function pushParts({ args, body }: PatternNode, stack: PatternNode[]): void {
    if (body && !patternIds.has(body)) stack.push(body);
    for (let index = args.length - 1; index >= 0; index -= 1) {
      const each = args[index];
      if (each && !patternIds.has(each)) stack.push(each);
    }
  }

  /** The definition in work, and how many buses without a name it has. */
  let owner: { readonly name: string; readonly place: Place | undefined; unnamed: number };
  const buses = new Map<SignalChannels, string>();
  const unplanned: { readonly name: string; readonly place: Place | undefined; readonly out: SignalChannels }[] = [];
  function busOf(channels: SignalChannels): string {
    const known = busName(channels) ?? buses.get(channels);
    if (known !== undefined) return known;
    owner.unnamed += 1;
    const name = `~${owner.name}:${owner.unnamed}`;
    buses.set(channels, name);
    unplanned.push({ name, place: owner.place, out: channels });
    return name;
  }

  const idOf = (node: PatternNode): PatternId => patternIds.get(node) ?? 0;

  function planPattern(node: PatternNode): PlanPattern {
    const { args, place, value: datum, values, times, name, names, ints, seed: nodeSeed, param, body } = node;
    if (node.op === 'bus' && typeof datum === 'object' && 'signal' in datum) {
      return { op: node.op, name: busOf(datum.signal) };
    }
    const made: Writable<PlanPattern> = { op: node.op };
    if (args.length > 0) made.args = args.map(idOf);
    if (place) made.span = span(place);
    if (datum !== undefined) made.value = value(datum);
    if (values) made.values = values.map(value);
    if (times) made.times = times;
    if (name !== undefined) made.name = name;
    if (names) made.names = names;
    if (ints) made.ints = ints;
    if (nodeSeed !== undefined) made.seed = nodeSeed;
    if (param !== undefined) made.param = parameterOf(param);
    if (body) made.body = idOf(body);
    return made;
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
  const planUnnamed = () => {
    for (let bus = unplanned.shift(); bus; bus = unplanned.shift()) {
      const graph = planGraph(bus.out, numbering, false);
      definitions.push({ name: bus.name, kind: 'bus', span: bus.place ? span(bus.place) : spanAt(), ...graph });
    }
  };
  for (const { name, kind, place, out, keys, mute, solo } of parts) {
    scope += 1;
    owner = { name, place, unnamed: 0 };
    const graph = planGraph(out, numbering, kind === 'synth', keys);
    const spanId = span(place);
    if (kind === 'synth') synths.push({ name, span: spanId, ...graph });
    else definitions.push({ name, kind, span: spanId, ...graph, ...(mute && { mute }), ...(solo && { solo }) });
    planUnnamed();
  }
  scope += 1;
  owner = { name: 'cps', place: undefined, unnamed: 0 };
  const tempo = typeof cps === 'number' ? cps : { p: pattern(cps) };
  planUnnamed();
  return { version: planVersion, cps: tempo, seed, files, spans, patterns, definitions, synths, effects, voiceSignals };
}
