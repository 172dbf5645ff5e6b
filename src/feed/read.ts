import type { Database } from '../db/client.ts';
import type { FeedItemModel } from '../db/generated/prisma/models.ts';
import { type FeedFilter, filterCondition } from './filter.ts';
import type { FeedGap } from './item.ts';

const COLUMNS = `number, organization_id as "organizationId", kind, occurred_at as "occurredAt",
  endpoint_id as "endpointId", delivery_id as "deliveryId", event_id as "eventId", attempt_id as "attemptId",
  event_type as "eventType", is_test as "isTest", attempt_number as "attemptNumber", outcome,
  response_status as "responseStatus", duration_ms as "durationMs",
  previous_delivery_status as "previousDeliveryStatus", delivery_status as "deliveryStatus",
  next_attempt_at as "nextAttemptAt", previous_endpoint_status as "previousEndpointStatus",
  endpoint_status as "endpointStatus", disabled_reason as "disabledReason"`;

/** Beyond every number. */
const NUMBER_MAX = 2n ** 63n - 1n;

export interface Range {
  /** Exclusive. */
  after: bigint;
  /** Inclusive; absent: whatever is there. */
  until?: bigint;
  filter?: FeedFilter;
  limit: number;
  /** `desc`: those at the end, from the last one back. */
  order?: 'asc' | 'desc';
}

export interface ReadItems {
  items: FeedItemModel[];
  /** Whether the item right after the range's beginning is still there: if so, none of the range has been dropped. */
  unbroken: boolean;
  /** By the database's clock. */
  readAt: Date;
}

/** Reads in one statement, and so at one moment: what it says of dropped items holds for the items that it returns. */
export async function readItems(database: Database, range: Range): Promise<ReadItems> {
  const { after, until = NUMBER_MAX, filter = {}, limit, order = 'asc' } = range;
  const values: unknown[] = [String(after), String(until), limit];
  const condition = filterCondition(filter, values);
  const text = `select extract(epoch from now()) * 1000 as "readMs", exists (select from feed_item where number = $1::bigint + 1) as unbroken, item.*
    from (select 1) as one left join lateral
      (select ${COLUMNS} from feed_item where number > $1::bigint and number <= $2::bigint and ${condition}
       order by number ${order} limit $3) as item on true
    order by item.number ${order}`;
  // Told by the text, as a named statement has only one: a condition that nothing meets takes no value either.
  const isPlain = condition === 'true' && order === 'asc';
  const { rows } = await database.pool.query<Row>(
    isPlain ? database.statement('feed_items', text, values) : { text, values },
  );
  const [first] = rows;
  if (!first) throw new Error('the feed could not be looked at');
  return {
    items: first.number === null ? [] : rows.map(toItem),
    unbroken: first.unbroken,
    readAt: new Date(Number(first.readMs)),
  };
}

/** `number` is null in the one row that there is without items. */
type Row = { readMs: string; unbroken: boolean } & Omit<FeedItemModel, 'number'> & { number: string };

/** Copied field by field: the rest of a destructured row would be one of V8's slow objects. */
function toItem(row: Row): FeedItemModel {
  return {
    number: BigInt(row.number),
    organizationId: row.organizationId,
    kind: row.kind,
    occurredAt: row.occurredAt,
    endpointId: row.endpointId,
    deliveryId: row.deliveryId,
    eventId: row.eventId,
    attemptId: row.attemptId,
    eventType: row.eventType,
    isTest: row.isTest,
    attemptNumber: row.attemptNumber,
    outcome: row.outcome,
    responseStatus: row.responseStatus,
    durationMs: row.durationMs,
    previousDeliveryStatus: row.previousDeliveryStatus,
    deliveryStatus: row.deliveryStatus,
    nextAttemptAt: row.nextAttemptAt,
    previousEndpointStatus: row.previousEndpointStatus,
    endpointStatus: row.endpointStatus,
    disabledReason: row.disabledReason,
  };
}

/** A place in the feed, and when it stood there. */
export interface Place {
  readonly number: bigint;
  readonly at: Date;
}

/**
 * The time is that of the last item, so that the place stays the same while nothing happens; number 0 before the first.
 */
export async function readHead({ pool }: Pick<Database, 'pool'>): Promise<Place> {
  const { rows } = await pool.query<{ number: string; at: Date }>(
    `select head.number, coalesce(item.occurred_at, now()) as at
     from feed_head as head left join feed_item as item on item.number = head.number where head.id = 1`,
  );
  const [row] = rows;
  if (!row) throw new Error('the feed has no head');
  return { number: BigInt(row.number), at: row.at };
}

/**
 * What is missing after a number: up to the oldest item beyond it, or all there was.
 * @param since the time of that number, where it is known
 */
export async function gapAfter(
  { pool }: Pick<Database, 'pool'>,
  after: bigint,
  since: Date | null,
): Promise<FeedGap> {
  const { rows } = await pool.query<{
    head: string;
    at: Date;
    number: string | null;
    occurredAt: Date | null;
  }>(
    `select head.number as head, now() as at, oldest.number, oldest.occurred_at as "occurredAt"
     from feed_head as head left join lateral
       (select number, occurred_at from feed_item where number > $1::bigint order by number limit 1) as oldest on true
     where head.id = 1`,
    [String(after)],
  );
  const [row] = rows;
  if (!row) throw new Error('the feed has no head');
  const occurredAt = row.occurredAt ?? row.at;
  return {
    kind: 'GAP',
    number: row.number === null ? BigInt(row.head) : BigInt(row.number) - 1n,
    occurredAt,
    missedSince: since ?? occurredAt,
  };
}
