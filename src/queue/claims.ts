import type pg from 'pg';
import { inTransaction } from '../db/client.ts';
import { bossDb, type PgBoss } from './boss.ts';
import { QUEUES } from './contracts.ts';

/**
 * The right to attempt a delivery. `retryCount` is the fence: when the claim lapsed and another worker took
 * over, it no longer fits, and what this worker does with the job touches nothing.
 */
export interface Claim {
  deliveryId: string;
  retryCount: number;
}

/** Takes up to `limit` deliveries that are due. */
export async function claimDue(boss: PgBoss, limit: number): Promise<Claim[]> {
  const jobs = await boss.fetch(QUEUES.deliver.name, { batchSize: limit, includeMetadata: true });
  return jobs.map((job) => ({ deliveryId: job.id, retryCount: job.retryCount }));
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
    const held = await releaseClaims(boss, client, claims);
    await enqueueDeliveries(
      boss,
      client,
      [...held].map((deliveryId) => ({ deliveryId, startAfter: null })),
    );
  });
}

/** Ends the claims' jobs, and tells which claims had not lapsed. */
export async function releaseClaims(
  boss: PgBoss,
  client: pg.ClientBase,
  claims: readonly Claim[],
): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const response = await boss.deleteJob(QUEUES.deliver.name, toAttempts(claims), bossDb(client));
  // pg-boss answers with the ids it settled, and leaves them out of its published types.
  return new Set((response as { settled?: string[] }).settled ?? []);
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
