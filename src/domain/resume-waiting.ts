import { type Database, inTransaction } from '../db/client.ts';
import type { EndpointStatus } from '../db/generated/prisma/enums.ts';
import { WAITS } from './waits.ts';

const BATCH_SIZE = 500;
/** A backlog drains at this rate, so that an endpoint that comes back is not run over. */
export const RESUME_PER_SECOND = 100;

/**
 * Makes each delivery due that waits for an endpoint which is ACTIVE again, oldest first, due one after
 * another at a bounded rate. Stops when the endpoint is paused anew. Safe to repeat.
 * @returns how many deliveries go on
 */
export async function resumeWaiting(
  database: Database,
  endpointId: string,
  signal?: AbortSignal,
): Promise<number> {
  let resumed = 0;
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted();
    const ids: string[] = await resumeBatch(database, endpointId, resumed, after);
    resumed += ids.length;
    if (ids.length < BATCH_SIZE) return resumed;
    after = ids.at(-1) ?? null;
  }
}

async function resumeBatch(
  { pool }: Database,
  endpointId: string,
  before: number,
  after: string | null,
): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    const endpoints = await client.query<{ status: EndpointStatus }>(
      'select status from endpoint where id = $1 for key share',
      [endpointId],
    );
    if (endpoints.rows[0]?.status !== 'ACTIVE') return [];
    const { rows } = await client.query<{ id: string }>(
      // In the order of the index of what is parked, and after the batch before: in that of ids alone the planner may read
      // all deliveries from the oldest on, for each batch.
      `with parked as (
         select id, row_number() over (order by id) - 1 as place from (
           select id from delivery
           where endpoint_id >= $1 and endpoint_id <= $1 and parked_at is not null
             and ${WAITS} and ($5::uuid is null or id > $5)
           order by endpoint_id, id limit $2 for update) as oldest)
       update delivery d set parked_at = null, next_attempt_at = now() + ($3 + place) / $4::float * interval '1 second'
       from parked where d.id = parked.id returning d.id`,
      [endpointId, BATCH_SIZE, before, RESUME_PER_SECOND, after],
    );
    return rows.map(({ id }) => id).toSorted();
  });
}
