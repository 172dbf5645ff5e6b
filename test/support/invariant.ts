import type pg from 'pg';
import { expect } from 'vitest';
import { findUncovered, findUndated, findUnlisted, WAITING_START } from '../../src/domain/stranded.ts';
import { NIL_ID } from '../../src/ids.ts';
import { findUncoveredShards } from '../../src/queue/repair-shards.ts';

/**
 * Deliveries that wait and that nobody would ever attempt or cancel. Each must be due at some time, for a worker that
 * holds its shard; or be parked while its endpoint is PAUSED, or about to be resumed; or be covered by the
 * cancellation that follows when an endpoint is disabled or deleted. One statement, so that it may be asked at any
 * moment, amid traffic. It looks at every delivery, where the product's own queries are made to be cheap: whatever the
 * one finds, the other must.
 */
const STRANDED = `
  with job as (
    select name, data ->> 'endpointId' as endpoint_id from pgboss.job
    where name in ('resume-waiting', 'cancel-waiting') and state in ('created', 'retry', 'active'))
  select d.id, d.status, endpoint, d.parked_at
  from delivery d left join endpoint e on e.id = d.endpoint_id
  cross join lateral (select coalesce(e.status::text, 'DELETED') as endpoint) as state
  where d.status in ('PENDING', 'RETRYING')
    and not (d.next_attempt_at is not null and (endpoint in ('ACTIVE', 'PAUSED') or d.is_test))
    and not (d.parked_at is not null and (endpoint = 'PAUSED'
      or (endpoint = 'ACTIVE' and exists (
        select from job where name = 'resume-waiting' and job.endpoint_id = d.endpoint_id::text))))
    and not (endpoint in ('DISABLED', 'DELETED') and exists (
      select from job where name = 'cancel-waiting' and job.endpoint_id = d.endpoint_id::text))`;

/** Where the table of what waits, which the triggers keep, and the deliveries themselves differ. */
const UNLISTED = `
  select d.id, w.delivery_id as listed, d.status, d.next_attempt_at, w.next_attempt_at as listed_for
  from (select * from delivery where status in ('PENDING', 'RETRYING')) d
  full join delivery_waiting w on w.delivery_id = d.id and w.organization_id = d.organization_id
    and w.endpoint_id = d.endpoint_id and w.next_attempt_at is not distinct from d.next_attempt_at
  where d.id is null or w.delivery_id is null`;

/** Claims on payloads whose end nobody would notice. */
const UNNOTED = `
  with noted as (select unnest(delivery_ids) as id, max(expires_at) as until from payload_expiry group by 1)
  select d.id, d.payload_expires_at, noted.until from delivery d left join noted on noted.id = d.id
  where d.payload_expires_at is not null and d.payload_purged_at is null
    and (noted.until is null or noted.until < d.payload_expires_at)`;

/** Shards without the one job that lets a worker attempt their deliveries now. */
const UNCOVERED_SHARDS = `
  select shard, count(j.id)::int as jobs from generate_series(0, 63) as shard
  left join pgboss.job j on j.name = 'shard' and j.state in ('created', 'retry', 'active') and j.start_after <= now()
    and j.id::text = '00000000-0000-7000-8000-' || lpad(to_hex(shard), 12, '0')
  group by shard having count(j.id) <> 1`;

/** Rows whose columns contradict one another. */
const CONTRADICTIONS = `
  select id, problem from (
    select d.id, unnest(array[
      case when ended and next_attempt_at is not null then 'ended with a next attempt' end,
      case when ended and parked_at is not null then 'ended and parked' end,
      case when ended and retried_from is not null then 'ended amid a retry by hand' end,
      case when ended and completed_at is null then 'ended without a time' end,
      case when ended and payload_expires_at is null then 'ended without an end of its payload' end,
      case when not ended and completed_at is not null and retried_from is null then 'waits with an end' end,
      case when status = 'SUCCEEDED' and end_reason is not null then 'succeeded with a reason' end,
      case when status in ('FAILED', 'CANCELED') and end_reason is null then 'failed without a reason' end,
      case when not ended and (next_attempt_at is null) <> (parked_at is not null) then 'due and parked, or neither' end,
      case when attempt_count <> (select count(*) from delivery_attempt a where a.delivery_id = d.id)
        then 'another count of attempts' end
    ]) as problem
    from (select *, status in ('SUCCEEDED', 'FAILED', 'CANCELED') as ended from delivery) d
    union all
    select e.id, unnest(array[
      case when (status = 'PAUSED') <> (paused_at is not null) then 'paused_at' end,
      case when (status = 'DISABLED') <> (disabled_at is not null) then 'disabled_at' end,
      case when (status = 'DISABLED') <> (disabled_reason is not null) then 'disabled_reason' end,
      case when (consecutive_failures = 0) <> (failing_since is null) then 'failing_since' end
    ]) from endpoint e
  ) found where problem is not null`;

/** What holds at every moment, amid traffic too. */
export async function expectNothingStranded(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  expect((await pool.query(STRANDED)).rows, 'stranded deliveries').toEqual([]);
  expect(await findUncovered(pool), 'endpoints without a job, as the product finds them').toEqual([]);
  const undated = await findUndated(pool, WAITING_START, Number.MAX_SAFE_INTEGER);
  expect(undated.ids, 'stranded deliveries, as the product finds them').toEqual([]);
  await expectListed(pool);
}

/** The tables that follow the deliveries have what these say, and nothing else. */
export async function expectListed(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  expect((await pool.query(UNLISTED)).rows, 'deliveries that wait, and those that are listed').toEqual([]);
  const { ids } = await findUnlisted(pool, NIL_ID, Number.MAX_SAFE_INTEGER);
  expect(ids, 'deliveries that wait unlisted, as the product finds them').toEqual([]);
  expect((await pool.query(UNNOTED)).rows, 'claims on payloads without an end').toEqual([]);
}

/** What holds between transactions: nothing is stranded, every shard is covered, no row contradicts itself. */
export async function expectSound(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await expectNothingStranded(pool);
  expect((await pool.query(UNCOVERED_SHARDS)).rows, 'shards without a job').toEqual([]);
  expect(await findUncoveredShards(pool), 'shards without a job, as the product finds them').toEqual([]);
  expect((await pool.query(CONTRADICTIONS)).rows, 'contradictions').toEqual([]);
}
