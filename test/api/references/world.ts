import { expect } from 'vitest';
import { createApiKey } from '../../../src/domain/api-keys.ts';
import { formatId } from '../../../src/ids.ts';
import { createClient, type GraphqlClient } from '../../support/client.ts';
import { followFeed } from '../../support/feed.ts';
import { type Hookline, startHookline, type Tenant } from '../../support/hookline.ts';
import { type Receiver, startReceiver } from '../../support/receiver.ts';

/** A tenant with an endpoint that has received, for the rows of the mapping to run on. */
export interface World extends AsyncDisposable {
  readonly hookline: Hookline;
  readonly tenant: Tenant;
  readonly client: GraphqlClient;
  readonly url: string;
  readonly endpointId: string;
  /** Of a delivery that SUCCEEDED. */
  readonly deliveryId: string;
}

/** One row of the mapping: what it stands for runs, or the row fails. */
export type Run = (world: World) => Promise<void>;

export async function createWorld(): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(await startHookline());
  const receiver: Receiver = stack.use(await startReceiver());
  const tenant = await hookline.createOrganization({ partnerId: 'partner-1', maxEndpoints: 1000 });
  await hookline.admin.data(
    'mutation { eventTypeCreate(input: { name: "invoice.paid" }) { ... on EventTypeCreateSuccess { eventType { id } } } }',
  );
  const { endpoint } = await create(tenant.client, { url: receiver.url });
  await using feed = await followFeed(hookline.url, tenant.key);
  await tenant.client.data(
    'mutation { eventPublish(input: { type: "invoice.paid", payload: {} }) { __typename } }',
  );
  const { deliveryId } = await feed.next((item) => item.deliveryStatus === 'SUCCEEDED');
  const running = stack.move();
  return {
    hookline,
    tenant,
    client: tenant.client,
    url: receiver.url,
    endpointId: endpoint.id as string,
    deliveryId,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

const ENDPOINT = `id createdBy url description status enabled eventPatterns signingVersion secretHint timeoutSeconds maxRetries
  consecutiveFailures lastVerifiedAt lastDeliveryAt lastError createdAt updatedAt name headers { name value } pausedAt labels
  organization { id } disabledAt undeliveredPayloadRetentionHours`;

/** Creates an endpoint, which must succeed. */
export async function create(
  client: GraphqlClient,
  input: object,
): Promise<{ endpoint: Record<string, unknown>; secret: string }> {
  const { endpointCreate } = await client.data<{
    endpointCreate: { endpoint: Record<string, unknown>; secret: string };
  }>(
    `mutation ($input: EndpointCreateInput!) {
       endpointCreate(input: $input) { ... on EndpointCreateSuccess { secret endpoint { ${ENDPOINT} } } ... on Error { code message } } }`,
    { input },
  );
  expect(endpointCreate).toHaveProperty('endpoint');
  return endpointCreate;
}

/** The field can be given at creation, and reads back. */
export const createsWith =
  (field: string, value: unknown): Run =>
  async ({ client, url }) => {
    const { endpoint } = await create(client, { url, [field]: value });
    expect(endpoint[field]).toEqual(field === 'headers' ? [{ name: 'X-Team', value: 'billing' }] : value);
  };

/** The field can be read, and has a value of this kind. */
export const reads =
  (field: string, matcher: unknown): Run =>
  async ({ client, endpointId }) => {
    const { endpoint } = await client.data<{ endpoint: Record<string, unknown> }>(
      `query ($id: ID!) { endpoint(id: $id) { ${ENDPOINT} } }`,
      { id: endpointId },
    );
    expect(endpoint).toHaveProperty(field);
    expect(endpoint[field]).toEqual(matcher);
  };

/** The field can be changed, and reads back. */
export const updatesWith =
  (field: string, value: unknown): Run =>
  async ({ client, url }) => {
    const { endpoint } = await create(client, { url });
    const { endpointUpdate } = await client.data<{ endpointUpdate: { endpoint: Record<string, unknown> } }>(
      `mutation ($id: ID!, $input: EndpointUpdateInput!) {
         endpointUpdate(id: $id, input: $input) { ... on EndpointUpdateSuccess { endpoint { ${ENDPOINT} } } ... on Error { message } } }`,
      { id: endpoint.id, input: { [field]: value } },
    );
    if (field === 'secret') expect(endpointUpdate.endpoint.secretHint).toBe(String(value).slice(-4));
    else if (field === 'headers')
      expect(endpointUpdate.endpoint.headers).toEqual([{ name: 'X-Team', value: 'billing' }]);
    else expect(endpointUpdate.endpoint[field]).toEqual(value);
  };

/** An act on an endpoint of its own leads to a success with what is expected. */
export const acts =
  (operation: string, matcher: object, before?: string): Run =>
  async ({ client, url }) => {
    const { endpoint } = await create(client, { url });
    if (before) await client.data(before, { id: endpoint.id });
    const data = await client.data<Record<string, unknown>>(operation, { id: endpoint.id });
    expect(Object.values(data)[0]).toMatchObject(matcher);
  };

/** A query gives data that fits. */
export const queries =
  (operation: string, matcher: object): Run =>
  async ({ client, endpointId, deliveryId, tenant }) => {
    expect(await client.data(operation, { endpointId, deliveryId, organizationId: tenant.id })).toMatchObject(
      matcher,
    );
  };

/** What an invalid input is answered with. */
export const refuses =
  (input: object, matcher: object): Run =>
  async ({ client, url }) => {
    const { endpointCreate } = await client.data<{ endpointCreate: object }>(
      `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
         ... on Error { errorId code message } ... on ValidationError { issues { path type message suggestion context } } } }`,
      { input: { url, ...input } },
    );
    expect(endpointCreate).toMatchObject(matcher);
  };

/** A request without a right credential is answered with this status and code. */
export const denies =
  (status: number, code: string, headersOf: (world: World) => Promise<Record<string, string>>): Run =>
  async (world) => {
    const client = createClient(world.hookline.url, null, await headersOf(world));
    const answer = await client.send('{ endpoints { nodes { id } } }');
    expect(answer.status).toBe(status);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code, errorId: expect.any(String) });
  };

/** A key of the tenant that has expired, or lacks every scope that matters. */
export async function keyOf(world: World, options: { expired: boolean }): Promise<string> {
  const { key } = await createApiKey(world.hookline.app.core.database, {
    organizationId: world.tenant.uuid,
    name: 'reference',
    scopes: ['EVENTS_PUBLISH'],
    expiresAt: options.expired ? new Date(0) : null,
  });
  return key;
}

/** An id of the right form that names nothing. */
export const UNKNOWN_ENDPOINT = formatId('Endpoint', '01900000-0000-7000-8000-000000000000');
