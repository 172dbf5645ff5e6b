import type { Hookline } from '../../support/hookline.ts';
import { rowsOf } from '../../support/pipeline.ts';
import type { Marked } from './world.ts';

/** The columns of text of tables that tenants share, where no row of this one has its mark. */
export async function unmarkedColumns({ app }: Hookline, { tenant, mark }: Marked): Promise<string[]> {
  const { pool } = app.core.database;
  const columns = await rowsOf<{ table: string; column: string }>(
    pool,
    `select c.table_name as table, c.column_name as column from information_schema.columns c
      where c.table_schema = 'public' and (c.data_type in ('text', 'jsonb', 'json') or c.udt_name = '_text')
        and c.table_name in (select c.relname from pg_class c where c.relkind in ('r', 'p') and not c.relispartition)
        and (c.table_name = 'organization' or exists (select from information_schema.columns o
          where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'organization_id'))`,
  );
  const unmarked: string[] = [];
  for (const { table, column } of columns) {
    const owner = table === 'organization' ? 'id' : 'organization_id';
    const rows = await rowsOf(
      pool,
      `select from ${table} where ${owner} = $1 and strpos(${column}::text, $2) > 0 limit 1`,
      [tenant.uuid, mark],
    );
    if (rows.length === 0) unmarked.push(`${table}.${column}`);
  }
  return unmarked;
}

/** Every row of a tenant, in every table, as text. */
export async function everyRowOf({ app }: Hookline, { tenant }: Marked): Promise<Record<string, unknown[]>> {
  const { pool } = app.core.database;
  const tables = await rowsOf<{ name: string; owner: string }>(
    pool,
    `select table_name as name, column_name as owner from information_schema.columns
      where table_schema = 'public'
        and (column_name = 'organization_id' or (table_name = 'organization' and column_name = 'id'))
        and table_name in (select c.relname from pg_class c where c.relkind in ('r', 'p') and not c.relispartition)`,
  );
  const found: Record<string, unknown[]> = {};
  for (const { name, owner } of tables) {
    found[name] = await rowsOf(pool, `select t::text as row from ${name} t where ${owner} = $1 order by 1`, [
      tenant.uuid,
    ]);
  }
  return found;
}
