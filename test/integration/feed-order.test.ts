import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/db/client.ts';
import { CHANNELS, createListener, type Listener, notify } from '../../src/db/listener.ts';
import { appendFeedItems, type NewFeedItem } from '../../src/feed/append.ts';
import { createLiveFeed, type LiveFeed } from '../../src/feed/live.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { statementsOf } from '../support/statements.ts';
import { blocked } from '../support/waiting.ts';

const WRITERS = 8;

let stack: AsyncDisposableStack;
let database: Database;
let listener: Listener;
let feed: LiveFeed;
let cuts: Error[];
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  cuts = [];
  const { url } = stack.use(await createTestDatabase());
  const onError = (error: Error) => cuts.push(error);
  database = stack.use(openDatabase({ url, poolSize: WRITERS + 2, onError }));
  listener = stack.use(await createListener({ url, onError }));
  feed = stack.use(createLiveFeed({ database, listener, onError }));
});
afterEach(() => stack.disposeAsync());

const items = (organizationId: string, count: number): NewFeedItem[] =>
  Array.from({ length: count }, () => ({
    kind: 'ENDPOINT_STATUS_CHANGED',
    organizationId,
    endpointId: newId(),
    previousEndpointStatus: 'ACTIVE',
    endpointStatus: 'PAUSED',
    disabledReason: null,
  }));

/** Appends in many transactions, each of which dawdles before and after it takes its numbers; some roll back. */
async function write(organizationId: string, transactions: number): Promise<number> {
  let written = 0;
  for (let count = 0; count < transactions; count++) {
    const size = 1 + Math.floor(Math.random() * 4);
    const rollsBack = Math.random() < 0.2;
    await inTransaction(database.pool, async (client) => {
      await client.query('select pg_sleep($1)', [Math.random() / 200]);
      await appendFeedItems(client, items(organizationId, size));
      await client.query('select pg_sleep($1)', [Math.random() / 200]);
      if (rollsBack) throw new Rollback();
    }).catch((error) => {
      if (!(error instanceof Rollback)) throw error;
    });
    if (!rollsBack) written += size;
    await notify(database.pool, CHANNELS.feed);
  }
  return written;
}
class Rollback extends Error {}

/** Appends in one transaction, and tells of it. */
async function append(count: number): Promise<void> {
  await inTransaction(database.pool, (client) => appendFeedItems(client, items(newId(), count)));
  await notify(database.pool, CHANNELS.feed);
}

async function numbersOf(items: AsyncIterator<{ number: bigint }>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) {
    const { value, done } = await items.next();
    if (done) throw new Error('the feed ended');
    numbers.push(Number((value as { number: bigint }).number));
  }
  return numbers;
}

const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

async function headOf(): Promise<number> {
  const { rows } = await database.pool.query<{ number: string }>('select number from feed_head');
  return Number(rows[0]?.number);
}

function keepBusy(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

describe('the feed', () => {
  it('gives every number once and in order, however writers overlap and roll back', async () => {
    const organization = newId();
    const [all, own] = [await feed.subscribe({}), await feed.subscribe({ organizationId: organization })];
    const reading = numbersOf(all, 1);
    const readingOwn = numbersOf(own, 1);
    const written = await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(writer === 0 ? organization : newId(), 25)),
    );
    const total = written.reduce((sum, count) => sum + count, 0);
    expect(await headOf()).toBe(total);
    const numbers = [...(await reading), ...(await numbersOf(all, total - 1))];
    expect(numbers).toEqual(from(1, total));
    const { rows } = await database.pool.query<{ number: string }>(
      'select number from feed_item where organization_id = $1 order by number',
      [organization],
    );
    const ownNumbers = [...(await readingOwn), ...(await numbersOf(own, (written[0] ?? 0) - 1))];
    expect(ownNumbers).toEqual(rows.map((row) => Number(row.number)));
    await Promise.all([all.return?.(), own.return?.()]);
  });

  it('starts at the present for whoever comes, and goes on where it stands for the others', async () => {
    await write(newId(), 5);
    const first = await feed.subscribe({});
    const before = await headOf();
    const reading = numbersOf(first, 1);
    await append(1);
    expect(await reading).toEqual([before + 1]);
    const second = await feed.subscribe({});
    const readingBoth = Promise.all([numbersOf(first, 2), numbersOf(second, 2)]);
    await append(2);
    expect(await readingBoth).toEqual([from(before + 2, 2), from(before + 2, 2)]);
    await Promise.all([first.return?.(), second.return?.()]);
  });

  it('starts at the present, and after a cursor, for whoever is ahead of what this process has read', async () => {
    const first = await feed.subscribe({});
    const reading = numbersOf(first, 1);
    await expect.poll(() => feed.subscriberCount).toBe(1);
    await append(1);
    expect(await reading).toEqual([1]);
    // Nobody is told of these.
    await inTransaction(database.pool, (client) => appendFeedItems(client, items(newId(), 3)));
    const [now, resumed] = [await feed.subscribe({}), await feed.subscribe({}, 3n)];
    const readingBoth = [numbersOf(now, 1), numbersOf(resumed, 2)];
    await expect.poll(() => feed.subscriberCount).toBe(3);
    await append(1);
    expect(await Promise.all(readingBoth)).toEqual([[5], [4, 5]]);
    expect(await numbersOf(first, 4)).toEqual(from(2, 4));
    await Promise.all([first.return?.(), now.return?.(), resumed.return?.()]);
  });

  it('does not skip for one subscriber what was written while another one came', async () => {
    const first = await feed.subscribe({});
    const reading = inTransaction(database.pool, async (client) => {
      await client.query('lock table feed_head in access exclusive mode');
      const second = feed.subscribe({});
      await blocked(database.pool, 1);
      const numbers = numbersOf(first, 2);
      await appendFeedItems(client, items(newId(), 1));
      return { numbers, second };
    });
    const { numbers, second } = await reading;
    const late = await second;
    await append(1);
    expect(await numbers).toEqual([1, 2]);
    await Promise.all([first.return?.(), late.return?.()]);
  });

  it('goes on when the connection that listens is cut', async () => {
    const live = await feed.subscribe({});
    const reading = numbersOf(live, 1);
    await append(1);
    expect(await reading).toEqual([1]);

    const next = numbersOf(live, 3);
    const { rowCount } = await database.pool.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and application_name = 'hookline-listen'`,
    );
    expect(rowCount).toBe(1);
    // Before anything else takes time: a second later it listens again, and wakes everybody once.
    const woken = new Promise<string>((resolve) => listener.subscribe(CHANNELS.feed, resolve));
    // Nobody hears of these: they are found by looking.
    await append(2);
    await woken;
    await append(1);
    expect(await next).toEqual([2, 3, 4]);
    expect(cuts.map(({ message }) => message).join()).toContain('terminating connection');
    await live.return?.();
  });

  it('is not closed to one who catches up for what happens meanwhile, however long that takes', async () => {
    await append(1200);
    const late = await feed.subscribe({}, 0n);
    expect(await numbersOf(late, 1)).toEqual([1]);
    const live = await feed.subscribe({});
    const reading = numbersOf(live, 3000);
    for (let round = 0; round < 6; round++) await append(500);
    await reading;
    expect(await numbersOf(late, 4199)).toEqual(from(2, 4199));
    await append(1);
    expect(await numbersOf(late, 1)).toEqual([4201]);
    await Promise.all([late.return?.(), live.return?.()]);
  });

  it('is not closed by a burst to one who goes on taking', async () => {
    const live = await feed.subscribe({});
    const first = numbersOf(live, 1);
    await expect.poll(() => feed.subscriberCount).toBe(1);
    await append(1);
    const numbers = await first;
    const appending = append(6000);
    while (numbers.length < 6001) {
      // Other things of the process have their turn between two items.
      await setImmediate();
      numbers.push(...(await numbersOf(live, 1)));
    }
    await appending;
    expect(numbers).toEqual(from(1, 6001));
    await live.return?.();
  });

  it('is not closed by a burst while the process has other work, and everybody’s turn comes late', async () => {
    const live = await feed.subscribe({}, null, { checkpoints: true });
    expect(await live.next()).toMatchObject({ value: { kind: 'CHECKPOINT' } });
    await append(4000);
    const numbers: number[] = [];
    while (numbers.length < 4000) {
      await setImmediate();
      keepBusy(15);
      numbers.push(...(await numbersOf(live, 50)));
    }
    expect(numbers).toEqual(from(1, 4000));
    await live.return?.();
  });

  it('closes one who takes nothing when a thousand wait for it, and the rest is there to be resumed', async () => {
    const slow = await feed.subscribe({}, null, { checkpoints: true });
    const quick = await feed.subscribe({});
    const reading = numbersOf(quick, 2001);
    // From its checkpoint on it is live: who catches up may take the time that it takes.
    expect(await slow.next()).toMatchObject({ value: { kind: 'CHECKPOINT' } });
    await append(2001);
    expect(await reading).toEqual(from(1, 2001));
    await expect.poll(() => feed.subscriberCount).toBe(1);
    // What waited is handed out before the end is told.
    expect(await numbersOf(slow, 1000)).toEqual(from(1, 1000));
    await expect(slow.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    const resumed = await feed.subscribe({}, 1000n);
    expect(await numbersOf(resumed, 1000)).toEqual(from(1001, 1000));
    await Promise.all([quick.return?.(), resumed.return?.()]);
  });

  it('is over for one who leaves, also while it waits or is read for it', async () => {
    await append(10);
    const [waits, catchesUp] = [await feed.subscribe({}), await feed.subscribe({}, 0n)];
    const pending = [waits.next(), catchesUp.next(), catchesUp.next()];
    await Promise.all([waits.return?.(), catchesUp.return?.()]);
    for (const next of pending) expect((await next).done).toBe(true);
    expect((await waits.next()).done).toBe(true);
    expect(feed.subscriberCount).toBe(0);
  });

  it('is not read for what happened while nobody followed it', async () => {
    const gone = await feed.subscribe({});
    const first = numbersOf(gone, 1);
    await expect.poll(() => feed.subscriberCount).toBe(1);
    await append(1);
    await first;
    await gone.return?.();
    await append(5000);
    const statements = await statementsOf(async () => {
      const next = await feed.subscribe({});
      const reading = numbersOf(next, 1);
      await expect.poll(() => feed.subscriberCount).toBe(1);
      await append(1);
      expect(await reading).toEqual([5002]);
      await next.return?.();
    });
    // Ten pages of what was missed would be ten of these.
    expect(statements.filter((text) => text.includes('from feed_item')).length).toBeLessThan(8);
  });

  it('shows what another process writes', async () => {
    const other = new pg.Client({ connectionString: stackUrl() });
    await other.connect();
    try {
      const live = await feed.subscribe({});
      const reading = numbersOf(live, 600);
      await other.query('begin');
      await appendFeedItems(other, items(newId(), 600));
      await other.query('commit');
      await notify(other, CHANNELS.feed);
      expect(await reading).toEqual(from(1, 600));
      await live.return?.();
    } finally {
      await other.end();
    }
  });
});

function stackUrl(): string {
  return database.pool.options.connectionString as string;
}
