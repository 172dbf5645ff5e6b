import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction, LOCK_NOT_AVAILABLE, type SqlClient, sqlStateOf, UNDEFINED_TABLE } from './client.ts';

/** A partition that has bounds: `from` inclusive, `to` exclusive, in PostgreSQL's text of the key. */
export interface PartitionRange {
  /** As it is written in SQL. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** As many as PostgreSQL last counted, roughly; 0 when it never has. */
  readonly rows: number;
}

// All who use the table meanwhile queue up behind this wait, so it is no longer than a transaction takes on a busy
// system.
const LOCK_TIMEOUT_MS = 50;
const LOCK_PAUSE_MS = 200;
const LOCK_TRIES = 10;

/** The partitions of a table, oldest first, without its default one. */
export async function partitionRanges(client: SqlClient, table: string): Promise<PartitionRange[]> {
  const { rows } = await client.query<{ name: string; bounds: string; rows: number }>(
    `select oid::regclass::text as name, pg_get_expr(relpartbound, oid) as bounds,
       greatest(reltuples, 0)::float as rows
     from pg_class join pg_inherits on inhrelid = oid where inhparent = $1::regclass order by relname`,
    [table],
  );
  return rows.flatMap(({ bounds, ...partition }) => {
    const [, from, to] = /^FOR VALUES FROM \('([^']+)'\) TO \('([^']+)'\)$/.exec(bounds) ?? [];
    return from && to ? [{ ...partition, from, to }] : [];
  });
}

/**
 * Drops a partition. The table is locked against all who use it for milliseconds; when others hold it for longer than
 * that, several times in a row, nothing is done. Detaching it concurrently would wait for nobody, but PostgreSQL
 * refuses that to a table with a default partition.
 * @returns `gone`: another process has dropped it
 */
export async function dropPartition(
  pool: pg.Pool,
  table: string,
  { name }: Pick<PartitionRange, 'name'>,
): Promise<'dropped' | 'gone' | 'busy'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await inTransaction(pool, async (client) => {
        // Fails at once when a vacuum is at one of them: waiting for its end in line would make all others wait too.
        await client.query(
          `lock table only ${name}, only ${table}_default in share update exclusive mode nowait`,
        );
        await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
        await client.query(`drop table ${name}`);
      });
      return 'dropped';
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === UNDEFINED_TABLE) return 'gone';
      if (state !== LOCK_NOT_AVAILABLE) throw error;
      if (tries === LOCK_TRIES) return 'busy';
      await delay(LOCK_PAUSE_MS);
    }
  }
}
