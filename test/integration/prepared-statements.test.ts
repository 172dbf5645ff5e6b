import type pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';

const POOL_SIZE = 2;

/** What the connections of the pool hold prepared. */
async function preparedBy(pool: pg.Pool): Promise<Set<string>> {
  const clients = await Promise.all(Array.from({ length: POOL_SIZE }, () => pool.connect()));
  try {
    const answers = await Promise.all(
      clients.map((client) => client.query<{ name: string }>('select name from pg_prepared_statements')),
    );
    return new Set(answers.flatMap(({ rows }) => rows.map(({ name }) => name)));
  } finally {
    for (const client of clients) client.release();
  }
}

it.each([
  { does: 'prepares what the hot path says often', directParameter: null, isPrepared: true },
  // A pooler would hand the next transaction a connection that has prepared nothing.
  {
    does: 'prepares nothing when a pooler may stand between',
    directParameter: 'keepalives=1',
    isPrepared: false,
  },
])('$does', async ({ directParameter, isPrepared }) => {
  await using receiver = await startReceiver(() => 200);
  await using database = await createTestDatabase();
  const databaseUrl = database.url;
  await using api = await startHookline({ databaseUrl, roles: { api: true, worker: false } });
  await using worker = await startHookline({
    databaseUrl,
    roles: { api: false, worker: true },
    env: {
      HOOKLINE_POOL_SIZE: String(POOL_SIZE),
      ...(directParameter && { DATABASE_DIRECT_URL: `${databaseUrl}?${directParameter}` }),
    },
  });
  await addEventType(api.admin, 'invoice.paid');
  const tenant = await api.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url });
  await publish(tenant.client, { type: 'invoice.paid' });
  await receiver.received(1);

  const prepared = await preparedBy(worker.app.core.database.pool);
  expect(prepared.has('load-due')).toBe(isPrepared);
});
