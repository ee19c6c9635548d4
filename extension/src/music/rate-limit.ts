// Lets through at most so many calls a second; 0 lets none through.
export function rateLimit(now: () => number): (perSecond: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (perSecond) => {
    // A call that comes a little early is in time: it was timed by a clock of the same rate.
    if (perSecond <= 0 || now() - last < 1000 / perSecond - 4) return false;
    last = now();
    return true;
  };
}
