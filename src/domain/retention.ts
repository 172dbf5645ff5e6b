import { type Database, databaseNow, inTransaction } from '../db/client.ts';
import type { StatSpan } from '../db/generated/prisma/enums.ts';
import { type BatchPace, createBatchPace } from './batch-pace.ts';
import { fanOutIsPending } from './fan-out-jobs.ts';
import { purgeUnclaimedPayloads } from './payload-claims.ts';
import { HOUR_ROWS_DAYS, MINUTE_ROWS_DAYS } from './stats-window.ts';
import { WAITS } from './waits.ts';

const BATCH_SIZE = 500;
/**
 * How long after the beginning of a run each kind must be done: what is left waits for the next run, a minute later.
 * Time that one kind does not need goes to those after it, and none of these waits until a kind before it that has too
 * much is through.
 */
const UNTIL_MS = {
  claims: 35_000,
  undelivered: 40_000,
  keys: 44_000,
  secrets: 46_000,
  minutes: 49_000,
  hours: 50_000,
};
/**
 * When something has been due for this long, more expires than a run with its usual rests can take. With these shorter
 * rests it takes more than twice as much.
 */
const LATE_MINUTES = 10;
const LATE_REST_FACTOR = 0.25;

export interface PurgeCounts {
  /** Deliveries whose claim on their payload ended. */
  claims: number;
  payloads: number;
  idempotencyKeys: number;
  /** Signing secrets that have expired. */
  secrets: number;
  /** Rows of statistics. */
  stats: number;
}

/**
 * Purges payloads whose time is over: those of ended deliveries after their endpoint's retention, and those
 * of events that reached no endpoint after that of delivered ones; idempotency keys, signing secrets and statistics
 * too. Small transactions with rests between them, so that no lock is held for long and others have their turn.
 * @param options.isLate has it rest less, as `isPurgeLate` tells
 * @param options.signal ends it after the batch that is running
 */
export async function purgeExpired(
  database: Database,
  options: { deliveredPayloadRetentionHours: number; isLate?: boolean; signal?: AbortSignal | undefined },
): Promise<PurgeCounts> {
  const { signal, isLate = false, deliveredPayloadRetentionHours } = options;
  const counts = { claims: 0, payloads: 0, idempotencyKeys: 0, secrets: 0, stats: 0 };
  const rests = isLate ? { restFactor: LATE_REST_FACTOR } : {};
  const before = await databaseNow(database.prisma);
  const pace = {
    claims: createBatchPace({ budgetMs: UNTIL_MS.claims, signal, ...rests }),
    undelivered: createBatchPace({ budgetMs: UNTIL_MS.undelivered, signal, ...rests }),
    keys: createBatchPace({ budgetMs: UNTIL_MS.keys, signal }),
    secrets: createBatchPace({ budgetMs: UNTIL_MS.secrets, signal }),
    minutes: createBatchPace({ budgetMs: UNTIL_MS.minutes, signal }),
    hours: createBatchPace({ budgetMs: UNTIL_MS.hours, signal }),
  };
  await inBatches(pace.claims, async () => {
    const ended = await endClaims(database, before);
    counts.claims += ended.claims;
    counts.payloads += ended.payloads;
    return ended.noted;
  });
  const { undelivered, keys, secrets, minutes, hours } = pace;
  counts.payloads += await inBatches(undelivered, () =>
    purgeUndelivered(database, deliveredPayloadRetentionHours),
  );
  counts.idempotencyKeys = await inBatches(keys, () => purgeKeys(database));
  counts.secrets = await inBatches(secrets, () => purgeSecrets(database));
  counts.stats += await inBatches(minutes, () => purgeStats(database, 'MINUTE', MINUTE_ROWS_DAYS));
  counts.stats += await inBatches(hours, () => purgeStats(database, 'HOUR', HOUR_ROWS_DAYS));
  return counts;
}

/** Until a batch is not full. @param purge says how many it purged */
async function inBatches(pace: BatchPace, purge: () => Promise<number>): Promise<number> {
  let purged = 0;
  while (!pace.isOver) {
    const count = await pace.batch(purge);
    purged += count;
    if (count < BATCH_SIZE) break;
  }
  return purged;
}

/** Skips a key that a publish is just taking over, which makes it live again. */
async function purgeKeys({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from idempotency_key where (organization_id, key) in (
       select organization_id, key from idempotency_key where expires_at <= now()
       order by expires_at limit $1 for update skip locked)`,
    [BATCH_SIZE],
  );
  return rowCount ?? 0;
}

/** Secrets that sign no more: an expiry only ever comes nearer. Those of an endpoint that is just rotated wait for the next run. */
async function purgeSecrets({ pool }: Database): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from signing_secret where id in (
       select id from signing_secret where expires_at <= now() order by expires_at limit $1 for update skip locked)`,
    [BATCH_SIZE],
  );
  return rowCount ?? 0;
}

/** An hour after they can last be read or written, so that the purge interferes with neither. */
async function purgeStats({ pool }: Database, span: StatSpan, keptDays: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from delivery_stat where (subject_id, span, start) in (
       select subject_id, span, start from delivery_stat
       where span = $1 and start < now() - $2 * interval '1 day' - interval '1 hour' order by start limit $3)`,
    [span, keptDays, BATCH_SIZE],
  );
  return rowCount ?? 0;
}

/** Whether payloads are there ten minutes after their time. */
export async function isPurgeLate({ pool }: Pick<Database, 'pool'>): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from payload_expiry where expires_at < now() - $1 * interval '1 minute' limit 1`,
    [LATE_MINUTES],
  );
  return rowCount !== 0;
}

/**
 * Ends the claims that are noted to expire before a moment, taking as many notes as make up a batch of deliveries. A
 * claim that was prolonged since has a later note already; those of deliveries that wait, or that somebody has locked,
 * are left to the next run.
 */
async function endClaims(
  { pool }: Database,
  before: Date,
): Promise<{ noted: number; claims: number; payloads: number }> {
  return inTransaction(pool, async (client) => {
    const { rows: noted } = await client.query<{ id: string }>(
      `with due as (
         select id, expires_at, delivery_ids from payload_expiry where expires_at <= $2
         order by expires_at, id limit $1 for update skip locked),
       summed as (
         select id, sum(cardinality(delivery_ids)) over (order by expires_at, id) - cardinality(delivery_ids) as taken
         from due),
       -- An array, as a join might reckon it anew for each note there is.
       gone as (
         delete from payload_expiry where id = any(array(select id from summed where taken < $1)) returning delivery_ids)
       select unnest(delivery_ids) as id from gone`,
      [BATCH_SIZE, before],
    );
    const ids = noted.map(({ id }) => id);
    const isOver = 'id = any($1::uuid[]) and payload_purged_at is null and payload_expires_at <= now()';
    const { rows: ended } = await client.query<{ eventId: string }>(
      `update delivery set payload_purged_at = now() where id in (
         select id from delivery where ${isOver} and not (${WAITS})
         order by id for update skip locked)
       returning event_id as "eventId"`,
      [ids],
    );
    await client.query(
      `insert into payload_expiry (expires_at, delivery_ids)
       select now(), array_agg(id) from delivery where ${isOver} having count(*) > 0`,
      [ids],
    );
    const payloads = await purgeUnclaimedPayloads(client, [...new Set(ended.map((row) => row.eventId))]);
    return { noted: ids.length, claims: ended.length, payloads };
  });
}

/** Payloads that no delivery claims, of events old enough that none will. */
async function purgeUndelivered({ pool }: Database, retentionHours: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ eventId: string }>(
      `select p.event_id as "eventId" from event_payload p
       where p.event_id < (lpad(to_hex((extract(epoch from now() - $1 * interval '1 hour') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
         and not exists (select from delivery d where d.event_id = p.event_id and d.payload_purged_at is null)
         and not ${fanOutIsPending('p.event_id')}
       order by p.event_id limit $2`,
      [retentionHours, BATCH_SIZE],
    );
    return purgeUnclaimedPayloads(
      client,
      rows.map((row) => row.eventId),
    );
  });
}
