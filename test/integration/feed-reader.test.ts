import { expect, it } from 'vitest';
import { inTransaction, openDatabase } from '../../src/db/client.ts';
import { createListener } from '../../src/db/listener.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import { createFeedReader } from '../../src/feed/reader.ts';
import { createSubscribers } from '../../src/feed/subscribers.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';

const ITEMS = 400;
/** Looks at whether there is room, of which the first two find none: so often an item is waited for once. */
const LOOKS = 4;
/** What is waited for in 100 ms, 5 ms at a time. */
const WAITS_MAX = 20;

async function openReader() {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => {
    throw error;
  };
  const database = stack.use(openDatabase({ url, poolSize: 2, onError }));
  const listener = stack.use(await createListener({ url, onError }));
  const subscribers = createSubscribers();
  const reader = stack.use(
    createFeedReader({ database, listener, subscribers, isNeeded: () => true, onError }),
  );
  const open = stack.move();
  return { database, subscribers, reader, [Symbol.asyncDispose]: () => open.disposeAsync() };
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
