import type pg from 'pg';
import { type Database, inTransaction } from '../db/client.ts';
import type { EndpointDisabledReason, EndpointStatus } from '../db/generated/prisma/enums.ts';
import { createBatchPace } from './batch-pace.ts';
import { cancelDeliveries, WAITING_COLUMNS, type WaitingDelivery } from './cancel-deliveries.ts';
import { cancelReason } from './lifecycle.ts';
import { WAITS } from './waits.ts';

const BATCH_SIZE = 500;
/** Deliveries wait for a paused endpoint no longer than this. */
export const BACKLOG_MAX_DAYS = 30;
/** Bounds this part of a run, which purges payloads afterwards; what is left waits for the next run. */
const EXPIRED_BUDGET_MS = 30_000;
/** Short rests, as a backlog may expire as fast as it came. */
const EXPIRED_REST_FACTOR = 0.25;

interface EndpointRow {
  status: EndpointStatus;
  disabledReason: EndpointDisabledReason | null;
}

/**
 * Cancels what waits for an endpoint that is disabled or deleted, in transactions of 500. An attempt that is
 * in flight is still recorded, and its success wins. Safe to repeat, and does nothing when the endpoint is
 * enabled again.
 * @param signal ends it before the next transaction
 * @returns how many deliveries were canceled
 * @throws the signal's reason
 */
export async function cancelWaiting(
  database: Database,
  endpointId: string,
  signal?: AbortSignal,
): Promise<number> {
  // Each batch begins after the last one that the batch before found, and looks at nothing twice.
  let after: string | null = null;
  return inBatches(async () => {
    signal?.throwIfAborted();
    const batch = await cancelBatch(database, endpointId, after);
    after = batch.last;
    return batch;
  });
}

async function cancelBatch(
  { pool }: Database,
  endpointId: string,
  after: string | null,
): Promise<Batch & { last: string | null }> {
  return inTransaction(pool, async (client) => {
    const { endpoint, reason } = await readEndpoint(client, endpointId);
    if (!reason) return NOTHING;
    // A test may run whatever the endpoint's status, as long as there is one.
    const waiting = `d.endpoint_id = $1 and ${WAITS} and ($2 or not is_test)`;
    const found = await client.query<{ id: string }>(
      // What waits is indexed by organization, and the endpoint, which would tell its organization, may be deleted; so
      // one of its deliveries tells it. They are ordered as their index is: ordered by id, the planner may read all
      // that are older.
      `select id from delivery_waiting w join delivery d on d.id = w.delivery_id where ${waiting}
         and w.organization_id = (select organization_id from delivery
           where endpoint_id >= $1 and endpoint_id <= $1 order by endpoint_id, id limit 1)
         and w.endpoint_id = $1 and ($4::uuid is null or w.delivery_id > $4 and d.id > $4)
       order by w.delivery_id limit $3`,
      [endpointId, !endpoint, BATCH_SIZE, after],
    );
    const ids = found.rows.map(({ id }) => id);
    const { rows } = await client.query<WaitingDelivery>(
      `select ${WAITING_COLUMNS} from delivery d where ${waiting} and id = any($3::uuid[]) order by id for update`,
      [endpointId, !endpoint, ids],
    );
    // Locked last, as in settlements: those who wait to change the endpoint then wait for nobody who waits for us.
    const locked = await readEndpoint(client, endpointId, 'for key share');
    if (locked.reason !== reason) return NOTHING;
    await cancelDeliveries(client, rows, reason);
    return { found: ids.length, canceled: rows.length, last: ids.at(-1) ?? null };
  });
}

const NOTHING = { found: 0, canceled: 0, last: null };

/** The endpoint, undefined once deleted, and why nothing waits for it any more; null: it may. */
async function readEndpoint(client: pg.ClientBase, endpointId: string, lock: '' | 'for key share' = '') {
  const { rows } = await client.query<EndpointRow>(
    `select status, disabled_reason as "disabledReason" from endpoint where id = $1 ${lock}`,
    [endpointId],
  );
  const [endpoint] = rows;
  const state = endpoint && {
    disabled: endpoint.status === 'DISABLED',
    disabledReason: endpoint.disabledReason,
  };
  return { endpoint, reason: cancelReason(state ?? null) };
}

/**
 * Cancels what has waited for a paused endpoint for 30 days, for half a minute at most.
 * @param signal ends it after the transaction that is running
 * @returns how many deliveries were canceled
 */
export async function cancelExpiredBacklog({ pool }: Database, signal?: AbortSignal): Promise<number> {
  const pace = createBatchPace({ budgetMs: EXPIRED_BUDGET_MS, restFactor: EXPIRED_REST_FACTOR, signal });
  const cancel = () =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<WaitingDelivery>(
        `select ${WAITING_COLUMNS} from delivery
         where parked_at < now() - $1 * interval '1 day' and ${WAITS}
         order by parked_at limit $2 for update skip locked`,
        [BACKLOG_MAX_DAYS, BATCH_SIZE],
      );
      await cancelDeliveries(client, rows, 'BACKLOG_EXPIRED');
      return { found: rows.length, canceled: rows.length };
    });
  return inBatches(async () => (pace.isOver ? { found: 0, canceled: 0 } : pace.batch(cancel)));
}

/** What a transaction found, and what of that was still waiting when it had the locks. */
interface Batch {
  found: number;
  canceled: number;
}

async function inBatches(cancel: () => Promise<Batch>): Promise<number> {
  let canceled = 0;
  for (;;) {
    const batch = await cancel();
    canceled += batch.canceled;
    if (batch.found < BATCH_SIZE) return canceled;
  }
}
