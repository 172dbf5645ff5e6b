import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/db/client.ts';
import { CHANNELS, createListener, notify } from '../../src/db/listener.ts';
import { ensurePartitions } from '../../src/db/partitions.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import type { FeedItem } from '../../src/feed/item.ts';
import { createLiveFeed, type LiveFeed } from '../../src/feed/live.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { rowsOf } from '../support/pipeline.ts';

const organizationId = newId();

let stack: AsyncDisposableStack;
let database: Database;
let feed: LiveFeed;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => {
    throw error;
  };
  database = stack.use(openDatabase({ url, poolSize: 4, onError }));
  const listener = stack.use(await createListener({ url, onError }));
  feed = stack.use(createLiveFeed({ database, listener, onError, checkpointMs: 20 }));
});
afterEach(() => stack.disposeAsync());

const append = (count: number, facts: Partial<ReturnType<typeof attemptItem>> = {}) =>
  appendItems(
    database.pool,
    Array.from({ length: count }, () => attemptItem({ organizationId, ...facts })),
  );

/** As retention does, from the oldest on. */
const dropUntil = (number: number) =>
  database.pool.query('delete from feed_item where number <= $1', [number]);

async function timeOf(number: number): Promise<Date | undefined> {
  const [row] = await rowsOf<{ at: Date }>(
    database.pool,
    'select occurred_at as at from feed_item where number = $1',
    [number],
  );
  return row?.at;
}

async function take(items: AsyncIterator<FeedItem>, count: number): Promise<FeedItem[]> {
  const taken: FeedItem[] = [];
  while (taken.length < count) {
    const { value, done } = await items.next();
    if (done) throw new Error('the feed ended');
    taken.push(value);
  }
  return taken;
}
/** `12`, or `gap 12`. */
const named = (items: readonly FeedItem[]) =>
  items.map(({ kind, number }) => (kind === 'GAP' ? `gap ${number}` : String(number)));
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

describe('a subscription after a cursor that is older than what is kept', () => {
  it('begins with the gap, whose own number leads to all that is kept', async () => {
    await append(3);
    await append(4);
    await append(2);
    const [seenAt, oldestAt] = [await timeOf(2), await timeOf(6)];
    await dropUntil(5);
    const items = await feed.subscribe({}, 2n, { afterTime: seenAt ?? null });
    const [gap, ...kept] = await take(items, 5);
    expect(gap).toEqual({ kind: 'GAP', number: 5n, occurredAt: oldestAt, missedSince: seenAt });
    expect(named(kept)).toEqual(from(6, 9));
    await append(1);
    expect(named(await take(items, 1))).toEqual(['10']);
    await items.return?.();
    const resumed = await feed.subscribe({}, 5n);
    expect(named(await take(resumed, 5))).toEqual(from(6, 10));
    await resumed.return?.();
  });

  it('has no gap when the next item is the oldest kept, or none came after it', async () => {
    await append(5);
    await dropUntil(3);
    const next = await feed.subscribe({}, 3n);
    expect(named(await take(next, 2))).toEqual(['4', '5']);
    await dropUntil(5);
    const atEnd = await feed.subscribe({}, 5n);
    const first = take(atEnd, 1);
    await append(1);
    expect(named(await first)).toEqual(['6']);
    await Promise.all([next.return?.(), atEnd.return?.()]);
  });

  it('has one up to the end when nothing is kept', async () => {
    await append(4);
    const seenAt = await timeOf(1);
    await dropUntil(4);
    const items = await feed.subscribe({}, 1n, { afterTime: seenAt ?? null });
    expect(await take(items, 1)).toMatchObject([{ kind: 'GAP', number: 4n, missedSince: seenAt }]);
    await append(1);
    expect(named(await take(items, 1))).toEqual(['5']);
    await items.return?.();
  });

  it.each([
    ['an organization', { organizationId: newId() }],
    ['an endpoint', { endpointId: newId() }],
    ['a delivery', { deliveryId: newId() }],
    ['an event type', { eventType: 'invoice.rare' }],
    ['a partner', { partnerId: 'none' }],
    ['nothing at all', { outcome: [] }],
  ])('has it with a filter by %s too, and then nothing that does not fit', async (_what, filter) => {
    await append(6);
    await dropUntil(4);
    const items = await feed.subscribe(filter, 1n, { checkpoints: true });
    const [gap, checkpoint] = await take(items, 2);
    expect([gap, checkpoint]).toMatchObject([
      { kind: 'GAP', number: 4n },
      { kind: 'CHECKPOINT', number: 6n },
    ]);
    await items.return?.();
  });

  it('has it when whole partitions went', async () => {
    await database.pool.query('update feed_head set number = 9999990');
    await append(20);
    await ensurePartitions(database.pool);
    const items = await feed.subscribe({}, 9_999_995n);
    const first = await take(items, 1);
    expect(named(first)).toEqual(['9999996']);
    await database.pool.query('drop table feed_item_0000000');
    const again = await feed.subscribe({}, 9_999_996n);
    expect(named(await take(again, 12))).toEqual(['gap 9999999', ...from(10_000_000, 10_000_010)]);
    await Promise.all([items.return?.(), again.return?.()]);
  });
});

describe('items that are dropped while a subscriber', () => {
  it('catches up are told of where they are missing', async () => {
    await append(1200);
    const items = await feed.subscribe({}, 0n);
    expect(named(await take(items, 10))).toEqual(from(1, 10));
    const [seenAt, oldestAt] = [await timeOf(500), await timeOf(801)];
    await dropUntil(800);
    // What was read is handed out; what was not is gone.
    const rest = await take(items, 490 + 1 + 400);
    expect(named(rest)).toEqual([...from(11, 500), 'gap 800', ...from(801, 1200)]);
    expect(rest[490]).toEqual({ kind: 'GAP', number: 800n, occurredAt: oldestAt, missedSince: seenAt });
    await items.return?.();
  });

  it('catches up with a filter are told of, though none of them fits it', async () => {
    const rare = { eventType: 'invoice.rare' };
    await append(600, rare);
    await append(300);
    await append(1, rare);
    const items = await feed.subscribe(rare, 0n);
    expect(named(await take(items, 1))).toEqual(['1']);
    await dropUntil(700);
    expect(named(await take(items, 501))).toEqual([...from(2, 500), 'gap 700', '901']);
    await items.return?.();
  });

  it('is live are told of, whatever its filter', async () => {
    const [all, quiet] = [await feed.subscribe({}), await feed.subscribe({ deliveryId: newId() })];
    const first = take(all, 1);
    const quietFirst = take(quiet, 1);
    await append(1);
    expect(named(await first)).toEqual(['1']);
    await inTransaction(database.pool, async (client) => {
      await appendFeedItems(
        client,
        Array.from({ length: 6 }, () => attemptItem({ organizationId })),
      );
      await client.query('delete from feed_item where number <= 4');
    });
    await notify(database.pool, CHANNELS.feed);
    expect(named(await take(all, 4))).toEqual(['gap 4', '5', '6', '7']);
    expect(named(await quietFirst)).toEqual(['gap 4']);
    await Promise.all([all.return?.(), quiet.return?.()]);
  });
});

describe('checkpoints', () => {
  it('come when a subscriber has caught up, and then again and again, and move on with the feed', async () => {
    await append(700);
    const items = await feed.subscribe({ eventType: 'invoice.rare' }, 0n, { checkpoints: true });
    const [first, second] = await take(items, 2);
    expect([first, second]).toMatchObject([
      { kind: 'CHECKPOINT', number: 700n },
      { kind: 'CHECKPOINT', number: 700n },
    ]);
    await append(5);
    for (;;) {
      const [next] = await take(items, 1);
      expect(next?.kind).toBe('CHECKPOINT');
      if (next?.number === 705n) break;
    }
    await append(1, { eventType: 'invoice.rare' });
    let [item] = await take(items, 1);
    while (item?.kind === 'CHECKPOINT') [item] = await take(items, 1);
    expect(item?.number).toBe(706n);
    await items.return?.();
  });

  it('keep a cursor good that its filter would let grow old', async () => {
    await append(10);
    const items = await feed.subscribe({ deliveryId: newId() }, 2n, { checkpoints: true });
    const [checkpoint] = await take(items, 1);
    await items.return?.();
    await dropUntil(9);
    const resumed = await feed.subscribe({ deliveryId: newId() }, checkpoint?.number, { checkpoints: true });
    expect(await take(resumed, 1)).toMatchObject([{ kind: 'CHECKPOINT', number: 10n }]);
    await resumed.return?.();
  });

  it('do not come unasked, and do not pile up where nobody takes them', async () => {
    const unasked = await feed.subscribe({});
    const first = take(unasked, 1);
    const asked = await feed.subscribe({ eventType: 'invoice.rare' }, null, { checkpoints: true });
    const other = await feed.subscribe({}, null, { checkpoints: true });
    await take(asked, 1);
    // Twenty of them, for who takes them.
    await take(other, 20);
    await append(1, { eventType: 'invoice.rare' });
    expect(named(await first)).toEqual(['1']);
    const taken = await take(asked, 2);
    expect(taken.map(({ kind }) => kind)).toEqual(['CHECKPOINT', 'ATTEMPT_RECORDED']);
    await Promise.all([unasked.return?.(), asked.return?.(), other.return?.()]);
  });
});
