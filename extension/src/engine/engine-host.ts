// The engine as the extension sees it: shaped like messages (plans, samples and commands in; telemetry out), so that it could as well
// live in a process of its own. `native-engine.ts` implements it with the addon.
import type {
  CommandName,
  DeviceInfo,
  Engine,
  PlanNumber,
  Sound,
  Telemetry,
  When,
} from '../../../native/addon/hocket.d.ts';

export type {
  CommandName,
  DeviceInfo,
  HostStatus,
  LitAtom,
  MovingParameter,
  NodeFate,
  PlanNumber,
  Problem,
  Scope,
  Sound,
  SourcePlace,
  SwapReport,
  Telemetry,
  When,
} from '../../../native/addon/hocket.d.ts';

export interface EngineSettings {
  /** Part of a device's name; empty: the system's default. */
  readonly device: string;
  /** `none` for the silent clock; empty: the first that answers. */
  readonly backend: string;
  /** Hz. */
  readonly sampleRate: number;
  /** Frames in one period of the device. */
  readonly bufferFrames: number;
  readonly outputChannels: number;
}

export interface EngineHost {
  submit(planJson: string, when: When): PlanNumber;
  command(name: CommandName, value?: number): void;
  /** False when the data is unusable. */
  setSample(name: string, index: number, sound: Sound): boolean;
  poll(): Telemetry;
  devices(): readonly DeviceInfo[];
  /** Writes what is played, all channels, to a WAV file from now on. Says why when it cannot. */
  startRecording(path: string): string | undefined;
  /** Completes the file. */
  stopRecording(): ReturnType<Engine['stopRecording']>;
  close(): void;
}
