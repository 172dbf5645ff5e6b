import { FixedBuffer, Repeater } from '@repeaterjs/repeater';
import type { Database } from '../db/client.ts';
import type { FeedItemModel } from '../db/generated/prisma/models.ts';
import { CHANNELS, type Listener } from '../db/listener.ts';
import { PublicError } from '../errors.ts';
import { type FeedFilter, matchesFilter } from './filter.ts';

/** Read at once when the feed moved. */
const PAGE_SIZE = 500;
/** Without a notification (its connection may be down) the table is looked at this often. */
const POLL_MS = 1000;
/** A subscriber may lag by this many items before it is closed. */
const BUFFER_ITEMS = 1000;

export interface LiveFeed extends AsyncDisposable {
  /** Every matching item from now on, in commit order, until `return()`, `close` or too slow a consumer. */
  subscribe(filter: FeedFilter): Promise<AsyncIterableIterator<FeedItemModel>>;
}

interface Subscriber {
  filter: FeedFilter;
  push(item: FeedItemModel): void;
  end(error?: Error): void;
}

/**
 * One reader per process follows the feed's table and hands each item to the subscribers it fits, so that
 * the number of subscribers costs no query. Any process may have written the item.
 */
export function createLiveFeed(options: {
  database: Database;
  listener: Listener;
  onError: (error: Error) => void;
}): LiveFeed {
  const { prisma } = options.database;
  const subscribers = new Set<Subscriber>();
  let position: bigint | null = null;
  let reading: Promise<void> | null = null;
  let again = false;

  async function currentHead(): Promise<bigint> {
    return (await prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } })).number;
  }

  async function readOn(): Promise<void> {
    for (;;) {
      again = false;
      const from: bigint = position ?? (await currentHead());
      const items = await prisma.feedItem.findMany({
        where: { number: { gt: from } },
        orderBy: { number: 'asc' },
        take: PAGE_SIZE,
      });
      await dispatch(items);
      position = items.at(-1)?.number ?? from;
      if (items.length < PAGE_SIZE && !again) return;
    }
  }

  async function dispatch(items: FeedItemModel[]): Promise<void> {
    const partners = await partnersOf(items);
    for (const item of items) {
      for (const subscriber of subscribers) {
        if (matchesFilter(item, subscriber.filter, partners.get(item.organizationId) ?? null))
          subscriber.push(item);
      }
    }
  }

  async function partnersOf(items: FeedItemModel[]): Promise<Map<string, string | null>> {
    if (items.length === 0 || ![...subscribers].some(({ filter }) => filter.partnerId !== undefined))
      return new Map();
    const ids = [...new Set(items.map((item) => item.organizationId))];
    const rows = await prisma.organization.findMany({
      where: { id: { in: ids } },
      select: { id: true, partnerId: true },
    });
    return new Map(rows.map((row) => [row.id, row.partnerId]));
  }

  function wake(): void {
    again = true;
    if (reading || subscribers.size === 0) return;
    reading = readOn()
      .catch(options.onError)
      .finally(() => {
        reading = null;
      });
  }

  const unsubscribe = options.listener.subscribe(CHANNELS.feed, wake);
  const timer = setInterval(wake, POLL_MS);

  return {
    async subscribe(filter) {
      // With nobody listening the reader stood still: what happened meanwhile is not part of "from now on".
      if (subscribers.size === 0) {
        await reading;
        if (subscribers.size === 0) position = await currentHead();
      }
      return new Repeater<FeedItemModel>(async (push, stop) => {
        const subscriber: Subscriber = {
          filter,
          push: (item) => {
            // The buffer throws at once when it is full; what push returns settles when the item is consumed.
            try {
              push(item).catch(() => undefined);
            } catch {
              subscriber.end(
                new PublicError(
                  'CONSUMER_TOO_SLOW',
                  `This subscription fell ${BUFFER_ITEMS} items behind and was closed.`,
                ),
              );
            }
          },
          end: (error) => {
            subscribers.delete(subscriber);
            stop(error);
          },
        };
        subscribers.add(subscriber);
        await stop;
        subscribers.delete(subscriber);
      }, new FixedBuffer(BUFFER_ITEMS));
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      unsubscribe();
      for (const subscriber of [...subscribers]) subscriber.end();
      await reading;
    },
  };
}
