/** A monotonic clock that stands still until it is told to go on. */
export interface Clock {
  now(): number;
  pass(ms: number): void;
}

export function createClock(): Clock {
  // Not 0: code that takes a start for nothing would go unnoticed.
  let ms = 5_000_000;
  return {
    now: () => ms,
    pass(by) {
      ms += by;
    },
  };
}
