export interface GroupingOptions<Item, Result> {
  /** Does the work of several calls at once, all of it or none. @returns one result for each item, in order */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Runs at the same time. */
  concurrency: number;
  /** A run that takes longer than this is not counted any more: others do not wait for one that hangs. */
  patienceMs: number;
  /** The share of a run that an item takes up. One of more than 1 has a run to itself. */
  shareOf(item: Item): number;
  /**
   * The keys of an item, none by default. Runs at the same time share no key: the second would wait for the first to be
   * done with it.
   */
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

interface Run {
  /** False once it has taken longer than `patienceMs`: others no longer wait for it. */
  isCounted: boolean;
  /** How many of its calls that are under way have a key. */
  keys: Map<string, number>;
}

/**
 * Does together what is asked for at the same time. A call that finds less than `concurrency` runs under way starts one
 * at once; calls that come meanwhile wait, and all that fit, in their order, are the next run. So the busier it gets,
 * the more calls share a run, and when it is idle none waits. A call is passed over as long as a run under way has one
 * of its keys, even a run that others do not wait for any more. Meanwhile no call that shares a key with it may pass
 * it, or two runs could take turns with those keys for ever; but a call that waits for a run which hangs holds up no
 * others.
 * @returns a function that resolves when the item's run has, and throws what its run threw. When an item fails by its
 * own fault, it fails alone: the run is halved until that item is alone in one
 */
export function createGrouping<Item, Result>(
  options: GroupingOptions<Item, Result>,
): (item: Item) => Promise<Result> {
  let waiting: Call<Item, Result>[] = [];
  /** The run under way that has a key. */
  const busy = new Map<string, Run>();
  /** How many calls that wait have a key. */
  const awaited = new Map<string, number>();
  let running = 0;

  function startRuns(): void {
    while (running < options.concurrency) {
      const group = takeGroup();
      if (group.length === 0) return;
      void start(group);
    }
  }

  async function start(group: readonly Call<Item, Result>[]): Promise<void> {
    running += 1;
    const run: Run = { isCounted: true, keys: new Map() };
    for (const key of keysOf(group)) {
      busy.set(key, run);
      addTo(run.keys, key, 1);
    }
    const letOthersRun = () => {
      if (!run.isCounted) return;
      run.isCounted = false;
      running -= 1;
      startRuns();
    };
    const timer = setTimeout(letOthersRun, options.patienceMs);
    await settle(run, group);
    clearTimeout(timer);
    letOthersRun();
  }

  const waitsForHanging = (call: Call<Item, Result>) =>
    call.keys.some((key) => busy.get(key)?.isCounted === false);

  function takeGroup(): Call<Item, Result>[] {
    const group: Call<Item, Result>[] = [];
    const passedOver: Call<Item, Result>[] = [];
    const claimed = new Set<string>();
    let held = 0;
    for (const call of waiting) {
      if (call.keys.some((key) => busy.has(key) || claimed.has(key))) {
        passedOver.push(call);
        // The only key of a call is the one that it waits for: others with that key wait anyway.
        if (call.keys.length > 1 && !waitsForHanging(call)) for (const key of call.keys) claimed.add(key);
        continue;
      }
      held += options.shareOf(call.item);
      if (group.length > 0 && held > 1) break;
      group.push(call);
    }
    waiting.splice(0, group.length + passedOver.length);
    // As arguments of splice, more than a hundred thousand calls would overflow the stack.
    if (passedOver.length > 0) waiting = passedOver.concat(waiting);
    for (const key of keysOf(group)) addTo(awaited, key, -1);
    return group;
  }

  /** Frees the keys of calls that are done, although others of their run may not be. */
  function release(run: Run, calls: readonly Call<Item, Result>[]): void {
    const keys = keysOf(calls);
    for (const key of keys) if (addTo(run.keys, key, -1) === 0) busy.delete(key);
    if (keys.length > 0) startRuns();
  }

  async function settle(run: Run, calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await options.run(calls.map(({ item }) => item));
      for (const [index, call] of calls.entries()) call.resolve(results[index] as Result);
      release(run, calls);
    } catch (error) {
      if (calls.length === 1 || !options.blamesItem(error)) {
        for (const call of calls) call.reject(error);
        release(run, calls);
        return;
      }
      const middle = Math.ceil(calls.length / 2);
      await Promise.all([settle(run, calls.slice(0, middle)), settle(run, calls.slice(middle))]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const call = { item, keys: options.keysOf?.(item) ?? [], resolve, reject };
      const isFree = !call.keys.some((key) => busy.has(key));
      // While there is room for another run, calls wait only for keys: this one overtakes nobody.
      if (isFree && running < options.concurrency && !call.keys.some((key) => awaited.has(key))) {
        void start([call]);
        return;
      }
      waiting.push(call);
      for (const key of call.keys) addTo(awaited, key, 1);
      // The calls that wait for the same key may only be waiting for a run that hangs, which does not hold this one up.
      if (isFree) startRuns();
    });
}

function keysOf(calls: readonly { keys: readonly string[] }[]): string[] {
  return calls.flatMap(({ keys }) => keys);
}

/** @returns the new count */
function addTo(counts: Map<string, number>, key: string, more: number): number {
  const count = (counts.get(key) ?? 0) + more;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
  return count;
}
