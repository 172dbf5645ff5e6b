import { PublicError } from '../errors.ts';
import { createGrouping, type GroupingOptions } from './grouping.ts';

/** Stores what is for organizations whose endpoints are locked by others. */
export interface HeldOrganizations<Item, Result> {
  /** From now on items of these organizations wait in lanes of their own. */
  add(organizationIds: Iterable<string>): void;
  /** How to store an item that is to wait; undefined: none of its organizations is held. */
  laneOf(item: Item): Lane<Item, Result> | undefined;
}

/** @returns null: nothing is held any more, and the item is to be stored with all others */
type Lane<Item, Result> = (item: Item) => Promise<Result | null>;

export interface HeldOptions<Item, Result>
  extends Pick<GroupingOptions<Item, Result>, 'shareOf' | 'blamesItem'> {
  organizationsOf(item: Item): Iterable<string>;
  /**
   * Does the work of several items, all of it or none, and waits a moment for what is locked.
   * @returns null: it still is
   */
  tryAlone(items: readonly Item[]): Promise<readonly Result[] | null>;
  /** An item that has waited this long is given up: its caller has been told so by now. */
  giveUpMs: number;
}

interface Waiting<Item> {
  item: Item;
  sinceMs: number;
}

/** In place of a result: it was given up. */
const LATE = Symbol('late');
/** A lane's runs never overlap, however long one takes. */
const ENDLESS_PATIENCE_MS = 2 ** 31 - 1;

/**
 * Gives each organization whose endpoints are locked a lane of its own, where its items wait in memory. The lanes take
 * turns, one at a time, at trying for a moment: so any number of them needs one connection only, and none that is free
 * again soon waits long for the others. With its first success a lane is done: what still waits in it shares
 * transactions with others again.
 */
export function createHeldOrganizations<Item, Result>(
  options: HeldOptions<Item, Result>,
): HeldOrganizations<Item, Result> {
  const lanes = new Map<string, Lane<Item, Result>>();
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  function createLane(end: () => void): Lane<Item, Result> {
    let isOver = false;
    const store = createGrouping<Waiting<Item>, Result | typeof LATE | null>({
      shareOf: ({ item }) => options.shareOf(item),
      blamesItem: options.blamesItem,
      concurrency: 1,
      patienceMs: ENDLESS_PATIENCE_MS,
      run: async (waiting) => {
        if (isOver) return waiting.map(() => null);
        const results = await storeOnceFree(waiting);
        if (results === null) return waiting.map(() => LATE);
        isOver = true;
        end();
        return results;
      },
    });
    return async (item) => {
      const result = await store({ item, sinceMs: performance.now() });
      if (result === LATE)
        throw new PublicError('REQUEST_TIMEOUT', 'An endpoint was locked in the database for too long.');
      return result;
    };
  }

  /** @returns null: all of it was given up */
  async function storeOnceFree(waiting: readonly Waiting<Item>[]): Promise<(Result | typeof LATE)[] | null> {
    for (;;) {
      const lateMs = performance.now() - options.giveUpMs;
      const left = waiting.filter(({ sinceMs }) => sinceMs > lateMs);
      if (left.length === 0) return null;
      const results = await inTurn(() => options.tryAlone(left.map(({ item }) => item)));
      if (results === null) continue;
      const places = new Map(left.map((one, place) => [one, place]));
      return waiting.map((one) => results[places.get(one) ?? -1] ?? LATE);
    }
  }

  return {
    add(organizationIds) {
      for (const id of organizationIds) {
        if (lanes.has(id)) continue;
        const end = () => void lanes.delete(id);
        lanes.set(id, createLane(end));
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
