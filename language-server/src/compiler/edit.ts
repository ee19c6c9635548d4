// A place in a text, found again in a later version of it.

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What lies in the part that both texts begin or end with keeps its place; undefined for what was edited itself. */
export function mapThroughEdit(before: string, after: string, { start, end }: Range): Range | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (end <= head) return { start, end };
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  if (start >= before.length - tail) return { start: start + shift, end: end + shift };
  // Something large around the edit, such as an expression with parameters, stretches with it.
  const [editStart, editEnd] = [head, before.length - tail];
  const isAround = start <= editStart && end >= editEnd && end - start > editEnd - editStart;
  return isAround ? { start, end: end + shift } : undefined;
}
