// What the status bar says, in words.
import type { Telemetry } from '../engine/engine-host.ts';

/** Beats in a cycle: `tempo: 120 bpm` is 120 beats a minute and four of them a cycle. */
const beatsPerCycle = 4;

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly warning: boolean;
}

export function statusText({ position, output, load }: Telemetry): StatusText {
  const tempo = `${trimmed(position.cps * 60 * beatsPerCycle)} bpm`;
  const cpu = `${Math.round(load.average * 100)}%`;
  const device = output.kind === 'device' ? output.name : 'silent clock';
  const icon = output.kind === 'device' ? '$(pulse)' : '$(mute)';
  return {
    text: `${icon} ${tempo}  ${position.cycle.toFixed(1)}  ${cpu}  ${shortened(device)}`,
    tooltip: [
      output.kind === 'device'
        ? `Sound goes to ${output.name}.`
        : `No sound is heard: ${output.name}. Everything else runs on.`,
      `Tempo ${tempo} (${position.cps.toFixed(4)} cycles a second), cycle ${position.cycle.toFixed(2)}.`,
      `CPU ${cpu} of a block on average, ${Math.round(load.worst * 100)}% at worst; ${load.voices} voices.`,
      'Click to choose the device.',
    ].join('\n'),
    warning: output.kind === 'silent' || load.worst > 0.9,
  };
}

function trimmed(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(1))) : '–';
}

function shortened(name: string): string {
  return name.length > 24 ? `${name.slice(0, 23)}…` : name;
}
