// The engine as the extension sees it: shaped like messages (plans, samples and commands in; telemetry out), so that it could as well
// live in a process of its own. `native-engine.ts` implements it with the addon.

/** Numbers plans in the order of submission, from 1. */
export type PlanNumber = number;

/** When a submitted plan takes effect: at once, or at the next cycle that is a multiple of `cycles`. */
export type When = { readonly kind: 'now' } | { readonly kind: 'cycles'; readonly cycles: number };

export type EngineCommandName = 'hush' | 'panic' | 'gain' | 'limiter' | 'dcBlock';

export interface EngineSettings {
  /** Part of a device's name; empty: the system's default. */
  readonly device: string;
  /** Hz. */
  readonly sampleRate: number;
  /** Frames in one period of the device. */
  readonly bufferFrames: number;
  readonly outputChannels: number;
}

/** Where the sound goes: a device, or nowhere at the same pace. */
export interface Output {
  readonly kind: 'device' | 'silent';
  /** The device's name; for the silent clock, why there is no device. */
  readonly name: string;
  readonly sampleRate: number;
}

export interface OutputDevice {
  readonly name: string;
  readonly isDefault: boolean;
}

export interface Sound {
  /** Interleaved: `frames[frame * channels + channel]`. */
  readonly frames: Float32Array;
  readonly channels: number;
  readonly sampleRate: number;
}

/** `span` indexes the span table of plan `plan`; -1 when there is no place. */
export interface SourcePlace {
  readonly plan: PlanNumber;
  readonly span: number;
}

export interface Position {
  /** The first frame that has not been made yet. */
  readonly frame: number;
  readonly cycle: number;
  readonly cps: number;
}

/** Linear levels since the last poll, left and right; 1 is full scale. */
export interface Meter {
  readonly name: string;
  readonly peak: readonly [number, number];
  readonly rms: readonly [number, number];
}

/** The newest samples of a track or of the master, oldest first. */
export interface Scope {
  readonly name: string;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export interface LitAtom {
  readonly place: SourcePlace;
  readonly startFrame: number;
  readonly endFrame: number;
}

/** A parameter that moves: what it did since the last poll, in the port's unit. */
export interface MovingParameter {
  readonly place: SourcePlace;
  readonly port: string;
  readonly current: number;
  readonly min: number;
  readonly max: number;
}

export interface Problem {
  readonly code: string;
  readonly severity: 'warning' | 'error';
  readonly place: SourcePlace;
  /** The definition or sound concerned; may be empty. */
  readonly name: string;
  readonly text: string;
  readonly count: number;
}

export type NodeFate = 'kept' | 'changed' | 'added' | 'faded' | 'dropped';

export interface SwapItem {
  readonly fate: NodeFate;
  readonly definition: string;
}

export interface SwapReport {
  readonly plan: PlanNumber;
  /** The first frame of the new graph. */
  readonly frame: number;
  /** From submit to the block that took the plan. */
  readonly latencySeconds: number;
  readonly items: readonly SwapItem[];
}

export interface Load {
  /** Share of a block's duration; 1 is all of it. */
  readonly average: number;
  readonly worst: number;
  readonly voices: number;
  readonly overruns: number;
}

/** What happened since the last poll. */
export interface Telemetry {
  readonly position: Position;
  readonly output: Output;
  readonly load: Load;
  readonly meters: readonly Meter[];
  readonly scopes: readonly Scope[];
  readonly atoms: readonly LitAtom[];
  readonly parameters: readonly MovingParameter[];
  readonly swaps: readonly SwapReport[];
  readonly problems: readonly Problem[];
}

export interface EngineHost {
  submit(planJson: string, when: When): PlanNumber;
  command(name: EngineCommandName, value?: number): void;
  setSample(name: string, index: number, sound: Sound): boolean;
  poll(): Telemetry;
  devices(): readonly OutputDevice[];
  /** Writes what goes to the device, all channels, to a WAV file from now on. Says why when it cannot. */
  startRecording(path: string): string | undefined;
  /** Finishes the file. Seconds recorded. */
  stopRecording(): number;
  close(): void;
}
