import type pg from 'pg';

/**
 * PostgreSQL compiles a statement each time anew when it reckons that it reads much, as it does of all ours that are
 * planned for any values amid a backlog: to read ten of 500,000 that wait took 630 ms then, and 3.5 ms without (`explain
 * analyze execute` in PostgreSQL 15).
 */
const NO_JIT = 'set jit = off';

/** PostgreSQL 17 has it, and before there is nothing to set. */
const NO_TRANSACTION_TIMEOUT = `do $$ begin perform set_config('transaction_timeout', '0', false);
  exception when undefined_object then null; end $$`;

/**
 * What a server, a database or a role may have set otherwise. Prisma reads every time as UTC, node-postgres knows dates
 * as ISO writes them, and has of a number what was written of it, pg-boss writes its statements with standard strings, an
 * array of ours may hold NULL, and a transaction that meets a row another one has changed waits, and goes on with what that
 * one committed. Times that are right for an application are not for an index of a large table; ours are set where they
 * are needed.
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
