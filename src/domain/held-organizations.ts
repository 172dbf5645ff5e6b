import { PublicError } from '../errors.ts';
import { createGrouping, type GroupingOptions } from './grouping.ts';

/** What is stored for an organization while others hold its endpoints. */
export interface HeldOrganizations<Item, Result> {
  /** From now on what is of these organizations waits by itself. */
  add(organizationIds: Iterable<string>): void;
  /** How to store an item that is to wait; undefined: none of its organizations is held. */
  laneOf(item: Item): ((item: Item) => Promise<Result>) | undefined;
}

export interface HeldOptions<Item, Result>
  extends Pick<GroupingOptions<Item, Result>, 'shareOf' | 'blamesItem'> {
  organizationsOf(item: Item): Iterable<string>;
  /** Does the work of several items, all of it or none, and waits a moment for what is held. @returns null: it still is */
  tryAlone(items: readonly Item[]): Promise<readonly Result[] | null>;
  /** An item that waited for longer is given up: whoever asked for it has been told so. */
  giveUpMs: number;
}

interface Waiting<Item> {
  item: Item;
  sinceMs: number;
}

/** Its runs follow one another, however long one takes. */
const NO_PATIENCE_MS = 2 ** 31 - 1;

/**
 * Gives each organization that is held a lane of its own, where its items wait in memory. The lanes take turns at trying
 * for a moment, one at a time, so that any number of them take one connection, and one that was held for a moment only
 * is not kept by others. With the first success the lane is done: what comes next is stored as if nothing had been.
 */
export function createHeldOrganizations<Item, Result>(
  options: HeldOptions<Item, Result>,
): HeldOrganizations<Item, Result> {
  const lanes = new Map<string, (item: Item) => Promise<Result>>();
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  function createLane(end: () => void): (item: Item) => Promise<Result> {
    const store = createGrouping<Waiting<Item>, Result | null>({
      shareOf: ({ item }) => options.shareOf(item),
      blamesItem: options.blamesItem,
      concurrency: 1,
      patienceMs: NO_PATIENCE_MS,
      run: async (waiting) => {
        const results = await storeOnceFree(waiting);
        if (results === null) return waiting.map(() => null);
        end();
        return results;
      },
    });
    return async (item) => {
      const result = await store({ item, sinceMs: performance.now() });
      if (result === null)
        throw new PublicError('REQUEST_TIMEOUT', 'An endpoint was locked in the database for too long.');
      return result;
    };
  }

  /** @returns null for what was given up; null when that was all of it */
  async function storeOnceFree(waiting: readonly Waiting<Item>[]): Promise<(Result | null)[] | null> {
    for (;;) {
      const lateMs = performance.now() - options.giveUpMs;
      const left = waiting.filter(({ sinceMs }) => sinceMs > lateMs);
      if (left.length === 0) return null;
      const results = await inTurn(() => options.tryAlone(left.map(({ item }) => item)));
      if (results === null) continue;
      const places = new Map(left.map((one, place) => [one, place]));
      return waiting.map((one) => results[places.get(one) ?? -1] ?? null);
    }
  }

  return {
    add(organizationIds) {
      for (const id of organizationIds) {
        if (lanes.has(id)) continue;
        const lane = createLane(() => {
          if (lanes.get(id) === lane) lanes.delete(id);
        });
        lanes.set(id, lane);
      }
    },
    laneOf(item) {
      if (lanes.size === 0) return undefined;
      for (const id of options.organizationsOf(item)) {
        const lane = lanes.get(id);
        if (lane) return lane;
      }
      return undefined;
    },
  };
}
