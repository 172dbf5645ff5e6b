import type { SqlClient } from '../db/client.ts';
import { DELTA_COLUMNS } from './stats-deltas.ts';
import { HOUR_ROWS_DAYS, MINUTE_ROWS_DAYS } from './stats-window.ts';

/** Transactions whose deltas are summed at once; bounds how long the sums are locked. */
const BATCH_SIZE = 200;
/** Bounds one run: what is left is read as it is until the next. */
const BATCHES_MAX = 20;

/**
 * Sums what transactions have added into the rows of minutes and hours, of the endpoint and of its organization.
 * A statistic reads sums and deltas in one statement, so it is the same before and after. Any number of workers
 * may do this at once: each takes other deltas, and locks the sums in the order of their key.
 * @returns of how many transactions the deltas were summed
 */
export async function rollUpStats(client: SqlClient): Promise<number> {
  let summed = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const { rows } = await client.query<{ taken: number }>(ROLL_UP, [
      BATCH_SIZE,
      MINUTE_ROWS_DAYS,
      HOUR_ROWS_DAYS,
    ]);
    const taken = rows[0]?.taken ?? 0;
    summed += taken;
    if (taken < BATCH_SIZE) break;
  }
  return summed;
}

/**
 * Summed by minute first, as each of those goes into four rows. A row that the purge has taken does not come back with
 * what was added last. What is taken is an array, as a join might ask for it again for each row of the table.
 */
const ROLL_UP = `
  with taken as (
    delete from delivery_stat_delta
    where id = any(array(select id from delivery_stat_delta order by id limit $1 for update skip locked))
    returning deltas),
  minutes as (
    select "endpointId", "organizationId", start, sum(created)::int as created, sum(succeeded)::int as succeeded,
      sum(failed)::int as failed, sum(canceled)::int as canceled, sum("attemptsSucceeded")::int as "attemptsSucceeded",
      sum("attemptsFailed")::int as "attemptsFailed", sum(durations) as durations
    from taken cross join json_to_recordset(deltas) as d (${DELTA_COLUMNS})
    group by "endpointId", "organizationId", start),
  added as (
    insert into delivery_stat as s (subject_id, organization_id, span, start, created, succeeded, failed, canceled,
      attempts_succeeded, attempts_failed, durations)
    select subject.id, "organizationId", span.name, span.start, sum(created), sum(succeeded), sum(failed), sum(canceled),
      sum("attemptsSucceeded"), sum("attemptsFailed"), sum(durations)
    from minutes as d
    cross join lateral (values ("endpointId"), ("organizationId")) as subject (id)
    cross join lateral (values
      ('MINUTE'::stat_span, d.start, interval '1 minute', $2::int),
      ('HOUR', date_bin('1 hour', d.start, 'epoch'), interval '1 hour', $3::int)) as span (name, start, length, days)
    where span.start + span.length > now() - span.days * interval '1 day'
    group by 1, 2, 3, 4 order by 1, 3, 4
    on conflict (subject_id, span, start) do update set
      created = s.created + excluded.created, succeeded = s.succeeded + excluded.succeeded, failed = s.failed + excluded.failed,
      canceled = s.canceled + excluded.canceled,
      attempts_succeeded = s.attempts_succeeded + excluded.attempts_succeeded,
      attempts_failed = s.attempts_failed + excluded.attempts_failed,
      durations = s.durations + excluded.durations)
  select count(*)::int as taken from taken`;
