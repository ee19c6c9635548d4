// What the reference says of a name, as data: hover, completion, the pages and `hocket docs` show nothing else.

import { fullType } from '../types/call.ts';
import type { ControlEntry, Entry, Library } from '../types/environment.ts';
import { printScheme, printType } from '../types/print.ts';
import { controlParameters, type ParameterArticle, parametersOf } from './parameters.ts';
import { slug } from './slug.ts';

export interface Article {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'function' | 'control' | 'node' | 'sound' | 'operator' | 'statement' | 'notation';
  /** Of the page that it is on. */
  readonly category: string;
  /** In the notation of the language. */
  readonly type: string;
  readonly doc: string;
  readonly parameters: readonly ParameterArticle[];
  readonly example: string;
  /** The name of its picture, without `.svg`; several may share one. */
  readonly picture: string | undefined;
}

export function articleOf(entry: Entry, library: Library): Article {
  const { name, aliases, category, example = '' } = entry;
  return {
    name,
    aliases,
    kind: kindOf(entry),
    category,
    type: typeOf(entry, library),
    doc: docOf(entry),
    parameters: parametersOf(entry, library),
    example,
    picture: pictureOf(entry),
  };
}

/** A control has the picture of what it does to a signal. */
function pictureOf(entry: Entry): string | undefined {
  if (entry.kind === 'node') return `node-${slug(entry.name)}`;
  if (entry.kind === 'control') return entry.effect && `node-${slug(entry.effect.node.name)}`;
  return slug(entry.name);
}

function kindOf({ kind, name }: Entry): Article['kind'] {
  if (kind === 'control' || kind === 'node') return kind;
  return /^[\p{L}_]/u.test(name) ? 'function' : 'operator';
}

function docOf(entry: Entry): string {
  if (entry.kind !== 'control') return entry.doc;
  const onSignals = entry.effect ? [`On a signal: ${entry.effect.node.doc}`] : [];
  return [entry.doc, ...(entry.read ? [] : [unread]), ...onSignals].join(' ');
}

const unread = 'Nothing built in reads it; a synth that has a parameter of this name does.';

/** The entry's type in the notation of the language. */
export function typeOf(entry: Entry, library: Library): string {
  switch (entry.kind) {
    case 'node':
      return printType(fullType(entry));
    case 'control':
      return `${controlType(entry, library)} -> Voices`;
    case 'pattern':
    case 'prelude':
      return printScheme(entry.scheme);
  }
}

const controlType = (entry: ControlEntry, library: Library): string =>
  controlParameters(entry, library)[0]?.type ?? 'Pattern Number';
