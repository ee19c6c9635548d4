// What the native engine offers to JavaScript: plans, samples and commands in; telemetry and reports out. No call waits for sound,
// except where it says so. Wrong argument types throw a TypeError; everything else that can go wrong is told in a result.

/** Numbers plans in the order of submission, from 1. */
export type PlanNumber = number;

/** When a plan takes effect: at once, at the next cycle divisible by `cycles`, or at the first block at or after `frame`. */
export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'cycles'; readonly cycles: number }
  | { readonly kind: 'frame'; readonly frame: number };

export type CommandName = 'hush' | 'panic' | 'gain' | 'limiter' | 'dcBlock';

export interface EngineOptions {
  /** Hz, 8000 to 192000; default 48000. */
  readonly sampleRate?: number;
  /** 1 to 32; default 2. */
  readonly outputChannels?: number;
  readonly inputChannels?: number;
  readonly seed?: number;
  readonly maxVoices?: number;
  readonly limiter?: boolean;
  readonly dcBlock?: boolean;
}

export interface DeviceOptions {
  /** A device's name or part of it; default: the system's default device. */
  readonly device?: string;
  /** `jack`, `pulse`, `alsa`, `coreaudio`, `wasapi`, or `none` for the silent clock; default: the first that answers. */
  readonly backend?: string;
  /** Wished for; default 256. */
  readonly periodFrames?: number;
}

export interface DeviceInfo {
  readonly name: string;
  readonly backend: string;
  readonly input: boolean;
  readonly output: boolean;
  readonly isDefault: boolean;
  /** The device's own, in Hz; 0 when unknown. */
  readonly sampleRate: number;
  readonly channels: number;
}

/** Where the sound goes: a device, or the silent clock while there is none. */
export interface HostStatus {
  readonly kind: 'device' | 'silent' | 'stopped';
  /** The device's name; for the silent clock, why there is no device. */
  readonly name: string;
  readonly backend: string;
  readonly sampleRate: number;
  readonly periodFrames: number;
  readonly channels: number;
  /** Whether the thread that renders has real-time priority. */
  readonly realtime: boolean;
  /** How often a device went away. */
  readonly losses: number;
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
  readonly endFrame: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** An atom of mini-notation that sounds from `startFrame` to `endFrame`; told before it starts. */
export interface LitAtom {
  readonly place: SourcePlace;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly value: number;
}

/** A parameter that moves: what it did since the last poll, in the port's unit. */
export interface MovingParameter {
  readonly place: SourcePlace;
  readonly port: string;
  readonly current: number;
  readonly min: number;
  readonly max: number;
}

export type ProblemCode =
  | 'planRefused'
  | 'missingSound'
  | 'badNumber'
  | 'tooManyEvents'
  | 'voiceDropped'
  | 'lateEvent'
  | 'queryFailed'
  | 'queueFull';

export interface Problem {
  readonly code: ProblemCode;
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
  readonly place: SourcePlace;
  readonly definition: string;
  readonly key: string;
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
  readonly blocks: number;
  readonly voices: number;
  readonly missed: number;
  readonly dropped: number;
  readonly overruns: number;
}

/** An entry of the session log: what changed the sound, and the frame from which on it did. */
export interface LogEntry {
  readonly kind: 'submit' | 'command' | 'sample';
  readonly frame: number;
  readonly plan: PlanNumber;
  readonly text: string;
  readonly index: number;
  readonly value: number;
}

/** What happened since the last poll. */
export interface Telemetry {
  readonly position: Position;
  readonly output: HostStatus;
  readonly load: Load;
  readonly meters: readonly Meter[];
  readonly scopes: readonly Scope[];
  readonly atoms: readonly LitAtom[];
  readonly parameters: readonly MovingParameter[];
  readonly swaps: readonly SwapReport[];
  readonly problems: readonly Problem[];
  readonly log: readonly LogEntry[];
}

/** One engine. It is silent, and its time stands still, until start(). */
export interface Engine {
  /** Returns at once; what comes of it is told by poll(): a swap report or a problem. */
  submit(planJson: string, when?: When): PlanNumber;
  /** False when the data is unusable. */
  setSample(name: string, index: number, sound: Sound): boolean;
  removeSamples(name: string): void;
  /** False when the queue is full. */
  command(name: CommandName, value?: number): boolean;
  /** Opens the device, or the silent clock when there is none. Takes up to a second. */
  start(options?: DeviceOptions): HostStatus;
  stop(): void;
  status(): HostStatus;
  poll(): Telemetry;
  position(): Position;
  /** Writes what is played, all channels, into a WAV file from now on. Says why when it cannot. */
  startRecording(path: string): string | undefined;
  /** Completes the file. */
  stopRecording(): { readonly seconds: number; readonly lostSeconds: number; readonly error?: string };
  /** Stops everything and frees the memory; every later call throws. */
  close(): void;
}

export type SampleFormat = 'float32' | 'int16' | 'int24';

/** What happens at a frame of a performance that is rendered. */
export type ScoreEntry =
  | { readonly kind: 'plan'; readonly frame: number; readonly json: string }
  | { readonly kind: 'command'; readonly frame: number; readonly name: CommandName; readonly value?: number }
  | {
      readonly kind: 'sample';
      readonly frame: number;
      readonly name: string;
      readonly index: number;
      readonly sound: Sound;
    };

export interface RenderOptions extends EngineOptions {
  readonly path: string;
  readonly format?: SampleFormat;
  /** In the order of their frames; entries take effect at the first block of 64 at or after their frame. */
  readonly score: readonly ScoreEntry[];
  /** One of the two says how much: up to the first block at or after that cycle, or so many frames. */
  readonly cycles?: number;
  readonly frames?: number;
  /** Called about ten times a second with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface RenderResult {
  readonly frames: number;
  readonly cycles: number;
  /** Highest level of each channel, linear. */
  readonly peaks: readonly number[];
  readonly problems: readonly Problem[];
  /** Why there is no complete file. */
  readonly error?: string;
}

export interface RenderJob {
  /** Never rejects. */
  readonly done: Promise<RenderResult>;
  cancel(): void;
}

/** Exact, in cycles: `"3/4"`. */
export type Time = `${number}/${number}`;

export interface PatternEvent {
  /** Null when the event is continuous. */
  readonly whole: readonly [Time, Time] | null;
  readonly part: readonly [Time, Time];
  /** Numbers, words, booleans, exact times as `"n/d"`, lists, and objects of controls. */
  readonly value: unknown;
  /** Of the atoms that it came from, in the plan's span table. */
  readonly spans: readonly number[];
}

export interface QueryResult {
  /** By the begin of their parts. */
  readonly events: readonly PatternEvent[];
  /** Why the events are not all there are, or none. */
  readonly error?: string;
}

/** What `hocket.node` exports. */
export interface HocketAddon {
  readonly Engine: new (options?: EngineOptions) => Engine;
  /** Takes up to a second. */
  devices(): readonly DeviceInfo[];
  /** Renders on a thread of its own, as fast as it can: same options, same bits. */
  render(options: RenderOptions): RenderJob;
  /** The events of pattern number `pattern` of the JSON of a plan's `patterns`. */
  query(patterns: string, pattern: number, begin: Time, end: Time): QueryResult;
  readonly version: string;
  /** `baseline`, `avx2` or `avx512`: what the nodes were compiled for. */
  readonly instructionSet: string;
}
