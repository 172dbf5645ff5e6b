import pg from 'pg';
import { migrate } from '../../src/db/migrate.ts';
import { ensurePartitions } from '../../src/db/partitions.ts';

/** The database that every test database is a copy of. */
export const TEMPLATE_DATABASE = 'hookline_template';

/** The address of another database of the same server. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes the template afresh: tables, partitions and what `install` adds.
 * @param adminUrl a database of the server, as a user who may create others
 * @param install gets the template's address, and must have closed its connections when it resolves
 */
export async function prepareTemplate(
  adminUrl: string,
  install?: (url: string) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`update pg_database set datistemplate = false where datname = '${TEMPLATE_DATABASE}'`);
    await admin.query(`drop database if exists ${TEMPLATE_DATABASE} with (force)`);
    await admin.query(`create database ${TEMPLATE_DATABASE} template template0`);
    const url = databaseUrl(adminUrl, TEMPLATE_DATABASE);
    await migrate({ url });
    await addPartitions(url);
    await install?.(url);
    // A template cannot be copied while somebody is connected to it.
    await admin.query(`alter database ${TEMPLATE_DATABASE} with is_template true allow_connections false`);
  } finally {
    await admin.end();
  }
}

async function addPartitions(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    await ensurePartitions(pool);
  } finally {
    await pool.end();
  }
}
