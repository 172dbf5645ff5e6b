export interface GroupingOptions<Item, Result> {
  /** Does the work of several calls at once, all of it or none. @returns one result for each item, in order */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Runs at the same time. */
  concurrency: number;
  /** A run that takes longer than this is not counted any more: others do not wait for one that hangs. */
  patienceMs: number;
  /** How much of what a run may hold an item takes up. Beyond 1 it has a run to itself. */
  shareOf(item: Item): number;
  /** Runs at the same time share none of these: each would wait for the other to be done with it. Default: none. */
  keysOf?(item: Item): readonly string[];
  /** Whether a run may have failed for what is in one of its items: then it is repeated with fewer of them. */
  blamesItem(error: unknown): boolean;
}

interface Call<Item, Result> {
  item: Item;
  keys: readonly string[];
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Does together what is asked for at the same time. A call that finds less than `concurrency` runs under way starts
 * one at once; calls that come meanwhile wait, and all that fit, in their order, are the next run. So the busier it
 * gets, the more calls share a run, and when it is idle none waits. A call is passed over as long as a run under way
 * has one of its keys, even a run that others do not wait for any more.
 * @returns a function that resolves when the item's run has, and throws what its run threw. When an item fails by
 * its own fault, it fails alone: the run is halved until that item is alone in one
 */
export function createGrouping<Item, Result>(
  options: GroupingOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  /** How many calls under way have a key. */
  const busy = new Map<string, number>();
  let running = 0;

  function startRuns(): void {
    while (running < options.concurrency) {
      const group = takeGroup();
      if (group.length === 0) return;
      void run(group);
    }
  }

  async function run(group: readonly Call<Item, Result>[]): Promise<void> {
    running += 1;
    for (const key of group.flatMap(({ keys }) => keys)) busy.set(key, (busy.get(key) ?? 0) + 1);
    let isCounted = true;
    const letOthersRun = () => {
      if (!isCounted) return;
      isCounted = false;
      running -= 1;
      startRuns();
    };
    const timer = setTimeout(letOthersRun, options.patienceMs);
    await settle(group);
    clearTimeout(timer);
    letOthersRun();
  }

  const isFree = (call: Call<Item, Result>) => !call.keys.some((key) => busy.has(key));

  function takeGroup(): Call<Item, Result>[] {
    const group: Call<Item, Result>[] = [];
    const passedOver: Call<Item, Result>[] = [];
    let held = 0;
    for (const call of waiting) {
      if (!isFree(call)) {
        passedOver.push(call);
        continue;
      }
      held += options.shareOf(call.item);
      if (group.length > 0 && held > 1) break;
      group.push(call);
    }
    waiting.splice(0, group.length + passedOver.length, ...passedOver);
    return group;
  }

  /** One that is done while others of its run are not stands in nobody's way. */
  function release(calls: readonly Call<Item, Result>[]): void {
    const keys = calls.flatMap((call) => call.keys);
    for (const key of keys) {
      const left = (busy.get(key) ?? 0) - 1;
      if (left > 0) busy.set(key, left);
      else busy.delete(key);
    }
    if (keys.length > 0) startRuns();
  }

  async function settle(calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await options.run(calls.map(({ item }) => item));
      for (const [index, call] of calls.entries()) call.resolve(results[index] as Result);
      release(calls);
    } catch (error) {
      if (calls.length === 1 || !options.blamesItem(error)) {
        for (const call of calls) call.reject(error);
        release(calls);
        return;
      }
      const middle = Math.ceil(calls.length / 2);
      await Promise.all([settle(calls.slice(0, middle)), settle(calls.slice(middle))]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const call = { item, keys: options.keysOf?.(item) ?? [], resolve, reject };
      // Where there is room for a run, whatever waits has to: nobody is overtaken.
      if (running < options.concurrency && isFree(call)) void run([call]);
      else waiting.push(call);
    });
}
