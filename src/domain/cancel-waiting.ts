import { type Database, inTransaction } from '../db/client.ts';
import type { DeliveryStatus, EndpointDisabledReason, EndpointStatus } from '../db/generated/prisma/enums.ts';
import { appendFeedItems } from '../feed/append.ts';
import { bossDb, type PgBoss } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import { cancelReason } from './lifecycle.ts';
import { purgeUnclaimedPayloads } from './payload-claims.ts';

const BATCH_SIZE = 500;

interface WaitingRow {
  id: string;
  organization_id: string;
  event_id: string;
  event_type: string;
  is_test: boolean;
  status: DeliveryStatus;
}

interface EndpointRow {
  status: EndpointStatus;
  disabled_reason: EndpointDisabledReason | null;
  retention_hours: number;
}

/**
 * Cancels what waits for an endpoint that is disabled or deleted, in transactions of 500. An attempt that is
 * in flight is still recorded, and its success wins. Safe to repeat, and does nothing when the endpoint is
 * enabled again.
 * @returns how many deliveries were canceled
 */
export async function cancelWaiting(database: Database, boss: PgBoss, endpointId: string): Promise<number> {
  let canceled = 0;
  for (;;) {
    const count = await cancelBatch(database, boss, endpointId);
    canceled += count;
    if (count < BATCH_SIZE) return canceled;
  }
}

async function cancelBatch({ pool }: Database, boss: PgBoss, endpointId: string): Promise<number> {
  return inTransaction(pool, async (client) => {
    const endpoints = await client.query<EndpointRow>(
      `select status, disabled_reason, undelivered_payload_retention_hours as retention_hours
       from endpoint where id = $1 for key share`,
      [endpointId],
    );
    const endpoint = endpoints.rows[0];
    const reason = cancelReason(
      endpoint
        ? { disabled: endpoint.status === 'DISABLED', disabledReason: endpoint.disabled_reason }
        : null,
    );
    if (!reason) return 0;
    // A test may run whatever the endpoint's status, as long as there is one.
    const { rows } = await client.query<WaitingRow>(
      `select id, organization_id, event_id, event_type, is_test, status from delivery
       where endpoint_id = $1 and status in ('PENDING', 'RETRYING') and ($2 or not is_test)
       order by id limit $3 for update`,
      [endpointId, !endpoint, BATCH_SIZE],
    );
    if (rows.length === 0) return 0;
    const ids = rows.map((row) => row.id);
    // Without its endpoint a payload can never be sent again, so it has no further use.
    const retentionHours = endpoint?.retention_hours ?? 0;
    await client.query(
      `update delivery set status = 'CANCELED', end_reason = $2::delivery_end_reason, next_attempt_at = null, completed_at = now(),
         payload_expires_at = now() + $3 * interval '1 hour', payload_purged_at = case when $3 = 0 then now() end
       where id = any($1::uuid[])`,
      [ids, reason, retentionHours],
    );
    await boss.deleteJob(QUEUES.deliver.name, ids, bossDb(client));
    if (retentionHours === 0)
      await purgeUnclaimedPayloads(
        client,
        rows.map((row) => row.event_id),
      );
    await appendFeedItems(
      client,
      rows.map((row) => ({
        kind: 'DELIVERY_STATUS_CHANGED',
        organizationId: row.organization_id,
        endpointId,
        deliveryId: row.id,
        eventId: row.event_id,
        eventType: row.event_type,
        isTest: row.is_test,
        previousDeliveryStatus: row.status,
        deliveryStatus: 'CANCELED',
      })),
    );
    return rows.length;
  });
}
