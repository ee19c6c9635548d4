// What every moving parameter did lately: the data of the inline scopes.
import type { MovingParameter } from '../engine/engine-host.ts';

export interface ParameterTrace {
  readonly parameter: MovingParameter;
  /** Oldest first; each the extremes between two polls, in the port's unit. */
  readonly extremes: readonly (readonly [min: number, max: number])[];
}

/** About two seconds at the usual rate. */
const length = 32;
/** A parameter that was not heard of for so many updates has stopped moving, or is gone. */
const forgetAfter = 8;

interface Entry {
  parameter: MovingParameter;
  extremes: (readonly [number, number])[];
  silentFor: number;
}

/** `keyOf` says which parameter a report is about; reports of one parameter from two plans may have the same key. */
export class ParameterHistory {
  readonly #entries = new Map<string, Entry>();
  readonly #keyOf: (parameter: MovingParameter) => string | undefined;

  constructor(keyOf: (parameter: MovingParameter) => string | undefined) {
    this.#keyOf = keyOf;
  }

  update(parameters: readonly MovingParameter[]): void {
    for (const entry of this.#entries.values()) entry.silentFor++;
    for (const parameter of parameters) {
      const key = this.#keyOf(parameter);
      if (key !== undefined) this.#append(key, parameter);
    }
    for (const [key, entry] of this.#entries) if (entry.silentFor > forgetAfter) this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  traces(): readonly ParameterTrace[] {
    return [...this.#entries.values()];
  }

  #append(key: string, parameter: MovingParameter): void {
    const entry = this.#entries.get(key) ?? { parameter, extremes: [], silentFor: 0 };
    entry.parameter = parameter;
    entry.silentFor = 0;
    entry.extremes.push([parameter.min, parameter.max]);
    if (entry.extremes.length > length) entry.extremes.shift();
    this.#entries.set(key, entry);
  }
}
