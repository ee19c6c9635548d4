// The user's settings as typed values; whatever is out of range is brought into it.
import { type ConfigurationChangeEvent, workspace } from 'vscode';
import type { EngineSettings, When } from './engine/engine-host.ts';
import { settings } from './ids.ts';

function read(id: string): unknown {
  return workspace.getConfiguration().get(id);
}

function numberOf(id: string, lowest: number, highest: number, fallback: number): number {
  const value = read(id);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(highest, Math.max(lowest, value)) : fallback;
}

function stringsOf(id: string): readonly string[] {
  const value = read(id);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function engineSettings(): EngineSettings {
  const device = read(settings.device);
  const backend = read(settings.backend);
  return {
    device: typeof device === 'string' ? device : '',
    backend: typeof backend === 'string' ? backend : '',
    sampleRate: numberOf(settings.sampleRate, 44100, 192000, 48000),
    bufferFrames: Math.round(numberOf(settings.bufferFrames, 32, 8192, 256)),
    outputChannels: Math.round(numberOf(settings.channels, 1, 32, 2)),
  };
}

/** When an evaluation takes effect. 0 is at once. */
export function quantisation(): When {
  const cycles = Math.round(numberOf(settings.quantisation, 0, 64, 0));
  return cycles === 0 ? { kind: 'now' } : { kind: 'cycles', cycles };
}

export const evaluatesOnSave = (): boolean => read(settings.onSave) !== false;
export const sampleFolders = (): readonly string[] => stringsOf(settings.sampleFolders);
/** Updates a second; 0 is off. */
export const highlightRate = (): number => numberOf(settings.highlightRate, 0, 30, 30);
export const scopeRate = (): number => numberOf(settings.scopeRate, 0, 30, 15);

const engineKeys = [settings.device, settings.backend, settings.sampleRate, settings.bufferFrames, settings.channels];

export const changesEngine = (event: ConfigurationChangeEvent): boolean =>
  engineKeys.some((key) => event.affectsConfiguration(key));
