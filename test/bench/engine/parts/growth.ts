import type pg from 'pg';
import type { RunFigures } from '../deliveries.ts';
import { addAttempts, addWaiting } from '../fill.ts';
import { judged, type Row, rounded, type Table } from '../report.ts';
import { roundsWithin } from '../rounds.ts';
import { drain, spread, workloadOf } from '../runs.ts';
import type { Server } from '../server.ts';
import type { Stage, StageDatabase } from '../stage.ts';
import { median } from '../statistics.ts';
import { addTenants, type Tenants } from '../tenants.ts';
import type { Workload } from '../workload.ts';

const PAYLOAD_BYTES = 1024;
const DELIVERIES = { quick: 1000, default: 6000, full: 30_000 };
const ROUNDS = { quick: 1, default: 2, full: 5 };
/** After the tables are filled. */
const BUDGET_MS = { quick: 20_000, default: 90_000, full: 900_000 };
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
  api: Server;
  workload: Workload;
  runs: RunFigures[];
}

export async function growth(stage: Stage): Promise<Table> {
  const { size } = stage.options;
  const cases: Case[] = [
    { name: `${USUAL_ENDPOINTS} endpoints, empty tables`, endpoints: USUAL_ENDPOINTS },
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
  await using stack = new AsyncDisposableStack();
  const opened = new Map<Case, Opened>();
  for (const each of cases) opened.set(each, await open(stage, each, stack));
  for (const _round of roundsWithin(ROUNDS[size], BUDGET_MS[size])) {
    for (const { database, api, workload, runs } of opened.values()) {
      const run = { workload, deliveries: DELIVERIES[size] };
      const { figures, server } = await drain(stage, database, api, run, async () => undefined);
      await server[Symbol.asyncDispose]();
      runs.push(figures);
    }
  }
  const [reference] = opened.values();
  return {
    title: 'Growth',
    note: [
      `Deliveries a second when ${DELIVERIES[size]} that wait are drained by a server that has just started, as in the throughput's drain; 1 KiB, fan-out 1.`,
      'Cases in turns, medians of the rounds. ratio: to the first case in the same round; CPU ratio: the same of the CPU a delivery took, on which other programs have less influence.',
      'The one endpoint may have as many attempts at once as the worker makes; retries wait for hours, at the endpoints that are delivered to.',
    ].join('\n'),
    rows: [...opened].map(([each, { runs }]) => rowOf(each, runs, reference?.runs ?? [])),
  };
}

function rowOf({ name, target }: Case, runs: readonly RunFigures[], reference: readonly RunFigures[]): Row {
  const of = (pick: (figures: RunFigures) => number) => rounded(median(runs.map(pick)));
  const ratio = median(runs.map(({ perSecond }, round) => perSecond / (reference[round]?.perSecond ?? 0)));
  return {
    case: name,
    'deliveries/s': of(({ perSecond }) => perSecond),
    ratio: target === undefined ? rounded(ratio, 2) : judged(ratio, { atLeast: target }),
    'CPU ratio': rounded(median(runs.map((figures, round) => cpuOf(reference[round]) / cpuOf(figures))), 2),
    'server µs': of(({ nodeUs }) => nodeUs),
    'postgres µs': of(({ postgresUs }) => postgresUs),
    'WAL bytes': of(({ walBytes }) => walBytes),
    'others %': of(({ othersShare }) => othersShare * 100),
    rounds: runs.length,
    cut: runs.filter(({ isCut }) => isCut).length,
  };
}

function cpuOf(figures: RunFigures | undefined): number {
  return figures ? figures.nodeUs + figures.postgresUs : Number.NaN;
}

/** The API stays, idle but for the publishing before each run: starting one each time would take longer than the run. */
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
  if (each.fill)
    console.log(`growth: ${each.name}: filled in ${rounded((performance.now() - started) / 1000)} s`);
  const api = stack.use(await database.start('api'));
  stack.defer(() => stage.publisher.call('disconnect'));
  return { database, api, workload: workloadOf(tenants, 1, PAYLOAD_BYTES), runs: [] };
}
