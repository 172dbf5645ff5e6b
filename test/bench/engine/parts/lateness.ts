import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { formatId } from '../../../../src/ids.ts';
import { nowMs } from '../clock.ts';
import { percentiles } from '../probes.ts';
import { judged, rounded, type Table } from '../report.ts';
import { publishAll, spread, workloadOf } from '../runs.ts';
import type { Stage } from '../stage.ts';
import { addTenants } from '../tenants.ts';

const PAYLOAD_BYTES = 1024;
const RETRIES = { quick: 300, default: 1000, full: 5000 };
/** Long enough for all first attempts to be over before the first retry is due. */
const SCHEDULE_SECONDS = 6;
const TIMEOUT_MS = 30_000;
const POLL_MS = 50;
const MOST_MS = 1000;

export async function lateness(stage: Stage): Promise<Table> {
  const { keyring, origin, options, receiver, publisher } = stage;
  await using database = await stage.database();
  const tenants = await addTenants(database.pool, keyring, {
    ...spread(100),
    urlPrefix: `${origin}/fail`,
    maxRetries: 1,
  });
  const schedule = Array(7).fill(SCHEDULE_SECONDS).join(',');
  await using server = await database.start('serve', { HOOKLINE_RETRY_SCHEDULE_SECONDS: schedule });
  await receiver.call('reset');
  const deliveries = RETRIES[options.size];
  await publishAll(stage, server, { workload: workloadOf(tenants, 1, PAYLOAD_BYTES), deliveries });
  await receiver.call('wait', { count: deliveries, timeoutMs: TIMEOUT_MS });
  const due = await dueTimes(database.pool, deliveries);
  await receiver.call('wait', { count: 2 * deliveries, timeoutMs: TIMEOUT_MS });
  const arrivals = Map.groupBy(await receiver.call('arrivals'), ([id]) => id);
  const late: number[] = [];
  for (const [id, dueMs] of due) {
    const secondMs = arrivals.get(id)?.[1]?.[1];
    if (secondMs !== undefined) late.push(secondMs - dueMs);
  }
  await publisher.call('disconnect');
  const { p50, p95, p99 } = percentiles(late);
  return {
    title: 'Retry lateness',
    note: `From the moment a retry is due, on the database's clock, to the arrival of its request, in ms: ${deliveries} deliveries to 100 endpoints that answer 500 are retried once, after about ${SCHEDULE_SECONDS} s.`,
    rows: [
      {
        retries: `${late.length} of ${deliveries}`,
        'p50 ms': rounded(p50, 1),
        'p95 ms': rounded(p95, 1),
        'p99 ms': judged(p99, { atMost: MOST_MS }, 1),
      },
    ],
  };
}

/** When each event's retry is due, on `nowMs`: read when all have been attempted once. */
async function dueTimes(pool: pg.Pool, deliveries: number): Promise<[webhookId: string, dueMs: number][]> {
  const deadline = nowMs() + TIMEOUT_MS;
  for (;;) {
    const askedMs = nowMs();
    const { rows } = await pool.query<{ event_id: string; in_ms: number }>(
      `select event_id, (extract(epoch from next_attempt_at - clock_timestamp()) * 1000)::float as in_ms
       from delivery where attempt_count = 1 and next_attempt_at is not null`,
    );
    // The statement read the clock between these two.
    const readMs = (askedMs + nowMs()) / 2;
    const isComplete = rows.length === deliveries || rows.some(({ in_ms: inMs }) => inMs < 500);
    if (isComplete || nowMs() > deadline)
      return rows.map(({ event_id: id, in_ms: inMs }) => [formatId('Event', id), readMs + inMs]);
    await delay(POLL_MS);
  }
}
