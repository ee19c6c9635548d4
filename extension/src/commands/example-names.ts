// What an example and its copy are called.

/** The first comment of an example says what it is about. */
export function exampleSummary(text: string): string {
  const first = text.split('\n').find((line) => line.startsWith('--'));
  return first?.replace(/^--\s*/, '').trim() ?? '';
}

/** `first.hkt`, or `first-2.hkt` where that is taken, and so on. */
export function freeName(label: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${label}.hkt` : `${label}-${number}.hkt`;
    if (!isTaken(name)) return name;
  }
}
