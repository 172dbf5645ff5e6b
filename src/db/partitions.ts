import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { DAY_MS } from '../time-units.ts';
import { inTransaction, LOCK_NOT_AVAILABLE, type SqlClient, sqlStateOf } from './client.ts';

/** One range of a partitioned table, as its bounds are written in SQL: `from` inclusive, `to` exclusive. */
export interface Partition {
  readonly table: string;
  readonly name: string;
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Rows of the present go there, so that others may be writing to the range while it is made. */
  readonly current: boolean;
}

// A week, because rows are kept for 90 days: that makes some 13 partitions, and so 13 index probes for a query
// that does not know the time. Days would make it 90, and months would keep a third more than was asked for.
const WEEKLY = [
  { table: 'event', key: 'id' },
  { table: 'event_payload', key: 'event_id' },
  { table: 'delivery_attempt', key: 'id' },
] as const;
const WEEKS_AHEAD = 2;
const WEEK_MS = 7 * DAY_MS;
// 1970-01-05 was the first Monday of Unix time.
const FIRST_MONDAY_MS = 4 * DAY_MS;

const FEED_RANGE = 10_000_000n;

// Any number will do that nothing else locks in this database.
const LOCK_KEY = 4_170_301_221;
// Others queue up behind a lock that is waited for, hence several short waits instead of a long one. Shorter than
// PostgreSQL's deadlock_timeout (1 s), each ends before it could cost another transaction its life.
const LOCK_TIMEOUT_MS = 500;
const LOCK_PAUSE_MS = 250;
const LOCK_TRIES = 5;

/**
 * The least UUID of a millisecond. Its version and variant are left zero, so that it sorts before every UUIDv7
 * of that millisecond.
 * @param timeMs Unix time, a whole number below 2^48
 */
export function uuidBound(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The Monday, 00:00 UTC, of the ISO week that a time lies in. Both in milliseconds of Unix time. */
export function weekStart(timeMs: number): number {
  return timeMs - ((((timeMs - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}

/** The ISO week that starts on a Monday, like 2026w47. A week belongs to the year of its Thursday. */
export function weekName(mondayMs: number): string {
  const thursdayMs = mondayMs + 3 * DAY_MS;
  const year = new Date(thursdayMs).getUTCFullYear();
  const week = 1 + Math.floor((thursdayMs - Date.UTC(year, 0, 1)) / WEEK_MS);
  return `${year}w${String(week).padStart(2, '0')}`;
}

/**
 * The partitions that must exist at a time: the week and the two after it, the feed's range and the one after.
 * @param nowMs Unix time
 * @param feedNumber the number of the last feed item, 0 before the first
 */
export function wantedPartitions(nowMs: number, feedNumber: bigint): Partition[] {
  const monday = weekStart(nowMs);
  const weeks = Array.from({ length: WEEKS_AHEAD + 1 }, (_, index) => monday + index * WEEK_MS);
  const weekly = WEEKLY.flatMap(({ table, key }) =>
    weeks.map((week) => ({
      table,
      key,
      name: `${table}_${weekName(week)}`,
      from: `'${uuidBound(week)}'`,
      to: `'${uuidBound(week + WEEK_MS)}'`,
      current: week === monday,
    })),
  );
  const range = (feedNumber + 1n) / FEED_RANGE;
  const feed = [range, range + 1n].map((index) => ({
    table: 'feed_item',
    key: 'number',
    name: `feed_item_${String(index).padStart(7, '0')}`,
    from: String(index * FEED_RANGE),
    to: String((index + 1n) * FEED_RANGE),
    current: index === range,
  }));
  return [...weekly, ...feed];
}

/**
 * Creates the partitions of the present and of the near future that do not exist yet, judged by the database's
 * clock. Costs one query when all exist. Any number of processes may call it at once.
 * @returns the names of the partitions that this call created
 * @throws pg's error 55P03 when other transactions hold the tables for seconds. Nothing is refused meanwhile: the
 *   default partition takes the rows, and the next call moves them
 */
export async function ensurePartitions(pool: pg.Pool): Promise<string[]> {
  const created: string[] = [];
  for (const partition of await missingPartitions(pool)) {
    if (await createPartition(pool, partition)) created.push(partition.name);
  }
  return created;
}

async function missingPartitions(client: SqlClient): Promise<Partition[]> {
  const { rows } = await client.query<{ now: string; number: string; names: string[] }>(
    `select floor(extract(epoch from clock_timestamp()) * 1000) as now,
            coalesce((select number from feed_head), 0) as number,
            array(select relname::text from pg_inherits join pg_class on oid = inhrelid
                  where inhparent = any ($1::regclass[])) as names`,
    [[...WEEKLY.map(({ table }) => table), 'feed_item']],
  );
  const [row] = rows;
  if (!row) return [];
  const existing = new Set(row.names);
  return wantedPartitions(Number(row.now), BigInt(row.number)).filter(({ name }) => !existing.has(name));
}

async function createPartition(pool: pg.Pool, partition: Partition): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(pool, (client) => attachPartition(client, partition));
    } catch (error) {
      if (sqlStateOf(error) !== LOCK_NOT_AVAILABLE || tries === LOCK_TRIES) throw error;
      await delay(LOCK_PAUSE_MS);
    }
  }
}

/**
 * Creates the table aside and attaches it, which is done in milliseconds.
 *
 * A range of the future, the usual case, leaves writers alone. Attaching locks the default partition, though, to
 * check that it holds no row of the range: queries that do not narrow the key down wait for that moment.
 *
 * The range of the present may have rows in the default partition, when no process ran for weeks, and they move
 * first. The table is locked against all who read or write until that is done: a writer that has chosen the
 * default partition would fail after it, and a reader that has not seen the new one would miss what moved.
 */
async function attachPartition(client: pg.ClientBase, partition: Partition): Promise<boolean> {
  const { table, name, key, from, to, current } = partition;
  await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
  const missing = await missingPartitions(client);
  if (!missing.some((other) => other.name === name)) return false;
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
  await client.query(`create table ${name} (like ${table} including all)`);
  const mode = current ? 'access exclusive' : 'share update exclusive';
  await client.query(`lock table only ${table} in ${mode} mode`);
  await client.query(`lock table ${table}_default in access exclusive mode`);
  await client.query(
    `with moved as (delete from ${table}_default where ${key} >= ${from} and ${key} < ${to} returning *)
     insert into ${name} select * from moved`,
  );
  await client.query(`alter table ${table} attach partition ${name} for values from (${from}) to (${to})`);
  return true;
}
