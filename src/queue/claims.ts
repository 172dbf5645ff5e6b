import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { bossDb, type PgBoss } from './boss.ts';
import { QUEUES } from './contracts.ts';

/**
 * The right to attempt a delivery. `startedAt` is the fence: when the claim lapsed and another worker took
 * over, it no longer fits, and what this worker does with the job touches nothing. pg-boss's own fence,
 * `retryCount`, starts at 0 again for the job of the next attempt, which bears the same id.
 */
export interface Claim {
  deliveryId: string;
  retryCount: number;
  /** On the database's clock, cut to the millisecond. */
  startedAt: Date;
}

/** Takes up to `limit` deliveries that are due. */
export async function claimDue(boss: PgBoss, limit: number): Promise<Claim[]> {
  const jobs = await boss.fetch(QUEUES.deliver.name, { batchSize: limit, includeMetadata: true });
  return jobs.map((job) => ({ deliveryId: job.id, retryCount: job.retryCount, startedAt: job.startedOn }));
}

/** Says that the claims' owner is alive. */
export async function touchClaims(boss: PgBoss, claims: readonly Claim[]): Promise<void> {
  if (claims.length > 0) await boss.touch(QUEUES.deliver.name, toAttempts(claims));
}

/**
 * Gives claims up so that any worker may take them at once. pg-boss's own way back counts as a failure of
 * the job, so the job is made anew.
 */
export async function handBack(boss: PgBoss, pool: pg.Pool, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  await inTransaction(pool, async (client) => {
    const held = await releaseClaims(client, claims);
    await enqueueDeliveries(
      boss,
      client,
      [...held].map((deliveryId) => ({ deliveryId, startAfter: null })),
    );
  });
}

/** Gives claims up for a while: the deliveries become due when their wait is over. */
export async function putOff(
  boss: PgBoss,
  pool: pg.Pool,
  waits: readonly { claim: Claim; waitMs: number }[],
): Promise<void> {
  if (waits.length === 0) return;
  await inTransaction(pool, async (client) => {
    const held = await releaseClaims(
      client,
      waits.map(({ claim }) => claim),
    );
    const kept = waits.filter(({ claim }) => held.has(claim.deliveryId));
    const { rows } = await client.query<{ id: string; due: Date }>(
      `update delivery d set next_attempt_at = now() + wait.ms * interval '1 millisecond'
       from unnest($1::uuid[], $2::float[]) as wait (id, ms)
       where d.id = wait.id and d.status in ('PENDING', 'RETRYING')
       returning d.id, d.next_attempt_at as due`,
      [kept.map(({ claim }) => claim.deliveryId), kept.map(({ waitMs }) => waitMs)],
    );
    await enqueueDeliveries(
      boss,
      client,
      rows.map(({ id, due }) => ({ deliveryId: id, startAfter: due })),
    );
  });
}

/** Ends the claims' jobs, in the order of their ids, and tells which claims had not lapsed. */
export async function releaseClaims(client: pg.ClientBase, claims: readonly Claim[]): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(
    `with held as (
       select job.id from pgboss.job join unnest($2::uuid[], $3::timestamptz[]) as claim (id, started_at) on job.id = claim.id
       where job.name = $1 and state = 'active' and date_trunc('milliseconds', started_on) = claim.started_at
       order by job.id for update of job)
     delete from pgboss.job using held where job.name = $1 and job.id = held.id returning job.id`,
    [
      QUEUES.deliver.name,
      claims.map(({ deliveryId }) => deliveryId),
      claims.map(({ startedAt }) => startedAt),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Makes the job of each delivery; one that has a job keeps it. `startAfter` null: now. */
export async function enqueueDeliveries(
  boss: PgBoss,
  client: pg.ClientBase,
  deliveries: readonly { deliveryId: string; startAfter: Date | null }[],
): Promise<void> {
  if (deliveries.length === 0) return;
  const jobs = deliveries.map(({ deliveryId, startAfter }) => ({
    id: deliveryId,
    ...(startAfter && { startAfter }),
  }));
  await boss.insert(QUEUES.deliver.name, jobs, bossDb(client));
}

function toAttempts(claims: readonly Claim[]): { id: string; retryCount: number }[] {
  return claims.map(({ deliveryId, retryCount }) => ({ id: deliveryId, retryCount }));
}

/**
 * Locks the jobs of these deliveries against being claimed or settled, in the order of their ids. Whoever
 * changes deliveries and their jobs locks the jobs first, as settlements do: in the other order each would
 * wait for the other.
 * @returns the deliveries with a job, and whether it is claimed
 */
export async function lockJobs(
  client: pg.ClientBase,
  deliveryIds: readonly string[],
): Promise<Map<string, 'waiting' | 'active'>> {
  // pg-boss offers no lock; its workers skip rows that are locked.
  const { rows } = await client.query<{ id: string; state: string }>(
    'select id, state from pgboss.job where name = $1 and id = any($2::uuid[]) order by id for update',
    [QUEUES.deliver.name, deliveryIds],
  );
  return new Map(rows.map(({ id, state }) => [id, state === 'active' ? 'active' : 'waiting']));
}

/** Whether a delivery has a job now, locked by nobody in particular. */
export async function hasJob(client: pg.ClientBase, deliveryId: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pgboss.job where name = $1 and id = $2', [
    QUEUES.deliver.name,
    deliveryId,
  ]);
  return rowCount !== 0;
}
