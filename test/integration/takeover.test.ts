import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { generateKey } from '../../src/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { followFeed } from '../support/feed.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startProgram } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';

// A worker's heartbeat stops counting after 10 s, and every 5 s somebody looks for that.
vi.setConfig({ testTimeout: 60_000 });
const TAKEOVER_LIMIT_MS = 30_000;
const EVENTS = 5;

it('takes over from a worker that was killed, within 30 s, and loses nothing', async () => {
  // The first worker gets no answer at all.
  await using receiver = await startReceiver((_request, _response, count) =>
    count <= EVENTS ? undefined : 200,
  );
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const env = { DATABASE_URL: database.url, HOOKLINE_ENCRYPTION_KEYS: generateKey() };
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  stack.defer(() => pool.end());
  const api = stack.use(
    await startHookline({ databaseUrl: database.url, env, roles: { api: true, worker: false } }),
  );
  await addEventType(api.admin, 'invoice.paid');
  const tenant = await api.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url, timeoutSeconds: 60 });
  await using feed = await followFeed(api.url, tenant.key);

  const worker = stack.use(await startProgram('worker', { env: { ...env, HOOKLINE_MIGRATE: 'false' } }));
  for (let count = 0; count < EVENTS; count++) await publish(tenant.client, { type: 'invoice.paid' });
  const before = (await receiver.received(EVENTS)).slice();
  worker.kill('SIGKILL');
  const killedMs = performance.now();
  expect(await worker.ended).toBe('SIGKILL');
  expect(await rowsOf(pool, `select distinct state from pgboss.job where name = 'deliver'`)).toEqual([
    { state: 'active' },
  ]);

  stack.use(await startProgram('worker', { env: { ...env, HOOKLINE_MIGRATE: 'false' } }));
  for (let count = 0; count < EVENTS; count++) {
    // What the killed worker did is not known, so it is not recorded and takes up no attempt.
    expect(await feed.next()).toMatchObject({ attemptNumber: 1, deliveryStatus: 'SUCCEEDED' });
  }
  expect(performance.now() - killedMs).toBeLessThan(TAKEOVER_LIMIT_MS);

  const ids = (requests: typeof before) => requests.map(({ headers }) => headers['webhook-id']).toSorted();
  const after = receiver.requests.slice(EVENTS);
  expect(ids(after)).toEqual(ids(before));
  expect(new Set(ids(after)).size).toBe(EVENTS);
  expect(await rowsOf(pool, `select 1 from pgboss.job where name = 'deliver'`)).toEqual([]);
});
