// Compares events as the corpus wants it: fragments joined, as multisets, times exact, numbers within 1e-9.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface CaseEvent {
  readonly whole: readonly [string, string] | null;
  readonly part: readonly [string, string];
  readonly value: Json;
}

interface Time {
  readonly n: bigint;
  readonly d: bigint;
}

interface Found {
  readonly whole: readonly [Time, Time] | undefined;
  begin: Time;
  end: Time;
  readonly value: Json;
}

/** Whether two lists of events mean the same; `tolerance` is for times, in cycles. */
export function sameEvents(a: readonly CaseEvent[], b: readonly CaseEvent[], tolerance = 0): boolean {
  const left = joined(a);
  const right = joined(b);
  if (left.length !== right.length) return false;
  return left.every((event) => {
    const at = right.findIndex((other) => sameEvent(event, other, tolerance));
    if (at >= 0) right.splice(at, 1);
    return at >= 0;
  });
}

function time(text: string): Time {
  const [n, d] = text.split('/');
  return { n: BigInt(n ?? 0), d: BigInt(d ?? 1) };
}

const toNumber = (t: Time): number => Number(t.n) / Number(t.d);
const equalTimes = (a: Time, b: Time): boolean => a.n * b.d === b.n * a.d;
const before = (a: Time, b: Time): boolean => a.n * b.d < b.n * a.d;

function sameTime(a: Time, b: Time, tolerance: number): boolean {
  return tolerance === 0 ? equalTimes(a, b) : Math.abs(toNumber(a) - toNumber(b)) <= tolerance;
}

function sameEvent(a: Found, b: Found, tolerance: number): boolean {
  if (!sameTime(a.begin, b.begin, tolerance) || !sameTime(a.end, b.end, tolerance)) return false;
  if ((a.whole === undefined) !== (b.whole === undefined)) return false;
  if (a.whole && b.whole && !a.whole.every((t, i) => sameTime(t, (b.whole ?? a.whole)?.[i] ?? t, tolerance)))
    return false;
  return sameValue(a.value, b.value);
}

/** Numbers within 1e-9, relative or absolute; everything else exactly. */
export function sameValue(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  const other = b as { readonly [key: string]: Json };
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && sameValue((a as { readonly [key: string]: Json })[key] ?? null, other[key] ?? null))
  );
}

/** Joins the fragments of one event whose parts touch. */
function joined(events: readonly CaseEvent[]): Found[] {
  const result: Found[] = [];
  for (const event of [...events].sort((x, y) => (before(time(x.part[0]), time(y.part[0])) ? -1 : 1))) {
    const [begin, end] = [time(event.part[0]), time(event.part[1])];
    const whole = event.whole ? ([time(event.whole[0]), time(event.whole[1])] as const) : undefined;
    const earlier = result.find(
      (other) =>
        whole !== undefined &&
        other.whole !== undefined &&
        equalTimes(whole[0], other.whole[0]) &&
        equalTimes(whole[1], other.whole[1]) &&
        equalTimes(other.end, begin) &&
        before(begin, end) &&
        before(other.begin, other.end) &&
        sameValue(other.value, event.value),
    );
    if (earlier) earlier.end = end;
    else result.push({ whole, begin, end, value: event.value });
  }
  return result;
}
