import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { generateKey } from '../../src/keyring.ts';
import { createTestDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startProgram } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';
import { eventually } from '../support/waiting.ts';

// A lane that found none twice in a row rests for ten seconds.
vi.setConfig({ testTimeout: 120_000 });

/** A worker holds some 40 at rest. */
const OPEN_FILES = 64;
const ENDPOINTS = 20;
const EVENTS = 4;

it('uses up no attempt of a delivery for which the process has no file descriptor left, and makes it when it has', async () => {
  const freed = Promise.withResolvers<void>();
  // None answers, so that connections pile up.
  await using receiver = await startReceiver((_request, response) => {
    void freed.promise.then(() => response.writeHead(200).end());
    return undefined;
  });
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
  for (let index = 0; index < ENDPOINTS; index++)
    await addEndpoint(tenant.client, { url: `${receiver.url}/${index}`, timeoutSeconds: 60 });
  for (let count = 0; count < EVENTS; count++) await publish(tenant.client, { type: 'invoice.paid' });

  const worker = stack.use(
    await startProgram('worker', { env: { ...env, HOOKLINE_MIGRATE: 'false' }, openFiles: OPEN_FILES }),
  );
  await eventually('the worker to run out of them', async () => {
    const recorded = await rowsOf(pool, 'select outcome, error_message from delivery_attempt limit 1');
    expect(recorded).toEqual([]);
    return worker.output.includes('the attempt could not be made') || undefined;
  });
  expect(worker.output).toContain('no connection could be opened (EMFILE)');
  expect(await rowsOf(pool, 'select 1 from delivery where attempt_count > 0')).toEqual([]);

  freed.resolve();
  await receiver.received(ENDPOINTS * EVENTS);
  await eventually('all to be delivered', async () => {
    const left = await rowsOf(pool, "select 1 from delivery where status <> 'SUCCEEDED'");
    return left.length === 0 || undefined;
  });
  expect(await rowsOf(pool, 'select 1 from delivery where attempt_count <> 1')).toEqual([]);
});
