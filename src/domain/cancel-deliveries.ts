import type pg from 'pg';
import type { DeliveryEndReason, DeliveryStatus } from '../db/generated/prisma/enums.ts';
import { appendFeedItems } from '../feed/append.ts';
import { purgeUnclaimedPayloads } from './payload-claims.ts';
import { createStatsDeltas, writeStatsDeltas } from './stats-deltas.ts';

/** A delivery that waits, as its locked row says. */
export interface WaitingDelivery {
  id: string;
  organizationId: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  isTest: boolean;
  status: DeliveryStatus;
}

/** The columns of a WaitingDelivery. */
export const WAITING_COLUMNS = `id, organization_id as "organizationId", endpoint_id as "endpointId",
  event_id as "eventId", event_type as "eventType", is_test as "isTest", status`;

/**
 * Ends deliveries that wait, whose rows the caller has locked. One that waits for a retry by hand had ended before, and
 * goes back to how it ended. As this adds to the statistics and appends to the feed, it must come last in the caller's
 * transaction, and once.
 */
export async function cancelDeliveries(
  client: pg.ClientBase,
  deliveries: readonly WaitingDelivery[],
  reason: DeliveryEndReason,
): Promise<void> {
  if (deliveries.length === 0) return;
  const ids = deliveries.map(({ id }) => id);
  const { rows } = await client.query<{
    id: string;
    status: DeliveryStatus;
    eventId: string;
    createdAt: Date;
    purged: boolean;
  }>(
    // Without its endpoint a payload can never be sent again, so it has no further use.
    `update delivery d set
       status = case when ended then retried_from else 'CANCELED' end,
       end_reason = case when ended then end_reason else $2::delivery_end_reason end,
       completed_at = case when ended then completed_at else now() end,
       payload_expires_at = case when ended then payload_expires_at else now() + hours * interval '1 hour' end,
       payload_purged_at = case when not ended and hours = 0 then now() else payload_purged_at end,
       next_attempt_at = null, parked_at = null, retried_from = null
     from (select w.id, coalesce(w.retried_from in ('SUCCEEDED', 'FAILED', 'CANCELED'), false) as ended,
             coalesce(e.undelivered_payload_retention_hours, 0) as hours
           from delivery w left join endpoint e on e.id = w.endpoint_id where w.id = any($1::uuid[])) as before
     where d.id = before.id
     returning d.id, d.status, d.event_id as "eventId", d.created_at as "createdAt",
       d.payload_purged_at is not null as purged`,
    [ids, reason],
  );
  await purgeUnclaimedPayloads(
    client,
    rows.filter(({ purged }) => purged).map((row) => row.eventId),
  );
  const updated = new Map(rows.map((row) => [row.id, row]));
  const changes = deliveries.flatMap((delivery) => {
    const after = updated.get(delivery.id);
    return after ? [{ delivery, after }] : [];
  });
  const stats = createStatsDeltas();
  for (const { delivery, after } of changes)
    stats.addTransition({ ...delivery, createdAt: after.createdAt }, delivery.status, after.status);
  await writeStatsDeltas(client, stats);
  await appendFeedItems(
    client,
    changes.map(({ delivery: { id, status, ...facts }, after }) => ({
      kind: 'DELIVERY_STATUS_CHANGED',
      ...facts,
      deliveryId: id,
      previousDeliveryStatus: status,
      deliveryStatus: after.status,
    })),
  );
}
