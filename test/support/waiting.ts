import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const POLL_MS = 10;
const LIMIT_MS = 15_000;

/**
 * Resolves with the first value that is not undefined: for what sends no signal that could be waited on.
 * @param limitMs more, in a test that has the time, for what the product does by a clock of seconds
 * @throws Error after it
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  limitMs = LIMIT_MS,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`waited ${limitMs / 1000} s for ${what}`);
    await delay(POLL_MS);
  }
}

/** Resolves when that many sessions of the pool's database wait for a lock. */
export async function blocked(pool: pg.Pool, count: number): Promise<void> {
  await eventually(`${count} sessions that wait for a lock`, async () => {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (rows[0]?.n ?? 0) >= count || undefined;
  });
}

/** Ends the sessions that wait for a lock, once there is one, as a restart of PostgreSQL does. */
export async function endBlocked(pool: pg.Pool): Promise<void> {
  await eventually('a session that waits for a lock to be ended', async () => {
    const { rowCount } = await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rowCount || undefined;
  });
}

/** Locks what the statement says, until the function that it answers is called, or the stack is disposed of. */
export async function holdLock(
  stack: AsyncDisposableStack,
  url: string,
  statement: string,
): Promise<() => Promise<unknown>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  stack.defer(() => client.end());
  await client.query('begin');
  await client.query(statement);
  return () => client.query('commit');
}
