import pg from 'pg';

/**
 * Whether a pooler answers in the database's place, in transaction mode perhaps, where a statement that was prepared and
 * a setting of the session end with their transaction: what it gives out to cancel queries by is not the process that
 * runs them. @throws pg's error when the database does not answer
 */
export async function isBehindPooler(url: string): Promise<boolean> {
  const client: pg.Client & { processID?: number | null } = new pg.Client({
    connectionString: url,
    application_name: 'hookline',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid !== client.processID;
  } finally {
    await client.end().catch(() => undefined);
  }
}
