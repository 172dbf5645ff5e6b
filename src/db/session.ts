import type pg from 'pg';

/**
 * When PostgreSQL estimates that a statement reads much, it compiles it, anew each time. Amid a backlog it estimates so
 * of all our statements whose plans are for any values: reading ten of 500,000 waiting deliveries took 630 ms with
 * compiling, and 3.5 ms without (`explain analyze execute` in PostgreSQL 15).
 */
const NO_JIT = 'set jit = off';

/** A setting since PostgreSQL 17; before, there is nothing to set. */
const NO_TRANSACTION_TIMEOUT = `do $$ begin perform set_config('transaction_timeout', '0', false);
  exception when undefined_object then null; end $$`;

/**
 * What a server, a database or a role may have set otherwise. Prisma reads every time as UTC; node-postgres expects
 * dates in ISO form, and numbers with all of their digits; pg-boss's statements rely on standard strings; our arrays
 * may hold NULL; and a transaction that meets a row which another one has changed is to wait, and go on with what that
 * one committed. Timeouts that suit an application do not suit building an index of a large table; ours are set where
 * they are needed.
 */
const SESSION = [
  "set timezone = 'UTC'",
  "set datestyle = 'ISO'",
  "set default_transaction_isolation = 'read committed'",
  'set standard_conforming_strings = on',
  'set array_nulls = on',
  'set extra_float_digits = 1',
  'set statement_timeout = 0',
  'set lock_timeout = 0',
  NO_TRANSACTION_TIMEOUT,
  NO_JIT,
];

/**
 * For a pool's `onConnect`: not parameters of the start, which PgBouncer refuses. It keeps those that change how values
 * are written for each of its clients.
 */
export async function setSession(client: pg.ClientBase, more: readonly string[] = []): Promise<void> {
  await client.query([...SESSION, ...more].join('; '));
}
