import type pg from 'pg';
import { inTransaction, type SqlClient } from '../db/client.ts';
import { bossDb, type PgBoss } from './boss.ts';
import { QUEUES } from './contracts.ts';
import { jobIdOf, SHARD_COUNT } from './shards.ts';

const JOB_IDS: readonly string[] = Array.from({ length: SHARD_COUNT }, (_, shard) => jobIdOf(shard));

/** A fence that no lease has: a new job would begin at 0, as the missing one did. */
const NEW_FENCE = `1 + floor(random() * 100000)`;

/** SQL that is true of a job that a worker holds, or may take now; committed jobs may be younger than `now()`. */
const IS_LEASE = `(state = 'active' or (state < 'active' and start_after <= clock_timestamp()))`;

/** @returns the ids of the shards' jobs that are missing, have ended or may not be taken yet */
export async function findUncoveredShards(client: SqlClient): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($2::uuid[]) as shard (id) where not exists (
       select from pgboss.job where name = $1 and job.id = shard.id and ${IS_LEASE})`,
    [QUEUES.shard.name, JOB_IDS],
  );
  return rows.map(({ id }) => id);
}

/**
 * Gives every shard its job again. A worker may still believe that it holds one that has ended or is gone: its lease
 * must not pass for the next one, so the fence moves on.
 * @returns how many shards had none
 */
export async function repairShards(pool: pg.Pool, boss: PgBoss): Promise<number> {
  const ids = await findUncoveredShards(pool);
  if (ids.length === 0) return 0;
  return inTransaction(pool, async (client) => {
    const revived = await client.query(
      // Whoever takes a job that has been started adds to its retries, which are the fence.
      `update pgboss.job set state = 'retry', start_after = now(), completed_on = null,
         retry_count = case when retry_count < retry_limit then retry_count else ${NEW_FENCE} end,
         keep_until = now() + $3 * interval '1 second'
       where name = $1 and id = any($2::uuid[]) and not ${IS_LEASE}`,
      [QUEUES.shard.name, ids, QUEUES.shard.retentionSeconds],
    );
    const jobs = ids.map((id) => ({ id }));
    const options = { ...bossDb(client), returnId: true };
    const made = (await boss.insert(QUEUES.shard.name, jobs, options)) ?? [];
    await client.query(
      `update pgboss.job set retry_count = ${NEW_FENCE} where name = $1 and id = any($2::uuid[])`,
      [QUEUES.shard.name, made],
    );
    return (revived.rowCount ?? 0) + made.length;
  });
}
