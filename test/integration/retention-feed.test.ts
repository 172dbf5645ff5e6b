import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/db/client.ts';
import { partitionRanges } from '../../src/db/drop-partitions.ts';
import { ensurePartitions } from '../../src/db/partitions.ts';
import { type SweepOptions, sweepOldRows } from '../../src/domain/retention-sweep.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { writePast } from '../support/past-rows.ts';
import { rowsOf } from '../support/pipeline.ts';

const HOUR = 3_600_000;
const HOURS = 168;
/** Items of a partition. */
const RANGE = 10_000_000;
const NOW = Date.now();
/** Items from then on stay. */
const SINCE = NOW - HOURS * HOUR;
const options: SweepOptions = { rowRetentionDays: 90, feedRetentionHours: HOURS, now: new Date(NOW) };

let testDatabase: TestDatabase;
let database: Database;
let past: ReturnType<typeof writePast>;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, poolSize: 4, onError: () => undefined });
  past = writePast(database.pool, newId());
  return async () => {
    await database[Symbol.asyncDispose]();
    await testDatabase[Symbol.asyncDispose]();
  };
});

const numbers = async () =>
  (await rowsOf<{ number: string }>(database.pool, 'select number from feed_item order by 1')).map(
    ({ number }) => Number(number),
  );
const ranges = async () =>
  (await partitionRanges(database.pool, 'feed_item')).map(({ from }) => Number(from) / RANGE);
const head = async () => Number((await rowsOf(database.pool, 'select number from feed_head'))[0]?.number);
const upTo = (first: number, count: number, at: number) =>
  Array.from({ length: count }, (_, index) => ({ number: first + index, at }));

describe('feed items', () => {
  it('go when they are older, and stay from that moment on', async () => {
    await past.feedItems([...upTo(1, 3, SINCE - 1), ...upTo(4, 2, SINCE)]);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 3, partitions: 0 });
    expect(await numbers()).toEqual([4, 5]);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 0 });
  });

  it('go oldest first and none from the middle, whatever their times', async () => {
    await past.feedItems([...upTo(1, 2, SINCE - 1), ...upTo(3, 1, SINCE), ...upTo(4, 2, SINCE - 1)]);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 2 });
    expect(await numbers()).toEqual([3, 4, 5]);
  });

  it('go batch by batch in one run, and the numbers go on after the last', async () => {
    await past.feedItems(upTo(1, 2401, SINCE - 1));
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 2401 });
    expect(await numbers()).toEqual([]);
    expect(await head()).toBe(2401);
    const item = { kind: 'ENDPOINT_STATUS_CHANGED', organizationId: newId(), endpointId: newId() } as const;
    const change = {
      previousEndpointStatus: 'ACTIVE',
      endpointStatus: 'PAUSED',
      disabledReason: null,
    } as const;
    await appendFeedItems(database.pool, [{ ...item, ...change }]);
    expect(await numbers()).toEqual([2402]);
  });

  it('that a run leaves, as it is stopped, are taken by the next', async () => {
    await past.feedItems(upTo(1, 1500, SINCE - 1));
    const stopped = { ...options, signal: AbortSignal.abort() };
    expect(await sweepOldRows(database, stopped)).toMatchObject({ feedItems: 0 });
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 1500 });
  });
});

describe('a range of feed items', () => {
  it('goes as a partition when it is full and its last item is old; the next, which is not full, stays', async () => {
    await past.feedItems([...upTo(RANGE - 2, 2, SINCE - 1), ...upTo(RANGE, 2, SINCE)]);
    await ensurePartitions(database.pool);
    expect(await ranges()).toEqual([0, 1, 2]);
    await database.pool.query('analyze feed_item');
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 2, partitions: 1 });
    expect(await ranges()).toEqual([1, 2]);
    expect(await numbers()).toEqual([RANGE, RANGE + 1]);
    expect(await ensurePartitions(database.pool)).toEqual([]);
  });

  it('stays while one of its numbers is still to come', async () => {
    await past.feedItems(upTo(RANGE - 3, 2, SINCE - 1));
    expect(await head()).toBe(RANGE - 2);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 2, partitions: 0 });
    expect(await ranges()).toContain(0);
  });

  it('is left whole until then where it filled within a day', async () => {
    const items = [...upTo(RANGE - 2, 1, SINCE - 23 * HOUR), ...upTo(RANGE - 1, 1, SINCE)];
    await past.feedItems(items);
    await ensurePartitions(database.pool);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 0, partitions: 0 });
    const later = { ...options, now: new Date(NOW + 1) };
    expect(await sweepOldRows(database, later)).toMatchObject({ partitions: 1 });
    expect(await numbers()).toEqual([]);
  });

  it('loses its old items before where it took longer to fill', async () => {
    await past.feedItems([...upTo(RANGE - 2, 1, SINCE - 24 * HOUR), ...upTo(RANGE - 1, 1, SINCE)]);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 1, partitions: 0 });
    expect(await numbers()).toEqual([RANGE - 1]);
  });

  it('waits for older items that lie in no range', async () => {
    await database.pool.query('drop table feed_item_0000000');
    await past.feedItems([...upTo(1, 1, SINCE), ...upTo(2 * RANGE - 1, 1, SINCE - 1)]);
    expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 0, partitions: 0 });
    expect(await numbers()).toEqual([1, 2 * RANGE - 1]);
  });

  it('stays as a run is stopped, and goes with the next', async () => {
    await past.feedItems(upTo(RANGE - 1, 1, SINCE - 1));
    await sweepOldRows(database, { ...options, signal: AbortSignal.abort() });
    expect(await ranges()).toEqual([0, 1]);
    await sweepOldRows(database, options);
    expect(await ranges()).toEqual([1]);
  });

  it('that is held stays whole, with those after it, until the next run', async () => {
    await past.feedItems([...upTo(RANGE - 1, 1, SINCE - 1), ...upTo(2 * RANGE - 1, 1, SINCE - 1)]);
    await inTransaction(database.pool, async (client) => {
      await client.query('select 1 from feed_item');
      expect(await sweepOldRows(database, options)).toMatchObject({ feedItems: 0, partitions: 0 });
    });
    expect(await ranges()).toEqual([0, 1]);
    await ensurePartitions(database.pool);
    expect(await sweepOldRows(database, options)).toMatchObject({ partitions: 2 });
    expect(await ranges()).toEqual([2, 3]);
  });
});
