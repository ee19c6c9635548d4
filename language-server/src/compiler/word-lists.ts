// What the list functions build of words and numbers: L-systems, and ways to share steps.

const longestWord = 10_000;

/** A word after `times` rewritings of each letter by rules `a:b,b:ab`; what has no rule stays. */
export function rewrite(times: number, rules: string, word: string): string {
  const table = new Map<string, string>();
  for (const rule of rules.split(',')) {
    const letter = rule[0];
    const at = rule.indexOf(':');
    if (letter !== undefined && at > 0 && !table.has(letter)) table.set(letter, rule.slice(at).replaceAll(':', ''));
  }
  let result = word;
  for (let time = 0; time < times && result.length < longestWord; time += 1) {
    result = [...result].map((letter) => table.get(letter) ?? letter).join('');
  }
  return result.slice(0, longestWord);
}

/** All lists of `things` positive numbers whose sum is `total`, sorted by how far they are from being equal. */
export function stepLengths(total: number, things: number, most: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  const extend = (sofar: readonly number[], rest: number): void => {
    const open = things - sofar.length;
    if (found.length >= most) return;
    if (open === 1) {
      found.push([...sofar, rest]);
      return;
    }
    for (let length = 1; length <= rest - (open - 1); length += 1) extend([...sofar, length], rest - length);
  };
  if (things > 0 && things <= 64 && total >= things) extend([], total);
  const average = total / things;
  const unevenness = (lengths: readonly number[]) => lengths.reduce((sum, each) => sum + Math.abs(average - each), 0);
  return found.sort((a, b) => unevenness(a) - unevenness(b));
}
