import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { notifyWork } from '../db/listener.ts';
import { NIL_ID } from '../ids.ts';
import { bossDb } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import { repairShards } from '../queue/repair-shards.ts';
import type { Core } from './core.ts';
import {
  findUncovered,
  findUndated,
  findUnlisted,
  HAS_END,
  IS_LISTABLE,
  IS_UNDATED,
  type UncoveredEndpoint,
  WAITING_START,
  type WaitingPlace,
} from './stranded.ts';

const BATCH_SIZE = 500;
const STEP_SIZE = 10_000;
/**
 * The steps of one run through the deliveries that wait; through all deliveries it makes one. The next run goes on from
 * there.
 */
const STEPS_MAX = 10;

/** What was repaired: all 0 in a database that is sound. */
export interface Recovered {
  /** Deliveries that waited without a time, in no list of what waits, or with an end. */
  deliveries: number;
  /** Endpoints whose parked deliveries nobody was to resume. */
  resumes: number;
  /** DISABLED or deleted endpoints whose waiting deliveries nobody was to cancel. */
  cancellations: number;
  /** Shards that no worker could take. */
  shards: number;
}

/**
 * Makes the sweep that repairs what only a fault, or a hand in the database, can have left: deliveries that wait and
 * that nobody would ever attempt or cancel. Safe amid traffic and beside itself: it works in small transactions, and
 * looks again under the lock at what it has found. A run costs as much as there is to repair, and a bounded look at
 * what waits.
 */
export function createRecovery(
  core: Pick<Core, 'database' | 'boss'>,
  options: { stepSize?: number; stepsMax?: number } = {},
): () => Promise<Recovered> {
  const { database, boss } = core;
  const { stepSize = STEP_SIZE, stepsMax = STEPS_MAX } = options;
  const { pool } = database;
  let waiting: WaitingPlace | null = WAITING_START;
  let listedUpTo = NIL_ID;

  return async () => {
    const shards = await repairShards(pool, boss);
    let deliveries = 0;
    const unlisted = await findUnlisted(pool, listedUpTo, stepSize);
    deliveries += await inBatches(unlisted.ids, (batch) => list(pool, batch));
    listedUpTo = unlisted.next ?? NIL_ID;
    for (let step = 0; step < stepsMax && waiting !== null; step++) {
      const { ids, next } = await findUndated(pool, waiting, stepSize);
      deliveries += await inBatches(ids, (batch) => giveTimes(pool, batch));
      waiting = next;
    }
    waiting ??= WAITING_START;
    return { deliveries, ...(await sendJobs(core)), shards };
  };
}

async function inBatches(
  ids: readonly string[],
  repair: (batch: readonly string[]) => Promise<number>,
): Promise<number> {
  let repaired = 0;
  for (let at = 0; at < ids.length; at += BATCH_SIZE)
    repaired += await repair(ids.slice(at, at + BATCH_SIZE));
  return repaired;
}

/**
 * Clears the end of what waits and has one, so that the triggers list it. A delivery that somebody has locked is about
 * to change; if it does not, the next run finds it.
 */
async function list(pool: pg.Pool, ids: readonly string[]): Promise<number> {
  return wakeFor(
    pool,
    `with reopened as (
       update delivery set completed_at = null, end_reason = null,
         next_attempt_at = case when parked_at is null then coalesce(next_attempt_at, now()) end
       where id in (select id from delivery where id = any($1::uuid[]) and ${HAS_END} order by id for update skip locked)
       returning endpoint_id),
     listed as (
       insert into delivery_waiting (organization_id, delivery_id, endpoint_id, next_attempt_at)
       select organization_id, id, endpoint_id, next_attempt_at from delivery
       where id = any($1::uuid[]) and ${IS_LISTABLE} order by id for update skip locked
       on conflict (organization_id, delivery_id) do update set next_attempt_at = excluded.next_attempt_at
       returning endpoint_id)
     select endpoint_id as "endpointId" from reopened union all select endpoint_id from listed`,
    ids,
  );
}

/** Makes them due: the worker that meets one attempts, parks or cancels it, whatever its endpoint asks for. */
async function giveTimes(pool: pg.Pool, ids: readonly string[]): Promise<number> {
  return wakeFor(
    pool,
    `update delivery set next_attempt_at = now() where id in (
       select id from delivery where id = any($1::uuid[]) and ${IS_UNDATED} order by id for update skip locked)
     returning endpoint_id as "endpointId"`,
    ids,
  );
}

async function wakeFor(pool: pg.Pool, repair: string, ids: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ endpointId: string }>(repair, [ids]);
  await notifyWork(
    pool,
    rows.map(({ endpointId }) => endpointId),
  );
  return rows.length;
}

async function sendJobs({
  database: { pool },
  boss,
}: Pick<Core, 'database' | 'boss'>): Promise<Pick<Recovered, 'resumes' | 'cancellations'>> {
  const found = await findUncovered(pool);
  const sent: UncoveredEndpoint[] = [];
  for (let at = 0; at < found.length; at += BATCH_SIZE) {
    const ids = found.slice(at, at + BATCH_SIZE).map(({ endpointId }) => endpointId);
    const batch = await inTransaction(pool, async (client) => {
      // Until the commit no status changes, as whoever changes one sends the job that belongs to it.
      await client.query('select 1 from endpoint where id = any($1::uuid[]) order by id for key share', [
        ids,
      ]);
      const uncovered = await findUncovered(client, ids);
      for (const [queue, endpoints] of Map.groupBy(uncovered, (endpoint) => endpoint.queue)) {
        const jobs = endpoints.map(({ endpointId }) => ({ data: { endpointId } }));
        await boss.insert(queue, jobs, bossDb(client));
      }
      return uncovered;
    });
    sent.push(...batch);
  }
  const resumes = sent.filter(({ queue }) => queue === QUEUES.resumeWaiting.name).length;
  return { resumes, cancellations: sent.length - resumes };
}
