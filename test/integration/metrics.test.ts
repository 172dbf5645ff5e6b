import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { generateKey } from '../../src/keyring.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { scrape } from '../support/metrics.ts';
import { addEndpoint, addEventType, publish, tryPublish } from '../support/pipeline.ts';
import { runProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';
import { startReceiver } from '../support/receiver.ts';
import { answer, holdRequests, setScene } from '../support/scene.ts';
import { openSocket } from '../support/socket.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const METRICS = { HOOKLINE_METRICS_PORT: '0' };
const WORKER = { api: false, worker: true };

it('counts what happens to a delivery, from its publication to the feed', async () => {
  await using hookline = await startHookline({ env: METRICS });
  const { operatorUrl } = hookline.app;
  await addEventType(hookline.admin, 'invoice.paid');
  await using scene = await setScene(hookline, (_request, _response, count) => (count === 1 ? 500 : 200));
  const before = await eventually('the subscriber', async () => {
    const scraped = await scrape(operatorUrl);
    return scraped.value('feed_subscribers') === 1 ? scraped : undefined;
  });
  expect(before.value('attempts_total{outcome="SUCCEEDED"}')).toBe(0);

  const delivery = await scene.publish({ idempotencyKey: 'once' });
  await tryPublish(scene.tenant.client, { type: 'invoice.paid', payload: {}, idempotencyKey: 'once' });
  await tryPublish(scene.tenant.client, { type: 'invoice.paid', payload: 1, idempotencyKey: 'once' });
  await scene.becomes(delivery, 'SUCCEEDED');

  const after = await scrape(operatorUrl);
  const added = (sample: string) => after.value(sample) - before.value(sample);
  expect(added('attempts_total{outcome="REJECTED"}')).toBe(1);
  expect(added('attempts_total{outcome="SUCCEEDED"}')).toBe(1);
  expect(added('attempts_total{outcome="TIMED_OUT"}')).toBe(0);
  expect(added('attempt_duration_seconds_count')).toBe(2);
  expect(added('attempt_duration_seconds_sum')).toBeGreaterThan(0);
  expect(added('events_published_total{result="accepted"}')).toBe(1);
  expect(added('events_published_total{result="duplicate"}')).toBe(1);
  expect(added('events_published_total{result="conflict"}')).toBe(1);
  expect(added('publish_duration_seconds_count')).toBe(3);
  expect(added('feed_items_total')).toBe(2);
  expect(after.value('delivery_slots')).toBe(128);
  expect(after.value('held_shards')).toBe(64);
  expect(after.value(`build_info{version="${manifest.version}"}`)).toBe(1);
  expect(
    after.value('db_connections{pool="api",state="idle"}') +
      after.value('db_connections{pool="api",state="busy"}'),
  ).toBeGreaterThan(0);
  expect(after.value('db_waiting{pool="worker"}')).toBe(0);
  expect(after.text).toContain('\nprocess_resident_memory_bytes ');
  // Whoever reads metrics learns nothing of who has which endpoints.
  for (const { uuid, id } of [scene.endpoint, scene.tenant]) {
    expect(after.text).not.toContain(uuid);
    expect(after.text).not.toContain(id);
  }
  expect(after.text).not.toContain('invoice');
  expect(after.text).not.toContain(new URL(scene.receiver.url).port);
});

it('counts operations by the code of their answer, over either transport', async () => {
  await using hookline = await startHookline({
    env: { ...METRICS, HOOKLINE_REQUESTS_PER_SECOND: '1', HOOKLINE_REQUEST_BURST: '4' },
    roles: { api: true, worker: false },
  });
  const { operatorUrl } = hookline.app;
  const { client, key } = await hookline.createOrganization();
  // However long this takes, no request more is allowed meanwhile.
  using _clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  await client.send('{ __typename }');
  await client.send('{ nonsense }');
  await fetch(`${hookline.url}/graphql`, { method: 'POST', body: '{}' });
  await fetch(`${hookline.url}/graphql?api_key=${key}`);
  await using socket = openSocket(hookline.url, { 'x-api-key': key });
  await socket.run('{ __typename }').next();
  await expect(socket.run('{ nonsense }').next()).rejects.toBeDefined();
  await expect(socket.run('{ __typename }').next()).rejects.toBeDefined();
  await client.send('{ __typename }');
  // What is refused before it comes as far as GraphQL is counted too.
  const long = await fetch(`${hookline.url}/graphql`, { method: 'POST', body: ' '.repeat(100_000) });
  expect(long.status).toBe(401);

  const { value } = await scrape(operatorUrl);
  const answered = (code: string) => value(`graphql_operations_total{code="${code}"}`);
  expect(answered('OK')).toBe(2);
  expect(answered('BAD_REQUEST')).toBe(3);
  expect(answered('MISSING_API_KEY')).toBe(2);
  expect(answered('RATE_LIMITED')).toBe(2);
});

it('counts a job that failed, and the log says why', async () => {
  const log = collectLog();
  await using hookline = await startHookline({ env: METRICS, log: log.logger });
  const { boss, database } = hookline.app.core;
  const failed = async () =>
    (await scrape(hookline.app.operatorUrl)).value('failed_jobs_total{queue="purge-payloads"}');
  expect(await failed()).toBe(0);
  await database.pool.query('alter table payload_expiry rename to elsewhere');
  await boss.send(QUEUES.purgePayloads.name);
  await eventually('the failure', async () => (await failed()) > 0 || undefined);
  await database.pool.query('alter table elsewhere rename to payload_expiry');
  expect(log.lines().find(({ msg }) => msg === 'a job failed')).toMatchObject({
    level: 50,
    queue: 'purge-payloads',
    err: { message: expect.stringContaining('payload_expiry'), code: '42P01' },
  });
});

it('are off unless asked for, and never on the port of the API', async () => {
  await using hookline = await startHookline({ roles: { api: true, worker: false } });
  expect(hookline.app.operatorUrl).toBeNull();
  expect((await fetch(`${hookline.url}/metrics`)).status).toBe(404);
});

it('a worker answers for its health where it gives its metrics', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const proxy = stack.use(await startProxy(database.url));
  await using hookline = await startHookline({ databaseUrl: proxy.url, env: METRICS, roles: WORKER });
  const { operatorUrl } = hookline.app;
  const ask = (path: string, method = 'GET') => fetch(`${operatorUrl}${path}`, { method });
  expect(new URL(operatorUrl ?? '').hostname).toBe('127.0.0.1');
  expect([(await ask('/healthz')).status, (await ask('/readyz')).status]).toEqual([200, 200]);
  const head = await ask('/metrics', 'HEAD');
  expect([head.status, head.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
  expect((await ask('/metrics', 'POST')).status).toBe(405);
  expect((await ask('/graphql')).status).toBe(404);
  await eventually('shards', async () => (await scrape(operatorUrl)).value('held_shards') || undefined);

  proxy.cut();
  expect((await ask('/healthz')).status).toBe(200);
  const unready = await ask('/readyz');
  expect([unready.status, await unready.text()]).toEqual([503, expect.stringContaining('does not answer')]);
  expect(unready.headers.get('cache-control')).toBe('no-store');
  // What it counts is in its memory.
  expect((await ask('/metrics')).status).toBe(200);
  proxy.mend();
});

it('a process that stops is not ready, and is up until the last attempt is recorded', async () => {
  await using stack = new AsyncDisposableStack();
  const held = holdRequests();
  const hookline = await startHookline({ env: METRICS });
  const { operatorUrl } = hookline.app;
  await addEventType(hookline.admin, 'invoice.paid');
  const receiver = stack.use(await startReceiver(held.behaviour));
  const tenant = await hookline.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url });
  await publish(tenant.client, { type: 'invoice.paid' });
  const response = await held.next();

  const stopped = hookline[Symbol.asyncDispose]();
  const unready = await fetch(`${operatorUrl}/readyz`);
  expect([unready.status, await unready.text()]).toEqual([503, 'it is stopping\n']);
  expect((await fetch(`${operatorUrl}/healthz`)).status).toBe(200);
  expect((await scrape(operatorUrl)).value('attempts_in_flight{pace="quick"}')).toBe(1);
  answer(response, 200);
  await stopped;
  await expect(fetch(`${operatorUrl}/healthz`)).rejects.toThrow();
});

it('a port that is taken is named, with the setting to change', async () => {
  await using database = await createTestDatabase();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const { code, output } = await runProgram(['worker'], {
    env: {
      DATABASE_URL: database.url,
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
      HOOKLINE_METRICS_PORT: String(port),
    },
  });
  other.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
  expect(output).toContain('set HOOKLINE_METRICS_PORT to another port');
});

it('an address that is not this machine’s is named, with the settings to change', async () => {
  await using database = await createTestDatabase();
  const { code, output } = await runProgram(['worker'], {
    env: {
      DATABASE_URL: database.url,
      HOOKLINE_ENCRYPTION_KEYS: generateKey(),
      HOOKLINE_METRICS_HOST: '192.0.2.1',
      HOOKLINE_METRICS_PORT: '9464',
    },
  });
  expect(code).toBe(1);
  expect(output).toContain('Cannot listen on 192.0.2.1:9464 (EADDRNOTAVAIL).');
  expect(output).toContain('Set HOOKLINE_METRICS_HOST and HOOKLINE_METRICS_PORT to an address');
});

it('the README lists them all, as they describe themselves', async () => {
  await using hookline = await startHookline({ env: METRICS, roles: WORKER });
  const { boss } = hookline.app.core;
  for (const { name } of [QUEUES.purgePayloads, QUEUES.recover]) await boss.send(name);
  const { metrics } = await eventually('a run of each job that counts', async () => {
    const scraped = await scrape(hookline.app.operatorUrl);
    return scraped.metrics.every(({ name, labels }) => labels.length > 0 || !/purged|repaired/.test(name))
      ? scraped
      : undefined;
  });
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [
    ...readme.matchAll(/^\| `(hookline_\w+)`(?: \{(\w+(?:, \w+)*)\})? \| (\w+) \| (.*) \|$/gm),
  ].map(([, name = '', labels = '', type = '', help = '']) => ({
    name,
    type,
    help,
    labels: labels === '' ? [] : labels.split(', '),
  }));
  expect(rows).toEqual(metrics);
});
