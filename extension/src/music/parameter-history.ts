// What every moving parameter did lately: the data of the inline scopes.
import type { MovingParameter } from '../engine/engine-host.ts';

export interface ParameterTrace {
  readonly parameter: MovingParameter;
  /** Oldest first; each the extremes between two polls, in the port's unit. */
  readonly extremes: readonly (readonly [min: number, max: number])[];
}

/** Moments in a trace: about two seconds at the usual rate. */
export const traceLength = 32;
/** A parameter that was not heard of for so many moments has stopped moving, or is gone. */
const forgetAfter = 8;

interface Entry {
  parameter: MovingParameter;
  extremes: (readonly [number, number])[];
  /** What was reported since the last moment ended. */
  pending: readonly [number, number] | undefined;
  silentFor: number;
}

/** `keyOf` says which parameter a report is about; reports of one parameter from two plans may have the same key. */
export class ParameterHistory {
  readonly #entries = new Map<string, Entry>();
  readonly #keyOf: (parameter: MovingParameter) => string | undefined;

  constructor(keyOf: (parameter: MovingParameter) => string | undefined) {
    this.#keyOf = keyOf;
  }

  add(parameters: readonly MovingParameter[]): void {
    for (const parameter of parameters) {
      const key = this.#keyOf(parameter);
      if (key === undefined) continue;
      const entry = this.#entries.get(key) ?? { parameter, extremes: [], pending: undefined, silentFor: 0 };
      const [min, max] = entry.pending ?? [parameter.min, parameter.max];
      entry.parameter = parameter;
      entry.pending = [Math.min(min, parameter.min), Math.max(max, parameter.max)];
      entry.silentFor = 0;
      this.#entries.set(key, entry);
    }
  }

  /** Ends a moment: what was added since the last one becomes the newest point of the traces. */
  advance(): readonly ParameterTrace[] {
    for (const [key, entry] of this.#entries) {
      const last = entry.pending ?? entry.extremes.at(-1);
      if (last === undefined || entry.silentFor++ > forgetAfter) {
        this.#entries.delete(key);
        continue;
      }
      entry.extremes.push(last);
      entry.pending = undefined;
      if (entry.extremes.length > traceLength) entry.extremes.shift();
    }
    return [...this.#entries.values()];
  }

  clear(): void {
    this.#entries.clear();
  }
}
