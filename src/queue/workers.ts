import type pg from 'pg';

/** A worker that has not been heard of for so long is not counted; as long as pg-boss waits for a heartbeat. */
const SILENT_SECONDS = 10;
const FORGOTTEN_MINUTES = 10;

/** Says that this worker is alive. @returns how many are, this one included */
export async function reportWorker(pool: pg.Pool, workerId: string): Promise<number> {
  const { rows } = await pool.query<{ others: number }>(
    `with mine as (
       insert into worker (id, seen_at) values ($1, now()) on conflict (id) do update set seen_at = now()),
     forgotten as (delete from worker where seen_at < now() - $3 * interval '1 minute' and id <> $1)
     select count(*)::int as others from worker
     where id <> $1 and seen_at > now() - $2 * interval '1 second'`,
    [workerId, SILENT_SECONDS, FORGOTTEN_MINUTES],
  );
  return (rows[0]?.others ?? 0) + 1;
}

/** Lets the others share what this worker held. */
export async function retireWorker(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query('delete from worker where id = $1', [workerId]);
}
