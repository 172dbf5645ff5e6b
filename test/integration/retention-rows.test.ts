import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/db/client.ts';
import { partitionRanges } from '../../src/db/drop-partitions.ts';
import { ensurePartitions, uuidBound, weekName, weekStart } from '../../src/db/partitions.ts';
import type { BatchPace } from '../../src/domain/batch-pace.ts';
import { sweepDeliveries } from '../../src/domain/retention-deliveries.ts';
import { type SweepOptions, sweepOldRows } from '../../src/domain/retention-sweep.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addPastPartitions, idAt, type PastDelivery, writePast } from '../support/past-rows.ts';
import { rowsOf } from '../support/pipeline.ts';
import { blocked } from '../support/waiting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const DAYS = 90;
const TABLES = ['event', 'event_payload', 'delivery_attempt'] as const;
/** The Monday before which rows are old at noon of its 90th day, the time of these tests. */
const MONDAY = weekStart(Date.now() - DAYS * DAY);
const NOON = MONDAY + DAYS * DAY + 12 * HOUR;
const OLD = MONDAY - 1;
const organization = newId();
const options: SweepOptions = { rowRetentionDays: DAYS, feedRetentionHours: 168, now: new Date(NOON) };
const NOTHING = {
  feedItems: 0,
  attempts: 0,
  deliveries: 0,
  canceledDeliveries: 0,
  eventPayloads: 0,
  events: 0,
  partitions: 0,
};

let testDatabase: TestDatabase;
let database: Database;
let past: ReturnType<typeof writePast>;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, poolSize: 8, onError: () => undefined });
  past = writePast(database.pool, organization);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await testDatabase[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.pool.query(
    `truncate event, event_payload, delivery, delivery_attempt, feed_item; delete from pgboss.job where name = 'fan-out'`,
  );
  await addPastPartitions(database.pool, 16, 12);
});

const sweep = (also: Partial<SweepOptions> = {}) => sweepOldRows(database, { ...options, ...also });
const idsIn = async (table: string, column = 'id') =>
  (await rowsOf<{ id: string }>(database.pool, `select ${column} as id from ${table} order by 1`)).map(
    ({ id }) => id,
  );
/** The old weeks that a table has a partition of. */
const oldWeeks = async (table: string) =>
  (await partitionRanges(database.pool, table))
    .filter(({ to }) => to <= uuidBound(MONDAY))
    .map(({ name }) => name.slice(table.length + 1));
const lastWeek = weekName(MONDAY - WEEK);

describe('attempts', () => {
  it('go with their week, and stay from the week on that is young in part', async () => {
    await past.attempt(OLD);
    const young = await past.attempt(MONDAY);
    await database.pool.query('analyze delivery_attempt');
    expect(await oldWeeks('delivery_attempt')).toContain(lastWeek);
    expect(await sweep()).toMatchObject({ attempts: 1 });
    expect(await oldWeeks('delivery_attempt')).toEqual([]);
    expect(await idsIn('delivery_attempt')).toEqual([young]);
    expect(await sweep()).toEqual(NOTHING);
  });

  it('of weeks without a partition go row by row', async () => {
    for (const { name } of await partitionRanges(database.pool, 'delivery_attempt'))
      if (/w/.test(name)) await database.pool.query(`drop table if exists ${name}`);
    await past.attempt(OLD);
    const young = await past.attempt(MONDAY);
    // More than a batch.
    await database.pool.query(
      `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
         request_headers, duration_ms, started_at, finished_at)
       select copy, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url, request_headers,
         duration_ms, started_at, finished_at
       from delivery_attempt, unnest($2::uuid[]) as copy where id < $1`,
      [uuidBound(MONDAY), Array.from({ length: 1200 }, () => idAt(OLD))],
    );
    expect(await sweep()).toMatchObject({ attempts: 1201 });
    expect(await idsIn('delivery_attempt')).toEqual([young]);
    await ensurePartitions(database.pool);
  });
});

describe('a delivery', () => {
  it.each<[string, 'goes' | 'stays' | 'is canceled', PastDelivery]>([
    ['created before', 'goes', { at: OLD }],
    ['created then', 'stays', { at: MONDAY }],
    ['ended before', 'goes', { at: OLD - DAY, completedAt: OLD }],
    ['ended then', 'stays', { at: OLD, completedAt: MONDAY }],
    ['attempted before', 'goes', { at: OLD - DAY, lastAttemptAt: OLD, status: 'FAILED' }],
    [
      'attempted then, by hand',
      'stays',
      { at: OLD, lastAttemptAt: MONDAY, completedAt: OLD, status: 'FAILED' },
    ],
    ['whose payload is still kept', 'stays', { at: OLD, claims: true, status: 'CANCELED' }],
    ['due before', 'is canceled', { at: OLD, dueAt: OLD, status: 'PENDING' }],
    ['due then', 'stays', { at: OLD, dueAt: MONDAY, status: 'RETRYING' }],
    [
      'parked for a paused endpoint before',
      'is canceled',
      { at: OLD - DAY, parkedAt: OLD, status: 'PENDING' },
    ],
    ['parked for a paused endpoint then', 'stays', { at: OLD, parkedAt: MONDAY, status: 'PENDING' }],
    [
      'ended before and retried by hand now',
      'stays',
      { at: OLD, completedAt: OLD, dueAt: NOON, status: 'RETRYING', retriedFrom: 'FAILED' },
    ],
  ])('%s %s', async (_name, fate, delivery) => {
    const id = await past.delivery(delivery);
    const counts = await sweep();
    expect(counts).toMatchObject({
      deliveries: fate === 'goes' ? 1 : 0,
      canceledDeliveries: fate === 'is canceled' ? 1 : 0,
    });
    expect(await idsIn('delivery')).toEqual(fate === 'goes' ? [] : [id]);
  });

  it('that is canceled says why, in its row and in the feed, and begins its time anew', async () => {
    const event = await past.event(OLD);
    const id = await past.delivery({ at: OLD, dueAt: OLD, status: 'PENDING', eventId: event });
    expect(await sweep()).toMatchObject({ canceledDeliveries: 1 });
    expect(
      await rowsOf(database.pool, 'select status, end_reason, completed_at > $1 as now from delivery', [
        new Date(MONDAY),
      ]),
    ).toEqual([{ status: 'CANCELED', end_reason: 'BACKLOG_EXPIRED', now: true }]);
    expect(await rowsOf(database.pool, 'select delivery_id, delivery_status from feed_item')).toEqual([
      { delivery_id: id, delivery_status: 'CANCELED' },
    ]);
    expect(await sweep()).toMatchObject({ deliveries: 0, canceledDeliveries: 0, events: 0 });
    expect(await idsIn('event')).toEqual([event]);
  });

  it('whose retry by hand waits as long ends as it had ended', async () => {
    await past.delivery({ at: OLD, completedAt: OLD, dueAt: OLD, status: 'RETRYING', retriedFrom: 'FAILED' });
    await sweep();
    expect(await rowsOf(database.pool, 'select status, retried_from from delivery')).toEqual([
      { status: 'FAILED', retried_from: null },
    ]);
  });

  it('that somebody holds is passed by, and looked at again', async () => {
    const [held, free] = [await past.delivery({ at: OLD }), await past.delivery({ at: OLD })];
    await inTransaction(database.pool, async (client) => {
      // As a retry by hand does.
      await client.query('select 1 from delivery where id = $1 for update', [held]);
      expect(await sweep()).toMatchObject({ deliveries: 1 });
      expect(await idsIn('delivery')).toEqual([held]);
      await client.query(`update delivery set status = 'RETRYING', next_attempt_at = now() where id = $1`, [
        held,
      ]);
    });
    expect(await sweep()).toMatchObject({ deliveries: 0, canceledDeliveries: 0 });
    expect(await idsIn('delivery')).not.toContain(free);
  });

  it.each([
    ['is over', 'SUCCEEDED'],
    ['waits', 'PENDING'],
  ] as const)('that %s, and that a hand retries before its turn comes, stays', async (_what, status) => {
    const id = await past.delivery({ at: OLD, status, ...(status === 'PENDING' && { dueAt: OLD }) });
    const retriedFirst: BatchPace = {
      isOver: false,
      async batch(work) {
        await database.pool.query(
          `update delivery set status = 'RETRYING', next_attempt_at = now() where id = $1`,
          [id],
        );
        return work();
      },
    };
    const swept = await sweepDeliveries(database, MONDAY, retriedFirst);
    expect(swept).toEqual({ deliveries: 0, canceled: 0 });
    expect(await rowsOf(database.pool, 'select id, status from delivery')).toEqual([
      { id, status: 'RETRYING' },
    ]);
  });

  it('whose retry by hand is canceled before its turn comes is not canceled once more', async () => {
    const waits = { at: OLD, completedAt: OLD, dueAt: OLD, status: 'RETRYING', retriedFrom: 'FAILED' };
    const id = await past.delivery(waits);
    const endedFirst: BatchPace = {
      isOver: false,
      async batch(work) {
        await database.pool.query(
          `update delivery set status = 'FAILED', retried_from = null, next_attempt_at = null where id = $1`,
          [id],
        );
        return work();
      },
    };
    const swept = await sweepDeliveries(database, MONDAY, endedFirst);
    expect(swept).toEqual({ deliveries: 0, canceled: 0 });
    expect(await rowsOf(database.pool, 'select status from delivery')).toEqual([{ status: 'FAILED' }]);
    expect(await idsIn('feed_item', 'number')).toEqual([]);
  });

  it('waits until its attempts have gone', async () => {
    await past.attempt(OLD, await past.delivery({ at: OLD }));
    await inTransaction(database.pool, async (client) => {
      await client.query('select 1 from delivery_attempt');
      expect(await sweep()).toEqual(NOTHING);
      // It gave way: nobody waits behind it any more.
      await past.attempt(NOON);
    });
    expect(await sweep()).toMatchObject({ deliveries: 1 });
  });
});

describe('many deliveries', () => {
  const fill = (count: number, status = 'SUCCEEDED') =>
    database.pool.query(
      `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, created_at)
       select id, $2, id, id, 'a', $3::delivery_status, $4 from unnest($1::uuid[]) as id`,
      [Array.from({ length: count }, () => idAt(OLD)), organization, status, new Date(OLD)],
    );

  it('go in batches of 1,000 at most, and are canceled in batches of 250', async () => {
    await fill(1201);
    await fill(1201, 'PENDING');
    await database.pool.query(
      `create table batch (act text, size int);
       create function note_batch() returns trigger language plpgsql as
         $$ begin insert into batch select tg_op, count(*) from touched; return null; end $$;
       create trigger note_delete after delete on delivery referencing old table as touched
         for each statement execute function note_batch();
       create trigger note_update after update on delivery referencing old table as touched
         for each statement execute function note_batch()`,
    );
    expect(await sweep()).toMatchObject({ deliveries: 1201, canceledDeliveries: 1201 });
    const sizes = await rowsOf(
      database.pool,
      'select act, max(size) <= 1000 as bounded, max(size) <= 250 as small, sum(size)::int as sum from batch group by act order by act',
    );
    await database.pool.query('drop table batch; drop function note_batch() cascade');
    expect(sizes).toEqual([
      { act: 'DELETE', bounded: true, small: false, sum: 1201 },
      { act: 'UPDATE', bounded: true, small: true, sum: 1201 },
    ]);
  });

  it('are counted once by several processes at once', async () => {
    await fill(1500);
    const counts = await Promise.all([1, 2, 3].map(() => sweep()));
    expect(counts.reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe(1500);
    expect(counts.reduce((sum, { partitions }) => sum + partitions, 0)).toBeGreaterThan(0);
    expect(await idsIn('delivery')).toEqual([]);
    for (const table of TABLES) expect(await oldWeeks(table)).toEqual([]);
  });

  it('that a run leaves, as it is stopped, are taken by the next', async () => {
    await fill(1701);
    const weeks = await oldWeeks('event');
    const stopping = new AbortController();
    await inTransaction(database.pool, async (client) => {
      // The first batch waits here, and the run is stopped meanwhile.
      await client.query('lock table delivery in share mode');
      const stopped = sweep({ signal: stopping.signal });
      await blocked(database.pool, 1);
      stopping.abort();
      await client.query('commit; begin');
      expect(await stopped).toMatchObject({ deliveries: 1000, events: 0 });
    });
    // The empty ones too.
    expect(await oldWeeks('event')).toEqual(weeks);
    expect(await oldWeeks('event_payload')).toEqual(weeks);
    expect(await sweep()).toMatchObject({ deliveries: 701 });
    expect(await oldWeeks('event')).toEqual([]);
  });
});

describe('events and their payloads', () => {
  it('go with their week when no delivery is left, and stay from the week on that is young in part', async () => {
    await past.delivery({ at: OLD, eventId: await past.event(OLD) });
    const young = await past.event(MONDAY);
    expect(await sweep()).toMatchObject({ deliveries: 1 });
    expect(await idsIn('event')).toEqual([young]);
    expect(await idsIn('event_payload', 'event_id')).toEqual([young]);
    for (const table of TABLES) expect(await oldWeeks(table)).toEqual([]);
    expect(await sweep()).toEqual(NOTHING);
  });

  it('stay an hour longer than deliveries', async () => {
    const event = await past.event(OLD);
    await past.delivery({ at: OLD, eventId: event });
    const turn = MONDAY + DAYS * DAY;
    expect(await sweep({ now: new Date(turn - 1) })).toMatchObject({ deliveries: 0 });
    expect(await sweep({ now: new Date(turn) })).toMatchObject({ deliveries: 1 });
    expect(await sweep({ now: new Date(turn + HOUR - 1) })).toMatchObject({ deliveries: 0 });
    expect(await idsIn('event')).toEqual([event]);
    await sweep({ now: new Date(turn + HOUR) });
    expect(await idsIn('event')).toEqual([]);
    expect(await idsIn('event_payload', 'event_id')).toEqual([]);
  });

  it('that are shared stay until the last of their deliveries goes', async () => {
    const event = await past.event(OLD);
    await past.delivery({ at: OLD, eventId: event });
    const retried = await past.delivery({ at: OLD, eventId: event, lastAttemptAt: MONDAY, status: 'FAILED' });
    expect(await sweep()).toMatchObject({ deliveries: 1 });
    expect(await idsIn('delivery')).toEqual([retried]);
    expect(await idsIn('event')).toEqual([event]);
    expect(await idsIn('event_payload', 'event_id')).toEqual([event]);
    expect(await sweep({ now: new Date(NOON + WEEK) })).toMatchObject({ deliveries: 1 });
    expect(await idsIn('event')).toEqual([]);
    expect(await idsIn('event_payload', 'event_id')).toEqual([]);
  });

  it('stay while deliveries of them are still to be created', async () => {
    const event = await past.event(OLD);
    await database.pool.query(`insert into pgboss.job (id, name) values ($1, 'fan-out')`, [event]);
    expect(await sweep()).toMatchObject({ events: 0, eventPayloads: 0 });
    expect(await idsIn('event_payload', 'event_id')).toEqual([event]);
    await database.pool.query(`update pgboss.job set state = 'completed' where id = $1`, [event]);
    await sweep();
    expect(await idsIn('event')).toEqual([]);
  });

  it('of a week that one holds go row by row after two weeks', async () => {
    const [held, free] = [await past.event(OLD), await past.event(OLD)];
    await past.delivery({ at: OLD, eventId: held, completedAt: NOON });
    expect(await sweep({ now: new Date(NOON + WEEK) })).toMatchObject({ events: 0 });
    expect(await idsIn('event')).toEqual([held, free].sort());
    expect(await sweep({ now: new Date(NOON + 2 * WEEK) })).toMatchObject({ events: 1 });
    expect(await idsIn('event')).toEqual([held]);
    expect(await oldWeeks('event')).toEqual([lastWeek]);
  });

  it('of weeks without a partition go row by row, but for those that are needed', async () => {
    for (const { name } of await partitionRanges(database.pool, 'event'))
      await database.pool.query(`drop table ${name}`);
    const [held, young] = [await past.event(OLD), await past.event(MONDAY)];
    await past.event(OLD);
    await past.delivery({ at: OLD, eventId: held, completedAt: NOON });
    // A batch and more of older ones.
    const fanned = Array.from({ length: 1100 }, () => idAt(OLD - HOUR));
    await database.pool.query(
      `with added as (insert into pgboss.job (id, name) select unnest($1::uuid[]), 'fan-out' returning id)
       insert into event (id, organization_id, type, occurred_at) select id, $2, 'a', now() from added`,
      [fanned, organization],
    );
    expect(await sweep()).toMatchObject({ events: 1 });
    expect(await idsIn('event')).toEqual([held, ...fanned, young].sort());
    await ensurePartitions(database.pool);
  });

  it('wait for the oldest feed item, which may link to them', async () => {
    await past.delivery({ at: OLD, eventId: await past.event(OLD) });
    await past.feedItems([{ number: 1, at: MONDAY + HOUR - 1 }]);
    // The feed is kept as long as it may be, and its oldest item a little longer.
    expect(await sweep({ feedRetentionHours: DAYS * 24 + 24 })).toMatchObject({
      deliveries: 0,
      feedItems: 0,
    });
    expect(await oldWeeks('event')).toEqual([lastWeek]);
    await database.pool.query('update feed_item set occurred_at = $1', [new Date(MONDAY + 2 * HOUR)]);
    expect(await sweep({ feedRetentionHours: DAYS * 24 + 24 })).toMatchObject({ deliveries: 1 });
    expect(await idsIn('event')).toEqual([]);
  });
});

describe('partitions', () => {
  it('that are held for long stay until the next run, and nobody waits behind them', async () => {
    const event = await past.event(OLD);
    await inTransaction(database.pool, async (client) => {
      await client.query(`lock table only event_${lastWeek} in share update exclusive mode`);
      await sweep();
      expect(await oldWeeks('event')).toEqual([lastWeek]);
      expect(await oldWeeks('event_payload')).toEqual([]);
    });
    expect(await idsIn('event')).toEqual([event]);
    await sweep();
    expect(await oldWeeks('event')).toEqual([]);
  });

  it('are dropped while rows are written, and no write fails', async () => {
    const written: string[] = [];
    let done = false;
    const write = async () => {
      while (!done && written.length < 20_000) written.push(await past.event(NOON));
    };
    const writers = [write(), write(), write()];
    const counts = await sweep().finally(() => {
      done = true;
    });
    await Promise.all(writers);
    expect(counts.partitions).toBeGreaterThan(3);
    expect(await idsIn('event')).toEqual(written.toSorted());
  });

  it('that were dropped are not made again', async () => {
    await sweep();
    expect(await ensurePartitions(database.pool)).toEqual([]);
    for (const table of TABLES) expect(await oldWeeks(table)).toEqual([]);
  });
});
