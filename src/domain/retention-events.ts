import type pg from 'pg';
import type { Database, SqlClient } from '../db/client.ts';
import { dropPartition, type PartitionRange, partitionRanges } from '../db/drop-partitions.ts';
import { uuidBound } from '../db/partitions.ts';
import { NIL_ID } from '../ids.ts';
import { QUEUES } from '../queue/contracts.ts';
import { DAY_MS } from '../time-units.ts';
import type { BatchPace } from './batch-pace.ts';
import { fanOutIsPending } from './fan-out-jobs.ts';

const BATCH_SIZE = 1000;
/**
 * A range is dropped when the last of its deliveries has gone, and most end within days of their week: so long it is
 * left whole. Rows are deleted only from one that a late retry or a long pause holds for longer.
 */
const HELD_MS = 14 * DAY_MS;

/** Of one table. */
export interface RangeSweep {
  /** Those of dropped partitions included, these as roughly as PostgreSQL knows. */
  rows: number;
  partitions: number;
}

/** Drops the attempts made before a moment. `isDone` is false when some are left, as when others hold their partition. */
export async function sweepAttempts(
  { pool }: Database,
  beforeMs: number,
  pace: BatchPace,
): Promise<RangeSweep & { isDone: boolean }> {
  const bound = uuidBound(beforeMs);
  const swept = { rows: 0, partitions: 0, isDone: false };
  for (const range of await rangesBefore(pool, 'delivery_attempt', bound)) {
    if (pace.isOver || !(await drop(pool, 'delivery_attempt', range, swept, pace))) return swept;
  }
  while (!swept.isDone && !pace.isOver) {
    const { rowCount } = await pace.batch(() =>
      pool.query(
        `delete from delivery_attempt_default where id in (
           select id from delivery_attempt_default where id < $1 order by id limit $2)`,
        [bound, BATCH_SIZE],
      ),
    );
    swept.rows += rowCount ?? 0;
    swept.isDone = rowCount !== BATCH_SIZE;
  }
  return swept;
}

/**
 * Drops the events accepted before a moment and their payloads, where no delivery is left and none is to be created.
 * A range with some that are needed stays, and after two weeks loses the others. Payloads in it go when their claims
 * end, as all do.
 */
export async function sweepEvents(
  { pool }: Database,
  beforeMs: number,
  pace: BatchPace,
): Promise<{ events: RangeSweep; payloads: RangeSweep }> {
  const bound = uuidBound(beforeMs);
  const swept = { events: { rows: 0, partitions: 0 }, payloads: { rows: 0, partitions: 0 } };
  for (const range of await rangesBefore(pool, 'event_payload', bound)) {
    if (pace.isOver) return swept;
    if (!(await isNeeded(pool, range))) await drop(pool, 'event_payload', range, swept.payloads, pace);
  }
  for (const range of await rangesBefore(pool, 'event', bound)) {
    if (pace.isOver) return swept;
    if (!(await isNeeded(pool, range))) await drop(pool, 'event', range, swept.events, pace);
    else if (range.to <= uuidBound(beforeMs - HELD_MS))
      swept.events.rows += await deleteEvents(pool, range.name, bound, pace);
  }
  swept.events.rows += await deleteEvents(pool, 'event_default', bound, pace);
  return swept;
}

async function rangesBefore(client: SqlClient, table: string, bound: string): Promise<PartitionRange[]> {
  return (await partitionRanges(client, table)).filter(({ to }) => to <= bound);
}

async function drop(
  pool: pg.Pool,
  table: string,
  range: PartitionRange,
  swept: RangeSweep,
  pace: BatchPace,
): Promise<boolean> {
  const outcome = await pace.batch(() => dropPartition(pool, table, range));
  if (outcome === 'dropped') {
    swept.rows += range.rows;
    swept.partitions += 1;
  }
  return outcome !== 'busy';
}

/** Nothing begins to need an old event again: its deliveries are made when it is accepted, or by its fan-out. */
async function isNeeded(client: SqlClient, { from, to }: PartitionRange): Promise<boolean> {
  const { rowCount } = await client.query(
    // In order, as without it the planner may read the whole table for the first one that fits.
    `(select 1 from delivery where event_id >= $1 and event_id < $2 order by event_id limit 1)
     union all
     (select 1 from pgboss.job where name = $3 and id >= $1 and id < $2 and state < 'completed' limit 1)`,
    [from, to, QUEUES.fanOut.name],
  );
  return rowCount !== 0;
}

async function deleteEvents(
  client: SqlClient,
  partition: string,
  bound: string,
  pace: BatchPace,
): Promise<number> {
  let deleted = 0;
  for (let after = NIL_ID; !pace.isOver; ) {
    const { rows } = await client.query<{ id: string; needed: boolean }>(
      // A scalar, as the planner may answer EXISTS by reading all deliveries.
      `select id, coalesce((select true from delivery d where d.event_id = e.id limit 1), ${fanOutIsPending('e.id')}) as needed
       from ${partition} e where id > $1 and id < $2 order by id limit $3`,
      [after, bound, BATCH_SIZE],
    );
    const ids = rows.filter(({ needed }) => !needed).map(({ id }) => id);
    if (ids.length > 0) {
      const { rowCount } = await pace.batch(() =>
        client.query(`delete from ${partition} where id = any($1::uuid[])`, [ids]),
      );
      deleted += rowCount ?? 0;
    }
    const last = rows.at(-1)?.id;
    if (last === undefined || rows.length < BATCH_SIZE) break;
    after = last;
  }
  return deleted;
}
