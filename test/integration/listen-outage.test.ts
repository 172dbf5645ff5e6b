import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { generateKey } from '../../src/keyring.ts';
import { startCli } from '../support/cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEventType } from '../support/pipeline.ts';
import { startProgram } from '../support/process.ts';
import { startProxy } from '../support/proxy.ts';
import { startReceiver } from '../support/receiver.ts';

vi.setConfig({ testTimeout: 90_000 });

const ENCRYPTION_KEYS = generateKey();
const EVENTS_EACH = 20;

let database: TestDatabase;
/** Goes on while the listener's server is away: it takes events, and delivers them. */
let other: Hookline;
beforeAll(async () => {
  database = await createTestDatabase();
  other = await startHookline({
    databaseUrl: database.url,
    env: { HOOKLINE_ENCRYPTION_KEYS: ENCRYPTION_KEYS },
  });
  await addEventType(other.admin, 'order.placed');
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

it('listen survives that its server is killed and started again: nothing is missed, and it is in order', async () => {
  const tenant = await other.createOrganization();
  const env = {
    DATABASE_URL: database.url,
    HOOKLINE_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    HOOKLINE_MIGRATE: 'false',
  };
  const first = await startProgram('api', { env });
  // Its port may be another's before the next one asks for it.
  await using address = await startProxy(first.url);
  await using receiver = await startReceiver();
  await using cli = await startCli(['listen', receiver.url, '--name', 'laptop'], {
    url: address.url,
    key: tenant.key,
  });
  await cli.says(/connected/);
  const beginning = await feedCursor(tenant.client);
  const published = await publishMany(tenant.client, EVENTS_EACH);
  await receiver.received(EVENTS_EACH);

  await first[Symbol.asyncDispose]();
  await cli.says(/connection lost \(.+\), reconnecting …/);
  published.push(...(await publishMany(tenant.client, EVENTS_EACH)));
  expect(receiver.requests).toHaveLength(EVENTS_EACH);

  await using second = await startProgram('api', { env });
  address.lead(second.url);
  await cli.says(new RegExp(`caught up: ${EVENTS_EACH} deliveries had been missed`));
  published.push(...(await publishMany(tenant.client, EVENTS_EACH)));
  const forwarded = (await receiver.received(3 * EVENTS_EACH)).map(({ headers }) => headers['webhook-id']);
  expect(forwarded).toEqual(await recordedEvents(tenant.client, beginning));
  expect(forwarded.toSorted()).toEqual(published.toSorted());
  expect(cli.output.match(/ 200 /g)).toHaveLength(3 * EVENTS_EACH);
  expect(cli.output.match(/connection lost/g)).toHaveLength(1);

  second.kill('SIGKILL');
  await cli.says(/caught up[\s\S]*connection lost/);
  expect(await cli.interrupt()).toBe(0);
  expect(cli.output).toMatch(/listen:laptop could not be deleted and stays: No server answers at/);
});

type Client = Awaited<ReturnType<Hookline['createOrganization']>>['client'];

/** @returns the events' ids */
async function publishMany(client: Client, count: number): Promise<string[]> {
  const { eventPublishBatch } = await client.data<{
    eventPublishBatch: { results: { event: { id: string } }[] };
  }>(
    `mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) {
       ... on EventPublishBatchSuccess { results { ... on EventPublishSuccess { event { id } } } } } }`,
    { input: Array.from({ length: count }, (_, n) => ({ type: 'order.placed', payload: { n } })) },
  );
  return eventPublishBatch.results.map(({ event }) => event.id);
}

async function feedCursor(client: Client): Promise<string> {
  return (await client.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }')).deliveryFeedCursor;
}

/** Events of the attempts after a place in the feed, in its order; at most 100. */
async function recordedEvents(client: Client, after: string): Promise<string[]> {
  const { deliveryFeed } = await client.data<{ deliveryFeed: { nodes: { eventId?: string }[] } }>(
    `query ($after: String) { deliveryFeed(first: 100, after: $after) {
       nodes { ... on AttemptRecorded { eventId } } } }`,
    { after },
  );
  return deliveryFeed.nodes.flatMap(({ eventId }) => eventId ?? []);
}
