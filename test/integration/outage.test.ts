import type { ServerResponse } from 'node:http';
import { expect, it, vi } from 'vitest';
import { generateKey } from '../../src/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { followFeed } from '../support/feed.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf, tryPublish } from '../support/pipeline.ts';
import { startProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';
import { startReceiver } from '../support/receiver.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

it('an attempt that ends while the database is out of reach is recorded when it is back, and not repeated', async () => {
  const held = Promise.withResolvers<ServerResponse>();
  await using receiver = await startReceiver((_request, response, count) => {
    if (count > 1) return 200;
    held.resolve(response);
    return undefined;
  });
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const proxy = stack.use(await startProxy(database.url));
  await using hookline = await startHookline({ databaseUrl: proxy.url });
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url });
  const first = await publish(tenant.client, { type: 'invoice.paid' });
  const response = await held.promise;

  proxy.cut();
  response.writeHead(200).end();
  expect((await fetch(`${hookline.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${hookline.url}/readyz`)).status).toBe(503);
  const refused = await tenant.client.send(
    'mutation { eventPublish(input: { type: "invoice.paid", payload: 1 }) { __typename } }',
  );
  expect(refused.errors?.[0]?.extensions.code).toMatch(/^(INTERNAL_SERVER_ERROR|UNAVAILABLE)$/);
  proxy.mend();

  const { pool } = hookline.app.core.database;
  await eventually('readiness', async () => (await fetch(`${hookline.url}/readyz`)).ok || undefined);
  await using feed = await followFeed(hookline.url, tenant.key);
  const second = await tryPublish(tenant.client, { type: 'invoice.paid', payload: 2 });
  expect(second).toMatchObject({ duplicate: false });
  expect(await feed.next(({ deliveryStatus }) => deliveryStatus === 'SUCCEEDED')).toBeDefined();
  const recorded = await eventually('the first to be recorded', async () => {
    const rows = await rowsOf<{ status: string; attempt_count: number }>(
      pool,
      `select status, attempt_count from delivery where event_id = $1 and attempt_count > 0`,
      [first],
    );
    return rows[0];
  });
  expect(recorded).toEqual({ status: 'SUCCEEDED', attempt_count: 1 });
  expect(await receiver.received(2)).toHaveLength(2);
});

it('SIGTERM ends the process in time although the database is out of reach', async () => {
  await using receiver = await startReceiver(() => undefined);
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const proxy = stack.use(await startProxy(database.url));
  const env = {
    DATABASE_URL: database.url,
    HOOKLINE_ENCRYPTION_KEYS: generateKey(),
    HOOKLINE_MIGRATE: 'false',
    HOOKLINE_SHUTDOWN_SECONDS: '1',
  };
  const api = stack.use(
    await startHookline({ databaseUrl: database.url, env, roles: { api: true, worker: false } }),
  );
  await addEventType(api.admin, 'invoice.paid');
  const tenant = await api.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url, timeoutSeconds: 60 });
  const worker = stack.use(await startProgram('worker', { env: { ...env, DATABASE_URL: proxy.url } }));
  await publish(tenant.client, { type: 'invoice.paid' });
  await receiver.received(1);

  proxy.cut();
  const startedMs = performance.now();
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(20_000);
  expect(worker.output).toContain('SIGTERM: finishing');
  expect(worker.output).not.toContain('Hookline stopped');
  // Its leases are not handed back, and lapse like those of a worker that was killed.
  const { pool } = api.app.core.database;
  expect(await rowsOf(pool, `select distinct state from pgboss.job where name = 'shard'`)).toEqual([
    { state: 'active' },
  ]);
  expect(
    await rowsOf(pool, 'select status, attempt_count, next_attempt_at is not null as waits from delivery'),
  ).toEqual([{ status: 'PENDING', attempt_count: 0, waits: true }]);
});
