import { type Database, inTransaction } from '../db/client.ts';
import type { EndpointStatus } from '../db/generated/prisma/enums.ts';

const BATCH_SIZE = 500;
/** A backlog drains at this rate, so that an endpoint that comes back is not run over. */
export const RESUME_PER_SECOND = 100;

/**
 * Makes each delivery due that waits for an endpoint which is ACTIVE again, oldest first, due one after
 * another at a bounded rate. Stops when the endpoint is paused anew. Safe to repeat.
 * @returns how many deliveries go on
 */
export async function resumeWaiting(database: Database, endpointId: string): Promise<number> {
  let resumed = 0;
  for (;;) {
    const count = await resumeBatch(database, endpointId, resumed);
    resumed += count;
    if (count < BATCH_SIZE) return resumed;
  }
}

async function resumeBatch({ pool }: Database, endpointId: string, before: number): Promise<number> {
  return inTransaction(pool, async (client) => {
    const endpoints = await client.query<{ status: EndpointStatus }>(
      'select status from endpoint where id = $1 for key share',
      [endpointId],
    );
    if (endpoints.rows[0]?.status !== 'ACTIVE') return 0;
    const { rowCount } = await client.query(
      `with parked as (
         select id, row_number() over (order by id) - 1 as place from (
           select id from delivery
           where endpoint_id = $1 and parked_at is not null and status in ('PENDING', 'RETRYING')
           order by id limit $2 for update) as oldest)
       update delivery d set parked_at = null, next_attempt_at = now() + ($3 + place) / $4::float * interval '1 second'
       from parked where d.id = parked.id`,
      [endpointId, BATCH_SIZE, before, RESUME_PER_SECOND],
    );
    return rowCount ?? 0;
  });
}
