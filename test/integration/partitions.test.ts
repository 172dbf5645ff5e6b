import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { inTransaction, type SqlClient } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import {
  ensurePartitions,
  uuidBound,
  wantedPartitions,
  weekName,
  weekStart,
} from '../../src/db/partitions.ts';
import { newId } from '../../src/ids.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { writePast } from '../support/past-rows.ts';
import { blocked, holdLock } from '../support/waiting.ts';

function openPool(database: TestDatabase) {
  const pool = new pg.Pool({ connectionString: database.url });
  return Object.assign(pool, { [Symbol.asyncDispose]: () => pool.end() });
}

async function migratedWithoutPartitions(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await migrate(database);
  return database;
}

function insertEvent(pool: SqlClient, id: string) {
  return pool.query(
    `insert into event (id, organization_id, type, occurred_at) values ($1, gen_random_uuid(), 'a.b', now())`,
    [id],
  );
}

async function partitionOf(pool: pg.Pool, id: string): Promise<string | undefined> {
  const { rows } = await pool.query('select tableoid::regclass::text as name from event where id = $1', [id]);
  return rows[0]?.name;
}

/** Resolves when so many sessions of the database wait for a lock. */
async function lockWaits(pool: pg.Pool, count: number): Promise<void> {
  for (let tries = 0; tries < 5000; tries += 1) {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount === count) return;
  }
  throw new Error(`never saw ${count} sessions wait for a lock`);
}

const thisWeek = () => `event_${weekName(weekStart(Date.now()))}`;

describe('ensurePartitions', () => {
  it('creates what is missing, once, however many call it at once', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const created = await Promise.all(Array.from({ length: 8 }, () => ensurePartitions(pool)));
    const wanted = wantedPartitions(Date.now(), 0n).map((partition) => partition.name);
    expect(created.flat().sort()).toEqual(wanted.sort());
    expect(await ensurePartitions(pool)).toEqual([]);
  });

  it("gives a partition the parent's indexes and constraints", async () => {
    await using database = await createTestDatabase();
    await using pool = openPool(database);
    const { rows } = await pool.query(
      `select parent.relname as table, array_agg(distinct conname) filter (where contype in ('c', 'p')) as constraints,
              (select count(*)::int from pg_index where indrelid = inhrelid) as indexes,
              (select count(*)::int from pg_index where indrelid = inhparent) as wanted
         from pg_inherits join pg_class parent on parent.oid = inhparent and relkind = 'p' and parent.relnamespace = 'public'::regnamespace
         join pg_constraint on conrelid = inhrelid
        group by parent.relname, inhrelid, inhparent`,
    );
    expect(rows.length).toBeGreaterThan(11);
    for (const row of rows) expect(row.indexes).toBe(row.wanted);
    const attempts = rows.find((row) => row.table === 'delivery_attempt');
    expect(attempts?.constraints).toContain('delivery_attempt_number_check');
  });

  it('makes the next range of the feed when the head comes near', async () => {
    await using database = await createTestDatabase();
    await using pool = openPool(database);
    // The week may have changed since the test's database was made.
    await ensurePartitions(pool);
    await pool.query('update feed_head set number = 10000000');
    expect(await ensurePartitions(pool)).toEqual(['feed_item_0000002']);
  });

  it('moves rows of the range out of the default partition and leaves the others', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const now = newId();
    const longAgo = `${uuidBound(Date.UTC(2020, 0, 1)).slice(0, 14)}7${now.slice(15)}`;
    await insertEvent(pool, now);
    await insertEvent(pool, longAgo);
    expect(await partitionOf(pool, now)).toBe('event_default');
    expect(await ensurePartitions(pool)).toContain(thisWeek());
    expect(await partitionOf(pool, now)).toBe(thisWeek());
    expect(await partitionOf(pool, longAgo)).toBe('event_default');
  });

  it('moves the first and the last number of a range, and none beside them', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const numbers = [9_999_999, 10_000_000, 19_999_999, 20_000_000, 29_999_999, 30_000_000];
    await writePast(pool, newId()).feedItems(numbers.map((number) => ({ number, at: Date.now() })));
    await pool.query('update feed_head set number = 10000000');
    await ensurePartitions(pool);
    const { rows } = await pool.query(
      'select tableoid::regclass::text as name from feed_item order by number',
    );
    expect(rows.map(({ name }) => name.slice('feed_item_'.length))).toEqual([
      ...['default', '0000001', '0000001', '0000002', '0000002', 'default'],
    ]);
  });

  it('fails no insert that runs meanwhile, and loses none', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const inserted: string[] = [];
    let done = false;
    const write = async () => {
      while (!done && inserted.length < 20_000) {
        const id = newId();
        await insertEvent(pool, id);
        inserted.push(id);
      }
    };
    const writers = [write(), write(), write(), write()];
    const created = ensurePartitions(pool).finally(() => {
      done = true;
    });
    await Promise.all([created, ...writers]);
    expect(await created).toContain(thisWeek());
    const { rows } = await pool.query(
      'select tableoid::regclass::text as name, count(*)::int as count from event group by 1',
    );
    expect(rows).toEqual([{ name: thisWeek(), count: inserted.length }]);
  });

  it('gives way to a transaction that reads and then writes, and tries again', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const id = newId();
    let creating: Promise<string[]> | undefined;
    await inTransaction(pool, async (client) => {
      await client.query('select count(*) from event');
      creating = ensurePartitions(pool);
      await lockWaits(pool, 1);
      await lockWaits(pool, 0);
      await insertEvent(client, id);
    });
    expect(await creating).toContain(thisWeek());
    expect(await partitionOf(pool, id)).toBe(thisWeek());
  });

  it('hides no row that it moves from one who reads, and makes nothing twice, when both come amid it', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    const id = newId();
    await insertEvent(pool, id);
    await using stack = new AsyncDisposableStack();
    const release = await holdLock(stack, database.url, 'lock table event_default in access share mode');
    const creating = [ensurePartitions(pool)];
    await blocked(pool, 1);
    const reading = partitionOf(pool, id);
    creating.push(ensurePartitions(pool));
    // Whoever makes the partition gives way now and then, and lets the reader pass.
    await Promise.race([blocked(pool, 3), reading]);
    await release();
    expect(await reading).toBeDefined();
    const created = (await Promise.all(creating)).flat();
    expect(created.sort()).toEqual(
      wantedPartitions(Date.now(), 0n)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('gives up when the table is held for seconds, and makes it the next time', async () => {
    await using database = await migratedWithoutPartitions();
    await using pool = openPool(database);
    await using stack = new AsyncDisposableStack();
    const release = await holdLock(stack, database.url, 'select from event');
    await expect(ensurePartitions(pool)).rejects.toMatchObject({ code: '55P03' });
    await release();
    expect(await ensurePartitions(pool)).toContain(thisWeek());
  });
});

describe('partitioned tables', () => {
  it("route an event of now into this week's partition", async () => {
    await using database = await createTestDatabase();
    await using pool = openPool(database);
    const id = newId();
    await insertEvent(pool, id);
    expect(await partitionOf(pool, id)).toBe(thisWeek());
  });

  it('are read in one partition when the key is known', async () => {
    await using database = await createTestDatabase();
    await using pool = openPool(database);
    const { rows } = await pool.query('explain (costs off) select * from event where id = $1', [newId()]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan.match(/event_(\d+w\d+|default)/g)?.filter((name) => name !== thisWeek())).toEqual([]);
    expect(plan).toContain(thisWeek());
  });
});
