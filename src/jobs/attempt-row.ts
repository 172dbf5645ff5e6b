import type { SqlClient } from '../db/client.ts';
import type { AttemptOutcome, AttemptTrigger } from '../db/generated/prisma/enums.ts';
import type { AttemptRecord, FinishedDelivery } from './attempt.ts';

/** What a settlement writes of an attempt. */
export interface AttemptRow {
  id: string;
  organizationId: string;
  deliveryId: string;
  endpointId: string;
  number: number;
  trigger: AttemptTrigger;
  outcome: AttemptOutcome;
  url: string;
  requestHeaders: unknown;
  responseStatus: number | null;
  responseHeaders: unknown;
  responseBody: string | null;
  responseBodyTruncated: boolean;
  durationMs: number;
  errorMessage: string | null;
  startedAt: Date;
  finishedAt: Date;
}

export function toAttemptRow(
  { delivery }: FinishedDelivery,
  attempt: AttemptRecord,
  number: number,
  startedAt: Date,
): AttemptRow {
  const {
    judgement,
    trigger,
    url,
    requestHeaders,
    responseHeaders,
    responseBody,
    responseBodyTruncated,
    durationMs,
  } = attempt;
  return {
    id: attempt.id,
    organizationId: delivery.organizationId,
    deliveryId: delivery.id,
    endpointId: delivery.endpointId,
    number,
    trigger,
    outcome: judgement.outcome,
    url,
    requestHeaders,
    responseStatus: judgement.responseStatus,
    responseHeaders,
    responseBody,
    responseBodyTruncated,
    durationMs,
    errorMessage: judgement.errorMessage,
    startedAt,
    finishedAt: new Date(startedAt.getTime() + durationMs),
  };
}

export async function writeAttempts(client: SqlClient, rows: readonly AttemptRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
       request_headers, response_status, response_headers, response_body, response_body_truncated, duration_ms,
       error_message, started_at, finished_at)
     select id, "organizationId", "deliveryId", "endpointId", number, trigger, outcome, url,
       "requestHeaders", "responseStatus", "responseHeaders", "responseBody", "responseBodyTruncated", "durationMs",
       "errorMessage", "startedAt", "finishedAt"
     from json_to_recordset($1::json) as attempt (id uuid, "organizationId" uuid, "deliveryId" uuid, "endpointId" uuid,
       number int, trigger attempt_trigger, outcome attempt_outcome, url text, "requestHeaders" jsonb,
       "responseStatus" int, "responseHeaders" jsonb, "responseBody" text, "responseBodyTruncated" boolean,
       "durationMs" int, "errorMessage" text, "startedAt" timestamptz, "finishedAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
}
