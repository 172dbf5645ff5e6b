import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { notifyWork } from '../db/listener.ts';
import { deliveryIdOf } from '../ids.ts';
import { QUEUES } from '../queue/contracts.ts';
import { takeJobs } from '../queue/take-jobs.ts';
import type { Core } from './core.ts';
import { matchesPatterns } from './event-patterns.ts';
import { lockFanOut } from './fan-out-jobs.ts';
import type { MatchedEndpoint } from './match-endpoints.ts';
import { purgeUnclaimedPayloads } from './payload-claims.ts';
import { insertDeliveries, type RoutedEvent } from './store-events.ts';

/** Endpoints that one transaction looks at. */
const BATCH_SIZE = 1000;

interface FannedEvent extends RoutedEvent {
  createdAt: Date;
}

/**
 * Creates the deliveries of an event that reaches many endpoints, in transactions of 1,000 endpoints in the order of
 * their ids. An endpoint gets one when it was there as the event was accepted, and when it is not DISABLED and its
 * patterns match as its turn comes; of a PAUSED one it is parked. Safe to repeat and to run twice at a time: a
 * delivery's id follows from event and endpoint, and the last transaction ends the job.
 * @param signal stops it between two transactions
 * @returns how many deliveries were created
 */
export async function fanOutEvent(
  core: Pick<Core, 'database'>,
  eventId: string,
  signal: AbortSignal,
): Promise<number> {
  const { pool } = core.database;
  const { rows } = await pool.query<FannedEvent>(
    `select id, organization_id as "organizationId", type, is_test as "isTest", created_at as "createdAt"
     from event where id = $1`,
    [eventId],
  );
  const [event] = rows;
  if (!event) {
    // Retention has taken it.
    await takeJobs(pool, QUEUES.fanOut.name, [eventId]);
    return 0;
  }
  let created = 0;
  for (let after: string | null = null; ; ) {
    signal.throwIfAborted();
    const batch: Batch = await inTransaction(pool, (client) => fanOutBatch(client, event, after));
    created += batch.created;
    await notifyWork(pool, batch.dueEndpointIds);
    if (batch.last === null) return created;
    after = batch.last;
  }
}

interface Batch {
  created: number;
  dueEndpointIds: readonly string[];
  /** The endpoint after which the next batch begins; null: this was the last. */
  last: string | null;
}

async function fanOutBatch(client: pg.ClientBase, event: FannedEvent, after: string | null): Promise<Batch> {
  // Once the job has ended, the payload may be purged: a run that comes too late must not create a delivery any more.
  if (!(await lockFanOut(client, event.id))) return { created: 0, dueEndpointIds: [], last: null };
  // As in a publish, the lock makes a change of status wait until the delivery is there to be resumed or canceled.
  const { rows } = await client.query<MatchedEndpoint & { patterns: string[] }>(
    `select id, status, event_patterns as patterns from endpoint
     where organization_id = $1 and status <> 'DISABLED' and created_at <= $2 and ($3::uuid is null or id > $3)
     order by id limit $4 for key share`,
    [event.organizationId, event.createdAt, after, BATCH_SIZE],
  );
  const matching = rows.filter(({ patterns }) => matchesPatterns(patterns, event.type));
  const { created, dueEndpointIds } = await insertDeliveries(
    client,
    matching.map(({ id, status }) => ({
      id: deliveryIdOf(event.id, id),
      event,
      endpointId: id,
      isPaused: status === 'PAUSED',
    })),
    event.createdAt,
  );
  const last = rows.length < BATCH_SIZE ? null : (rows.at(-1)?.id ?? null);
  if (last === null) await endFanOut(client, event.id);
  return { created, dueEndpointIds, last };
}

/** The job had a claim on the payload. All deliveries may have ended meanwhile, and then nothing claims it any more. */
async function endFanOut(client: pg.ClientBase, eventId: string): Promise<void> {
  await takeJobs(client, QUEUES.fanOut.name, [eventId]);
  const { rowCount } = await client.query('select 1 from delivery where event_id = $1 limit 1', [eventId]);
  if (rowCount !== 0) await purgeUnclaimedPayloads(client, [eventId]);
}
