import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';

const MAX_BYTES = 64 * 1024;
const FEED = 'subscription { deliveryFeed { __typename ... on AttemptRecorded { attemptNumber } } }';

const log = collectLog();
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({
    roles: { api: true, worker: false },
    env: { HOOKLINE_MAX_BODY_BYTES: String(MAX_BYTES) },
    log: log.logger,
  });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface TestClient extends Client, AsyncDisposable {
  /** How the socket was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  /** The one answer to a query or mutation. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Awaited<ReturnType<ReturnType<Client['iterate']>['next']>>['value']>;
}

function connect(
  { url }: Hookline,
  connectionParams: Record<string, unknown> | undefined,
  headers: Record<string, string> = {},
  options: Partial<ClientOptions> = {},
): TestClient {
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers });
      }
    },
    ...(connectionParams && { connectionParams }),
    on: { closed: (event) => closed.resolve(event as { code: number; reason: string }) },
    retryAttempts: 0,
    ...options,
  });
  return {
    ...client,
    closed: closed.promise,
    async ask(query, variables) {
      const { value } = await client.iterate({ query, ...(variables && { variables }) }).next();
      return value;
    },
    [Symbol.asyncDispose]: async () => client.dispose(),
  };
}

const connected = (key = tenant.key) =>
  connect(hookline, { 'X-API-Key': key }, {}, { lazy: false, onNonLazyError: () => undefined });

describe('a WebSocket', () => {
  it.each<[string, () => [Record<string, unknown> | undefined, Record<string, string>?]]>([
    ['X-API-Key of connectionParams', () => [{ 'X-API-Key': tenant.key }]],
    ['x-api-key of connectionParams', () => [{ 'x-api-key': tenant.key }]],
    ['X-Api-KEY of connectionParams', () => [{ 'X-Api-KEY': tenant.key }]],
    ['Authorization of connectionParams', () => [{ Authorization: `Bearer ${tenant.key}` }]],
    ['authorization of connectionParams', () => [{ authorization: `bearer ${tenant.key}` }]],
    ['a header of the upgrade', () => [undefined, { 'x-api-key': tenant.key }]],
    ['a bearer of the upgrade', () => [{}, { authorization: `Bearer ${tenant.key}` }]],
  ])('takes the key as %s', async (_how, credentials) => {
    await using client = connect(hookline, ...credentials());
    expect((await client.ask('{ viewer { organization { id } } }')).data).toEqual({
      viewer: { organization: { id: tenant.id } },
    });
  });

  it.each<[string, Record<string, unknown> | undefined, string, number]>([
    ['no key', undefined, 'MISSING_API_KEY: Give an API key', 4401],
    ['a malformed key', { 'x-api-key': 'x' }, 'MALFORMED_API_KEY: This is not an API key', 4401],
    ['a key of no text', { 'x-api-key': 5 }, 'MISSING_API_KEY: Give an API key', 4401],
    [
      'an unknown key',
      { 'x-api-key': `hk_${'A'.repeat(43)}` },
      'INVALID_AUTHORIZATION: This API key is unknown',
      4401,
    ],
    [
      'two credentials',
      { 'x-api-key': 'x', authorization: 'Bearer x' },
      'BAD_REQUEST: Give X-API-Key or',
      4400,
    ],
  ])('with %s is closed', async (_what, connectionParams, reason, code) => {
    await using client = connect(hookline, connectionParams);
    await expect(client.ask('{ __typename }')).rejects.toMatchObject({ code });
    const closed = await client.closed;
    expect(closed.code).toBe(code);
    expect(closed.reason.startsWith(reason)).toBe(true);
  });

  it('is closed with 4401 when an operation comes before connection_init', async () => {
    const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ viewer { subject } }' } }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(4401);
  });

  it('runs mutations, and keeps tenants apart', async () => {
    await using client = connected();
    const created = await client.ask(
      'mutation { endpointCreate(input: { url: "https://example.com" }) { ... on EndpointCreateSuccess { endpoint { id } } } }',
    );
    const { id } = (created.data as { endpointCreate: { endpoint: { id: string } } }).endpointCreate.endpoint;
    await using stranger = connected((await hookline.createOrganization()).key);
    const read = 'query ($id: ID!) { endpoint(id: $id) { id } }';
    expect((await client.ask(read, { id })).data).toEqual({ endpoint: { id } });
    expect((await stranger.ask(read, { id })).data).toEqual({ endpoint: null });
  });

  it.each([
    ['a syntax error', '{', {}, 'Syntax Error: Expected Name, found <EOF>.'],
    ['an unknown field', '{ nope }', {}, 'Cannot query field "nope" on type "Query".'],
    [
      'a mistyped variable',
      'query ($id: ID!) { node(id: $id) { id } }',
      { id: {} },
      'id: ID cannot represent',
    ],
    [
      'a missing variable',
      `subscription ($o: ID!) { deliveryFeed(filter: { organizationId: $o }) { cursor } }`,
      {},
      'filter.organizationId: $o of type ID! must be given.',
    ],
    ['a bad page', '{ endpoints(first: 101) { nodes { id } } }', {}, 'first: must be between 0 and 100'],
    ['too deep a document', `{ node(id: ${'['.repeat(9000)}`, {}, 'Syntax Error: Nested deeper than'],
  ])('answers %s with BAD_REQUEST and stays open', async (_what, query, variables, message) => {
    await using client = connected();
    const refused = client.ask(query, variables);
    const errors = await refused.then(
      (answer) => answer.errors,
      (thrown: unknown) => thrown,
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_REQUEST', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) } },
    ]);
    expect((errors as Error[])[0]?.message.startsWith(message)).toBe(true);
    expect((await client.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect(await Promise.race([client.closed, 'open'])).toBe('open');
  });

  it('is closed with 1009 by a frame above the limit', async () => {
    await using client = connected();
    const fits = { query: '{ __typename }', variables: { a: 'x'.repeat(MAX_BYTES - 200) } };
    expect((await client.ask(fits.query, fits.variables)).data).toEqual({ __typename: 'Query' });
    await expect(client.ask(fits.query, { a: 'x'.repeat(MAX_BYTES) })).rejects.toBeDefined();
    expect((await client.closed).code).toBe(1009);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
    'is refused to a page of %s',
    async (origin) => {
      const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        origin,
      });
      const [error] = await once(socket, 'error');
      expect(error.message).toBe('Unexpected server response: 403');
      expect(log.lines().at(-1)).toMatchObject({ origin, host: new URL(hookline.url).host });
      expect(log.lines().at(-1)?.msg).toContain('HOOKLINE_CORS_ORIGINS');
    },
  );

  it('is open to a client that writes its name otherwise', async () => {
    const asked = request(`${hookline.url}/graphql`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'WebSocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        'sec-websocket-protocol': 'graphql-transport-ws',
      },
    });
    asked.end();
    const [answer, socket] = await once(asked, 'upgrade');
    socket.destroy();
    expect(answer.statusCode).toBe(101);
  });

  it('is open to a page of its own origin, and to no other path', async () => {
    await using client = connect(hookline, { 'x-api-key': tenant.key }, { origin: hookline.url });
    expect((await client.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/other`, 'graphql-transport-ws');
    const [error] = await once(socket, 'error');
    expect(error.message).toBe('Unexpected server response: 400');
  });
});

describe('a subscription over WebSocket', () => {
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

  it('yields items in their order, to each subscriber, and frees what is unsubscribed', async () => {
    await using client = connected();
    const [first, second] = [client.iterate({ query: FEED }), client.iterate({ query: FEED })];
    const [one, other] = [first.next(), second.next()];
    await subscribers(2);
    await append(1, 2, 3);
    expect(await Promise.all([one, other])).toEqual([item(1), item(1)]);
    expect(await first.next()).toEqual(item(2));
    await second.return?.();
    await subscribers(1);
    await append(4);
    expect([await first.next(), await first.next()]).toEqual([item(3), item(4)]);
    await first.return?.();
    await subscribers(0);
    expect((await client.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('ends with its socket, however that ends', async () => {
    await using polite = connected();
    const items = polite.iterate({ query: FEED });
    items.next().catch(() => undefined);
    const rude = connect(hookline, { 'x-api-key': tenant.key });
    rude
      .iterate({ query: FEED })
      .next()
      .catch(() => undefined);
    await subscribers(2);
    rude.terminate();
    await subscribers(1);
    await polite.dispose();
    await subscribers(0);
  });
});
