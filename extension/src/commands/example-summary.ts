// The first comment of an example says what it is about.
export function exampleSummary(text: string): string {
  const first = text.split('\n').find((line) => line.startsWith('--'));
  return first?.replace(/^--\s*/, '').trim() ?? '';
}
