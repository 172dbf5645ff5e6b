import type pg from 'pg';
import { rowsOf } from '../support/pipeline.ts';
import { NUMBER_HEADER } from './receiver.ts';

export interface EventRow {
  readonly id: string;
  readonly organization: string;
  readonly type: string;
  readonly key: string | null;
}

export interface DeliveryRow {
  readonly id: string;
  readonly event: string;
  readonly endpoint: string;
  readonly status: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly automatic: number;
}

export interface AttemptRow {
  readonly id: string;
  readonly delivery: string;
  readonly number: number;
  readonly trigger: string;
  readonly outcome: string;
  /** Of the request that it records, as the receiver numbered it; null: no response came. */
  readonly request: number | null;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
}

/** What the database says of a run's organizations. */
export interface Rows {
  readonly events: readonly EventRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly attempts: readonly AttemptRow[];
}

export async function loadRows(pool: pg.Pool, organizations: readonly string[]): Promise<Rows> {
  return {
    events: await rowsOf<EventRow>(
      pool,
      `select id, organization_id as organization, type, idempotency_key as key
       from event where organization_id = any($1::uuid[])`,
      [organizations],
    ),
    deliveries: await rowsOf<DeliveryRow>(
      pool,
      `select id, event_id as event, endpoint_id as endpoint, status::text, end_reason::text as reason,
         attempt_count as attempts, automatic_count as automatic
       from delivery where organization_id = any($1::uuid[])`,
      [organizations],
    ),
    attempts: await rowsOf<AttemptRow>(
      pool,
      `select id, delivery_id as delivery, number, trigger::text, outcome::text,
         (select (header ->> 'value')::int from jsonb_array_elements(response_headers) header
          where header ->> 'name' = $2) as request,
         (extract(epoch from started_at) * 1000)::float8 as "startedAt"
       from delivery_attempt where organization_id = any($1::uuid[]) order by delivery_id, number`,
      [organizations, NUMBER_HEADER],
    ),
  };
}

/** These organizations' deliveries that wait, and what for. */
export function waiting(pool: pg.Pool, organizations: readonly string[]): Promise<pg.QueryResultRow[]> {
  return rowsOf(
    pool,
    `select d.id, d.status, d.next_attempt_at, d.parked_at, d.attempt_count, d.endpoint_id, e.status as endpoint, now()
     from delivery d left join endpoint e on e.id = d.endpoint_id
     where d.organization_id = any($1::uuid[]) and d.status in ('PENDING', 'RETRYING')`,
    [organizations],
  );
}

/** Rows of the installation's feed and of endpoints' health that contradict the attempts. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'the feed has a gap, or ends elsewhere than its head says': `
    select head.number as head, count(item.number)::int as items, min(item.number) as first, max(item.number) as last
    from feed_head head left join feed_item item on true group by head.number
    having count(item.number) <> head.number or max(item.number) <> head.number`,
  'an attempt has no feed item, or more than one': `
    select a.id, count(i.number)::int as items from delivery_attempt a
    left join feed_item i on i.attempt_id = a.id and i.kind = 'ATTEMPT_RECORDED'
    group by a.id having count(i.number) <> 1`,
  'a feed item is of no attempt': `
    select number, attempt_id from feed_item i where kind = 'ATTEMPT_RECORDED'
      and not exists (select from delivery_attempt a where a.id = i.attempt_id)`,
  "a delivery's last feed item says another status": `
    select d.id, d.status, last.number, last.delivery_status from delivery d join (
      select distinct on (delivery_id) delivery_id, number, delivery_status from feed_item
      where delivery_id is not null order by delivery_id, number desc) last on last.delivery_id = d.id
    where last.delivery_status <> d.status`,
  "an endpoint's failures are not those since its last success": `
    with item as (select endpoint_id, number, outcome from feed_item where kind = 'ATTEMPT_RECORDED'),
    success as (select endpoint_id, max(number) as number from item where outcome = 'SUCCEEDED' group by endpoint_id)
    select e.id, e.consecutive_failures, count(i.number)::int as failures from endpoint e
    left join success s on s.endpoint_id = e.id
    left join item i on i.endpoint_id = e.id and i.number > coalesce(s.number, 0)
    group by e.id having e.consecutive_failures <> count(i.number)`,
};

/** Each contradiction with the rows that show it; for when nothing moves. */
export async function contradictions(pool: pg.Pool): Promise<{ problem: string; rows: unknown[] }[]> {
  const found = [];
  for (const [problem, sql] of Object.entries(CONTRADICTIONS)) {
    const rows = await rowsOf(pool, sql);
    if (rows.length > 0) found.push({ problem, rows });
  }
  return found;
}
