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
  /** How many follow it now. */
  readonly subscriberCount: number;
  /**
   * Every matching item after the given number, or from now on, in commit order, until `return()`, the end of
   * the process, or too slow a consumer.
   * @throws PublicError CURSOR_AHEAD
   */
  subscribe(filter: FeedFilter, after?: bigint | null): Promise<AsyncIterableIterator<FeedItemModel>>;
}

interface Subscriber {
  filter: FeedFilter;
  push(item: FeedItemModel): void;
  /** Lets through what came while the subscriber was catching up, and what comes from now on. */
  goLive(): void;
  end(error?: Error): void;
}

function createSubscriber(
  filter: FeedFilter,
  after: bigint | null,
  push: (item: FeedItemModel) => Promise<unknown>,
  stop: (error?: Error) => void,
): Subscriber {
  let waiting: FeedItemModel[] | null = [];
  const tooSlow = () =>
    new PublicError(
      'CONSUMER_TOO_SLOW',
      `This subscription fell ${BUFFER_ITEMS} items behind and was closed.`,
    );
  const pass = (item: FeedItemModel) => {
    // The buffer throws at once when it is full; what push returns settles when the item is consumed.
    try {
      push(item).catch(() => undefined);
    } catch {
      stop(tooSlow());
    }
  };
  return {
    filter,
    push(item) {
      // A cursor may be ahead of what this process has read of the feed.
      if (after !== null && item.number <= after) return;
      if (waiting === null) pass(item);
      else if (waiting.push(item) > BUFFER_ITEMS) stop(tooSlow());
    },
    goLive() {
      const held = waiting ?? [];
      waiting = null;
      for (const item of held) pass(item);
    },
    end: stop,
  };
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

  /** What lies between the cursor and where the reader stands; what the reader brings meanwhile waits. */
  async function replay(
    subscriber: Subscriber,
    after: bigint,
    push: (item: FeedItemModel) => Promise<unknown>,
  ): Promise<void> {
    const { filter } = subscriber;
    const until = position ?? after;
    let from = after;
    while (from < until && subscribers.has(subscriber)) {
      const items = await prisma.feedItem.findMany({
        where: {
          number: { gt: from, lte: until },
          ...(filter.organizationId !== undefined && { organizationId: filter.organizationId }),
        },
        orderBy: { number: 'asc' },
        take: PAGE_SIZE,
      });
      const partners = await partnersOf(items);
      for (const item of items) {
        // Settles when the subscriber has taken it, so that no more than a page is ever held.
        if (matchesFilter(item, filter, partners.get(item.organizationId) ?? null)) await push(item);
      }
      from = items.length < PAGE_SIZE ? until : (items.at(-1)?.number ?? until);
    }
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
    get subscriberCount() {
      return subscribers.size;
    },
    async subscribe(filter, after = null) {
      const head = await currentHead();
      if (after !== null && after > head) {
        throw new PublicError(
          'CURSOR_AHEAD',
          'The feed has not come to this cursor: it is of another installation.',
        );
      }
      // With nobody listening the reader stood still: what happened meanwhile is not part of "from now on".
      if (subscribers.size === 0) {
        await reading;
        // Another one may have come meanwhile, whom the reader now follows the feed for.
        if (subscribers.size === 0) position = head;
      }
      return new Repeater<FeedItemModel>(async (push, stop) => {
        const subscriber = createSubscriber(filter, after, push, stop);
        subscribers.add(subscriber);
        stop.then(() => subscribers.delete(subscriber));
        if (after !== null) await replay(subscriber, after, push);
        subscriber.goLive();
        await stop;
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
