import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { formatId } from '../../src/ids.ts';
import { createClient } from '../support/client.ts';
import { openEventStream } from '../support/event-stream.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { openSocket, type Socket } from '../support/socket.ts';
import { secondsFromNow, startIssuer, type TokenIssuer } from '../support/tokens.ts';

const WITHIN_MS = 5000;
/** Of a credential that is to be used before it is over: so much a busy machine may take to open what is to end. */
const LIFE_SECONDS = 5;
const FEED = 'subscription { deliveryFeed { cursor } }';
const CURSOR = '{ deliveryFeedCursor }';

let issuer: TokenIssuer;
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  issuer = await startIssuer();
  hookline = await startHookline({ roles: { api: true, worker: false }, env: issuer.env });
  tenant = await hookline.createOrganization();
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

async function makeKey(
  expiresAt: Date | null = null,
  owner: Tenant = tenant,
): Promise<{ key: string; id: string }> {
  const { key, apiKey } = await createApiKey(hookline.app.core.database, {
    organizationId: owner.uuid,
    name: 'watched',
    scopes: ['DELIVERIES_READ'],
    expiresAt,
  });
  return { key, id: apiKey.id };
}

/** Revokes through the API, which tells every process. */
const revoke = (id: string) =>
  tenant.client.data('mutation ($id: ID!) { apiKeyRevoke(id: $id) { __typename } }', {
    id: formatId('ApiKey', id),
  });
/** Revokes behind the API's back, as if its notification were lost. */
const revokeSilently = (id: string) =>
  hookline.app.core.database.pool.query('update api_key set revoked_at = now() where id = $1', [id]);

/** A subscription over a socket, followed by the server when this resolves. */
async function subscribe(socket: Socket): Promise<{ outcome: Promise<unknown> }> {
  const outcome = socket
    .run(FEED)
    .next()
    .catch((error: unknown) => error);
  // The server takes the operations of a socket in their order.
  await socket.run(CURSOR).next();
  return { outcome };
}

async function feedStream(credential: string | { authorization: string }) {
  const stream = await openEventStream(hookline.url, credential, { query: FEED });
  expect(stream.status).toBe(200);
  return stream;
}

const ended = (code: string) => ({ errors: [{ extensions: { code, errorId: expect.any(String) } }] });

describe.concurrent('a revoked key', () => {
  it.each([
    ['that the processes are told of', revoke],
    ['that nobody is told of', revokeSilently],
  ])('closes its sockets with 4401 within 5 s, by a revocation %s', async (_how, end) => {
    const { key, id } = await makeKey();
    await using socket = openSocket(hookline.url, { 'X-API-Key': key });
    await using second = openSocket(hookline.url, { Authorization: `Bearer ${key}` });
    await using bystander = openSocket(hookline.url, { 'X-API-Key': tenant.key });
    const { outcome } = await subscribe(socket);
    await subscribe(bystander);
    await second.run(CURSOR).next();
    const startedMs = performance.now();
    await end(id);
    const closings = await Promise.all([socket.closed, second.closed]);
    expect(performance.now() - startedMs).toBeLessThan(WITHIN_MS);
    for (const closing of closings) {
      expect(closing).toEqual({ code: 4401, reason: 'INVALID_AUTHORIZATION: This API key was revoked.' });
    }
    expect(await outcome).toMatchObject({ code: 4401 });
    expect(await bystander.run(CURSOR).next()).toHaveProperty('value.data.deliveryFeedCursor');
  });

  it.each([
    ['that the processes are told of', revoke],
    ['that nobody is told of', revokeSilently],
  ])('ends its event streams within 5 s, by a revocation %s', async (_how, end) => {
    const { key, id } = await makeKey();
    await using stream = await feedStream(key);
    const startedMs = performance.now();
    await end(id);
    expect(await stream.next()).toMatchObject(ended('INVALID_AUTHORIZATION'));
    expect(await stream.next()).toBeNull();
    expect(performance.now() - startedMs).toBeLessThan(WITHIN_MS);
  });

  it('does nothing more over a socket that is still open', async () => {
    const { key, id } = await makeKey();
    await using socket = openSocket(hookline.url, { 'X-API-Key': key });
    expect(await socket.run(CURSOR).next()).toHaveProperty('value.data');
    await revokeSilently(id);
    await expect(socket.run(CURSOR).next()).rejects.toMatchObject({ code: 4401 });
  });

  it('that was deleted by hand counts as revoked', async () => {
    const { key, id } = await makeKey();
    await using stream = await feedStream(key);
    await hookline.app.core.database.pool.query('delete from api_key where id = $1', [id]);
    expect(await stream.next()).toMatchObject(ended('INVALID_AUTHORIZATION'));
  });
});

describe.concurrent('a key or token whose time is over', () => {
  it('closes its socket with 4401, and ends its event stream, within 5 s', async () => {
    const end = Date.now() + LIFE_SECONDS * 1000;
    const { key } = await makeKey(new Date(end));
    await using socket = openSocket(hookline.url, { 'X-API-Key': key });
    await subscribe(socket);
    await using stream = await feedStream(key);
    expect(await socket.closed).toEqual({ code: 4401, reason: 'EXPIRED_API_KEY: This API key has expired.' });
    expect(await stream.next()).toMatchObject(ended('EXPIRED_API_KEY'));
    expect(await stream.next()).toBeNull();
    expect(Date.now() - end).toBeGreaterThanOrEqual(0);
    expect(Date.now() - end).toBeLessThan(WITHIN_MS);
  });

  it('is a token’s as well', async () => {
    const exp = secondsFromNow(LIFE_SECONDS);
    const token = await issuer.sign({ org_id: tenant.id, scope: 'deliveries:read', exp });
    const authorization = `Bearer ${token}`;
    await using socket = openSocket(hookline.url, { authorization });
    await subscribe(socket);
    await using stream = await feedStream({ authorization });
    expect(await socket.closed).toEqual({
      code: 4401,
      reason: 'INVALID_AUTHORIZATION: This token has expired.',
    });
    expect(await stream.next()).toMatchObject(ended('INVALID_AUTHORIZATION'));
    expect(await stream.next()).toBeNull();
    expect(Date.now() - exp * 1000).toBeGreaterThanOrEqual(0);
    expect(Date.now() - exp * 1000).toBeLessThan(WITHIN_MS);
  });

  it('lets no item pass after its end', async () => {
    const owner = await hookline.createOrganization();
    const { endpointCreate } = await owner.client.data<{ endpointCreate: { endpoint: { id: string } } }>(
      'mutation { endpointCreate(input: { url: "https://a.example" }) { ... on EndpointCreateSuccess { endpoint { id } } } }',
    );
    const act = (name: string) =>
      owner.client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, endpointCreate.endpoint);
    const { key } = await makeKey(new Date(Date.now() + LIFE_SECONDS * 1000), owner);
    await using stream = await feedStream(key);
    await act('endpointPause');
    expect(await stream.next()).toHaveProperty('data.deliveryFeed.cursor');
    const client = createClient(hookline.url, key);
    for (;;) if ((await client.send(CURSOR)).errors) break;
    await act('endpointResume');
    expect(await stream.next()).toMatchObject(ended('EXPIRED_API_KEY'));
    expect(await stream.next()).toBeNull();
  });
});

describe('a token whose organization', () => {
  const tokenFor = async (org_id: string, scope = 'deliveries:read') => ({
    authorization: `Bearer ${await issuer.sign({ org_id, scope })}`,
  });
  const rename = (id: string, externalId: string | null) =>
    hookline.admin.data(
      'mutation ($id: ID!, $externalId: String) { organizationUpdate(id: $id, input: { externalId: $externalId }) { __typename } }',
      { id, externalId },
    );

  it('is called otherwise now shows nothing more of it within 5 s, as it is refused from then on', async () => {
    const [owner, heir] = [await hookline.createOrganization(), await hookline.createOrganization()];
    const name = `acme-${owner.uuid}`;
    await rename(owner.id, name);
    const credential = await tokenFor(name);
    await using socket = openSocket(hookline.url, credential);
    await using stream = await feedStream(credential);
    await using byId = openSocket(hookline.url, await tokenFor(owner.id));
    await using admin = openSocket(hookline.url, await tokenFor(name, 'admin'));
    await Promise.all([socket, byId, admin].map(subscribe));
    const startedMs = performance.now();
    await rename(owner.id, null);
    await rename(heir.id, name);
    const reason = 'INVALID_AUTHORIZATION: The organization that this token names is another now.';
    expect(await socket.closed).toEqual({ code: 4401, reason });
    expect(await stream.next()).toMatchObject(ended('INVALID_AUTHORIZATION'));
    expect(await stream.next()).toBeNull();
    expect(performance.now() - startedMs).toBeLessThan(WITHIN_MS);
    for (const { run } of [byId, admin])
      expect(await run(CURSOR).next()).toHaveProperty('value.data.deliveryFeedCursor');
  });
});

describe('a socket', () => {
  const closing = async (params: Record<string, unknown>, options?: Parameters<typeof openSocket>[2]) => {
    await using socket = openSocket(hookline.url, params, options);
    return socket.closed;
  };

  it.each<[string, () => Record<string, unknown>, RegExp]>([
    ['no credential', () => ({}), /^MISSING_API_KEY: /],
    ['a malformed key', () => ({ 'X-API-Key': 'nonsense' }), /^MALFORMED_API_KEY: /],
    ['an unknown key', () => ({ 'x-api-key': `hk_${'x'.repeat(43)}` }), /^INVALID_AUTHORIZATION: /],
    ['an unknown kind of credential', () => ({ authorization: 'Basic x' }), /^INVALID_AUTHORIZATION: /],
    ['a spent token', () => ({ authorization: 'Bearer e30.e30.e30' }), /^INVALID_AUTHORIZATION: /],
    ['a credential that is no text', () => ({ 'X-API-Key': { hk: 1 } }), /^MISSING_API_KEY: /],
  ])('is closed with 4401 for %s', async (_what, params, reason) => {
    expect(await closing(params())).toMatchObject({ code: 4401, reason: expect.stringMatching(reason) });
  });

  it('is closed with 4401 for a token of any length, or of a reason longer than may be given', async () => {
    const long = await issuer.sign({ filler: 'x'.repeat(40_000) });
    expect(await closing({ authorization: `Bearer ${long}` })).toMatchObject({ code: 4401 });
    const token = await issuer.sign({ org_id: 7 });
    const { code, reason } = await closing({ authorization: `Bearer ${token}` });
    expect(code).toBe(4401);
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    expect(reason).toMatch(/^INVALID_AUTHORIZATION: The token’s claim "org_id"/);
  });

  it('is closed with 4400 for two credentials, and for one in its URL', async () => {
    const both = await closing({ 'X-API-Key': tenant.key, Authorization: `Bearer ${tenant.key}` });
    expect(both).toMatchObject({ code: 4400, reason: expect.stringMatching(/^BAD_REQUEST: /) });
    const across = await closing(
      { 'X-API-Key': tenant.key },
      { headers: { authorization: `Bearer ${tenant.key}` } },
    );
    expect(across.code).toBe(4400);
    for (const suffix of [`?api_key=${tenant.key}`, '?token=x']) {
      const inUrl = await closing({ 'X-API-Key': tenant.key }, { suffix });
      expect(inUrl).toMatchObject({ code: 4400, reason: expect.stringMatching(/^BAD_REQUEST: /) });
      expect(inUrl.reason).not.toContain(tenant.key);
    }
  });

  it('takes the credential from the headers of its upgrade too', async () => {
    await using socket = openSocket(hookline.url, {}, { headers: { 'x-api-key': tenant.key } });
    expect(await socket.run(CURSOR).next()).toHaveProperty('value.data.deliveryFeedCursor');
  });

  it('is closed so that clients try again when the keys of tokens cannot be read', async () => {
    await using down = await startIssuer();
    const authorization = `Bearer ${await down.sign({ scope: 'admin' })}`;
    down.break(500, '');
    await using other = await startHookline({ roles: { api: true, worker: false }, env: down.env });
    await using socket = openSocket(other.url, { authorization });
    expect(await socket.closed).toMatchObject({
      code: 1013,
      reason: expect.stringMatching(/^UNAVAILABLE: /),
    });
  });

  it('is closed so that clients try again when the credential could not be looked up', async () => {
    await using other = await startHookline({ roles: { api: true, worker: false } });
    await other.app.core.database.pool.query('alter table api_key rename to elsewhere');
    await using socket = openSocket(other.url, { 'X-API-Key': other.adminKey });
    expect(await socket.closed).toMatchObject({
      code: 1013,
      reason: expect.stringMatching(/^INTERNAL_SERVER_ERROR: /),
    });
  });
});
