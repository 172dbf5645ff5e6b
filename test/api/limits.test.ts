import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { openEventStream } from '../support/event-stream.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { openSocket } from '../support/socket.ts';

const APP = 'https://app.example';
const OTHER_APP = 'https://other.example';
const FEED = 'subscription { deliveryFeed { cursor } }';
const NAME = '{ __typename }';
const API_ONLY = { api: true, worker: false };
const BURST = 200;

let open: Hookline;
let strict: Hookline;
let production: Hookline;
beforeAll(async () => {
  open = await startHookline({ roles: API_ONLY });
  production = await startHookline({
    roles: API_ONLY,
    env: {
      NODE_ENV: 'production',
      HOOKLINE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    },
  });
  strict = await startHookline({
    roles: API_ONLY,
    env: {
      HOOKLINE_INTROSPECTION: 'false',
      HOOKLINE_CORS_ORIGINS: `${APP},${OTHER_APP}`,
      HOOKLINE_QUERY_TIMEOUT_SECONDS: '1',
      HOOKLINE_REQUESTS_PER_SECOND: '1',
      HOOKLINE_REQUEST_BURST: String(BURST),
      HOOKLINE_SUBSCRIPTIONS_PER_CONNECTION: '2',
      HOOKLINE_SUBSCRIPTIONS_PER_KEY: '3',
      HOOKLINE_CONNECTION_INIT_SECONDS: '1',
    },
  });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await production[Symbol.asyncDispose]();
  await strict[Symbol.asyncDispose]();
});

const refused = (code: string) => ({
  extensions: { code, errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
});
const subscribers = (count: number) =>
  vi.waitFor(() => expect(strict.app.feed?.subscriberCount).toBe(count), { timeout: 10_000 });

describe('the cost of an operation', () => {
  const PAGE = '{ endpoints(first: 50) { nodes { id url } } }';
  const cost = { complexity: expect.any(Number), limit: 50_000 };

  it('stands in its answer, and grows with its pages', async () => {
    const complexityOf = async (first: number) => {
      const answer = await open.admin.send(PAGE.replace('50', String(first)));
      expect(answer).toMatchObject({ extensions: { cost } });
      return (answer as unknown as { extensions: { cost: { complexity: number } } }).extensions.cost
        .complexity;
    };
    const [ten, twenty, thirty] = [await complexityOf(10), await complexityOf(20), await complexityOf(30)];
    expect(twenty).toBeGreaterThan(ten);
    expect(thirty - twenty).toBe(twenty - ten);
  });

  it('is that of the operation that is run', async () => {
    const both = `query Small { __typename } query Large ${PAGE}`;
    const ask = async (operationName: string) => {
      const response = await fetch(`${open.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': open.adminKey },
        body: JSON.stringify({ query: both, operationName }),
      });
      return response.json();
    };
    expect(await ask('Small')).toMatchObject({ extensions: { cost: { complexity: 1 } } });
    expect(await ask('Large')).not.toMatchObject({ extensions: { cost: { complexity: 1 } } });
  });

  it('stands in the answer to one that is refused for it', async () => {
    const answer = await open.admin.send(
      '{ endpoints(first: 100) { nodes { deliveries(first: 100) { nodes { attempts(first: 9) { nodes { id } } } } } } }',
    );
    expect(answer).toMatchObject({
      status: 400,
      errors: [refused('QUERY_TOO_COMPLEX')],
      extensions: { cost },
    });
    const { complexity } = (answer as unknown as { extensions: { cost: typeof cost } }).extensions.cost;
    expect(complexity).toBeGreaterThan(cost.limit);
  });

  it.each([301, 1000, 4000])('is too high for %i times the same field', async (times) => {
    const answer = await open.admin.send(`{ viewer { ${'subject '.repeat(times)} } }`);
    expect(answer).toMatchObject({ status: 400, errors: [refused('QUERY_TOO_COMPLEX')] });
  });

  it('stands in an answer over WebSocket too', async () => {
    await using socket = openSocket(open.url, { 'x-api-key': open.adminKey });
    expect((await socket.run(PAGE).next()).value).toMatchObject({ extensions: { cost } });
  });

  const nested = (depth: number): string =>
    depth === 0
      ? '__typename'
      : `... on AttemptRecorded { attempt { delivery { lastAttempt { ${deeper(depth)} } } } }`;
  const deeper = (depth: number): string =>
    depth === 0 ? 'id' : `delivery { lastAttempt { ${deeper(depth - 1)} } }`;

  it('refuses a subscription before it starts, over either transport', async () => {
    const query = `subscription { deliveryFeed { ${nested(10)} } }`;
    await using stream = await openEventStream(open.url, open.adminKey, { query });
    expect(await stream.next()).toMatchObject({ errors: [refused('QUERY_TOO_COMPLEX')] });
    expect(await stream.next()).toBeNull();
    await using socket = openSocket(open.url, { 'x-api-key': open.adminKey });
    expect((await socket.run(query).next()).value).toMatchObject({ errors: [refused('QUERY_TOO_COMPLEX')] });
    expect(open.app.feed?.subscriberCount).toBe(0);
  });
});

describe('an operation that takes too long', () => {
  it('is answered with 504, and leaves no statement behind', async () => {
    const { pool } = strict.app.core.database;
    const { client } = await strict.createOrganization();
    await using socket = openSocket(strict.url, { 'x-api-key': strict.adminKey });
    const blocker = await pool.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table endpoint in access exclusive mode');
      const query = '{ endpoints { nodes { id } } }';
      const [answer, overSocket] = await Promise.all([client.send(query), socket.run(query).next()]);
      expect(answer).toMatchObject({ status: 504, errors: [refused('REQUEST_TIMEOUT')] });
      expect(overSocket.value).toMatchObject({ errors: [refused('REQUEST_TIMEOUT')] });
      await vi.waitFor(
        async () => {
          const { rows } = await blocker.query(
            "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          );
          expect(rows).toEqual([]);
        },
        { timeout: 5000 },
      );
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    expect((await client.send('{ endpoints { nodes { id } } }')).status).toBe(200);
    expect((await socket.run(NAME).next()).value).toMatchObject({ data: { __typename: 'Query' } });
  });
});

describe('the schema', () => {
  it('can be read unless a setting forbids it', async () => {
    await open.admin.data(getIntrospectionQuery());
    const answer = await strict.admin.send(getIntrospectionQuery());
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]).toMatchObject(refused('BAD_REQUEST'));
    expect(JSON.stringify(answer)).not.toContain('EndpointCreateInput');
    expect((await strict.admin.send(NAME)).data).toEqual({ __typename: 'Query' });
  });

  it.each([
    ['a field', '{ endpoint_ { id } }', {}],
    ['an argument', '{ endpoints(firs: 1) { nodes { id } } }', {}],
    ['a type', '{ ... on Quer { __typename } }', {}],
    ['a literal’s field', '{ endpoints(filter: { statu: [ACTIVE] }) { nodes { id } } }', {}],
    ['a literal’s value', '{ endpoints(filter: { status: [ACTIV] }) { nodes { id } } }', {}],
    [
      'a variable’s field',
      'query ($filter: EndpointFilter) { endpoints(filter: $filter) { nodes { id } } }',
      { filter: { statu: ['ACTIVE'] } },
    ],
    [
      'a variable’s value',
      'query ($filter: EndpointFilter) { endpoints(filter: $filter) { nodes { id } } }',
      { filter: { status: ['ACTIV'] } },
    ],
  ])('is not given away in production by a misspelt %s', async (_what, query, variables) => {
    const said = JSON.stringify((await open.admin.send(query, variables)).errors);
    expect(said).toMatch(/Did you mean/);
    const { client } = await production.createOrganization();
    const { errors } = await client.send(query, variables);
    expect(errors).toMatchObject([refused('BAD_REQUEST')]);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/);
    const issues = (errors ?? []).flatMap(({ extensions }) => extensions.issues ?? []);
    expect(issues.filter(({ suggestion }) => suggestion !== null)).toEqual([]);
  });
});

function post(hookline: Hookline, body: object, headers: Record<string, string>): Promise<Response> {
  return fetch(`${hookline.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': hookline.adminKey, ...headers },
    body: JSON.stringify(body),
  });
}

describe('a page of another origin', () => {
  const preflight = (hookline: Hookline, origin: string) =>
    fetch(`${hookline.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        // The last are Apollo's, of a client with a name, and of tracing.
        'access-control-request-headers': 'content-type,x-api-key,apollographql-client-name,traceparent',
      },
    });
  const corsHeaders = ({ headers }: Response) =>
    [...headers.keys()].filter((name) => name.startsWith('access-'));

  it.each([APP, OTHER_APP])(
    'is let in as %s when it is named, without the browser’s own credentials',
    async (origin) => {
      const asked = await preflight(strict, origin);
      expect(asked.status).toBe(204);
      const answer = await post(strict, { query: NAME }, { origin });
      for (const { headers } of [asked, answer]) {
        expect(headers.get('access-control-allow-origin')).toBe(origin);
        expect(headers.get('access-control-allow-credentials')).toBeNull();
        expect(headers.get('vary')).toMatch(/origin/i);
      }
      expect(asked.headers.get('access-control-allow-headers')?.split(/, */)).toEqual(
        expect.arrayContaining(['content-type', 'x-api-key', 'apollographql-client-name', 'traceparent']),
      );
      expect(asked.headers.get('access-control-allow-methods')?.split(/, */)).toEqual(['GET', 'POST']);
      expect(asked.headers.get('access-control-max-age')).toBe('600');
      expect(answer.headers.get('access-control-expose-headers')).toBe('retry-after');
      const socket = new WebSocket(`${strict.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        origin,
      });
      await once(socket, 'open');
      socket.terminate();
    },
  );

  it.each(['https://evil.example', 'null', `${APP}.evil.example`, 'http://app.example', `${APP}:444`])(
    'is let in neither as %s nor, without the setting, as any',
    async (origin) => {
      for (const [hookline, given] of [
        [strict, origin],
        [open, origin],
        [open, APP],
      ] as const) {
        expect(corsHeaders(await preflight(hookline, given))).toEqual([]);
        expect(corsHeaders(await post(hookline, { query: NAME }, { origin: given }))).toEqual([]);
        const socket = new WebSocket(
          `${hookline.url.replace('http', 'ws')}/graphql`,
          'graphql-transport-ws',
          {
            origin: given,
          },
        );
        const [error] = await once(socket, 'error');
        expect(error.message).toBe('Unexpected server response: 403');
      }
    },
  );

  it.each<[string, number, string, object]>([
    ['with a long body and a credential that is over', 401, '', { 'x-api-key': `hk_${'A'.repeat(43)}` }],
    ['with a body in gzip', 415, '', { 'content-encoding': 'gzip' }],
    ['with a credential in the URL', 400, '?api_key=1', {}],
  ])('reads why it is refused %s', async (_what, status, search, headers) => {
    const ask = async (origin: string) => {
      const answer = await fetch(`${strict.url}/graphql${search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': strict.adminKey, origin, ...headers },
        body: JSON.stringify({ query: NAME }).padEnd(128 * 1024),
      });
      await answer.arrayBuffer();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('vary')).toMatch(/origin/i);
      return answer.headers;
    };
    const allowed = await ask(APP);
    expect(allowed.get('access-control-allow-origin')).toBe(APP);
    expect(allowed.get('access-control-expose-headers')).toBe('retry-after');
    expect((await ask('https://evil.example')).get('access-control-allow-origin')).toBeNull();
  });
});

describe('subscriptions', () => {
  it('are limited for each connection and each key, and free their place when they end', async () => {
    const { key, uuid } = await strict.createOrganization();
    const credential = { 'x-api-key': key };
    await using first = openSocket(strict.url, credential);
    await using second = openSocket(strict.url, credential);
    const follow = async (socket: typeof first, count: number) => {
      const items = socket.run(FEED);
      items.next().catch(() => undefined);
      await subscribers(count);
      return items;
    };
    const one = await follow(first, 1);
    await follow(first, 2);
    expect((await first.run(FEED).next()).value).toMatchObject({
      errors: [
        { message: expect.stringContaining('A connection may have 2'), ...refused('MAX_RESOURCES_REACHED') },
      ],
    });
    await follow(second, 3);
    expect((await second.run(FEED).next()).value).toMatchObject({
      errors: [{ message: expect.stringContaining('A key may have 3'), ...refused('MAX_RESOURCES_REACHED') }],
    });
    await using stream = await openEventStream(strict.url, key, { query: FEED });
    expect(await stream.next()).toMatchObject({ errors: [refused('MAX_RESOURCES_REACHED')] });
    const owner = { organizationId: uuid, name: 'another', scopes: ['DELIVERIES_READ'] as const };
    const another = await createApiKey(strict.app.core.database, owner);
    await using third = openSocket(strict.url, { 'x-api-key': another.key });
    await (await follow(third, 4)).return?.();
    await subscribers(3);
    await one.return?.();
    await subscribers(2);
    await follow(second, 3);
    await using fourth = await openEventStream(strict.url, key, { query: FEED });
    expect(await fourth.next()).toMatchObject({ errors: [refused('MAX_RESOURCES_REACHED')] });
    await first[Symbol.asyncDispose]();
    await subscribers(2);
    await using again = openSocket(strict.url, credential);
    await follow(again, 3);
  });

  it('that fail take no place', async () => {
    const { key } = await strict.createOrganization();
    await using socket = openSocket(strict.url, { 'x-api-key': key });
    for (let tried = 0; tried < 5; tried++) {
      const items = socket.run('subscription { deliveryFeed(after: "nonsense") { cursor } }');
      expect((await items.next()).value).toMatchObject({ errors: [refused('CURSOR_INVALID')] });
    }
  });
});

describe('a WebSocket', () => {
  it('that says nothing is closed with 4408', async () => {
    const socket = new WebSocket(`${strict.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const [code] = await once(socket, 'close');
    expect(code).toBe(4408);
  });
});

describe('a key that sends too many requests', () => {
  it('gets 429, an error over WebSocket, and no one else with it', async () => {
    const [busy, calm] = [await strict.createOrganization(), await strict.createOrganization()];
    await using socket = openSocket(strict.url, { 'x-api-key': busy.key });
    // However long this takes, no request more is allowed meanwhile.
    using _clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    await socket.run(NAME).next();
    const answers = await Promise.all(Array.from({ length: BURST + 50 }, () => busy.client.send(NAME)));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(51);
    for (const { errors, headers } of limited) {
      expect(errors).toMatchObject([refused('RATE_LIMITED')]);
      expect(Number(headers.get('retry-after'))).toBe(1);
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(BURST - 1);
    await expect(socket.run(NAME).next()).rejects.toMatchObject([refused('RATE_LIMITED')]);
    expect((await calm.client.send(NAME)).status).toBe(200);
  });
});
