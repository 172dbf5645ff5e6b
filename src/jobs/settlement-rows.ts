import type { SqlClient } from '../db/client.ts';
import type {
  DeliveryEndReason,
  DeliveryStatus,
  EndpointDisabledReason,
  EndpointStatus,
} from '../db/generated/prisma/enums.ts';
import { RETRY_XID } from '../domain/load-deliveries.ts';

/** What a settlement reads and writes of a delivery. */
export interface DeliveryRow {
  id: string;
  status: DeliveryStatus;
  endReason: DeliveryEndReason | null;
  attemptCount: number;
  automaticCount: number;
  nextAttemptAt: Date | null;
  lastAttemptId: string | null;
  /** Not null: the attempt that was made is a retry by hand. */
  retriedFrom: DeliveryStatus | null;
  readonly retryXid: string | null;
  parkedAt: Date | null;
  completedAt: Date | null;
  payloadExpiresAt: Date | null;
  payloadPurgedAt: Date | null;
}

/** What a settlement reads and writes of an endpoint. */
export interface EndpointRow {
  id: string;
  url: string;
  status: EndpointStatus;
  disabledReason: EndpointDisabledReason | null;
  disabledAt: Date | null;
  maxRetries: number;
  undeliveredPayloadRetentionHours: number;
  consecutiveFailures: number;
  failingSince: Date | null;
  lastVerifiedAt: Date | null;
  lastDeliveryAt: Date | null;
  lastError: string | null;
}

/**
 * Locks the deliveries in the order of their ids. `now` is the transaction's time on the database's clock, `nowMs` the
 * same moment on the monotonic one: locks may be waited for afterwards.
 */
export async function lockDeliveries(
  client: SqlClient,
  ids: string[],
): Promise<{ now: Date; nowMs: number; deliveries: Map<string, DeliveryRow> }> {
  const { rows: times } = await client.query<{ now: Date }>('select now()');
  const nowMs = performance.now();
  const { rows } = await client.query<DeliveryRow>(
    `select id, status, end_reason as "endReason", attempt_count as "attemptCount", automatic_count as "automaticCount",
       next_attempt_at as "nextAttemptAt", last_attempt_id as "lastAttemptId",
       retried_from as "retriedFrom", ${RETRY_XID}, parked_at as "parkedAt",
       completed_at as "completedAt", payload_expires_at as "payloadExpiresAt", payload_purged_at as "payloadPurgedAt"
     from delivery where id = any($1::uuid[]) order by id for update`,
    [ids],
  );
  const { now } = times[0] as { now: Date };
  return { now, nowMs, deliveries: new Map(rows.map((row) => [row.id, row])) };
}

export async function lockEndpoints(client: SqlClient, ids: string[]): Promise<Map<string, EndpointRow>> {
  const { rows } = await client.query<EndpointRow>(
    `select id, url, status, disabled_reason as "disabledReason", disabled_at as "disabledAt", max_retries as "maxRetries",
       undelivered_payload_retention_hours as "undeliveredPayloadRetentionHours",
       consecutive_failures as "consecutiveFailures", failing_since as "failingSince", last_verified_at as "lastVerifiedAt",
       last_delivery_at as "lastDeliveryAt", last_error as "lastError"
     from endpoint where id = any($1::uuid[]) order by id for no key update`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function writeDeliveries(client: SqlClient, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `update delivery d set status = r.status, end_reason = r."endReason", attempt_count = r."attemptCount",
       automatic_count = r."automaticCount", next_attempt_at = r."nextAttemptAt", last_attempt_id = r."lastAttemptId",
       retried_from = r."retriedFrom", parked_at = r."parkedAt",
       completed_at = r."completedAt", payload_expires_at = r."payloadExpiresAt", payload_purged_at = r."payloadPurgedAt"
     from json_to_recordset($1::json) as r (id uuid, status delivery_status, "endReason" delivery_end_reason,
       "attemptCount" int, "automaticCount" int, "nextAttemptAt" timestamptz, "lastAttemptId" uuid,
       "retriedFrom" delivery_status, "parkedAt" timestamptz,
       "completedAt" timestamptz, "payloadExpiresAt" timestamptz, "payloadPurgedAt" timestamptz)
     where d.id = r.id`,
    [JSON.stringify(rows)],
  );
}

export async function writeEndpoints(client: SqlClient, rows: readonly EndpointRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `update endpoint e set status = r.status, disabled_reason = r."disabledReason", disabled_at = r."disabledAt",
       paused_at = case when r.status = 'PAUSED' then e.paused_at end,
       updated_at = case when e.status = r.status then e.updated_at else now() end,
       consecutive_failures = r."consecutiveFailures", failing_since = r."failingSince",
       last_verified_at = r."lastVerifiedAt", last_delivery_at = r."lastDeliveryAt", last_error = r."lastError"
     from json_to_recordset($1::json) as r (id uuid, status endpoint_status, "disabledReason" endpoint_disabled_reason,
       "disabledAt" timestamptz, "consecutiveFailures" int, "failingSince" timestamptz, "lastVerifiedAt" timestamptz,
       "lastDeliveryAt" timestamptz, "lastError" text)
     where e.id = r.id`,
    [JSON.stringify(rows)],
  );
}
