// `npm run bench:retention` fills an embedded PostgreSQL with 5,000,000 rows that are too old, a quarter each of events,
// deliveries, attempts and feed items, and tells what taking them away does to deliveries: how many a second there are
// before, meanwhile and after, and who waited for a lock. `--rows N` for fewer. It ends by itself within six minutes.

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../../src/db/client.ts';
import { type SweepCounts, sweepOldRows } from '../../src/domain/retention-sweep.ts';
import type { RunFigures } from './engine/deliveries.ts';
import { type Options, readOptions } from './engine/options.ts';
import { judged, printTable, type Row, rounded } from './engine/report.ts';
import { spread, sustain, workloadOf } from './engine/runs.ts';
import type { Server } from './engine/server.ts';
import { openStage, type Stage, type StageDatabase } from './engine/stage.ts';
import { median } from './engine/statistics.ts';
import { addTenants } from './engine/tenants.ts';
import type { Workload } from './engine/workload.ts';
import { fillOldRows } from './retention-fill.ts';

const TABLES = 4;
const ENDPOINTS = 100;
const PAYLOAD_BYTES = 1024;
const DELIVERIES = 6000;
const ROUNDS = 4;
/** The rounds after it take half a minute at most, unless the machine is busy with other things. */
const SWEEP_END_MS = 300_000;
const SAMPLE_MS = 10;
const LEAST = 0.8;
/** The server itself is to take nothing, so that the sweep is the one that is watched. */
const KEEP = { HOOKLINE_ROW_RETENTION_DAYS: '3650', HOOKLINE_FEED_RETENTION_HOURS: '87600' };

const { values } = parseArgs({ options: { rows: { type: 'string', default: '5000000' } } });
await using stage = await openStage(readOptions([]) as Options);
await using database = await stage.database();
const tenants = await addTenants(database.pool, stage.keyring, {
  ...spread(ENDPOINTS),
  urlPrefix: `${stage.origin}/e`,
});
await timed(`${values.rows} rows filled`, () =>
  fillOldRows(database.pool, tenants, Math.floor(Number(values.rows) / TABLES)),
);
await timed('vacuum analyze', () => database.pool.query('vacuum analyze'));
await using server = await database.start('serve', KEEP);
await bench(stage, database, server, workloadOf(tenants, 1, PAYLOAD_BYTES));

async function bench(at: Stage, on: StageDatabase, of: Server, workload: Workload): Promise<void> {
  const run = { workload, deliveries: DELIVERIES };
  const rounds = async (isOver: (count: number) => boolean) => {
    const figures: RunFigures[] = [];
    const waits = watchWaits(on.url);
    do figures.push(await sustain(at, on, of, run));
    while (!isOver(figures.length));
    return { figures, ...(await waits.stop()) };
  };
  await rounds((count) => count === 2);
  const before = await rounds((count) => count === ROUNDS);

  let ended = false;
  const started = performance.now();
  const sweeping = sweep(on.url).finally(() => {
    ended = true;
  });
  const during = await rounds(() => ended);
  const { counts, seconds } = await sweeping;
  const overSeconds = (performance.now() - started) / 1000 - seconds;
  const after = await rounds((count) => count === ROUNDS);

  const base = median(before.figures.map(({ perSecond }) => perSecond));
  printTable({
    title: 'Retention',
    note: [
      `Deliveries a second that are published meanwhile, in rounds of ${DELIVERIES} to ${ENDPOINTS} endpoints, 1 KiB each, before, while and after old rows are taken away; ratio: of the medians.`,
      'µs: CPU a delivery, of the server and of all of PostgreSQL, the sweep included.',
      `waits for locks: of all sessions but the sweep's, looked at every ${SAMPLE_MS} ms. tables: for a table, as nobody but retention locks one; rows: for a row, as settlements do for the head of the feed.`,
    ].join('\n'),
    rows: [
      rowOf('before', before, base),
      rowOf('meanwhile', during, base, LEAST),
      rowOf('after', after, base, LEAST),
    ],
  });
  console.log(
    `\nThe sweep took ${seconds.toFixed(1)} s${counts.cut ? ' and was cut' : ''}: ${JSON.stringify(counts.swept)}; the last round went on for ${overSeconds.toFixed(1)} s after it.`,
  );
}

function rowOf(
  phase: string,
  { figures, tableMs, rowMs, tableShare }: { figures: RunFigures[] } & Waits,
  base: number,
  least?: number,
): Row {
  const of = (pick: (figure: RunFigures) => number) => median(figures.map(pick));
  const perSecond = of((figure) => figure.perSecond);
  const ratio = perSecond / base;
  return {
    phase,
    'deliveries/s': rounded(perSecond),
    ratio: least === undefined ? rounded(ratio, 2) : judged(ratio, { atLeast: least }),
    'least round': rounded(Math.min(...figures.map((figure) => figure.perSecond)) / base, 2),
    'server µs': rounded(of(({ nodeUs }) => nodeUs)),
    'postgres µs': rounded(of(({ postgresUs }) => postgresUs)),
    'longest wait, tables': `${rounded(tableMs)} ms`,
    'share of time': `${(tableShare * 100).toFixed(2)} %`,
    'longest wait, rows': `${rounded(rowMs)} ms`,
    'others %': rounded(of(({ othersShare }) => othersShare) * 100),
    rounds: figures.length,
  };
}

async function sweep(
  url: string,
): Promise<{ counts: { swept: SweepCounts; cut: boolean }; seconds: number }> {
  await using own = openDatabase({ url, poolSize: 2, onError: console.error });
  const signal = AbortSignal.timeout(Math.max(0, SWEEP_END_MS - Math.round(performance.now())));
  const started = performance.now();
  const swept = await sweepOldRows(own, { rowRetentionDays: 90, feedRetentionHours: 168, signal });
  return { counts: { swept, cut: signal.aborted }, seconds: (performance.now() - started) / 1000 };
}

/** The longest that a session waited for a lock, in milliseconds, and the share of the time in which any did for a table's. */
interface Waits {
  tableMs: number;
  rowMs: number;
  tableShare: number;
}

function watchWaits(url: string): { stop(): Promise<Waits> } {
  const client = new pg.Client({ connectionString: url });
  const waits = { tableMs: 0, rowMs: 0 };
  let [samples, waiting, stopped] = [0, 0, false];
  const watching = (async () => {
    await client.connect();
    while (!stopped) {
      const { rows } = await client.query<{ tableMs: number; rowMs: number }>(
        `select coalesce(max(ms) filter (where locktype = 'relation'), 0) as "tableMs",
           coalesce(max(ms) filter (where locktype in ('transactionid', 'tuple')), 0) as "rowMs"
         from (select locktype, extract(epoch from clock_timestamp() - waitstart)::float * 1000 as ms
               from pg_locks where not granted and mode <> 'AccessExclusiveLock') as waits`,
      );
      const [sample] = rows as [{ tableMs: number; rowMs: number }];
      samples++;
      if (sample.tableMs > 0) waiting++;
      waits.tableMs = Math.max(waits.tableMs, sample.tableMs);
      waits.rowMs = Math.max(waits.rowMs, sample.rowMs);
      await delay(SAMPLE_MS);
    }
    await client.end();
  })();
  return {
    async stop() {
      stopped = true;
      await watching;
      return { ...waits, tableShare: waiting / samples };
    },
  };
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}
