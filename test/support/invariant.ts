import type pg from 'pg';
import { expect } from 'vitest';

/**
 * Deliveries that wait and that nobody would ever attempt or cancel. Each must be covered by its own job; or by
 * being parked while its endpoint is PAUSED, or about to be resumed; or by the cancellation that follows when an
 * endpoint is disabled or deleted. One statement, so that it may be asked at any moment, amid traffic.
 */
const STRANDED = `
  with job as (
    select id, name, data ->> 'endpointId' as endpoint_id from pgboss.job
    where name in ('deliver', 'resume-waiting', 'cancel-waiting') and state in ('created', 'retry', 'active'))
  select d.id, d.status, coalesce(e.status::text, 'deleted') as endpoint, d.parked_at
  from delivery d left join endpoint e on e.id = d.endpoint_id
  where d.status in ('PENDING', 'RETRYING')
    and not exists (select from job where name = 'deliver' and job.id = d.id)
    and not (d.parked_at is not null and (e.status = 'PAUSED'
      or (e.status = 'ACTIVE' and exists (
        select from job where name = 'resume-waiting' and job.endpoint_id = d.endpoint_id::text))))
    and not ((e.id is null or e.status = 'DISABLED') and exists (
      select from job where name = 'cancel-waiting' and job.endpoint_id = d.endpoint_id::text))`;

/** Jobs of deliveries that have none coming, or that start later than the delivery is due. */
const WRONG_JOBS = `
  select j.id, j.state, j.start_after, d.status, d.next_attempt_at, d.parked_at
  from pgboss.job j left join delivery d on d.id = j.id
  where j.name = 'deliver' and j.state in ('created', 'retry')
    and (d.id is null or d.status not in ('PENDING', 'RETRYING') or d.parked_at is not null
      or j.start_after > d.next_attempt_at + interval '1 second')`;

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
}

/** What holds between transactions: nothing is stranded, no job is wrong, no row contradicts itself. */
export async function expectSound(pool: Pick<pg.Pool, 'query'>): Promise<void> {
  await expectNothingStranded(pool);
  expect((await pool.query(WRONG_JOBS)).rows, 'jobs that should not be').toEqual([]);
  expect((await pool.query(CONTRADICTIONS)).rows, 'contradictions').toEqual([]);
}
