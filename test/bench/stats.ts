// `node test/bench/stats.ts [DELIVERIES]` fills an embedded PostgreSQL with deliveries (a million), about as many
// attempts and the roll-ups of both, and tells how long their statistics take: the median of 20, and the plan.

import type pg from 'pg';
import { openDatabase } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { readStats, type StatsSubject, statsQuery } from '../../src/domain/stats.ts';
import { createStatsDeltas, writeStatsDeltas } from '../../src/domain/stats-deltas.ts';
import { type StatsBucket, type StatsWindow, statsWindow } from '../../src/domain/stats-window.ts';
import { prepareDatabase } from '../../src/prepare.ts';
import { makeDataDir, removeDataDir } from '../support/postgres-server.ts';
import { addAttempts, addDeliveries, addRollups, addTenant, type Filled } from './stats-fill.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
const RUNS = 20;
const ENDPOINTS = 20;
const UNSUMMED = 50;
const ATTEMPTS = 100;
const WINDOWS = [
  { name: '24 h', days: 1, bucket: 'HOUR' },
  { name: '7 d', days: 7, bucket: 'HOUR' },
  { name: '90 d', days: DAYS, bucket: 'DAY' },
] as const;

const deliveries = Number(process.argv[2] ?? 1_000_000);
const dataDir = await makeDataDir();
try {
  await using server = await startEmbeddedPostgres({ dataDir, port: 0, database: 'bench' });
  await prepareDatabase(server.url, () => undefined);
  await using database = openDatabase({ url: server.url, poolSize: 2, onError: console.error });
  await bench(database.pool);
} finally {
  await removeDataDir(dataDir);
}

async function bench(pool: pg.Pool): Promise<void> {
  const tenant = await addTenant(pool, ENDPOINTS);
  await timed(`${deliveries} deliveries`, () => addDeliveries(pool, tenant, deliveries, DAYS));
  await timed('their attempts', () => addAttempts(pool, tenant));
  await timed('their roll-ups', () => addRollups(pool, tenant));
  await timed('vacuum analyze', () => pool.query('vacuum analyze'));
  await describeTables(pool);

  const { organizationId } = tenant;
  const endpoints = tenant.endpointIds.map((id) => ({ kind: 'endpoint' as const, id }));
  const organization = { kind: 'organization' as const, id: organizationId };
  await measureWindows(pool, 'the busiest endpoint', endpoints.slice(0, 1));
  await measureWindows(pool, `a page of ${ENDPOINTS} endpoints`, endpoints);
  await measureWindows(pool, 'the organization', [organization]);
  await compareWithTables(pool, tenant);
  await addSettlements(pool, tenant);
  await measureWindows(pool, `the organization, ${UNSUMMED} settlements not being summed yet`, [
    organization,
  ]);
}

async function measureWindows(pool: pg.Pool, what: string, subjects: StatsSubject[]): Promise<void> {
  console.log(`\n# ${what}`);
  for (const { name, days, bucket } of WINDOWS) {
    const window = windowOf(days, bucket);
    const times: number[] = [];
    let [stats] = await readStats(pool, subjects, window);
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      [stats] = await readStats(pool, subjects, window);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const { total, pending, attempts, durationMsP50, durationMsP99 } = stats ?? {};
    console.log(
      `${name}: median ${times[RUNS / 2]?.toFixed(1)} ms, most ${times.at(-1)?.toFixed(1)} ms`,
      JSON.stringify({ total, pending, attempts, durationMsP50, durationMsP99 }),
    );
    await printPlan(pool, subjects, window);
  }
}

/** What is added in a second or two, before it is summed. */
async function addSettlements(pool: pg.Pool, { organizationId, endpointIds }: Filled): Promise<void> {
  for (let settlement = 0; settlement < UNSUMMED; settlement++) {
    const deltas = createStatsDeltas();
    const startedAt = new Date();
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const delivery = {
        organizationId,
        endpointId: endpointIds[attempt % ENDPOINTS] as string,
        isTest: false,
      };
      const durationMs = Math.round(20 * 2 ** (4 * Math.random()));
      deltas.addAttempt(delivery, { startedAt, outcome: 'SUCCEEDED', durationMs });
    }
    await writeStatsDeltas(pool, deltas);
  }
}

/** The lines that say by which index rows were read, how many, and how long all of it took. */
async function printPlan(pool: pg.Pool, subjects: StatsSubject[], window: StatsWindow): Promise<void> {
  const { text, values } = statsQuery(subjects, window);
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values);
  const lines = rows.map((row) => row['QUERY PLAN']);
  for (const line of lines) {
    if (/ on delivery_stat|Planning Time|Execution Time/.test(line)) console.log(`    ${line.trim()}`);
  }
}

/** The same from the tables themselves: what it would cost, and whether it is the same. */
async function compareWithTables(pool: pg.Pool, { endpointIds }: Filled): Promise<void> {
  console.log('\n# the tables themselves, for the busiest endpoint and 90 d');
  const window = windowOf(DAYS, 'DAY');
  const [id] = endpointIds as [string];
  const [stats] = await readStats(pool, [{ kind: 'endpoint', id }], window);
  const values = [id, new Date(window.since), new Date(window.until)];
  const { rows: counts } = await timed('deliveries by status', () =>
    pool.query(
      `select status, count(*)::int as n from delivery
       where endpoint_id = $1 and created_at >= $2 and created_at < $3 group by 1 order by 1`,
      values,
    ),
  );
  const { rows: attempts } = await timed('attempts and their durations', () =>
    pool.query(
      `select count(*)::int as n, percentile_disc(array[0.5, 0.95, 0.99]) within group (order by duration_ms) as durations
       from delivery_attempt where endpoint_id = $1 and started_at >= $2 and started_at < $3`,
      values,
    ),
  );
  console.log('tables:', JSON.stringify([...counts, ...attempts]));
  console.log('statistics:', JSON.stringify({ ...stats, series: undefined }));
}

async function describeTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ row: string }>(
    `select format('%s %s rows: %s', count(*), span, pg_size_pretty(sum(pg_column_size(s)))) as row
     from delivery_stat s group by span
     union all
     select format('%s: %s, indexes %s', name, pg_size_pretty(pg_table_size(name::regclass)), pg_size_pretty(pg_indexes_size(name::regclass)))
     from unnest(array['delivery', 'delivery_attempt_default', 'delivery_stat']) as name`,
  );
  for (const { row } of rows) console.log(row);
}

function windowOf(days: number, bucket: StatsBucket): StatsWindow {
  const now = Date.now();
  const window = statsWindow({ since: new Date(now - days * DAY_MS), bucket }, now);
  if ('message' in window) throw new Error(window.message);
  return window;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}
