import type { Database } from '../db/client.ts';
import type { Listener } from '../db/listener.ts';
import { assertReached } from './cursor.ts';
import type { FeedFilter } from './filter.ts';
import type { FeedItem } from './item.ts';
import { readHead } from './read.ts';
import { createFeedReader } from './reader.ts';
import { createReplay } from './replay.ts';
import { createSubscribers } from './subscribers.ts';
import { createSubscription, type FeedSubscription } from './subscription.ts';

const CHECKPOINT_MS = 30_000;

export interface LiveFeed extends AsyncDisposable {
  /** How many follow it now, live or catching up. */
  readonly subscriberCount: number;
  /**
   * Every fitting item after the given number, or from now on, in commit order, until `return()`, the end of the
   * process, or too slow a consumer; a gap where items are no longer kept.
   * @param options.afterTime the time of that number, for a gap to tell
   * @param options.checkpoints whether they come: when it goes live, and every 30 s
   * @throws PublicError CURSOR_AHEAD; the iterator CONSUMER_TOO_SLOW
   */
  subscribe(
    filter: FeedFilter,
    after?: bigint | null,
    options?: { afterTime?: Date | null; checkpoints?: boolean },
  ): Promise<AsyncIterableIterator<FeedItem>>;
}

export function createLiveFeed(options: {
  database: Database;
  listener: Listener;
  checkpointMs?: number;
  /** An item was handed to a subscriber. */
  onItemSent?: () => void;
  onError: (error: Error) => void;
}): LiveFeed {
  const { database, checkpointMs = CHECKPOINT_MS, onItemSent = () => undefined } = options;
  const following = new Set<FeedSubscription>();
  const subscribers = createSubscribers();
  const replay = createReplay(database);
  const reader = createFeedReader({ ...options, subscribers, isNeeded: () => following.size > 0 });
  const timer = setInterval(() => {
    for (const subscription of following) subscription.addCheckpoint();
  }, checkpointMs);

  return {
    get subscriberCount() {
      return following.size;
    },
    async subscribe(filter, after = null, { afterTime = null, checkpoints = false } = {}) {
      const head = await readHead(database);
      if (after !== null) assertReached(after, head.number);
      return createSubscription({
        filter,
        after: after === null ? head : { number: after, at: afterTime },
        checkpoints,
        reader,
        replay,
        subscribers,
        onStart: (subscription) => following.add(subscription),
        onEnd(subscription) {
          following.delete(subscription);
          if (following.size === 0) reader.rest();
        },
        onItemSent,
      });
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      for (const subscription of [...following]) subscription.close();
      await reader[Symbol.asyncDispose]();
    },
  };
}
