import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import type { DeliveryStatus, EndpointStatus } from '../db/generated/prisma/enums.ts';
import { CHANNELS, notify, notifyWork, URGENT } from '../db/listener.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { appendFeedItems } from '../feed/append.ts';
import { cancelDeliveries, WAITING_COLUMNS, type WaitingDelivery } from './cancel-deliveries.ts';
import type { Core } from './core.ts';
import { dueFirst } from './due-first.ts';
import { hasEnded } from './lifecycle.ts';
import { createStatsDeltas, writeStatsDeltas } from './stats-deltas.ts';
import type { Viewer } from './viewer.ts';
import { visibleDelivery } from './visible.ts';

interface LockedDelivery extends WaitingDelivery {
  retriedFrom: DeliveryStatus | null;
  payloadKept: boolean;
  /** Waiting, and its time has come: it may be in flight. */
  isDue: boolean;
}

/**
 * Makes one attempt now, beside the schedule. When it fails, a delivery that had ended is what it was before; one that
 * waited begins its wait anew, as nothing remembers when it would have ended.
 * @returns the delivery's UUID
 * @throws NotFoundError; ConflictError PAYLOAD_PURGED, or WRONG_STATE when its endpoint is not ACTIVE or an
 * attempt is in flight
 */
export async function retryDelivery(core: Core, viewer: Viewer, id: string): Promise<string> {
  const deliveryId = await visibleDelivery(core, viewer, id);
  const { pool } = core.database;
  const endpointId = await inTransaction(pool, async (client) => {
    const delivery = await lockDelivery(client, deliveryId);
    await assertRetriable(client, delivery);
    // It is asked for already, and on its way.
    if (delivery.retriedFrom !== null) return delivery.endpointId;
    const updated = await client.query<{ createdAt: Date }>(
      `update delivery d set status = 'RETRYING', retried_from = coalesce(retried_from, status), parked_at = null,
         next_attempt_at = ${dueFirst('d.endpoint_id')}
       where id = $1 returning created_at as "createdAt"`,
      [deliveryId],
    );
    const { status, id: _id, ...facts } = toWaiting(delivery);
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
    return delivery.endpointId;
  });
  await notifyWork(pool, [endpointId], URGENT);
  await notify(pool, CHANNELS.feed);
  return deliveryId;
}

async function assertRetriable(client: pg.ClientBase, delivery: LockedDelivery): Promise<void> {
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
  if (delivery.isDue && delivery.retriedFrom === null)
    throw new ConflictError('WRONG_STATE', 'An attempt of this delivery is in flight, or due now.');
}

/**
 * Ends a delivery that waits. Repeating it changes nothing.
 * @returns the delivery's UUID
 * @throws NotFoundError; ConflictError WRONG_STATE when it has ended otherwise
 */
export async function cancelDelivery(core: Core, viewer: Viewer, id: string): Promise<string> {
  const deliveryId = await visibleDelivery(core, viewer, id);
  const { pool } = core.database;
  await inTransaction(pool, async (client) => {
    const delivery = await lockDelivery(client, deliveryId);
    if (delivery.status === 'CANCELED') return;
    if (hasEnded(delivery.status)) {
      throw new ConflictError('WRONG_STATE', `This delivery has ended: it is ${delivery.status}.`);
    }
    await cancelDeliveries(client, [toWaiting(delivery)], 'CANCELED_BY_USER');
  });
  await notify(pool, CHANNELS.feed);
  return deliveryId;
}

async function lockDelivery(client: pg.ClientBase, deliveryId: string): Promise<LockedDelivery> {
  const { rows } = await client.query<LockedDelivery>(
    `select ${WAITING_COLUMNS}, retried_from as "retriedFrom", payload_purged_at is null as "payloadKept",
       coalesce(next_attempt_at <= now(), false) as "isDue"
     from delivery where id = $1 for update`,
    [deliveryId],
  );
  const [delivery] = rows;
  if (!delivery) throw new NotFoundError('delivery', ['id']);
  return delivery;
}

function toWaiting({
  retriedFrom: _from,
  payloadKept: _kept,
  isDue: _due,
  ...waiting
}: LockedDelivery): WaitingDelivery {
  return waiting;
}
