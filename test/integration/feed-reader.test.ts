import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction, openDatabase } from '../../src/db/client.ts';
import { CHANNELS, createListener, notify } from '../../src/db/listener.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import type { FeedGap, FeedItem } from '../../src/feed/item.ts';
import { readHead } from '../../src/feed/read.ts';
import { createFeedReader } from '../../src/feed/reader.ts';
import { createSubscribers } from '../../src/feed/subscribers.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { eventually } from '../support/waiting.ts';

const ITEMS = 400;
/** Looks at whether there is room, of which the first two find none: so often an item is waited for once. */
const LOOKS = 4;
/** What is waited for in 100 ms, 5 ms at a time. */
const WAITS_MAX = 20;

async function openReader({ isNeeded = true } = {}) {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => {
    throw error;
  };
  const database = stack.use(openDatabase({ url, poolSize: 2, onError }));
  const listener = stack.use(await createListener({ url, onError }));
  const subscribers = createSubscribers();
  const reader = stack.use(
    createFeedReader({ database, listener, subscribers, isNeeded: () => isNeeded, onError }),
  );
  const open = stack.move();
  return { database, listener, subscribers, reader, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

it('a subscriber that makes room for one item at a time does not hold up the page at each', async () => {
  await using at = await openReader();
  const { database, subscribers, reader } = at;
  let looks = 0;
  let pushed = 0;
  const whole = Promise.withResolvers<void>();
  subscribers.add({
    filter: {},
    get isFull() {
      return looks++ % LOOKS < LOOKS / 2;
    },
    push() {
      if (++pushed === ITEMS) whole.resolve();
    },
  });
  await reader.start();
  await appendItems(
    database.pool,
    Array.from({ length: ITEMS }, () => attemptItem({ organizationId: newId() })),
  );
  await whole.promise;
  expect(looks).toBeLessThanOrEqual(ITEMS + (WAITS_MAX + 1) * LOOKS);
});

it('another one that comes as the first has takes nothing from it', async () => {
  await using at = await openReader();
  const { database, subscribers, reader } = at;
  const seen: bigint[] = [];
  const whole = Promise.withResolvers<void>();
  await reader.start();
  subscribers.add({
    filter: {},
    isFull: false,
    push({ number }) {
      if (seen.push(number) === 2) whole.resolve();
    },
  });
  const items = [attemptItem({ organizationId: newId() }), attemptItem({ organizationId: newId() })];
  await inTransaction(database.pool, (client) => appendFeedItems(client, items));
  // Both have found that nobody reads. The feed’s end is behind these items now.
  await reader.start();
  await whole.promise;
  expect(seen).toEqual([1n, 2n]);
});

it('stands at the gap that it has told of while it waits for room for what comes after it', async () => {
  await using at = await openReader();
  const { database, subscribers, reader } = at;
  const { pool } = database;
  await appendItems(pool, [attemptItem({ organizationId: newId() })]);
  await reader.start();
  let stood: bigint | null = null;
  let looks = 0;
  const seen: FeedItem[] = [];
  const whole = Promise.withResolvers<void>();
  subscribers.add({
    filter: {},
    get isFull() {
      stood ??= reader.position();
      return seen.length < 2 && looks++ < 2;
    },
    push(item) {
      if (seen.push(item) === 3) whole.resolve();
    },
  });
  const items = Array.from({ length: 4 }, () => attemptItem({ organizationId: newId() }));
  await inTransaction(pool, async (client) => {
    await appendFeedItems(client, items);
    await client.query('delete from feed_item where number <= 3');
  });
  await notify(pool, CHANNELS.feed);
  await whole.promise;
  expect(seen.map(({ kind, number }) => [kind, number])).toEqual([
    ['GAP', 3n],
    ['ATTEMPT_RECORDED', 4n],
    ['ATTEMPT_RECORDED', 5n],
  ]);
  expect(stood).toBe(3n);
  const [gap] = seen as [FeedGap];
  // It is known to have stood before it until a little before they were written.
  expect(gap.missedSince.getTime()).toBeLessThan(gap.occurredAt.getTime());
});

it('stands where it is found to have come, at the time of that look', async () => {
  await using at = await openReader();
  const { database, reader } = at;
  await appendItems(database.pool, [attemptItem({ organizationId: newId() })]);
  const { at: itemAt } = await readHead(database);
  await reader.start();
  await expect.poll(() => reader.checkpoint()?.occurredAt.getTime()).toBeGreaterThan(itemAt.getTime());
  expect(reader.checkpoint()?.number).toBe(1n);
});

it('is not begun for one who has left meanwhile', async () => {
  await using at = await openReader({ isNeeded: false });
  expect(await at.reader.start()).toBe(0n);
  expect(at.reader.position()).toBeNull();
});

describe('told of items, and without the look at every second', () => {
  // What waits by `expect.poll` would let them go on.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('reads all of them, though they be more than are read at once', async () => {
    await using at = await openReader();
    const { database, subscribers, reader } = at;
    let pushed = 0;
    subscribers.add({
      filter: {},
      isFull: false,
      push() {
        pushed += 1;
      },
    });
    await reader.start();
    const items = Array.from({ length: 1000 }, () => attemptItem({ organizationId: newId() }));
    await appendItems(database.pool, items);
    await eventually('all items', async () => pushed === 1000 || undefined);
  });

  it('looks again at once where it is told of some while it looks', async () => {
    await using at = await openReader();
    const { database, listener, subscribers, reader } = at;
    const { pool } = database;
    const seen: bigint[] = [];
    subscribers.add({ filter: {}, isFull: false, push: ({ number }) => seen.push(number) });
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    const spy = vi.spyOn(pool, 'query').mockImplementation((async (...args: unknown[]) => {
      const read = await query(...args);
      if (!String((args[0] as { text?: string }).text).includes('as unbroken')) return read;
      spy.mockRestore();
      const heard = new Promise((resolve) => listener.subscribe(CHANNELS.feed, resolve));
      await appendItems(pool, [attemptItem({ organizationId: newId() })]);
      await heard;
      return read;
    }) as never);
    await reader.start();
    await eventually('the item', async () => seen.length > 0 || undefined);
    expect(seen).toEqual([1n]);
  });
});
