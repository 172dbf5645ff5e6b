import type { Database } from '../db/client.ts';
import type { FeedFilter } from './filter.ts';
import type { FeedItem } from './item.ts';
import { gapAfter, readItems } from './read.ts';

/** How many items are held at once of what a subscriber catches up on. */
const PAGE_SIZE = 500;
/**
 * A statement looks at this many items at most, however few of them fit. PostgreSQL applies the filter, to two to six
 * million items a second (measured); there is no index for it, which would cost every attempt some 4 µs more.
 */
export const LOOKED_AT_MAX = 100_000n;
/** Pages read at once: when all subscribers come back at the same time, the pool is still there for others. */
const READS_AT_ONCE = 2;

/** Where a subscriber stands. */
export interface Passed {
  readonly number: bigint;
  /** When the feed stood there; null: the cursor did not tell. */
  readonly at: Date | null;
}

export interface ReplayPage {
  items: FeedItem[];
  /** The next page begins after it. */
  passed: Passed;
}

/**
 * Reads a page of what lies between a subscriber and the place that this process has read up to. The caller asks for
 * the next one when it is done with the last, so that only slow consumers wait for themselves.
 */
export type Replay = (passed: Passed, until: bigint, filter: FeedFilter) => Promise<ReplayPage>;

export function createReplay(database: Database): Replay {
  const inTurn = createTurns(READS_AT_ONCE);

  return ({ number: after, at }, until, filter) =>
    inTurn(async () => {
      const end = until - after > LOOKED_AT_MAX ? after + LOOKED_AT_MAX : until;
      const { items, unbroken } = await readItems(database, { after, until: end, filter, limit: PAGE_SIZE });
      if (!unbroken) {
        const gap = await gapAfter(database, after, at);
        return { items: [gap], passed: { number: gap.number, at: gap.occurredAt } };
      }
      const last = items.at(-1);
      return {
        items,
        passed: {
          number: last && items.length === PAGE_SIZE ? last.number : end,
          at: last?.occurredAt ?? at,
        },
      };
    });
}

/** Runs what it is given, so many at once, in the order in which it was given. */
function createTurns(max: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running === max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
