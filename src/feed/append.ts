import type { SqlClient } from '../db/client.ts';
import type { FeedItemModel } from '../db/generated/prisma/models.ts';

type Fact<Key extends keyof FeedItemModel> = NonNullable<FeedItemModel[Key]>;

export interface AttemptRecordedItem {
  kind: 'ATTEMPT_RECORDED';
  organizationId: string;
  endpointId: string;
  deliveryId: string;
  eventId: string;
  attemptId: string;
  eventType: string;
  isTest: boolean;
  attemptNumber: number;
  outcome: Fact<'outcome'>;
  responseStatus: number | null;
  durationMs: number;
  deliveryStatus: Fact<'deliveryStatus'>;
  nextAttemptAt: Date | null;
}

export interface DeliveryStatusChangedItem {
  kind: 'DELIVERY_STATUS_CHANGED';
  organizationId: string;
  endpointId: string;
  deliveryId: string;
  eventId: string;
  eventType: string;
  isTest: boolean;
  previousDeliveryStatus: Fact<'previousDeliveryStatus'>;
  deliveryStatus: Fact<'deliveryStatus'>;
}

export interface EndpointStatusChangedItem {
  kind: 'ENDPOINT_STATUS_CHANGED';
  organizationId: string;
  endpointId: string;
  previousEndpointStatus: Fact<'previousEndpointStatus'>;
  /** Null: deleted. */
  endpointStatus: FeedItemModel['endpointStatus'];
  disabledReason: FeedItemModel['disabledReason'];
}

export type NewFeedItem = AttemptRecordedItem | DeliveryStatusChangedItem | EndpointStatusChangedItem;

/**
 * Appends items, in the order given, inside the caller's transaction, which must do nothing else afterwards:
 * the head row stays locked until the commit, so numbers become visible in their order and a reader that
 * asks for `number > cursor` misses nothing. Measured against a sequence (9,566 of 15,210 items missed by
 * such a reader), a snapshot's xmin (105 of 15,880) and transaction ids (none, but they do not survive
 * a dump and restore).
 */
export async function appendFeedItems(client: SqlClient, items: readonly NewFeedItem[]): Promise<void> {
  if (items.length === 0) return;
  const { rows } = await client.query<{ number: string }>(
    'update feed_head set number = number + $1 where id = 1 returning number',
    [items.length],
  );
  const last = BigInt(rows[0]?.number ?? 0);
  const first = last - BigInt(items.length) + 1n;
  const numbered = items.map((item, index) => ({ ...item, number: String(first + BigInt(index)) }));
  await client.query(
    `insert into feed_item (number, organization_id, kind, occurred_at, endpoint_id, delivery_id, event_id, attempt_id,
       event_type, is_test, attempt_number, outcome, response_status, duration_ms, previous_delivery_status,
       delivery_status, next_attempt_at, previous_endpoint_status, endpoint_status, disabled_reason)
     select number, "organizationId", kind, now(), "endpointId", "deliveryId", "eventId", "attemptId",
       "eventType", "isTest", "attemptNumber", outcome, "responseStatus", "durationMs", "previousDeliveryStatus",
       "deliveryStatus", "nextAttemptAt", "previousEndpointStatus", "endpointStatus", "disabledReason"
     from jsonb_to_recordset($1::jsonb) as item (number bigint, "organizationId" uuid, kind feed_item_kind,
       "endpointId" uuid, "deliveryId" uuid, "eventId" uuid, "attemptId" uuid, "eventType" text, "isTest" boolean,
       "attemptNumber" int, outcome attempt_outcome, "responseStatus" int, "durationMs" int,
       "previousDeliveryStatus" delivery_status, "deliveryStatus" delivery_status, "nextAttemptAt" timestamptz,
       "previousEndpointStatus" endpoint_status, "endpointStatus" endpoint_status,
       "disabledReason" endpoint_disabled_reason)`,
    [JSON.stringify(numbered)],
  );
}
