import type pg from 'pg';
import { uuidBound, wantedPartitions } from '../../src/db/partitions.ts';
import { newId } from '../../src/ids.ts';

const WEEK_MS = 7 * 86_400_000;

/** Gives the weeks from so many to so many before now partitions too, as where the product ran in them. */
export async function addPastPartitions(
  pool: Pick<pg.Pool, 'query'>,
  first: number,
  last = 1,
): Promise<void> {
  for (let week = first; week >= last; week--) {
    for (const { table, name, from, to, current } of wantedPartitions(Date.now() - week * WEEK_MS, 0n)) {
      if (!current || table === 'feed_item') continue;
      await pool.query(
        `create table if not exists ${name} partition of ${table} for values from (${from}) to (${to})`,
      );
    }
  }
}

/** A UUIDv7 of a millisecond. */
export function idAt(ms: number): string {
  return `${uuidBound(ms).slice(0, 13)}${newId().slice(13)}`;
}

/** Times are in milliseconds of Unix time. */
export interface PastDelivery {
  at: number;
  /** SUCCEEDED by default. */
  status?: string;
  eventId?: string;
  endpointId?: string;
  lastAttemptAt?: number;
  dueAt?: number;
  parkedAt?: number;
  completedAt?: number;
  retriedFrom?: string;
  /** Whether it claims its payload. */
  claims?: boolean;
}

/** Writes rows of the past straight into the tables, for an organization that need not be there. */
export function writePast(pool: Pick<pg.Pool, 'query'>, organizationId: string) {
  return {
    /** An event and its payload. */
    async event(at: number): Promise<string> {
      const id = idAt(at);
      await pool.query(
        `insert into event (id, organization_id, type, occurred_at, created_at) values ($1, $2, 'a', $3, $3)`,
        [id, organizationId, new Date(at)],
      );
      await pool.query(`insert into event_payload (event_id, organization_id, sealed) values ($1, $2, 'x')`, [
        id,
        organizationId,
      ]);
      return id;
    },
    async delivery(past: PastDelivery): Promise<string> {
      const { at, status = 'SUCCEEDED', eventId = idAt(at), endpointId = newId(), claims = false } = past;
      const date = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
      const id = idAt(at);
      await pool.query(
        `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, created_at, last_attempt_id,
           next_attempt_at, parked_at, completed_at, retried_from, payload_expires_at, payload_purged_at)
         values ($1, $2, $3, $4, 'a', $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          ...[id, organizationId, eventId, endpointId, status, date(at)],
          past.lastAttemptAt === undefined ? null : idAt(past.lastAttemptAt),
          ...[date(past.dueAt), date(past.parkedAt), date(past.completedAt), past.retriedFrom ?? null],
          ...(status === 'PENDING' || status === 'RETRYING'
            ? [null, null]
            : [date(at), claims ? null : date(at)]),
        ],
      );
      return id;
    },
    async attempt(at: number, deliveryId: string = newId()): Promise<string> {
      const id = idAt(at);
      await pool.query(
        `insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
           request_headers, duration_ms, started_at, finished_at)
         values ($1, $2, $3, gen_random_uuid(), 1, 'AUTOMATIC', 'SUCCEEDED', 'https://example.com/', '[]', 1, $4, $4)`,
        [id, organizationId, deliveryId, new Date(at)],
      );
      return id;
    },
    /** Feed items with these numbers, the last of which the feed's head has come to. */
    async feedItems(items: readonly { number: number; at: number }[]): Promise<void> {
      await pool.query(
        `insert into feed_item (number, organization_id, kind, occurred_at, endpoint_id)
         select number, $2, 'ENDPOINT_STATUS_CHANGED', at, gen_random_uuid()
         from jsonb_to_recordset($1) as item (number bigint, at timestamptz)`,
        [JSON.stringify(items.map(({ number, at }) => ({ number, at: new Date(at) }))), organizationId],
      );
      await pool.query('update feed_head set number = greatest(number, (select max(number) from feed_item))');
    },
  };
}
