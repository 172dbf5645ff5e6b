export interface GroupingOptions<Item, Result> {
  /** Does the work of several calls at once, all of it or none. @returns one result for each item, in order */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Runs at the same time. */
  concurrency: number;
  /** A run that takes longer than this is not counted any more: others do not wait for one that hangs. */
  patienceMs: number;
  /** How much of what a run may hold an item takes up. Beyond 1 it has a run to itself. */
  shareOf(item: Item): number;
  /** Whether a run may have failed for what is in one of its items: then it is repeated with fewer of them. */
  blamesItem(error: unknown): boolean;
}

interface Call<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Does together what is asked for at the same time. A call that finds less than `concurrency` runs under way starts
 * one at once; calls that come meanwhile wait, and all that fit, in their order, are the next run. So the busier it
 * gets, the more calls share a run, and when it is idle none waits.
 * @returns a function that resolves when the item's run has, and throws what its run threw. When an item fails by
 * its own fault, it fails alone: the run is halved until that item is alone in one
 */
export function createGrouping<Item, Result>(
  options: GroupingOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  let running = 0;

  function startRuns(): void {
    while (running < options.concurrency && waiting.length > 0) void runNext();
  }

  async function runNext(): Promise<void> {
    running += 1;
    let isCounted = true;
    const letOthersRun = () => {
      if (!isCounted) return;
      isCounted = false;
      running -= 1;
      startRuns();
    };
    const timer = setTimeout(letOthersRun, options.patienceMs);
    await settle(takeGroup());
    clearTimeout(timer);
    letOthersRun();
  }

  function takeGroup(): Call<Item, Result>[] {
    let count = 0;
    let held = 0;
    for (const { item } of waiting) {
      held += options.shareOf(item);
      if (count > 0 && held > 1) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }

  async function settle(calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await options.run(calls.map(({ item }) => item));
      for (const [index, call] of calls.entries()) call.resolve(results[index] as Result);
    } catch (error) {
      if (calls.length === 1 || !options.blamesItem(error)) {
        for (const call of calls) call.reject(error);
        return;
      }
      const middle = Math.ceil(calls.length / 2);
      await Promise.all([settle(calls.slice(0, middle)), settle(calls.slice(middle))]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      startRuns();
    });
}
