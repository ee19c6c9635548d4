// What a command is: its words, its options, and what it does.

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What the value is called in the help; without one the option is a switch. */
  readonly value?: string;
  readonly doc: string;
}

/** What the command line said: options by name, and the words that belong to no option. */
export interface Values {
  readonly words: readonly string[];
  readonly text: (name: string) => string | undefined;
  /** Undefined when the option is absent; a value that is no finite number is refused before the command runs. */
  readonly number: (name: string) => number | undefined;
  readonly flag: (name: string) => boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What follows the options: `FILE`, `[NAME]`. */
  readonly operands: string;
  /** How many words there may be. */
  readonly words: readonly [least: number, most: number];
  readonly options: readonly OptionSpec[];
  /** Options whose value must be a number. */
  readonly numbers?: readonly string[];
  /** The exit code. */
  readonly run: (values: Values) => Promise<number>;
}
