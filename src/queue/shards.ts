import type { PgBoss } from 'pg-boss';
import { QUEUES } from './contracts.ts';

/**
 * The endpoints are divided into this many shards, and at most so many workers can share the work. It must
 * never change while workers of different versions run: two of them would attempt the same deliveries.
 */
export const SHARD_COUNT = 64;

/** The right to attempt the deliveries of a shard's endpoints. `retryCount` is pg-boss's fence. */
export interface ShardLease {
  readonly shard: number;
  readonly retryCount: number;
}

/** The end of a UUIDv7 is random, so that the endpoints spread evenly. */
export function shardOf(endpointId: string): number {
  return Number.parseInt(endpointId.slice(-2), 16) % SHARD_COUNT;
}

/** Makes the job of each shard that has none. */
export async function ensureShards(boss: PgBoss): Promise<void> {
  const jobs = Array.from({ length: SHARD_COUNT }, (_, shard) => ({ id: jobIdOf(shard) }));
  await boss.insert(QUEUES.shard.name, jobs);
}

/** Takes up to `limit` shards that nobody holds. */
export async function claimShards(boss: PgBoss, limit: number): Promise<ShardLease[]> {
  const jobs = await boss.fetch(QUEUES.shard.name, { batchSize: limit, includeMetadata: true });
  return jobs.map(({ id, retryCount }) => ({ shard: shardOf(id), retryCount }));
}

/** Says that the leases' holder is alive. @returns the leases that are still held */
export async function renewShards(boss: PgBoss, leases: readonly ShardLease[]): Promise<ShardLease[]> {
  if (leases.length === 0) return [];
  // pg-boss answers with the ids that it touched; its types do not say so.
  const { settled } = (await boss.touch(QUEUES.shard.name, leases.map(toAttempt))) as { settled: string[] };
  const held = new Set(settled);
  return leases.filter(({ shard }) => held.has(jobIdOf(shard)));
}

/** Lets any worker take the shards at once. To pg-boss the job failed and is retried without a delay. */
export async function handBackShards(boss: PgBoss, leases: readonly ShardLease[]): Promise<void> {
  if (leases.length > 0) await boss.fail(QUEUES.shard.name, leases.map(toAttempt));
}

function toAttempt({ shard, retryCount }: ShardLease): { id: string; retryCount: number } {
  return { id: jobIdOf(shard), retryCount };
}

/** The id of the shard's one job. */
export function jobIdOf(shard: number): string {
  return `00000000-0000-7000-8000-${shard.toString(16).padStart(12, '0')}`;
}
