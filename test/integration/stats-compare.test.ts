import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import { rollUpStats } from '../../src/domain/stats-rollup.ts';
import { newId } from '../../src/ids.ts';
import type { FinishedDelivery } from '../../src/jobs/attempt.ts';
import { settle } from '../../src/jobs/settle.ts';
import { loadAllDue } from '../support/due.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { pick, seededRandom } from '../support/random.ts';
import { type Stats, type StatsArgs, statsOf } from '../support/stats.ts';

const DAY_MS = 86_400_000;
const BUCKETS = { MINUTE: '1 minute', HOUR: '1 hour', DAY: '1 day' };
const URL_ANY = 'https://receiver.example/hook';
const SEED = 20_260_301;
const ROUNDS = 6;
const EVENTS = 5;
const retryScheduleMs = [0, 0, 0, 0, 0, 0, 0];

/** Without a worker: this test loads and settles, and decides what receivers answer. */
let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  // As if deliveries had been created over the last three days.
  await pool().query(
    "alter table delivery alter created_at set default now() - random() * interval '3 days'",
  );
});
afterAll(() => hookline[Symbol.asyncDispose]());

const core = () => hookline.app.core;
const pool = () => core().database.pool;
const random = seededRandom(SEED);

/** Attempts all that is due, with random outcomes, as if that had been at random times of the last three days. */
async function attemptDue(): Promise<void> {
  const due = await loadAllDue(core());
  const finished = due.map((delivery): FinishedDelivery => ({ delivery, attempt: attemptOf(delivery) }));
  const half = Math.floor(finished.length / 2);
  const tools = { ...core(), retryScheduleMs, deliveredPayloadRetentionHours: 168 };
  await Promise.all([
    settle(tools, finished.slice(0, half)),
    rollUpStats(pool()),
    settle(tools, finished.slice(half)),
  ]);
}

function attemptOf(delivery: FinishedDelivery['delivery']): FinishedDelivery['attempt'] {
  const outcome = random() < 0.5 ? 'SUCCEEDED' : pick(random, ['REJECTED', 'TIMED_OUT', 'BLOCKED'] as const);
  return {
    id: newId(),
    trigger: delivery.isTest ? 'TEST' : delivery.retriedFrom === null ? 'AUTOMATIC' : 'MANUAL',
    url: URL_ANY,
    requestHeaders: [],
    judgement: { outcome, responseStatus: null, errorMessage: null, gone: false, retryAfterMs: null },
    responseHeaders: [],
    responseBody: '',
    responseBodyTruncated: false,
    durationMs: Math.floor(2 ** (16 * random())),
    startedMs: performance.now() - 3 * DAY_MS * random(),
  };
}

async function actAtRandom({ client }: Tenant, organizationId: string): Promise<void> {
  const deliveries = await rowsOf<{ id: string }>(
    pool(),
    `select 'dlv_' || id as id from delivery where organization_id = $1 order by id`,
    [organizationId],
  );
  for (const name of ['deliveryRetry', 'deliveryRetry', 'deliveryRetry', 'deliveryCancel', 'deliveryCancel'])
    await client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, {
      id: pick(random, deliveries).id,
    });
}

interface Truth {
  statuses: Record<string, number>;
  series: { start: string; succeeded: number; failed: number }[];
  durations: (number | null)[];
}

/** The same from the deliveries and attempts themselves. */
async function truthOf(column: string, id: string, { since, until, bucket }: Stats): Promise<Truth> {
  const values = [id, since, until];
  const statuses = await rowsOf<{ status: string; count: number }>(
    pool(),
    `select status, count(*)::int from delivery
     where ${column} = $1 and not is_test and created_at >= $2 and created_at < $3 group by status`,
    values,
  );
  const attempts = `from delivery_attempt a join delivery d on d.id = a.delivery_id
    where a.${column} = $1 and not d.is_test and a.started_at >= $2 and a.started_at < $3`;
  const series = await rowsOf<{ start: Date; succeeded: number; failed: number }>(
    pool(),
    `select date_bin($4::interval, a.started_at, 'epoch') as start,
       count(*) filter (where outcome = 'SUCCEEDED')::int as succeeded,
       count(*) filter (where outcome <> 'SUCCEEDED')::int as failed
     ${attempts} group by 1 order by 1`,
    [...values, BUCKETS[bucket as keyof typeof BUCKETS]],
  );
  const [quantiles] = await rowsOf<{ durations: number[] | null }>(
    pool(),
    `select percentile_disc(array[0.5, 0.95, 0.99]) within group (order by duration_ms) as durations ${attempts}`,
    values,
  );
  return {
    statuses: Object.fromEntries(statuses.map(({ status, count }) => [status, count])),
    series: series.map((point) => ({ ...point, start: point.start.toISOString() })),
    durations: quantiles?.durations ?? [null, null, null],
  };
}

function expectTruth(stats: Stats, { statuses, series, durations }: Truth): void {
  const { PENDING = 0, RETRYING = 0, SUCCEEDED = 0, FAILED = 0, CANCELED = 0 } = statuses;
  const attempts = series.reduce((sum, point) => sum + point.succeeded + point.failed, 0);
  expect(stats).toMatchObject({
    succeeded: SUCCEEDED,
    failed: FAILED,
    canceled: CANCELED,
    pending: PENDING + RETRYING,
    total: PENDING + RETRYING + SUCCEEDED + FAILED + CANCELED,
    attempts,
  });
  expect(
    stats.series
      .filter((point) => point.attempts > 0)
      .map(({ start, succeeded, failed }) => ({ start, succeeded, failed })),
  ).toEqual(series);
  for (const [index, told] of [stats.durationMsP50, stats.durationMsP95, stats.durationMsP99].entries()) {
    const exact = durations[index] as number | null;
    if (exact === null || told === null) expect(told).toBe(exact);
    else expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.063 * exact);
  }
}

function randomWindow(): StatsArgs {
  const until = Date.now() - random() ** 3 * 3 * DAY_MS;
  const bucket = pick(random, ['MINUTE', 'HOUR', 'DAY'] as const);
  const length = bucket === 'MINUTE' ? 900 * 60_000 * random() : 4 * DAY_MS * random();
  return {
    since: new Date(until - length - 1).toISOString(),
    until: new Date(until).toISOString(),
    bucket,
  };
}

describe('statistics after a random run', () => {
  it('are what the deliveries and attempts add up to, at every step, in every window', async () => {
    const tenants: { tenant: Tenant; endpoints: AddedEndpoint[] }[] = [];
    for (let count = 0; count < 2; count++) {
      const tenant = await hookline.createOrganization();
      const endpoints = [];
      for (const maxRetries of [1, 2, 3])
        endpoints.push(await addEndpoint(tenant.client, { url: URL_ANY, maxRetries }));
      tenants.push({ tenant, endpoints });
    }
    let compared = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const { tenant, endpoints } of tenants) {
        const publishing = Array.from({ length: EVENTS }, () =>
          publish(tenant.client, { type: 'invoice.paid' }),
        );
        await Promise.all(publishing);
        await tenant.client.data('mutation ($id: ID!) { endpointTest(id: $id, input: {}) { __typename } }', {
          id: endpoints[0]?.id,
        });
      }
      await attemptDue();
      for (const { tenant } of tenants) await actAtRandom(tenant, tenant.uuid);
      if (round % 3 === 1) await attemptDue();
      const last = tenants[0]?.endpoints[2];
      if (round === ROUNDS - 2 && last) {
        await publish((tenants[0] as { tenant: Tenant }).tenant.client, { type: 'invoice.paid' });
        await tenants[0]?.tenant.client.data(
          'mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }',
          { id: last.id },
        );
        expect(await cancelWaiting(core().database, last.uuid)).toBeGreaterThan(0);
        tenants[0]?.endpoints.pop();
      }
      for (const { tenant, endpoints } of tenants) {
        for (const args of [{}, randomWindow(), randomWindow()]) {
          const whole = await statsOf(tenant.client, tenant.id, args);
          expectTruth(whole, await truthOf('organization_id', tenant.uuid, whole));
          const one = pick(random, endpoints);
          const part = await statsOf(tenant.client, one.id, args);
          expectTruth(part, await truthOf('endpoint_id', one.uuid, part));
          compared += 2;
        }
      }
    }
    expect(compared).toBe(ROUNDS * 12);
    const statuses = await rowsOf(pool(), 'select distinct status::text from delivery where not is_test');
    expect(statuses.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['CANCELED', 'FAILED', 'RETRYING', 'SUCCEEDED']),
    );
  });
});
