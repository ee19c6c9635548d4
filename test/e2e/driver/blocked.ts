// Two recordings out of the extension host, one in peace and one while it is blocked for five seconds, and how their events compare.
import { join } from 'node:path';
import { runInExtensionHost, type SuiteResult } from './extension-host.ts';
import { repository } from './vscode-server.ts';
import { onsets, readWav } from './wav.ts';

export const framesPerEvent = 12000;
const eventsPerCycle = 4;
/** Of full scale: the same notes at another fraction of a frame differ by less, other notes by far more. */
const tolerance = 1e-6;

/** Leaves peace.wav and blocked.wav in `folder`. */
export function recordBlocked(folder: string): Promise<SuiteResult> {
  return runInExtensionHost(join(repository, 'test/e2e/extension-host/blocked.suite.ts'), folder);
}

const leftOf = (file: string): Float32Array => readWav(file).channels[0] ?? new Float32Array();

const eventStarts = (file: string): readonly number[] => onsets(leftOf(file), 1e-4, 2000);

/** The events of a recording, each as its frames: whole ones only. */
export function events(file: string): readonly Float32Array[] {
  const left = leftOf(file);
  // The first may have been under way when the recording began, and the last be cut.
  return eventStarts(file)
    .slice(1, -1)
    .map((start) => left.slice(start, start + framesPerEvent));
}

/** Indices of the events that do not equal those that the other recording has in their place of the cycle. */
export function differing(events: readonly Float32Array[], peace: readonly Float32Array[]): readonly number[] {
  const offset = peace.slice(0, eventsPerCycle).findIndex((event) => distance(event, events[0]) < tolerance);
  const isOther = (event: Float32Array, index: number): boolean =>
    offset < 0 || distance(event, peace[offset + (index % eventsPerCycle)]) >= tolerance;
  return events.flatMap((event, index) => (isOther(event, index) ? [index] : []));
}

/** The largest deviation from the even spacing of the events, in frames. */
export function unevenness(file: string): number {
  const starts = eventStarts(file).slice(1);
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  return Math.max(...gaps.map((gap) => Math.abs(gap - framesPerEvent)));
}

function distance(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let frame = 0; frame < Math.min(a.length, b.length); frame++) {
    largest = Math.max(largest, Math.abs((a[frame] ?? 0) - (b[frame] ?? 0)));
  }
  return largest;
}
