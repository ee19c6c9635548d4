// A telemetry message of an engine in which nothing happens, to be varied by tests.
import type { Telemetry } from '../../extension/src/engine/engine-host.ts';

export const quiet: Telemetry = {
  position: { frame: 0, cycle: 0, cps: 0.5 },
  output: {
    kind: 'device',
    name: 'Speakers',
    backend: 'pulse',
    sampleRate: 48000,
    periodFrames: 256,
    channels: 2,
    realtime: true,
    losses: 0,
  },
  load: { average: 0.034, worst: 0.1, blocks: 25, voices: 7, missed: 0, dropped: 0, overruns: 0 },
  meters: [],
  scopes: [],
  atoms: [],
  parameters: [],
  swaps: [],
  problems: [],
  log: [],
};
