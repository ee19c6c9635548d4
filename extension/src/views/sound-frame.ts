// A telemetry message as a frame of the sound view.
import type { SoundFrame, StripFrame } from '../../shared/sound-protocol.ts';
import type { Scope, Telemetry } from '../engine/engine-host.ts';

const none = new Float32Array();

function mixed(scope: Scope | undefined): Float32Array {
  if (scope === undefined) return none;
  const { left, right } = scope;
  return left.map((sample, index) => (sample + (right[index] ?? sample)) / 2);
}

/** The master first, then tracks and outputs in the order of their numbers. */
function byPlace(a: StripFrame, b: StripFrame): number {
  if (a.name === 'master' || b.name === 'master') return a.name === 'master' ? -1 : 1;
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

export function soundFrame({ position, output, meters, scopes }: Telemetry, number: number): SoundFrame {
  const strips = meters.map(({ name, peak, rms }) => {
    const samples = mixed(scopes.find((scope) => scope.name === name));
    return { name, peak, rms, samples };
  });
  return {
    type: 'frame',
    number,
    sampleRate: output.sampleRate,
    cycle: position.cycle,
    strips: strips.sort(byPlace),
  };
}
