import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import type { DeliveryStatus, EndpointStatus } from '../db/generated/prisma/enums.ts';
import { CHANNELS, notify } from '../db/listener.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { appendFeedItems } from '../feed/append.ts';
import { bossDb } from '../queue/boss.ts';
import { enqueueDeliveries, hasJob, lockJobs } from '../queue/claims.ts';
import { QUEUES } from '../queue/contracts.ts';
import { cancelDeliveries, WAITING_COLUMNS, type WaitingDelivery } from './cancel-deliveries.ts';
import type { Core } from './core.ts';
import { hasEnded } from './lifecycle.ts';
import { createStatsDeltas, writeStatsDeltas } from './stats-deltas.ts';
import type { Viewer } from './viewer.ts';
import { visibleDelivery } from './visible.ts';

const LOCK_TRIES = 20;

interface LockedDelivery extends WaitingDelivery {
  retriedFrom: DeliveryStatus | null;
  payloadKept: boolean;
}

/**
 * Makes one attempt now, beside the schedule. When it fails, the delivery is what it was before.
 * @returns the delivery's UUID
 * @throws NotFoundError; ConflictError PAYLOAD_PURGED, or WRONG_STATE when its endpoint is not ACTIVE or an
 * attempt is in flight
 */
export async function retryDelivery(core: Core, viewer: Viewer, id: string): Promise<string> {
  const deliveryId = await visibleDelivery(core, viewer, id);
  const { pool } = core.database;
  await withLockedDelivery(pool, deliveryId, async (client, delivery, job) => {
    await assertRetriable(client, delivery, job === 'active');
    // It is asked for already, and on its way.
    if (delivery.retriedFrom !== null && job === 'waiting') return;
    await core.boss.deleteJob(QUEUES.deliver.name, deliveryId, bossDb(client));
    const updated = await client.query<{ createdAt: Date }>(
      `update delivery set status = 'RETRYING', retried_from = coalesce(retried_from, status), next_attempt_at = now(), parked_at = null
       where id = $1 returning created_at as "createdAt"`,
      [deliveryId],
    );
    await enqueueDeliveries(core.boss, client, [{ deliveryId, startAfter: null }]);
    const { id: _id, status, retriedFrom: _from, payloadKept: _kept, ...facts } = delivery;
    const stats = createStatsDeltas();
    for (const { createdAt } of updated.rows)
      stats.addTransition({ ...facts, createdAt }, status, 'RETRYING');
    await writeStatsDeltas(client, stats);
    await appendFeedItems(client, [
      {
        kind: 'DELIVERY_STATUS_CHANGED',
        ...facts,
        deliveryId,
        previousDeliveryStatus: status,
        deliveryStatus: 'RETRYING',
      },
    ]);
  });
  await notify(pool, CHANNELS.work);
  await notify(pool, CHANNELS.feed);
  return deliveryId;
}

async function assertRetriable(
  client: pg.ClientBase,
  delivery: LockedDelivery,
  inFlight: boolean,
): Promise<void> {
  const { rows } = await client.query<{ status: EndpointStatus }>(
    'select status from endpoint where id = $1 for key share',
    [delivery.endpointId],
  );
  const status = rows[0]?.status;
  if (status !== 'ACTIVE') {
    const state = status ? `is ${status}` : 'was deleted';
    throw new ConflictError(
      'WRONG_STATE',
      `The endpoint of this delivery ${state}; a retry needs it ACTIVE.`,
    );
  }
  if (!delivery.payloadKept)
    throw new ConflictError('PAYLOAD_PURGED', 'The payload of this delivery is no longer kept.');
  if (inFlight) throw new ConflictError('WRONG_STATE', 'An attempt of this delivery is in flight.');
}

/**
 * Ends a delivery that waits. Repeating it changes nothing.
 * @returns the delivery's UUID
 * @throws NotFoundError; ConflictError WRONG_STATE when it has ended otherwise
 */
export async function cancelDelivery(core: Core, viewer: Viewer, id: string): Promise<string> {
  const deliveryId = await visibleDelivery(core, viewer, id);
  const { pool } = core.database;
  await withLockedDelivery(pool, deliveryId, async (client, delivery) => {
    if (delivery.status === 'CANCELED') return;
    if (hasEnded(delivery.status)) {
      throw new ConflictError('WRONG_STATE', `This delivery has ended: it is ${delivery.status}.`);
    }
    await cancelDeliveries(core.boss, client, [toWaiting(delivery)], 'CANCELED_BY_USER');
  });
  await notify(pool, CHANNELS.feed);
  return deliveryId;
}

/**
 * Locks a delivery's job and then the delivery, and works on it in the same transaction. While this waits for
 * either, whoever held it may have made the job anew, which the lock on the old one does not cover: then it
 * starts over, for the job cannot be locked after the delivery (see lockJobs).
 */
async function withLockedDelivery(
  pool: pg.Pool,
  deliveryId: string,
  work: (client: pg.ClientBase, delivery: LockedDelivery, job: 'waiting' | 'active' | null) => Promise<void>,
): Promise<void> {
  for (let tries = 1; tries <= LOCK_TRIES; tries++) {
    const done = await inTransaction(pool, async (client) => {
      const job = (await lockJobs(client, [deliveryId])).get(deliveryId) ?? null;
      const delivery = await lockDelivery(client, deliveryId);
      if (job === null && (await hasJob(client, deliveryId))) return false;
      await work(client, delivery, job);
      return true;
    });
    if (done) return;
  }
  throw new ConflictError('WRONG_STATE', 'This delivery is being attempted over and over: try again.');
}

async function lockDelivery(client: pg.ClientBase, deliveryId: string): Promise<LockedDelivery> {
  const { rows } = await client.query<LockedDelivery>(
    `select ${WAITING_COLUMNS}, retried_from as "retriedFrom", payload_purged_at is null as "payloadKept"
     from delivery where id = $1 for update`,
    [deliveryId],
  );
  const [delivery] = rows;
  if (!delivery) throw new NotFoundError('delivery', ['id']);
  return delivery;
}

function toWaiting({ retriedFrom: _from, payloadKept: _kept, ...waiting }: LockedDelivery): WaitingDelivery {
  return waiting;
}
