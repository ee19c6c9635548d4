// The native manifest: what `hocket-manifest` prints, decoded. Nothing in it is trusted to be complete.

import type { ParameterSpec, PortSpec, Scale } from '../types/environment.ts';
import { unitNamed } from '../types/unit.ts';

export interface Manifest {
  readonly version: number;
  readonly nodes: readonly ManifestNode[];
  readonly patterns: readonly ManifestPattern[];
  readonly controls: readonly ManifestControl[];
  readonly scales: readonly Scale[];
  readonly instruments: readonly { readonly name: string; readonly kind: string; readonly doc: string }[];
}

export interface ManifestNode {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly doc: string;
  readonly example: string;
  readonly eachChannel: boolean;
  readonly inputs: readonly PortSpec[];
  readonly outputs: number;
  readonly options: readonly ParameterSpec[];
  readonly positional: readonly string[];
}

export interface ManifestPattern {
  readonly name: string;
  readonly op: string;
  readonly type: string;
  readonly fields: readonly string[];
  readonly category: string;
  /** What its first argument, a string, may be; empty where that is open. */
  readonly choices: readonly string[];
  readonly doc: string;
  readonly example: string;
}

export interface ManifestControl {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: 'number' | 'note' | 'int' | 'string';
  readonly category: string;
  readonly parameter: ParameterSpec;
  readonly read: boolean;
  readonly onset: boolean;
  readonly doc: string;
  readonly example: string;
}

type Json = { readonly [key: string]: unknown };

/** Reads the parsed JSON of a manifest; what is malformed is left out. */
export function decodeManifest(json: unknown): Manifest {
  const root = object(json);
  return {
    version: numeral(root['version']) ?? 0,
    nodes: objects(root['nodes']).map(node),
    patterns: objects(root['patterns']).map(pattern),
    controls: objects(root['controls']).map(control),
    scales: objects(root['scales']).map((each) => ({ name: text(each['name']), steps: numerals(each['steps']) })),
    instruments: objects(root['instruments']).map((each) => ({
      name: text(each['name']),
      kind: text(each['kind']),
      doc: text(each['doc']),
    })),
  };
}

function node(json: Json): ManifestNode {
  return {
    name: text(json['name']),
    aliases: texts(json['aliases']),
    category: text(json['category']),
    doc: text(json['doc']),
    example: text(json['example']),
    eachChannel: json['channels'] === 'each',
    inputs: objects(json['inputs']).map(port),
    outputs: numeral(json['outputs']) ?? 1,
    options: objects(json['options']).map(parameter),
    positional: texts(json['positional']),
  };
}

function port(json: Json): PortSpec {
  return {
    ...parameter(json),
    signal: json['signal'] === true,
    channels: numeral(json['channels']) ?? 1,
    implicit: optionalText(json['implicit']),
    control: optionalText(json['control']),
    aliases: texts(json['aliases']),
  };
}

function parameter(json: Json): ParameterSpec {
  return {
    name: text(json['name']),
    unit: unitNamed(text(json['unit'])),
    min: numeral(json['min']),
    max: numeral(json['max']),
    default: numeral(json['default']),
    doc: text(json['doc']),
  };
}

function pattern(json: Json): ManifestPattern {
  return {
    name: text(json['name']),
    op: text(json['op']),
    type: text(json['type']),
    fields: texts(json['fields']),
    category: text(json['category']),
    choices: texts(json['choices']),
    doc: text(json['doc']),
    example: text(json['example']),
  };
}

function control(json: Json): ManifestControl {
  const type = json['type'];
  return {
    name: text(json['name']),
    aliases: texts(json['aliases']),
    type: type === 'note' || type === 'int' || type === 'string' ? type : 'number',
    category: text(json['category']),
    parameter: parameter(json),
    read: json['read'] === true,
    onset: json['onset'] === true,
    doc: text(json['doc']),
    example: text(json['example']),
  };
}

const object = (json: unknown): Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : {};
const objects = (json: unknown): readonly Json[] => (Array.isArray(json) ? json.map(object) : []);
const text = (json: unknown): string => (typeof json === 'string' ? json : '');
const optionalText = (json: unknown): string | undefined => (typeof json === 'string' ? json : undefined);
const texts = (json: unknown): readonly string[] =>
  Array.isArray(json) ? json.filter((each) => typeof each === 'string') : [];
const numerals = (json: unknown): readonly number[] =>
  Array.isArray(json) ? json.filter((each) => typeof each === 'number') : [];
const numeral = (json: unknown): number | undefined => (typeof json === 'number' ? json : undefined);
