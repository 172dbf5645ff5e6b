import pg from 'pg';

/**
 * Whether a pooler answers in the database's place, perhaps in transaction mode, where prepared statements and settings
 * of the session end with their transaction. A pooler gives itself away by the process id that it hands out for
 * cancelling queries, which is not that of the process that runs them.
 * @throws pg's error when the database does not answer
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
