import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/db/client.ts';
import type { FeedItem } from '../../src/feed/item.ts';
import { type FeedWindow, readFeedPage } from '../../src/feed/page.ts';
import { readItems } from '../../src/feed/read.ts';
import { createReplay } from '../../src/feed/replay.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { rowsOf } from '../support/pipeline.ts';

const organizationId = newId();
const NO_TYPE = { eventType: 'no.type' };

let stack: AsyncDisposableStack;
let database: Database;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => {
    throw error;
  };
  database = stack.use(openDatabase({ url, poolSize: 6, onError }));
  // Each in a transaction of its own, and so with a time of its own.
  for (let count = 0; count < 6; count++) await appendItems(database.pool, [attemptItem({ organizationId })]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stack.disposeAsync();
});

const isRead = (query: unknown) => String((query as { text?: string }).text).includes('as unbroken');

/** Does something once, just before items are read. */
function beforeRead(work: () => Promise<unknown>): void {
  const { pool } = database;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  let isDone = false;
  vi.spyOn(pool, 'query').mockImplementation((async (...args: unknown[]) => {
    if (!isDone && isRead(args[0])) {
      isDone = true;
      await work();
    }
    return query(...args);
  }) as never);
}

const dropUntil = (number: number) =>
  database.pool.query('delete from feed_item where number <= $1', [number]);
const timeOf = async (number: number) =>
  (
    await rowsOf<{ at: Date }>(database.pool, 'select occurred_at as at from feed_item where number = $1', [
      number,
    ])
  )[0]?.at;
const named = (items: readonly FeedItem[]) =>
  items.map(({ kind, number }) => (kind === 'ATTEMPT_RECORDED' ? `${number}` : `${kind} ${number}`));
const page = (changes: Partial<FeedWindow> = {}, lookedAtMax?: bigint) =>
  readFeedPage(
    database,
    { filter: {}, after: null, before: null, limit: 10, backward: false, ...changes },
    lookedAtMax,
  );

describe('a page of which items are dropped while it is read', () => {
  it.each([false, true])('tells of the gap (backward: %s)', async (backward) => {
    beforeRead(() => dropUntil(4));
    const { items } = await page({ after: { number: 1n, at: null }, backward });
    expect(named(items)).toEqual(['GAP 4', '5', '6']);
  });
});

describe('a page that has looked at as much as it may', () => {
  it.each([
    { backward: false, whole: ['1', '2', '3'], part: ['1', '2', '3', 'CHECKPOINT 3'] },
    { backward: true, whole: ['4', '5', '6'], part: ['CHECKPOINT 4', '4', '5', '6'] },
  ])(
    'holds no more than is asked for, and else how far it came (backward: $backward)',
    async ({ backward, whole, part }) => {
      const full = await page({ limit: 3, backward }, 3n);
      expect([named(full.items), full.more]).toEqual([whole, true]);
      const rest = await page({ limit: 4, backward }, 3n);
      expect([named(rest.items), rest.more]).toEqual([part, true]);
    },
  );

  it('says when the feed stood there', async () => {
    const { items } = await page({ filter: NO_TYPE }, 3n);
    expect(items).toEqual([{ kind: 'CHECKPOINT', number: 3n, occurredAt: await timeOf(3) }]);
  });
});

it('can be read from either end over the same connection', async () => {
  await using one = openDatabase({
    url: database.pool.options.connectionString as string,
    poolSize: 1,
    onError: (error) => {
      throw error;
    },
  });
  const numbers = async (order: 'asc' | 'desc') =>
    (await readItems(one, { after: 0n, limit: 3, order })).items.map(({ number }) => number);
  expect(await numbers('asc')).toEqual([1n, 2n, 3n]);
  expect(await numbers('desc')).toEqual([6n, 5n, 4n]);
  expect(await numbers('asc')).toEqual([1n, 2n, 3n]);
});

describe('what a subscriber catches up on', () => {
  it('keeps the time where it stood for as long as nothing fits', async () => {
    const replay = createReplay(database);
    const at = new Date('2026-03-01T12:00:00Z');
    expect(await replay({ number: 0n, at }, 6n, NO_TYPE)).toEqual({ items: [], passed: { number: 6n, at } });
  });

  it('goes on after a gap, with the time of what comes next', async () => {
    const replay = createReplay(database);
    const at = await timeOf(1);
    await dropUntil(4);
    const { items, passed } = await replay({ number: 1n, at: at ?? null }, 6n, {});
    const occurredAt = await timeOf(5);
    expect(items).toEqual([{ kind: 'GAP', number: 4n, occurredAt, missedSince: at }]);
    expect(passed).toEqual({ number: 4n, at: occurredAt });
  });

  it('is read for two at once, in the order in which they came', async () => {
    const { pool } = database;
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    let reading = 0;
    let most = 0;
    const order: string[] = [];
    vi.spyOn(pool, 'query').mockImplementation((async (given: { values: string[] }) => {
      order.push(given.values[0] as string);
      most = Math.max(most, ++reading);
      return query(given).finally(() => {
        reading -= 1;
      });
    }) as never);
    const replay = createReplay(database);
    for (let round = 0; round < 2; round++)
      await Promise.all([0n, 1n, 2n, 3n, 4n].map((number) => replay({ number, at: null }, 6n, {})));
    expect(order).toEqual(['0', '1', '2', '3', '4', '0', '1', '2', '3', '4']);
    expect(most).toBe(2);
  });
});
