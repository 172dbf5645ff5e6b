import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { generateKey } from '../../src/keyring.ts';
import { SHARD_COUNT } from '../../src/queue/shards.ts';
import { createTestDatabase } from '../support/database.ts';
import { followFeed } from '../support/feed.ts';
import { startHookline } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startProgram } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';

// A worker's heartbeat stops counting after 10 s, and every 5 s somebody looks for that.
vi.setConfig({ testTimeout: 60_000 });
const TAKEOVER_LIMIT_MS = 30_000;
/** As many as an endpoint that nothing is known of gets at once. */
const EVENTS = 4;

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
  // Its leases hold on, and nobody else may attempt anything.
  expect(
    await rowsOf(pool, `select state, count(*)::int from pgboss.job where name = 'shard' group by 1`),
  ).toEqual([{ state: 'active', count: SHARD_COUNT }]);
  expect(await rowsOf(pool, 'select distinct status, attempt_count from delivery')).toEqual([
    { status: 'PENDING', attempt_count: 0 },
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
  expect(await rowsOf(pool, 'select 1 from delivery where next_attempt_at is not null')).toEqual([]);
  await expectSound(pool);
});
