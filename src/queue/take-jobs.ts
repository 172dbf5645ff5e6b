import type { SqlClient } from '../db/client.ts';

/**
 * Ends jobs inside the caller's transaction, so that what they ask for is done once, whoever runs them and however
 * often: pg-boss's own end comes after the work, in another transaction, and a job that is run again meets work
 * that is done.
 * @returns the ids of those that nobody had ended before
 */
export async function takeJobs(
  client: SqlClient,
  queue: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `with held as (
       select id from pgboss.job where name = $1 and id = any($2::uuid[]) order by id for update)
     delete from pgboss.job using held where job.name = $1 and job.id = held.id returning job.id`,
    [queue, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
