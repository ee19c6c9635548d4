// The words that begin a statement.

import type { CommandName, SettingName } from './tree.ts';

export const settings: ReadonlyMap<string, SettingName> = new Map<string, SettingName>([
  ['tempo', 'tempo'],
  ['cps', 'cps'],
  ['setcps', 'cps'],
  ['bpm', 'bpm'],
  ['seed', 'seed'],
  ['quant', 'quant'],
]);

export const commands: ReadonlyMap<string, CommandName> = new Map<string, CommandName>([
  ['hush', 'hush'],
  ['panic', 'panic'],
  ['solo', 'solo'],
  ['unsolo', 'unsolo'],
  ['mute', 'mute'],
  ['unmute', 'unmute'],
  ['unsoloAll', 'unsoloAll'],
  ['unmuteAll', 'unmuteAll'],
  ['resetCycles', 'resetCycles'],
]);

/** These say what they act on; the others act on everything when they name nothing. */
export const commandsWithTargets: ReadonlySet<CommandName> = new Set<CommandName>(['solo', 'mute']);

export const transitions: ReadonlySet<string> = new Set([
  'xfade',
  'xfadeIn',
  'histpan',
  'wait',
  'waitT',
  'jump',
  'jumpIn',
  "jumpIn'",
  'jumpMod',
  "jumpMod'",
  'mortal',
  'interpolate',
  'interpolateIn',
  'wash',
  'washIn',
  'anticipate',
  'anticipateIn',
  'clutch',
  'clutchIn',
]);

export const trackCount = 16;

export const statementWords: readonly string[] = [
  'let',
  'synth',
  'out',
  'once',
  'd1',
  'o1',
  ...settings.keys(),
  ...commands.keys(),
  ...transitions,
];

/** `d1`, `o3`; the number may be out of range. */
export function numbered(prefix: 'd' | 'o', word: string): number | undefined {
  return word.startsWith(prefix) && /^\d+$/.test(word.slice(1)) ? Number(word.slice(1)) : undefined;
}
