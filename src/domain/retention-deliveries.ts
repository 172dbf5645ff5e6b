import { type Database, inTransaction } from '../db/client.ts';
import { uuidBound } from '../db/partitions.ts';
import { NIL_ID } from '../ids.ts';
import type { BatchPace } from './batch-pace.ts';
import { cancelDeliveries, WAITING_COLUMNS, type WaitingDelivery } from './cancel-deliveries.ts';
import { WAITS } from './waits.ts';

const BATCH_SIZE = 1000;
/** A smaller batch, as all who append to the feed wait for it. */
const CANCEL_SIZE = 250;

export interface DeliverySweep {
  deliveries: number;
  /** Those that still waited. */
  canceled: number;
}

/**
 * SQL that is true of a delivery where nothing happened since `$1`, whose least id is `$2`: it was not created, tried,
 * due, parked or ended. One that was retried by hand of late is as young as that retry.
 */
const IS_OLD = `(last_attempt_id is null or last_attempt_id < $2)
  and greatest(created_at, next_attempt_at, parked_at, completed_at) < $1`;
/** What has ended and claims no payload any more. */
const IS_OVER = `not (${WAITS}) and (payload_purged_at is not null or payload_expires_at is null)`;

/**
 * Deletes the deliveries where nothing happened since a moment, and cancels those of them that still wait: these
 * begin their time anew. Walks through all old ones, batch by batch; one that somebody holds is left to the next run.
 * @param beforeMs Unix time
 */
export async function sweepDeliveries(
  { pool }: Database,
  beforeMs: number,
  pace: BatchPace,
): Promise<DeliverySweep> {
  const bounds = [new Date(beforeMs), uuidBound(beforeMs)];
  const swept: DeliverySweep = { deliveries: 0, canceled: 0 };
  for (let after = NIL_ID; !pace.isOver; ) {
    const { rows } = await pool.query<{ id: string; waits: boolean; goes: boolean }>(
      `select id, ${WAITS} and ${IS_OLD} as waits, ${IS_OVER} and ${IS_OLD} as goes
       from delivery where id > $3 and id < $2 order by id limit $4`,
      [...bounds, after, BATCH_SIZE],
    );
    const waiting = rows.filter(({ waits }) => waits).map(({ id }) => id);
    const over = rows.filter(({ goes }) => goes).map(({ id }) => id);
    for (let at = 0; at < waiting.length; at += CANCEL_SIZE) {
      const ids = waiting.slice(at, at + CANCEL_SIZE);
      swept.canceled += await pace.batch(() => cancelOld({ pool }, ids, bounds));
    }
    if (over.length > 0) swept.deliveries += await pace.batch(() => deleteOld({ pool }, over, bounds));
    const last = rows.at(-1)?.id;
    if (last === undefined || rows.length < BATCH_SIZE) break;
    after = last;
  }
  return swept;
}

async function cancelOld(
  { pool }: Pick<Database, 'pool'>,
  ids: readonly string[],
  bounds: readonly unknown[],
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<WaitingDelivery>(
      `select ${WAITING_COLUMNS} from delivery where id = any($3::uuid[]) and ${WAITS} and ${IS_OLD}
       order by id for update skip locked`,
      [...bounds, ids],
    );
    await cancelDeliveries(client, rows, 'BACKLOG_EXPIRED');
    return rows.length;
  });
}

async function deleteOld(
  { pool }: Pick<Database, 'pool'>,
  ids: readonly string[],
  bounds: readonly unknown[],
): Promise<number> {
  const { rowCount } = await pool.query(
    // Looked at again under the lock: it may just have been retried by hand.
    `delete from delivery where id in (
       select id from delivery where id = any($3::uuid[]) and ${IS_OVER} and ${IS_OLD} order by id for update skip locked)`,
    [...bounds, ids],
  );
  return rowCount ?? 0;
}
