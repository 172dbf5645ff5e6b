import type pg from 'pg';
import type { SqlClient } from '../db/client.ts';
import { bossDb, type PgBoss } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';

/** Leaves a fan-out of each event to the workers, inside the caller's transaction; the job's id is the event's. */
export async function enqueueFanOuts(
  boss: PgBoss,
  client: pg.ClientBase,
  eventIds: readonly string[],
): Promise<void> {
  if (eventIds.length === 0) return;
  await boss.insert(
    QUEUES.fanOut.name,
    eventIds.map((id) => ({ id })),
    bossDb(client),
  );
}

/**
 * Keeps others from going on with a fan-out, or ending it, until the caller's transaction ends.
 * @returns false when it has been ended
 */
export async function lockFanOut(client: SqlClient, eventId: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pgboss.job where name = $1 and id = $2 for update', [
    QUEUES.fanOut.name,
    eventId,
  ]);
  return rowCount !== 0;
}

/**
 * SQL that is true of an event while deliveries of it are still to be created: its payload has a claim then, whatever
 * has become of the deliveries that there are. One look at the primary key of pg-boss's jobs.
 * @param eventId SQL of the event's id
 */
export function fanOutIsPending(eventId: string): string {
  return `exists (select from pgboss.job j where j.name = '${QUEUES.fanOut.name}' and j.id = ${eventId} and j.state < 'completed')`;
}
