/** Lets one loop rest until another part of the program has something for it. */
export interface WakeUp {
  wake(): void;
  /**
   * Resolves when there may be something to do, after `maxMs` at the latest; at once when it was woken since it last
   * resolved. One waits at a time.
   */
  next(maxMs: number): Promise<void>;
}

/** @param longestMs no rest is longer */
export function createWakeUp(longestMs: number): WakeUp {
  let woken = false;
  let end = () => {};
  return {
    wake() {
      woken = true;
      end();
    },
    async next(maxMs) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(Math.max(1, Math.ceil(maxMs)), longestMs));
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
    },
  };
}
