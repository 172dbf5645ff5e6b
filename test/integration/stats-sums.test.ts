import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { purgeExpired } from '../../src/domain/retention.ts';
import { createStatsDeltas, writeStatsDeltas } from '../../src/domain/stats-deltas.ts';
import { rollUpStats } from '../../src/domain/stats-rollup.ts';
import { newId } from '../../src/ids.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, rowsOf } from '../support/pipeline.ts';
import { statementsOf } from '../support/statements.ts';
import { countsOf, STATS, STATS_VARIABLES, type Stats, statsOf } from '../support/stats.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Without a worker, so that nothing is summed but what a test sums. */
let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());

let tenant: Tenant;
let endpoint: AddedEndpoint;
beforeEach(async () => {
  tenant = await hookline.createOrganization();
  endpoint = await addEndpoint(tenant.client, { url: 'https://receiver.example/' });
});

const pool = () => hookline.app.core.database.pool;
/** Midnight UTC, two days ago. */
const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS;
/** hh:mm or hh:mm:ss.mmm of that day. */
const at = (time: string, day = midnight) => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return new Date(day + hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000);
};
const iso = (time: string, day = midnight) => at(time, day).toISOString();

/** As if attempts had started then, each the only one of a delivery that was created then and succeeded. */
async function happened(times: readonly Date[], durationMs = 10): Promise<void> {
  const deltas = createStatsDeltas();
  for (const time of times) {
    const delivery = {
      organizationId: tenant.uuid,
      endpointId: endpoint.uuid,
      isTest: false,
      createdAt: time,
    };
    deltas.addAttempt(delivery, { startedAt: time, outcome: 'SUCCEEDED', durationMs });
    deltas.addDelivery(delivery);
    deltas.addTransition(delivery, 'PENDING', 'SUCCEEDED');
  }
  await writeStatsDeltas(pool(), deltas);
}

/** What both the endpoint and its organization say, which must be the same before and after it is summed. */
async function statsAlways(args: Parameters<typeof statsOf>[2]): Promise<Stats> {
  const stats = await statsOf(tenant.client, endpoint.id, args);
  expect(await statsOf(tenant.client, tenant.id, args)).toEqual(stats);
  await rollUpStats(pool());
  expect(await rowsOf(pool(), 'select * from delivery_stat_delta')).toEqual([]);
  expect(await statsOf(tenant.client, endpoint.id, args)).toEqual(stats);
  expect(await statsOf(tenant.client, tenant.id, args)).toEqual(stats);
  return stats;
}

describe('a window', () => {
  it('holds what begins in it: the start is inside, the end is not', async () => {
    await happened(['00:59:59.999', '01:00', '02:59:59.999', '03:00'].map((time) => at(time)));
    const stats = await statsAlways({ since: iso('01:00'), until: iso('03:00') });
    expect(countsOf(stats)).toEqual({ total: 2, succeeded: 2, attempts: 2 });
  });

  it('of an organization holds nothing of another one, summed or not', async () => {
    await happened([at('01:00')]);
    const other = await hookline.createOrganization();
    const counted = async () =>
      countsOf(await statsOf(other.client, other.id, { since: iso('01:00'), until: iso('02:00') }));
    expect(await counted()).toEqual({});
    await rollUpStats(pool());
    expect(await counted()).toEqual({});
  });

  it('is exact to the minute, and says what it was widened to', async () => {
    await happened(['00:57:59.999', '00:58', '03:01:59.999', '03:02'].map((time) => at(time)));
    const stats = await statsAlways({ since: iso('00:58:30'), until: iso('03:01:01') });
    expect(countsOf(stats)).toMatchObject({ total: 2, attempts: 2 });
    expect(stats).toMatchObject({ since: iso('00:58'), until: iso('03:02') });
  });

  it('may lie within an hour', async () => {
    await happened(['05:09', '05:10', '05:19', '05:20'].map((time) => at(time)));
    const stats = await statsAlways({ since: iso('05:10'), until: iso('05:20'), bucket: 'MINUTE' });
    expect(stats.attempts).toBe(2);
    expect(stats.series.map(({ attempts }) => attempts)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('of adjacent ones, each thing is in one', async () => {
    const times = Array.from({ length: 60 }, (_, index) => at(`0${index % 9}:${(index * 7) % 60}`));
    await happened(times);
    const edges = ['00:00', '00:30', '02:00', '04:17', '08:59', '10:00'];
    let attempts = 0;
    for (const [index, since] of edges.slice(0, -1).entries())
      attempts += (await statsAlways({ since: iso(since), until: iso(edges[index + 1] as string) })).attempts;
    expect(attempts).toBe(60);
  });

  it('reaches back by whole hours where minutes are no longer kept', async () => {
    const day = midnight - 10 * DAY_MS;
    await happened([at('00:59', day), at('01:10', day), at('02:50', day), at('03:00', day)]);
    const stats = await statsAlways({ since: iso('01:20', day), until: iso('02:40', day) });
    expect(stats).toMatchObject({ attempts: 2, since: iso('01:00', day), until: iso('03:00', day) });
    const spans = await rowsOf(pool(), 'select distinct span from delivery_stat where subject_id = $1', [
      endpoint.uuid,
    ]);
    expect(spans).toEqual([{ span: 'HOUR' }]);
  });
});

describe('a series', () => {
  it('has every bucket of the window, empty ones too', async () => {
    await happened([at('02:00'), at('02:59'), at('05:30')]);
    const stats = await statsAlways({ since: iso('01:00'), until: iso('06:00') });
    expect(stats.series).toEqual(
      [0, 2, 0, 0, 1].map((attempts, index) => ({
        start: iso(`0${index + 1}:00`),
        succeeded: attempts,
        failed: 0,
        attempts,
      })),
    );
  });

  it('has days that start at midnight UTC, of which the window may cut off the first and the last', async () => {
    const before = midnight - DAY_MS;
    await happened([at('22:00', before), at('23:30', before), at('00:00'), at('01:00')]);
    const stats = await statsAlways({ since: iso('23:00', before), until: iso('00:30'), bucket: 'DAY' });
    expect(stats.series.map(({ start, attempts }) => [start, attempts])).toEqual([
      [iso('00:00', before), 1],
      [iso('00:00'), 1],
    ]);
  });
});

describe('durations', () => {
  it('are those of the window alone', async () => {
    await happened([at('01:00')], 9000);
    await happened(Array(97).fill(at('02:00')), 7);
    await happened(Array(3).fill(at('02:30')), 12);
    const stats = await statsAlways({ since: iso('01:01'), until: iso('03:00') });
    expect(stats).toMatchObject({ durationMsP50: 7, durationMsP95: 7, durationMsP99: 12 });
    const all = await statsAlways({ since: iso('01:00'), until: iso('01:01') });
    expect(all.durationMsP50).toBeGreaterThan(8400);
    expect(all.durationMsP50).toBeLessThan(9600);
  });
});

describe('summing', () => {
  it('adds each delta once, however many do it at the same time', async () => {
    await happened([at('04:00'), at('04:01')]);
    await pool().query(
      'insert into delivery_stat_delta (deltas) select deltas from delivery_stat_delta, generate_series(1, 499)',
    );
    const summed = await Promise.all(Array.from({ length: 4 }, () => rollUpStats(pool())));
    expect(summed.reduce((sum, count) => sum + count)).toBe(500);
    expect((await statsAlways({ since: iso('04:00'), until: iso('05:00') })).attempts).toBe(1000);
  });

  it('does not bring back what the purge has taken', async () => {
    await happened([new Date(Date.now() - 9 * DAY_MS), new Date(Date.now() - 91 * DAY_MS)]);
    await rollUpStats(pool());
    const rows = await rowsOf(pool(), 'select span from delivery_stat where subject_id = $1', [
      endpoint.uuid,
    ]);
    expect(rows).toEqual([{ span: 'HOUR' }]);
  });

  it('is undone by age: minutes go after 8 days, hours after 90', async () => {
    const subject = newId();
    await pool().query(
      `insert into delivery_stat (subject_id, organization_id, span, start)
       select $1, $1, span::stat_span, now() - days * interval '1 day' from
         (values ('MINUTE', 7.9), ('MINUTE', 8.1), ('HOUR', 8.1), ('HOUR', 89.9), ('HOUR', 90.1)) as row (span, days)`,
      [subject],
    );
    const counts = await purgeExpired(hookline.app.core.database, { deliveredPayloadRetentionHours: 168 });
    expect(counts.stats).toBe(2);
    const left = await rowsOf(
      pool(),
      `select span, round(extract(epoch from now() - start) / 86400, 1)::text as days from delivery_stat
       where subject_id = $1 order by start desc`,
      [subject],
    );
    expect(left).toEqual([
      { span: 'MINUTE', days: '7.9' },
      { span: 'HOUR', days: '8.1' },
      { span: 'HOUR', days: '89.9' },
    ]);
  });
});

describe('arguments', () => {
  const query = `query ($id: ID!, ${STATS_VARIABLES}) { endpoint(id: $id) { ${STATS} } }`;
  const issuesOf = async (args: object) => {
    const { errors } = await tenant.client.send(query, { id: endpoint.id, ...args });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
    return errors?.[0]?.extensions.issues;
  };

  it('must name a window that is not empty', async () => {
    const issues = await issuesOf({ since: iso('02:00'), until: iso('02:00') });
    expect(issues).toMatchObject([{ path: ['since'], type: 'too_late' }]);
  });

  it('may ask for 1,000 buckets and no more, and get a larger bucket suggested', async () => {
    const since = new Date(midnight - 1000 * HOUR_MS);
    const stats = await statsOf(tenant.client, endpoint.id, {
      since: since.toISOString(),
      until: iso('00:00'),
    });
    expect(stats.series).toHaveLength(1000);
    const issues = await issuesOf({ since: since.toISOString(), until: iso('00:01') });
    expect(issues).toMatchObject([{ path: ['bucket'], type: 'too_fine', suggestion: 'DAY' }]);
  });

  it('must be shorter when more happened in the window than an Int of GraphQL holds', async () => {
    await pool().query(
      `insert into delivery_stat (subject_id, organization_id, span, start, created)
       select $1, $2, 'HOUR', unnest($3::timestamptz[]), 2000000000`,
      [endpoint.uuid, tenant.uuid, [at('01:00'), at('02:00')]],
    );
    const hour = await statsOf(tenant.client, endpoint.id, { since: iso('01:00'), until: iso('02:00') });
    expect(hour.total).toBe(2_000_000_000);
    const issues = await issuesOf({ since: iso('01:00'), until: iso('03:00') });
    expect(issues).toMatchObject([
      { path: ['since'], type: 'too_early', context: { maximum: 2_147_483_647 } },
    ]);
  });

  it('may be of minutes, and then of an hour unless said otherwise', async () => {
    const stats = await statsOf(tenant.client, endpoint.id, { bucket: 'MINUTE' });
    expect([60, 61]).toContain(stats.series.length);
  });
});

describe('a page of endpoints', () => {
  const page = (first: number, args: string) =>
    tenant.client.send(`{ endpoints(first: ${first}) { nodes { stats(${args}) { total } } } }`);
  const since = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

  it('may have 90 days of each of 20, and not 1,000 buckets of each of 100', async () => {
    const days = await page(20, `since: "${since(90)}", bucket: DAY`);
    expect(days.errors).toBeUndefined();
    const hours = await page(100, `since: "${since(41)}"`);
    expect(hours.errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('may have two years of each of 20, most of which nothing is kept of', async () => {
    expect((await page(20, `since: "${since(730)}", bucket: DAY`)).errors).toBeUndefined();
  });

  it.each([
    ['since: "2020-01-01T00:00:00Z", bucket: DAY', { path: ['since'], type: 'too_early' }],
    ['since: "2020-01-01T00:00:00Z"', { path: ['since'], type: 'too_early' }],
    ['since: "2020-01-01T00:00:00Z", bucket: MINUTE', { path: ['bucket'], type: 'too_fine' }],
  ])('with %s is told what is wrong with the window, not with the page', async (args, issue) => {
    const { errors = [] } = await page(100, args);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST', issues: [issue] } });
  });

  it('costs as many statements as one endpoint does', async () => {
    for (let count = 1; count < 20; count++)
      await addEndpoint(tenant.client, { url: 'https://receiver.example/' });
    const statements = async (first: number) =>
      statementsOf(async () => {
        const { endpoints } = await tenant.client.data<{ endpoints: { nodes: { stats: Stats }[] } }>(
          `query ($first: Int, ${STATS_VARIABLES}) { endpoints(first: $first) { nodes { id ${STATS} } } }`,
          { first },
        );
        expect(endpoints.nodes).toHaveLength(first);
      });
    const one = await statements(1);
    expect(one.filter((text) => text.includes('delivery_stat'))).toHaveLength(1);
    expect(await statements(20)).toHaveLength(one.length);
  });
});
