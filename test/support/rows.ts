import type pg from 'pg';
import { expect } from 'vitest';
import { newId } from '../../src/ids.ts';

/** For rows that SQL makes: uuidv7() is of PostgreSQL 18. */
export const newIds = (count: number): string[] => Array.from({ length: count }, () => newId());

/** What every table holds: its rows, counted and hashed, but for the minute in which a key was last used. */
async function contentOf(pool: Pick<pg.Pool, 'query'>): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname = 'public' or c.oid = 'pgboss.job'::regclass) and c.relkind in ('r', 'p') and not c.relispartition
      order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || coalesce(md5(string_agg(row, ',' order by row)), '') as content
         from (select (to_jsonb(t) - 'last_used_at')::text as row from ${name} t) as "rows"`,
  );
  const { rows } = await pool.query<{ name: string; content: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.content]));
}

/** Does something after which every table must hold what it held before. Nothing else may write meanwhile. */
export async function writingNothing<T>(pool: Pick<pg.Pool, 'query'>, act: () => Promise<T>): Promise<T> {
  const before = await contentOf(pool);
  const result = await act();
  expect(await contentOf(pool)).toEqual(before);
  return result;
}
