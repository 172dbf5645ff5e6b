import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { formatId, newId } from '../../src/ids.ts';
import { type Answer, createClient } from '../support/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { openEventStream } from '../support/event-stream.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { collectLog, type LogCollector } from '../support/log.ts';
import { startProxy } from '../support/proxy.ts';
import { secondsFromNow, standardClaims, startIssuer, type TokenIssuer } from '../support/tokens.ts';

const VIEWER = '{ viewer { subject } }';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What may stand in no answer: the insides of the server. */
const INSIDES = /\bat \S+ \(|node_modules|\.ts\b|\/work|prisma|\bselect\b|\binsert\b|relation|postgres/i;

let issuer: TokenIssuer;
let log: LogCollector;
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  issuer = await startIssuer();
  log = collectLog();
  hookline = await startHookline({ roles: { api: true, worker: false }, env: issuer.env, log: log.logger });
  tenant = await hookline.createOrganization();
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

/** The one error of an answer without data. */
function topLevel({ status, data, errors }: Answer<unknown>) {
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  const [error] = errors ?? [];
  if (!error) throw new Error('there is no error');
  expect(error.message).not.toMatch(INSIDES);
  expect(Object.keys(error.extensions).filter((name) => name !== 'issues')).toEqual(['code', 'errorId']);
  expectLogged(error.extensions.errorId, error.extensions.code);
  return { status, code: error.extensions.code };
}

/** The failure with which a mutation answered, beside HTTP's 200: nothing was wrong with the request itself. */
async function failure(query: string, variables: object = {}, client = tenant.client) {
  const { status, data, errors } = await client.send<{
    act: { code: string; errorId: string; message: string };
  }>(query.replace(/\}\s*$/, '... on Error { code errorId message } } }'), variables);
  expect(errors).toBeUndefined();
  const { code, errorId, message, ...rest } = data.act;
  expect(message).not.toMatch(INSIDES);
  expectLogged(errorId, code);
  return { status, code, ...rest };
}

function expectLogged(errorId: string, code: string): void {
  expect(errorId).toMatch(UUID);
  const lines = log.lines().filter((line) => line.errorId === errorId);
  expect(lines).toHaveLength(1);
  if (code !== 'INTERNAL_SERVER_ERROR') expect(lines[0]).toMatchObject({ code });
}

describe('each error has its code, its HTTP status, and an errorId that the log knows:', () => {
  it('MISSING_API_KEY, 401, without a credential', async () => {
    const answer = await createClient(hookline.url, null).send(VIEWER);
    expect(topLevel(answer)).toEqual({ status: 401, code: 'MISSING_API_KEY' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each(['nonsense', 'hk_short', `hk_${'x'.repeat(44)}`, `HK_${'x'.repeat(43)}`, 'x'.repeat(5000)])(
    'MALFORMED_API_KEY, 401, for %j',
    async (key) => {
      expect(topLevel(await createClient(hookline.url, key).send(VIEWER))).toEqual({
        status: 401,
        code: 'MALFORMED_API_KEY',
      });
    },
  );

  it('EXPIRED_API_KEY, 401, for a key whose time is over', async () => {
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: tenant.uuid,
      name: 'old',
      scopes: ['EVENTS_READ'],
      expiresAt: new Date(Date.now() - 1),
    });
    const answer = await createClient(hookline.url, key).send(VIEWER);
    expect(topLevel(answer)).toEqual({ status: 401, code: 'EXPIRED_API_KEY' });
    expect(answer.errors?.[0]?.message).toMatch(/expired at \d{4}-/);
  });

  it('INVALID_AUTHORIZATION, 401, for a key that nobody made', async () => {
    const answer = await createClient(hookline.url, `hk_${'x'.repeat(43)}`).send(VIEWER);
    expect(topLevel(answer)).toEqual({ status: 401, code: 'INVALID_AUTHORIZATION' });
  });

  it('INVALID_AUTHORIZATION, 401, for a token that has expired', async () => {
    const token = await issuer.sign({
      ...standardClaims(issuer.url),
      exp: secondsFromNow(-1),
      scope: 'admin',
    });
    const answer = await createClient(hookline.url, null, { authorization: `Bearer ${token}` }).send(VIEWER);
    expect(topLevel(answer)).toEqual({ status: 401, code: 'INVALID_AUTHORIZATION' });
    expect(answer.errors?.[0]?.message).toMatch(/expired/);
  });

  it('FORBIDDEN, 403, for an act beyond the key’s scopes', async () => {
    const reader = await hookline.createOrganization({ scopes: ['EVENTS_READ'] });
    expect(topLevel(await reader.client.send('{ endpoints { nodes { id } } }'))).toEqual({
      status: 403,
      code: 'FORBIDDEN',
    });
  });

  it('NOT_FOUND, 200, as the answer to an act on nothing', async () => {
    const id = formatId('Endpoint', newId());
    expect(
      await failure('mutation ($id: ID!) { act: endpointPause(id: $id) { ... on NotFoundError { path } }', {
        id,
      }),
    ).toEqual({ status: 200, code: 'NOT_FOUND', path: ['id'] });
  });

  it('NOT_FOUND, in the stream, for a subscription to nothing', async () => {
    const id = formatId('Endpoint', newId());
    const stream = await openEventStream(hookline.url, tenant.key, {
      query: 'subscription ($id: ID!) { deliveryFeed(filter: { endpointId: $id }) { cursor } }',
      variables: { id },
    });
    await using _ = stream;
    const answer = (await stream.next()) as Answer<unknown>;
    expect(topLevel({ ...answer, status: stream.status })).toEqual({ status: 200, code: 'NOT_FOUND' });
  });

  it('CONFLICT, 200, for what exists already', async () => {
    const create =
      'mutation { act: eventTypeCreate(input: { name: "conflict.made" }) { ... on ConflictError { reason } }';
    await hookline.admin.data(create.replace(/\}$/, '__typename } }'));
    expect(await failure(create, {}, hookline.admin)).toEqual({
      status: 200,
      code: 'CONFLICT',
      reason: 'ALREADY_EXISTS',
    });
  });

  it('VALIDATION_FAILED, 200, for an input that breaks a rule', async () => {
    const create =
      'mutation { act: endpointCreate(input: { url: "ftp://x", timeoutSeconds: 1 }) { ... on ValidationError { issues { path } } }';
    expect(await failure(create)).toEqual({
      status: 200,
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', 'url'] }, { path: ['input', 'timeoutSeconds'] }],
    });
    const faults = [expect.stringMatching(/^input\.url: \w+$/), 'input.timeoutSeconds: too_small'];
    expect(log.lines().find(({ code }) => code === 'VALIDATION_FAILED')).toMatchObject({ faults });
  });

  it('MAX_RESOURCES_REACHED, 200, for one more than there may be', async () => {
    const { client } = await hookline.createOrganization({ maxEndpoints: 0 });
    const create =
      'mutation { act: endpointCreate(input: { url: "https://a.example" }) { ... on LimitReachedError { resource limit } }';
    expect(await failure(create, {}, client)).toEqual({
      status: 200,
      code: 'MAX_RESOURCES_REACHED',
      resource: 'ENDPOINTS',
      limit: 0,
    });
  });

  it.each([
    ['a syntax error', '{ viewer { subject }', {}],
    ['an unknown field', '{ viewer { password } }', {}],
    ['a missing argument', '{ endpoint { id } }', {}],
    ['a mistyped variable', 'query ($n: Int) { endpoints(first: $n) { nodes { id } } }', { n: 'hk_secret' }],
  ])('BAD_REQUEST, 400, for %s', async (_what, query, variables) => {
    const client = createClient(hookline.url, tenant.key, { accept: 'application/graphql-response+json' });
    expect(topLevel(await client.send(query, variables))).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(log.text()).not.toContain('hk_secret');
  });

  it('BAD_REQUEST, 400, for two credentials at once', async () => {
    const client = createClient(hookline.url, tenant.key, { authorization: `Bearer ${tenant.key}` });
    expect(topLevel(await client.send(VIEWER))).toEqual({ status: 400, code: 'BAD_REQUEST' });
  });

  it('INTERNAL_SERVER_ERROR, 500, for a fault of the server, of which only the log tells', async () => {
    const broken = collectLog();
    await using other = await startHookline({ roles: { api: true, worker: false }, log: broken.logger });
    const { pool } = other.app.core.database;
    await pool.query('alter table signing_secret rename to elsewhere');
    const answer = await other.admin.send(
      'mutation { endpointCreate(input: { url: "https://a.example/hook" }) { __typename } }',
    );
    expect(answer.status).toBe(500);
    expect(answer.data ?? null).toBeNull();
    const [error] = answer.errors ?? [];
    expect(error?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      errorId: expect.stringMatching(UUID),
    });
    expect(JSON.stringify(answer.errors)).not.toMatch(INSIDES);
    expect(JSON.stringify(answer.errors)).not.toContain('signing_secret');
    const [line] = broken.lines().filter(({ errorId }) => errorId === error?.extensions.errorId);
    expect(line).toMatchObject({ level: 50 });
    expect(JSON.stringify(line)).toMatch(/signing_secret/);
    // What was done before the fault is undone.
    const { rows } = await pool.query('select id from endpoint');
    expect(rows).toEqual([]);
  });

  it('UNAVAILABLE, 503, when no connection to the database was free in time', async () => {
    await using other = await startHookline({ roles: { api: true, worker: false } });
    const { pool } = other.app.core.database;
    const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = other.admin.send(VIEWER);
    while (pool.waitingCount === 0) await setImmediate();
    await vi.advanceTimersByTimeAsync(10_000);
    const answer = await asked;
    vi.useRealTimers();
    for (const client of held) client.release();
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(await other.admin.send(VIEWER)).toMatchObject({ status: 200 });
  });

  it('UNAVAILABLE, 503, while the database is away, and the log says why', async () => {
    await using stack = new AsyncDisposableStack();
    const database = stack.use(await createTestDatabase());
    const proxy = stack.use(await startProxy(database.url));
    const cut = collectLog();
    const options = { databaseUrl: proxy.url, log: cut.logger, roles: { api: true, worker: false } };
    const other = stack.use(await startHookline(options));
    proxy.cut();
    const { status, errors } = await other.admin.send(VIEWER);
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 503, code: 'UNAVAILABLE' });
    expect(JSON.stringify(errors)).not.toMatch(INSIDES);
    const lines = cut.lines().filter(({ errorId }) => errorId === errors?.[0]?.extensions.errorId);
    expect(lines).toMatchObject([{ level: 40, err: { code: 'ECONNRESET' } }]);
    proxy.mend();
    expect(await other.admin.send(VIEWER)).toMatchObject({ status: 200 });
  });

  it('UNAVAILABLE, 503, when whose key it is cannot be looked up in time', async () => {
    await using stack = new AsyncDisposableStack();
    const other = stack.use(await startHookline({ roles: { api: true, worker: false } }));
    const look = stack.adopt(new pg.Pool({ connectionString: other.databaseUrl, max: 2 }), (pool) =>
      pool.end(),
    );
    const blocker = await look.connect();
    stack.defer(() => blocker.release());
    await blocker.query('begin; lock table api_key in access exclusive mode');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = other.admin.send(VIEWER);
    const waiting = `select 1 from pg_locks where not granted and relation = 'api_key'::regclass`;
    while ((await look.query(waiting)).rowCount === 0) await setImmediate();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await asked).toMatchObject({ status: 503, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    vi.useRealTimers();
    await blocker.query('rollback');
  });

  it('INTERNAL_SERVER_ERROR, 500, when not even the key can be looked up', async () => {
    const broken = collectLog();
    await using other = await startHookline({ roles: { api: true, worker: false }, log: broken.logger });
    const { pool } = other.app.core.database;
    await pool.query('alter table api_key rename to elsewhere');
    const answer = await other.admin.send(VIEWER);
    expect(answer).toMatchObject({
      status: 500,
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify(answer.errors)).not.toMatch(INSIDES);
    expect(broken.text()).toContain(answer.errors?.[0]?.extensions.errorId);
    expect(broken.text()).not.toContain(other.adminKey);
  });
});

describe('a credential in the URL', () => {
  const urlOf = (parameters: Record<string, string>) =>
    `${hookline.url}/graphql?${new URLSearchParams(parameters)}`;

  it.each(['api_key', 'token', 'X-API-Key', 'whatever', 'query'])(
    'is BAD_REQUEST as ?%s=, and not repeated',
    async (name) => {
      const response = await fetch(urlOf({ query: VIEWER, [name]: tenant.key }));
      const text = await response.text();
      expect(topLevel({ ...(JSON.parse(text) as Answer<unknown>), status: response.status })).toEqual({
        status: 400,
        code: 'BAD_REQUEST',
      });
      expect(text).toMatch(/header/);
      expect(text).not.toContain(tenant.key);
      expect(log.text()).not.toContain(tenant.key);
    },
  );

  it('is BAD_REQUEST beside a good header, for a POST, and where GraphiQL would be', async () => {
    const token = await issuer.sign();
    const headers = { 'x-api-key': tenant.key, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: VIEWER });
    const refused = await Promise.all([
      fetch(urlOf({ api_key: 'x' }), { method: 'POST', headers, body }),
      fetch(urlOf({ x: token }), { method: 'POST', headers, body }),
      fetch(urlOf({ token: 'x' }), { headers: { accept: 'text/html' } }),
      fetch(`${hookline.url}/?token=x`, { redirect: 'manual' }),
    ]);
    for (const response of refused) {
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain(token);
    }
  });
});
