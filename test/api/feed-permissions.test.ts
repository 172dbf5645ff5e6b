import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Scope } from '../../src/db/generated/prisma/enums.ts';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const FEED = `subscription ($after: String) {
  deliveryFeed(after: $after) { ... on AttemptRecorded { delivery { requestBody event { payloadText } } } }
}`;

interface Answer {
  data?: { deliveryFeed: unknown } | null;
  errors?: unknown;
}
type Open = (
  request: { query: string; variables: Record<string, unknown> },
  key: string,
) => AsyncIterator<Answer>;

let hookline: Hookline;
let tenant: Tenant;
let stranger: Tenant;
let receiver: Receiver;
beforeAll(async () => {
  hookline = await startHookline();
  receiver = await startReceiver();
  await addEventType(hookline.admin, 'invoice.paid');
  tenant = await hookline.createOrganization();
  stranger = await hookline.createOrganization();
  for (const { client } of [tenant, stranger]) await addEndpoint(client, { url: receiver.url });
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const overSocket: Open = (request, key) =>
  createSocketClient({
    url: `${hookline.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'X-API-Key': key },
    retryAttempts: 0,
  }).iterate(request) as AsyncIterator<Answer>;

const overEvents: Open = (request, key) =>
  createSseClient({
    url: `${hookline.url}/graphql`,
    headers: { 'X-API-Key': key },
    retryAttempts: 0,
  }).iterate(request) as AsyncIterator<Answer>;

describe.each<[string, Open]>([
  ['WebSocket', overSocket],
  ['server-sent events', overEvents],
])('over %s', (_transport, open) => {
  it('every item shows what its reader’s scopes and organization allow, and nothing else', async () => {
    const { deliveryFeedCursor } = await tenant.client.data<{ deliveryFeedCursor: string }>(
      '{ deliveryFeedCursor }',
    );
    const follow = (key: string) => open({ query: FEED, variables: { after: deliveryFeedCursor } }, key);
    const keyWith = async (scopes: readonly Scope[]) => {
      const owner = { organizationId: tenant.uuid, name: 'reader' };
      return (await createApiKey(hookline.app.core.database, { ...owner, scopes })).key;
    };
    const reader = follow(await keyWith(['DELIVERIES_READ', 'EVENTS_READ']));
    const limited = follow(await keyWith(['DELIVERIES_READ']));
    const admin = follow(hookline.adminKey);
    const readers = [reader, limited, admin];
    const item = async (items: AsyncIterator<Answer>) =>
      ((await items.next()).value as Answer).data?.deliveryFeed;
    const first = readers.map(item);
    const shown = (payloadText: string | null) => ({
      delivery: {
        requestBody: payloadText && expect.stringContaining(payloadText),
        event: { payloadText },
      },
    });

    await publish(stranger.client, { type: 'invoice.paid', payload: { of: 'another' } });
    expect(await first[2]).toEqual(shown('{"of":"another"}'));
    for (const n of [1, 2]) {
      await publish(tenant.client, { type: 'invoice.paid', payload: { n } });
      expect(await item(admin)).toEqual(shown(`{"n":${n}}`));
      expect(await (n === 1 ? first[0] : item(reader))).toEqual(shown(`{"n":${n}}`));
      expect(await (n === 1 ? first[1] : item(limited))).toEqual(shown(null));
    }
    await Promise.all(readers.map((items) => items.return?.()));
  });
});
