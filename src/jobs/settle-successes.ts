import { binaryArray } from '../db/binary-arrays.ts';
import { BY_INDEX } from '../db/by-index.ts';
import { sendTransaction } from '../db/client.ts';
import { createStatsDeltas } from '../domain/stats-deltas.ts';
import type { AttemptRecord, FinishedDelivery } from './attempt.ts';
import type { SettleTools } from './settle.ts';
import type { SettledAttempt } from './settlement.ts';

/** The last delivery of a busy endpoint is written down this often: each time would cost half as much as the rest. */
const LAST_DELIVERY_SECONDS = 10;
const CHECK_VIOLATION = '23514';

/** An automatic attempt that succeeded, of a delivery whose payload is kept for a while. */
export interface Success extends FinishedDelivery {
  attempt: AttemptRecord;
}

export function isSuccess(
  finished: FinishedDelivery,
  tools: Pick<SettleTools, 'deliveredPayloadRetentionHours'>,
): finished is Success {
  const { attempt } = finished;
  return (
    attempt?.judgement.outcome === 'SUCCEEDED' &&
    attempt.trigger === 'AUTOMATIC' &&
    tools.deliveredPayloadRetentionHours > 0
  );
}

/**
 * Records successes, by far the most of what is settled, in one statement: `settle` does the same for whatever came
 * of an attempt, in a dozen of them. Of each row it takes for granted what was loaded, and checks that in passing.
 * @param failingIds endpoints with failures that another transaction may just be recording
 * @returns null when one of the deliveries has changed meanwhile; then nothing is written, and `settle` must do it
 */
export async function settleSuccesses(
  tools: SettleTools,
  successes: readonly Success[],
  failingIds: readonly string[] = [],
): Promise<SettledAttempt[] | null> {
  const ordered = successes.toSorted((a, b) => (a.delivery.id < b.delivery.id ? -1 : 1));
  const attempts = ordered.map(({ attempt }) => attempt);
  const values = [
    ordered.length,
    tools.deliveredPayloadRetentionHours,
    JSON.stringify(statsOf(ordered)),
    LAST_DELIVERY_SECONDS,
    binaryArray.uuid(ordered.map(({ delivery }) => delivery.id)),
    binaryArray.uuid(attempts.map(({ id }) => id)),
    binaryArray.int4(ordered.map(({ delivery }) => delivery.attemptCount + 1)),
    binaryArray.text(attempts.map(({ url }) => url)),
    binaryArray.jsonb(attempts.map(({ requestHeaders }) => JSON.stringify(requestHeaders))),
    binaryArray.int4(attempts.map(({ judgement }) => judgement.responseStatus)),
    binaryArray.jsonb(
      attempts.map(({ responseHeaders }) => responseHeaders && JSON.stringify(responseHeaders)),
    ),
    binaryArray.text(attempts.map(({ responseBody }) => responseBody)),
    binaryArray.bool(attempts.map(({ responseBodyTruncated }) => responseBodyTruncated)),
    binaryArray.int4(attempts.map(({ durationMs }) => durationMs)),
    binaryArray.float8(ordered.map((success) => startOf(success).getTime())),
    binaryArray.uuid(failingIds),
  ];
  const settling = tools.database.statement('settle-successes', SETTLE_SUCCESSES, values);
  try {
    await sendTransaction(tools.database, [settling], `${BY_INDEX}; ${WRITES_WAITING}`);
  } catch (error) {
    if (hasChanged(error)) return null;
    throw error;
  }
  return ordered.map(toSettled);
}

/** The statement sets what the feed's head must not be when it did not find each delivery as it was loaded. */
function hasChanged(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === CHECK_VIOLATION && constraint === 'feed_head_number_check';
}

/** To the trigger that else keeps what waits, row by row. */
const WRITES_WAITING = "SET LOCAL hookline.writes_waiting = 'on'";

// A subquery with "offset 0" is asked row by row; a join might be turned around, and ask each row of the table. That is
// what PostgreSQL does when it has analyzed "delivery_waiting" while nothing waited, until it does so again.
// The feed's head is locked last, as appendFeedItems wants it, because its update asks for what all else returns:
// otherwise PostgreSQL would do that after it, and the next settlement would wait for it three times as long.
const SETTLE_SUCCESSES = `
  with done as materialized (
    select * from unnest($5::uuid[], $6::uuid[], $7::int[], $8::text[], $9::jsonb[], $10::int[], $11::jsonb[],
        $12::text[], $13::boolean[], $14::int[], $15::float[])
      with ordinality as r ("deliveryId", "attemptId", "attemptNumber", url, "requestHeaders", "responseStatus",
        "responseHeaders", "responseBody", "responseBodyTruncated", "durationMs", "startedAtMs", place)),
  found as materialized (
    select d.ctid as row, done.* from done
    cross join lateral (select ctid from delivery where id = done."deliveryId" offset 0) d),
  changed as (
    update delivery d set status = 'SUCCEEDED', attempt_count = d.attempt_count + 1,
      automatic_count = d.automatic_count + 1, next_attempt_at = null, parked_at = null, completed_at = now(),
      last_attempt_id = found."attemptId", payload_expires_at = now() + $2::int * interval '1 hour'
    from found
    where d.ctid = found.row and d.attempt_count = found."attemptNumber" - 1 and d.retried_from is null
      and d.status in ('PENDING', 'RETRYING')
    returning d.organization_id, d.endpoint_id, d.event_id, d.event_type, found.*),
  listed as (
    select w.ctid as row from changed
    cross join lateral (
      select ctid from delivery_waiting
      where organization_id = changed.organization_id and delivery_id = changed."deliveryId" offset 0) w),
  ended as (delete from delivery_waiting w using listed where w.ctid = listed.row returning 1),
  expiring as (
    insert into payload_expiry (expires_at, delivery_ids)
    select now() + $2::int * interval '1 hour', array_agg("deliveryId") from changed having count(*) > 0 returning 1),
  recorded as (
    insert into delivery_attempt (id, organization_id, delivery_id, endpoint_id, number, trigger, outcome, url,
      request_headers, response_status, response_headers, response_body, response_body_truncated, duration_ms,
      started_at, finished_at)
    select "attemptId", organization_id, "deliveryId", endpoint_id, "attemptNumber", 'AUTOMATIC', 'SUCCEEDED', url,
      "requestHeaders", "responseStatus", "responseHeaders", "responseBody", "responseBodyTruncated", "durationMs",
      to_timestamp("startedAtMs" / 1000), to_timestamp(("startedAtMs" + "durationMs") / 1000)
    from changed returning 1),
  healthy as (
    select e.id from (select distinct endpoint_id as id, url from changed order by 1) as reached
    cross join lateral (
      select id from endpoint where id = reached.id and url = reached.url
        and (consecutive_failures > 0 or id = any($16::uuid[]) or last_delivery_at is null
          or last_delivery_at < now() - $4::int * interval '1 second')
      offset 0 for no key update) as e),
  health as (
    update endpoint e set consecutive_failures = 0, failing_since = null, last_error = null, last_delivery_at = now()
    where e.id = any(array(select id from healthy)) returning 1),
  stats as (insert into delivery_stat_delta (deltas) values ($3::json) returning 1),
  head as (
    update feed_head set number = case when (select count(*) from changed) = $1::int
      and (select count(*) from ended) = $1::int then number + $1::int else -1 end
    where id = 1 and (select count(*) from expiring) + (select count(*) from recorded)
      + (select count(*) from health) + (select count(*) from stats) > 0
    returning number)
  insert into feed_item (number, organization_id, kind, occurred_at, endpoint_id, delivery_id, event_id, attempt_id,
    event_type, is_test, attempt_number, outcome, response_status, duration_ms, delivery_status)
  select head.number - $1::int + place, organization_id, 'ATTEMPT_RECORDED', now(), endpoint_id, "deliveryId",
    event_id, "attemptId", event_type, false, "attemptNumber", 'SUCCEEDED', "responseStatus", "durationMs", 'SUCCEEDED'
  from changed, head`;

/** Not reckoned back from the transaction's time: it may have waited for a connection before it began. */
function startOf({ delivery, attempt }: Success): Date {
  return new Date(delivery.clockOffsetMs + attempt.startedMs);
}

function statsOf(successes: readonly Success[]) {
  const stats = createStatsDeltas();
  for (const { delivery, attempt } of successes) {
    stats.addAttempt(delivery, {
      startedAt: startOf({ delivery, attempt }),
      outcome: 'SUCCEEDED',
      durationMs: attempt.durationMs,
    });
    stats.addTransition(delivery, delivery.status, 'SUCCEEDED');
  }
  return stats.list();
}

function toSettled({ delivery, attempt }: Success): SettledAttempt {
  return {
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    endpointId: delivery.endpointId,
    organizationId: delivery.organizationId,
    eventType: delivery.eventType,
    attemptNumber: delivery.attemptCount + 1,
    outcome: 'SUCCEEDED',
    responseStatus: attempt.judgement.responseStatus,
    durationMs: attempt.durationMs,
    deliveryStatus: 'SUCCEEDED',
    nextAttemptAt: null,
  };
}
