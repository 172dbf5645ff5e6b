import { inTransaction } from '../db/client.ts';
import { notifyWork } from '../db/listener.ts';
import { bossDb } from '../queue/boss.ts';
import { QUEUES } from '../queue/contracts.ts';
import { repairShards } from '../queue/repair-shards.ts';
import type { Core } from './core.ts';
import { findUncovered, findUndated, IS_UNDATED, type UncoveredEndpoint, WAITING_START } from './stranded.ts';

const BATCH_SIZE = 500;
const STEP_SIZE = 10_000;
/** What one run looks at, of the deliveries that wait; the next goes on from there. */
const STEPS_MAX = 10;

/** What was repaired: all 0 in a database that is sound. */
export interface Recovered {
  /** Deliveries that waited without a time. */
  deliveries: number;
  /** Endpoints whose parked deliveries nobody was to resume. */
  resumes: number;
  /** DISABLED or deleted endpoints whose waiting deliveries nobody was to cancel. */
  cancellations: number;
  /** Shards that no worker could take. */
  shards: number;
}

/**
 * Makes the sweep that repairs what nothing in the program does and a fault or a hand in the database may: deliveries
 * that wait and that nobody would ever attempt or cancel. Safe amid traffic and beside itself, in small transactions;
 * what is found is looked at again under its lock. A run costs what is wrong, and a bounded look at what waits.
 */
export function createRecovery(
  core: Pick<Core, 'database' | 'boss'>,
  options: { stepSize?: number; stepsMax?: number } = {},
): () => Promise<Recovered> {
  const { database, boss } = core;
  const { stepSize = STEP_SIZE, stepsMax = STEPS_MAX } = options;
  let place = WAITING_START;

  return async () => {
    const shards = await repairShards(database.pool, boss);
    let deliveries = 0;
    for (let step = 0; step < stepsMax; step++) {
      const { ids, next } = await findUndated(database.pool, place, stepSize);
      deliveries += await giveTimes(core, ids);
      place = next ?? WAITING_START;
      if (!next) break;
    }
    return { deliveries, ...(await sendJobs(core)), shards };
  };
}

/** Makes them due: the worker that meets one attempts, parks or cancels it, whatever its endpoint asks for. */
async function giveTimes(
  { database: { pool } }: Pick<Core, 'database'>,
  ids: readonly string[],
): Promise<number> {
  let given = 0;
  for (let at = 0; at < ids.length; at += BATCH_SIZE) {
    const { rows } = await pool.query<{ endpointId: string }>(
      // One that somebody holds is about to change; if it does not, it is found again.
      `update delivery set next_attempt_at = now() where id in (
         select id from delivery where id = any($1::uuid[]) and ${IS_UNDATED} order by id for update skip locked)
       returning endpoint_id as "endpointId"`,
      [ids.slice(at, at + BATCH_SIZE)],
    );
    given += rows.length;
    await notifyWork(
      pool,
      rows.map(({ endpointId }) => endpointId),
    );
  }
  return given;
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
