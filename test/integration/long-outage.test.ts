import { afterAll, beforeAll, expect, it } from 'vitest';
import { QUEUES } from '../../src/queue/contracts.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addSubscriber } from '../support/operational.ts';
import { succeed } from '../support/operations.ts';
import { addEndpoint } from '../support/pipeline.ts';

/** What an outage of weeks leaves as it was. */

let stack: AsyncDisposableStack;
let databaseUrl: string;
let hookline: Hookline;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  databaseUrl = stack.use(await createTestDatabase()).url;
  hookline = stack.use(await startHookline({ databaseUrl, roles: { api: true, worker: false } }));
});
afterAll(() => stack.disposeAsync());

it('tells of what happened before an outage of three weeks, though pg-boss tidies up before a worker comes', async () => {
  const tenant = await hookline.createOrganization();
  await using subscriber = await addSubscriber(tenant, ['hookline.endpoint.disabled']);
  const { id } = await addEndpoint(tenant.client, { url: 'https://receiver.example/', eventPatterns: [] });
  await succeed(tenant.client, 'endpointDisable', { id });

  const { boss, database } = hookline.app.core;
  await database.pool.query(
    `update pgboss.job set created_on = created_on - interval '3 weeks', start_after = start_after - interval '3 weeks',
       keep_until = keep_until - interval '3 weeks' where name = $1`,
    [QUEUES.operationalEvent.name],
  );
  await boss.supervise(QUEUES.operationalEvent.name);
  stack.use(await startHookline({ databaseUrl, roles: { api: false, worker: true } }));
  expect(await subscriber.told(1)).toMatchObject([{ data: { endpointId: id, reason: 'MANUAL' } }]);
});
