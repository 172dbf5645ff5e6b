import type pg from 'pg';
import type { RunFigures } from '../deliveries.ts';
import { addAttempts, addWaiting } from '../fill.ts';
import { judged, type Row, rounded, type Table, textOf } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { drainWarm, spread, workloadOf } from '../runs.ts';
import type { Server } from '../server.ts';
import type { Stage, StageDatabase } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants, type Tenants } from '../tenants.ts';
import type { Workload } from '../workload.ts';

const PAYLOAD_BYTES = 1024;
const DELIVERIES = { quick: 1000, default: 20_000, full: 40_000 };
/** A case without a target gets half of them. */
const ROUNDS = { quick: 1, default: 4, full: 10 };
/** Of a case, once its tables are filled. */
const BUDGET_MS = { quick: 20_000, default: 60_000, full: 900_000 };
/** What else there is, is with as many. */
const USUAL_ENDPOINTS = 100;
const ENDPOINTS = { quick: [1000], default: [1, 10, 1000, 10_000], full: [1, 10, 1000, 10_000] };
const WAITING = { quick: [20_000], default: [100_000, 1_000_000], full: [100_000, 1_000_000] };
const ATTEMPTS = { quick: [], default: [5_000_000], full: [5_000_000] };
const LEAST = 0.9;

interface Case {
  name: string;
  endpoints: number;
  fill?: (pool: pg.Pool, tenants: Tenants) => Promise<void>;
  target?: number;
}

interface Opened {
  database: StageDatabase;
  server: Server;
  workload: Workload;
}

/** A case's run, and that of the reference beside it. */
interface Pair {
  run: RunFigures;
  reference: RunFigures;
}

export async function growth(stage: Stage): Promise<Table> {
  const { size } = stage.options;
  const cases: Case[] = [
    ...ENDPOINTS[size].map((endpoints) => ({ name: `${endpoints} endpoints`, endpoints })),
    ...WAITING[size].map((count) => ({
      name: `${count} retries wait`,
      endpoints: USUAL_ENDPOINTS,
      fill: (pool: pg.Pool, tenants: Tenants) => addWaiting(pool, tenants, count),
      target: LEAST,
    })),
    ...ATTEMPTS[size].map((count) => ({
      name: `${count} attempts before`,
      endpoints: USUAL_ENDPOINTS,
      fill: (pool: pg.Pool) => addAttempts(pool, count),
      target: LEAST,
    })),
  ];
  const name = `${USUAL_ENDPOINTS} endpoints, empty tables`;
  await using stack = new AsyncDisposableStack();
  const reference = await open(stage, { name, endpoints: USUAL_ENDPOINTS }, stack);
  const measured: Pair[][] = [];
  const rows: Row[] = [];
  for (const each of cases) {
    const pairs = await measure(stage, each, reference);
    measured.push(pairs);
    const row = rowOf(each, pairs);
    rows.push(row);
    console.log(`growth: ${each.name}: ${textOf(row.ratio)}`);
  }
  const references = measured.flat().map(({ reference: run }) => ({ run, reference: run }));
  return {
    title: 'Growth',
    note: [
      `Deliveries a second when ${DELIVERIES[size]} that wait are drained by a server that has delivered as many, as in the throughput's drain; 1 KiB, fan-out 1.`,
      'ratio: to 100 endpoints and empty tables, drained right before or after by a server of their own, in turns; the median of the rounds, with the least and the most. CPU ratio: the same of the CPU a delivery took, on which other programs have less influence.',
      'The one endpoint may have as many attempts at once as the worker makes; retries wait for hours, at the endpoints that are delivered to.',
    ].join('\n'),
    rows: [rowOf({ name }, references), ...rows],
  };
}

async function measure(stage: Stage, each: Case, reference: Opened): Promise<Pair[]> {
  const { size } = stage.options;
  await using stack = new AsyncDisposableStack();
  const opened = await open(stage, each, stack);
  const pairs: Pair[] = [];
  const rounds = Math.ceil(each.target === undefined ? ROUNDS[size] / 2 : ROUNDS[size]);
  for (const round of roundsWithin(rounds, BUDGET_MS[size])) {
    const before = round % 2 === 0 ? await drainOf(stage, reference) : null;
    const run = await drainOf(stage, opened);
    pairs.push({ run, reference: before ?? (await drainOf(stage, reference)) });
  }
  return pairs;
}

async function drainOf(stage: Stage, { database, server, workload }: Opened): Promise<RunFigures> {
  const run = { workload, deliveries: DELIVERIES[stage.options.size] };
  const { figures } = await drainWarm(stage, database, { api: server, server }, run, async () => undefined);
  await stage.publisher.call('disconnect');
  return figures;
}

function rowOf({ name, target }: Pick<Case, 'name' | 'target'>, pairs: readonly Pair[]): Row {
  const of = (pick: (figures: RunFigures) => number) => rounded(median(pairs.map(({ run }) => pick(run))));
  const ratios = pairs.map(({ run, reference }) => run.perSecond / reference.perSecond);
  const ratio = median(ratios);
  return {
    case: name,
    'deliveries/s': of(({ perSecond }) => perSecond),
    ratio: target === undefined ? rounded(ratio, 2) : judged(ratio, { atLeast: target }),
    'least–most': `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    'CPU ratio': rounded(median(pairs.map(({ run, reference }) => cpuOf(reference) / cpuOf(run))), 2),
    'server µs': of(({ nodeUs }) => nodeUs),
    'postgres µs': of(({ postgresUs }) => postgresUs),
    'WAL bytes': of(({ walBytes }) => walBytes),
    'others %': of(({ othersShare }) => othersShare * 100),
    rounds: pairs.length,
    cut: pairs.filter(({ run, reference }) => run.isCut || reference.isCut).length,
  };
}

function cpuOf({ nodeUs, postgresUs }: RunFigures): number {
  return nodeUs + postgresUs;
}

/** Fills its tables and has its server deliver as many as it will have to at a time. */
async function open(stage: Stage, each: Case, stack: AsyncDisposableStack): Promise<Opened> {
  const { keyring, origin, options } = stage;
  const database = stack.use(await stage.database());
  const tenants = await addTenants(database.pool, keyring, {
    ...spread(each.endpoints),
    urlPrefix: `${origin}/e`,
    ...(each.endpoints === 1 && { maxConcurrency: Math.min(options.slots, 100) }),
  });
  const started = performance.now();
  await each.fill?.(database.pool, tenants);
  await database.pool.query('vacuum analyze');
  // What filling has left to be written would be, while what is measured runs.
  await database.pool.query('checkpoint');
  if (each.fill)
    console.log(`growth: ${each.name}: filled in ${rounded((performance.now() - started) / 1000)} s`);
  const server = stack.use(await database.start('serve'));
  const opened = { database, server, workload: workloadOf(tenants, 1, PAYLOAD_BYTES) };
  await drainOf(stage, opened);
  return opened;
}
