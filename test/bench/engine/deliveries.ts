import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { nowMs } from './clock.ts';
import type { Server } from './server.ts';
import type { Stage, StageDatabase } from './stage.ts';
import { cpuUsOf } from './usage.ts';

const POLL_MS = 5;
const US_PER_SECOND = 1e6;

/** Of a run: what was delivered from the start of its clock until the last attempt was committed, and what it cost. */
export interface RunFigures {
  deliveries: number;
  seconds: number;
  perSecond: number;
  /** Of the second half: without the first second or two, in which a process that has just started is slow. */
  secondHalfPerSecond: number;
  /** Microseconds of CPU for each delivery. */
  nodeUs: number;
  postgresUs: number;
  walBytes: number;
  /** Of all cores, what was taken by what is not of this bench. */
  othersShare: number;
  /** It was ended before all were delivered; the figures are those of what was. */
  isCut: boolean;
}

/** Ids of deliveries that are made from now on are greater. */
export async function firstDeliveryId(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select (lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid as id`,
  );
  return rows[0]?.id as string;
}

/** What the processes have used until a moment. */
export interface Meter {
  atMs: number;
  node: number;
  postgres: number;
  wal: number;
  others: number;
  /** Requests that the receiver had by then. */
  requests: number;
}

/** @param servers whose CPU is summed */
export async function readMeter(
  stage: Stage,
  database: StageDatabase,
  servers: readonly Server[],
): Promise<Meter> {
  const wal = await database.walBytes();
  const { requests } = await stage.receiver.call('received');
  return {
    atMs: nowMs(),
    node: servers.reduce((sum, { pid }) => sum + cpuUsOf(pid), 0),
    postgres: database.postgresCpuUs(),
    wal,
    others: database.othersCpuUs(),
    requests,
  };
}

/**
 * Waits until all deliveries since an id have ended, all of them SUCCEEDED, and reckons what they took.
 * @param start of the clock
 * @throws Error when some have failed
 */
export async function awaitDeliveries(
  stage: Stage,
  database: StageDatabase,
  run: { servers: readonly Server[]; start: Meter; firstId: string; deliveries: number; timeoutMs: number },
): Promise<RunFigures> {
  const { servers, start, firstId, deliveries, timeoutMs } = run;
  const deadline = nowMs() + timeoutMs;
  // The receiver knows without a query when half of it and nearly all of it is done.
  const half = await stage.receiver.call('wait', { count: deliveries / 2, timeoutMs });
  await stage.receiver.call('wait', { count: deliveries, timeoutMs });
  let open = await unfinished(database.pool, firstId);
  while (open > 0 && nowMs() < deadline) {
    await delay(POLL_MS);
    open = await unfinished(database.pool, firstId);
  }
  const end = await readMeter(stage, database, servers);
  const { rows } = await database.pool.query<{ done: number; failed: number }>(
    `select count(*) filter (where status = 'SUCCEEDED')::int as done,
       count(*) filter (where status <> 'SUCCEEDED' and completed_at is not null)::int as failed
     from delivery where id >= $1`,
    [firstId],
  );
  const { done, failed } = rows[0] as { done: number; failed: number };
  if (failed > 0) throw new Error(`${failed} deliveries did not succeed`);
  if (open === 0 && done !== deliveries) throw new Error(`${done} of ${deliveries} deliveries are there`);
  // A server delivers from before it says that it is ready, and was metered from then.
  const metered = done - start.requests;
  const seconds = (end.atMs - start.atMs) / 1000;
  return {
    deliveries: done,
    seconds,
    perSecond: done / seconds,
    secondHalfPerSecond: ((done - half.requests) / (end.atMs - half.lastMs)) * 1000,
    nodeUs: (end.node - start.node) / metered,
    postgresUs: (end.postgres - start.postgres) / metered,
    walBytes: (end.wal - start.wal) / done,
    othersShare: Math.max(0, end.others - start.others) / (seconds * US_PER_SECOND * availableParallelism()),
    isCut: open > 0,
  };
}

async function unfinished(pool: pg.Pool, firstId: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from delivery_waiting where delivery_id >= $1',
    [firstId],
  );
  return rows[0]?.n ?? 0;
}
