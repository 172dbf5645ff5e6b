import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { prepareDatabase } from '../../src/prepare.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import { eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const DELIVERED = '{ endpoints { nodes { deliveries(filter: { status: [SUCCEEDED] }) { nodes { id } } } } }';

it('all is done in the schema that the search path leads to, be it another than public', async () => {
  await using stack = new AsyncDisposableStack();
  const receiver = stack.use(await startReceiver(() => 200));
  const { url } = stack.use(await createEmptyDatabase());
  const client = stack.adopt(new pg.Client({ connectionString: url }), (made) => made.end());
  await client.connect();
  const lead = (path: string) =>
    client.query(`alter database ${new URL(url).pathname.slice(1)} set search_path = ${path}`);
  await client.query('create schema mine');
  await lead('mine');
  await prepareDatabase(url, () => undefined);
  // Before the one that holds the tables, as a schema of the role's name is that is made later.
  await client.query('create schema later');
  await lead('later, mine');

  await using hookline = await startHookline({ databaseUrl: url });
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  await addEndpoint(tenant.client, { url: receiver.url });
  await publish(tenant.client, { type: 'invoice.paid' });
  await eventually('the delivery', async () => {
    const { endpoints } = await tenant.client.data<{
      endpoints: { nodes: { deliveries: { nodes: unknown[] } }[] };
    }>(DELIVERED);
    return endpoints.nodes[0]?.deliveries.nodes.length === 1 || undefined;
  });
  const elsewhere = `select from pg_class where relnamespace in ('public'::regnamespace, 'later'::regnamespace)`;
  expect(await rowsOf(client, elsewhere)).toEqual([]);
});
