import { subscribe as subscribeTo, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createClient, NetworkError } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openEventStream } from '../support/event-stream.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { blocked } from '../support/waiting.ts';

const FEED = 'subscription { deliveryFeed { __typename ... on AttemptRecorded { attemptNumber } } }';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

function connect(headers: Record<string, string>) {
  return createClient({ url: `${hookline.url}/graphql`, singleConnection: false, headers, retryAttempts: 0 });
}

const subscribers = (count: number) =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), { timeout: 10_000 });

const append = (...numbers: number[]) =>
  appendItems(
    hookline.app.core.database.pool,
    numbers.map((attemptNumber) => attemptItem({ organizationId: tenant.uuid, attemptNumber })),
  );

const item = (attemptNumber: number) => ({
  done: false,
  value: { data: { deliveryFeed: { __typename: 'AttemptRecorded', attemptNumber } } },
});

/** The answer to a POST that asks for events, as it came. */
function post(query: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${hookline.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });
}

describe('a subscription over server-sent events', () => {
  it.each([
    ['x-api-key', () => ({ 'X-API-Key': tenant.key })],
    ['authorization', () => ({ authorization: `Bearer ${tenant.key}` })],
  ])('with a key in %s yields items in their order', async (_name, headers) => {
    const items = connect(headers()).iterate({ query: FEED });
    const first = items.next();
    await subscribers(1);
    await append(1, 2);
    await append(3);
    expect([await first, await items.next(), await items.next()]).toEqual([item(1), item(2), item(3)]);
    await items.return?.();
    await subscribers(0);
  });

  it('is a stream that nobody in between may keep or hold back', async () => {
    const stop = new AbortController();
    const response = await fetch(`${hookline.url}/graphql?${new URLSearchParams({ query: FEED })}`, {
      headers: { accept: 'text/event-stream', 'x-api-key': tenant.key },
      signal: stop.signal,
    });
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('cache-control'),
      response.headers.get('x-accel-buffering'),
    ]).toEqual([200, 'text/event-stream', 'no-cache', 'no']);
    await subscribers(1);
    stop.abort();
    await subscribers(0);
  });

  it('frees the subscriber when the client aborts, and no other', async () => {
    const client = connect({ 'x-api-key': tenant.key });
    const [kept, given] = [client.iterate({ query: FEED }), client.iterate({ query: FEED })];
    const waiting = [kept.next(), given.next()];
    await subscribers(2);
    await given.return?.();
    await subscribers(1);
    await append(7);
    expect(await waiting[0]).toEqual(item(7));
    await kept.return?.();
    await subscribers(0);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no key', {}, 'MISSING_API_KEY'],
    ['an unknown key', { 'x-api-key': `hk_${'A'.repeat(43)}` }, 'INVALID_AUTHORIZATION'],
  ])('is refused with %s', async (_what, headers, code) => {
    const refused = await connect(headers)
      .iterate({ query: FEED })
      .next()
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NetworkError);
    expect((refused as NetworkError).response).toMatchObject({ status: 401 });
    const response = await post(FEED, headers);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it.each([
    ['a syntax error', 'subscription {', 'BAD_REQUEST'],
    ['an unknown field', 'subscription { nope }', 'BAD_REQUEST'],
    ['a mistyped literal', 'subscription { deliveryFeed(filter: { isTest: 1 }) { cursor } }', 'BAD_REQUEST'],
    [
      'an id that names nothing',
      'subscription { deliveryFeed(filter: { endpointId: "x" }) { cursor } }',
      'NOT_FOUND',
    ],
  ])('yields its errors and ends with %s', async (_what, query, code) => {
    const items = connect({ 'x-api-key': tenant.key }).iterate({ query });
    expect(await items.next()).toMatchObject({
      done: false,
      value: { errors: [{ extensions: { code, errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) } }] },
    });
    expect((await items.next()).done).toBe(true);
    expect((await post(query, { 'x-api-key': tenant.key })).status).toBe(200);
  });

  it('is forbidden without the scope DELIVERIES_READ', async () => {
    const { key } = await hookline.createOrganization({ scopes: ['ENDPOINTS_READ'] });
    const response = await post(FEED, { 'x-api-key': key });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('"code":"FORBIDDEN"');
  });
});

it('a client that goes while its subscription begins leaves none that its key would be counted', async () => {
  await using own = await startHookline({
    roles: { api: true, worker: false },
    env: { HOOKLINE_SUBSCRIPTIONS_PER_KEY: '1' },
  });
  const { pool } = own.app.core.database;
  const holder = await pool.connect();
  await holder.query('begin; lock table feed_head in access exclusive mode');
  const connections: Socket[] = [];
  const keep = (message: unknown) => connections.push((message as { socket: Socket }).socket);
  subscribeTo('http.server.request.start', keep);
  const stop = new AbortController();
  const broken = expect(
    fetch(`${own.url}/graphql?${new URLSearchParams({ query: FEED })}`, {
      headers: { accept: 'text/event-stream', 'x-api-key': own.adminKey },
      signal: stop.signal,
    }),
  ).rejects.toThrow();
  await blocked(pool, 1);
  unsubscribe('http.server.request.start', keep);
  const gone = connections.map((connection) => once(connection, 'close'));
  stop.abort();
  await Promise.all([broken, ...gone]);
  await holder.query('rollback');
  holder.release();
  // Until what was begun has been wound up.
  await expect
    .poll(async () => {
      await using stream = await openEventStream(own.url, own.adminKey, {
        query: 'subscription { deliveryFeed(checkpoints: true) { cursor } }',
      });
      return await stream.next();
    })
    .toMatchObject({ data: { deliveryFeed: { cursor: expect.any(String) } } });
});
