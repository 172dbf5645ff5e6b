import { createHash } from 'node:crypto';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { formatId, newId } from '../../src/ids.ts';
import { createClient, type GraphqlClient } from '../support/client.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { act } from '../support/operations.ts';
import { blocked } from '../support/waiting.ts';

const KEY = 'apiKey { id name hint scopes organization { id } createdAt expiresAt lastUsedAt revokedAt }';

interface Key {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  organization: { id: string } | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}
interface Made {
  key: string;
  apiKey: Key;
}

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

const create = (client: GraphqlClient, input: object) =>
  act<Made>(client, 'apiKeyCreate', { input: { name: 'test', ...input } }, `key ${KEY}`);
async function made(client: GraphqlClient, input: object): Promise<Made> {
  const result = await create(client, input);
  expect(result).toMatchObject({ __typename: 'ApiKeyCreateSuccess' });
  return result as Made;
}
const revoke = (client: GraphqlClient, id: string) =>
  act<{ apiKey: Key }>(client, 'apiKeyRevoke', { id }, KEY);
const listed = async (client: GraphqlClient, filter: object = {}) =>
  (
    await client.data<{ apiKeys: { nodes: Key[] } }>(
      'query ($filter: ApiKeyFilter) { apiKeys(first: 100, filter: $filter) { nodes { id name lastUsedAt revokedAt } } }',
      { filter },
    )
  ).apiKeys.nodes;
const rowOf = async (id: string) => {
  const { rows } = await hookline.app.core.database.pool.query<Record<string, unknown>>(
    'select * from api_key where id = $1',
    [id.slice('key_'.length)],
  );
  return rows[0];
};
const codeOf = async (client: GraphqlClient, query = '{ viewer { subject } }') =>
  (await client.send(query)).errors?.[0]?.extensions.code;

describe('apiKeyCreate', () => {
  it('makes a key that works, with the scopes that were asked for, and shows it this once', async () => {
    const { key, apiKey } = await made(tenant.client, {
      name: 'reader'.padEnd(120),
      scopes: ['EVENTS_READ', 'DELIVERIES_READ', 'EVENTS_READ'],
    });
    expect(key).toMatch(/^hk_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toMatchObject({
      name: 'reader'.padEnd(120),
      hint: key.slice(-4),
      scopes: ['EVENTS_READ', 'DELIVERIES_READ'],
      organization: { id: tenant.id },
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    const client = createClient(hookline.url, key);
    expect(await client.data('{ viewer { subject scopes apiKey { id } organization { id } } }')).toEqual({
      viewer: {
        subject: apiKey.id,
        scopes: ['EVENTS_READ', 'DELIVERIES_READ'],
        apiKey: { id: apiKey.id },
        organization: { id: tenant.id },
      },
    });
    expect(await codeOf(client, '{ endpoints { nodes { id } } }')).toBe('FORBIDDEN');
  });

  it('keeps nothing of a key but its hash and its last characters', async () => {
    const { key, apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const row = await rowOf(apiKey.id);
    expect(row?.hash).toEqual(createHash('sha256').update(key).digest());
    const { rows } = await hookline.app.core.database.pool.query<{ text: string }>(
      'select row_to_json(api_key)::text as text from api_key',
    );
    for (const { text } of rows) expect(text).not.toContain(key.slice(3, -4));
  });

  it('gives no scope that the caller lacks, and names each of those', async () => {
    const keeper = await hookline.createOrganization({ scopes: ['API_KEYS_WRITE', 'EVENTS_READ'] });
    const refused = await create(keeper.client, { scopes: ['ENDPOINTS_READ', 'EVENTS_READ', 'ADMIN'] });
    expect(refused).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [
        { path: ['input', 'scopes', '0'], type: 'scope_not_held' },
        { path: ['input', 'scopes', '2'], type: 'scope_not_held' },
      ],
    });
    expect(await codeOf(keeper.client, '{ apiKeys { nodes { id } } }')).toBe('FORBIDDEN');
    await made(keeper.client, { scopes: ['EVENTS_READ'] });
  });

  it.each([
    [{ scopes: [] }, ['input', 'scopes'], 'too_few'],
    [{ scopes: ['EVENTS_READ'], name: '' }, ['input', 'name'], 'too_short'],
    [{ scopes: ['EVENTS_READ'], name: 'x'.repeat(121) }, ['input', 'name'], 'too_long'],
    [{ scopes: ['EVENTS_READ'], expiresAt: '2020-01-01T00:00:00Z' }, ['input', 'expiresAt'], 'in_past'],
  ])('refuses %j', async (input, path, type) => {
    expect(await create(tenant.client, input)).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path, type }],
    });
  });

  it('makes keys for its own organization, and for any one with the scope ADMIN', async () => {
    const other = await hookline.createOrganization();
    const input = { scopes: ['EVENTS_READ'], organizationId: other.id };
    expect(await create(tenant.client, input)).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'organizationId'],
    });
    expect((await made(hookline.admin, input)).apiKey.organization).toEqual({ id: other.id });
    const missing = { ...input, organizationId: formatId('Organization', newId()) };
    expect(await create(hookline.admin, missing)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('makes an ADMIN key of no organization, by one of those, and others must name one', async () => {
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: null,
      name: 'root',
      scopes: ['ADMIN'],
    });
    const root = createClient(hookline.url, key);
    expect((await made(root, { scopes: ['ADMIN'] })).apiKey.organization).toBeNull();
    expect(await create(root, { scopes: ['EVENTS_READ'] })).toMatchObject({
      issues: [{ path: ['input', 'organizationId'], type: 'required' }],
    });
    const named = await made(root, { scopes: ['EVENTS_READ'], organizationId: tenant.id });
    expect(named.apiKey.organization).toEqual({ id: tenant.id });
    const its = await made(root, { scopes: ['ADMIN'], organizationId: tenant.id });
    expect(its.apiKey.organization).toEqual({ id: tenant.id });
    // One that has an organization makes keys of that.
    const { viewer } = await hookline.admin.data<{ viewer: object }>('{ viewer { organization { id } } }');
    expect((await made(hookline.admin, { scopes: ['ADMIN'] })).apiKey).toMatchObject(viewer);
    expect(await create(root, { scopes: ['EVENTS_READ'], name: '' })).toMatchObject({
      issues: [
        { path: ['input', 'organizationId'], type: 'required' },
        { path: ['input', 'name'], type: 'too_short' },
      ],
    });
  });

  it('stops at 100 usable keys, however many are asked for at once', async () => {
    const { client, uuid } = await hookline.createOrganization();
    const { prisma } = hookline.app.core.database;
    const filler = (index: number, more: object) => ({
      id: newId(),
      organizationId: uuid,
      name: `filler ${index}`,
      hash: createHash('sha256').update(`${uuid}${index}`).digest(),
      hint: 'none',
      scopes: ['EVENTS_READ' as const],
      ...more,
    });
    await prisma.apiKey.createMany({
      data: [
        ...Array.from({ length: 90 }, (_, index) => filler(index, {})),
        filler(90, { revokedAt: new Date() }),
        filler(91, { expiresAt: new Date(Date.now() - 1000) }),
      ],
    });
    // 91 can be used, the client's own one among them.
    const results = await Promise.all(
      Array.from({ length: 20 }, () => create(client, { scopes: ['EVENTS_READ'] })),
    );
    const refused = results.filter(({ code }) => code !== undefined);
    expect(refused).toHaveLength(11);
    for (const failure of refused) {
      expect(failure).toMatchObject({ code: 'MAX_RESOURCES_REACHED', resource: 'API_KEYS', limit: 100 });
    }
    const one = results.find(({ apiKey }) => apiKey !== undefined);
    await revoke(client, one?.apiKey?.id ?? '');
    await made(client, { scopes: ['EVENTS_READ'] });
  });

  it('stops there for keys of no organization too', async () => {
    const { prisma } = hookline.app.core.database;
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: null,
      name: 'root',
      scopes: ['ADMIN'],
    });
    const there = await prisma.apiKey.count({ where: { organizationId: null } });
    await prisma.apiKey.createMany({
      data: Array.from({ length: 97 - there }, (_, index) => ({
        id: newId(),
        name: 'filler',
        hash: createHash('sha256').update(`none ${index}`).digest(),
        hint: 'none',
        scopes: ['EVENTS_READ' as const],
      })),
    });
    const root = createClient(hookline.url, key);
    const results = await Promise.all(Array.from({ length: 10 }, () => create(root, { scopes: ['ADMIN'] })));
    expect(results.filter(({ code }) => code === 'MAX_RESOURCES_REACHED')).toHaveLength(7);
  });
});

describe('an API key', () => {
  it('is refused from its end on', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { key, apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'], expiresAt });
    expect(apiKey.expiresAt).toBe(expiresAt.toISOString());
    const client = createClient(hookline.url, key);
    expect(await codeOf(client)).toBeUndefined();
    await hookline.app.core.database.prisma.apiKey.update({
      where: { id: apiKey.id.slice('key_'.length) },
      data: { expiresAt: new Date() },
    });
    expect(await codeOf(client)).toBe('EXPIRED_API_KEY');
  });

  it('says when it was last used, to the minute', async () => {
    const { key, apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const client = createClient(hookline.url, key);
    const lastUse = async () => (await rowOf(apiKey.id))?.last_used_at as Date | null;
    expect(await lastUse()).toBeNull();
    await client.data('{ viewer { subject } }');
    const first = await lastUse();
    expect(Math.abs(Date.now() - (first?.getTime() ?? 0))).toBeLessThan(10_000);
    await client.data('{ viewer { subject } }');
    expect(await lastUse()).toEqual(first);
    const { pool } = hookline.app.core.database;
    await pool.query(`update api_key set last_used_at = now() - interval '61 seconds' where hash = $1`, [
      createHash('sha256').update(key).digest(),
    ]);
    await client.data('{ viewer { subject } }');
    expect((await lastUse())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
    expect((await listed(tenant.client)).find(({ id }) => id === apiKey.id)?.lastUsedAt).toBe(
      (await lastUse())?.toISOString(),
    );
  });

  it('lets requests pass whose last use is just being written by another', async () => {
    const { key, apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const client = createClient(hookline.url, key);
    const { pool } = hookline.app.core.database;
    const holder = new pg.Client({ connectionString: hookline.databaseUrl });
    await holder.connect();
    let first: Promise<unknown>;
    try {
      await holder.query('begin');
      await holder.query('select from api_key where id = $1 for update', [apiKey.id.slice('key_'.length)]);
      first = client.data('{ viewer { subject } }');
      await blocked(pool, 1);
      await Promise.all(Array.from({ length: 20 }, () => client.data('{ viewer { subject } }')));
    } finally {
      await holder.end();
    }
    await first;
    expect((await rowOf(apiKey.id))?.last_used_at).toBeInstanceOf(Date);
  });

  it('without an organization and without ADMIN, as nobody but a hand in the database makes it, is refused', async () => {
    const { key } = await createApiKey(hookline.app.core.database, {
      organizationId: null,
      name: 'astray',
      scopes: ['EVENTS_READ'],
    });
    expect(await codeOf(createClient(hookline.url, key))).toBe('INVALID_AUTHORIZATION');
  });
});

describe('apiKeyRevoke', () => {
  it('ends a key at once, for good, and repeating it changes nothing', async () => {
    const { key, apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const client = createClient(hookline.url, key);
    expect(await codeOf(client)).toBeUndefined();
    const revoked = await revoke(tenant.client, apiKey.id);
    expect(revoked).toMatchObject({ apiKey: { id: apiKey.id, revokedAt: expect.any(String) } });
    expect(await codeOf(client)).toBe('INVALID_AUTHORIZATION');
    expect(await revoke(tenant.client, apiKey.id)).toEqual(revoked);
  });

  it('tells every process, so that open subscriptions end at once', async () => {
    const { apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const listener = await hookline.app.core.database.pool.connect();
    await listener.query('listen hookline_access');
    const told = once(listener, 'notification');
    await revoke(tenant.client, apiKey.id);
    await told;
    await listener.query('unlisten *');
    listener.release();
  });

  it('keeps the moment of the first of many at once', async () => {
    const { apiKey } = await made(tenant.client, { scopes: ['EVENTS_READ'] });
    const results = await Promise.all(Array.from({ length: 10 }, () => revoke(tenant.client, apiKey.id)));
    expect(new Set(results.map((result) => result.apiKey?.revokedAt)).size).toBe(1);
  });

  it('knows no key of another organization, nor what is no key', async () => {
    const other = await hookline.createOrganization();
    const { apiKey } = await made(other.client, { scopes: ['EVENTS_READ'] });
    for (const id of [apiKey.id, formatId('ApiKey', newId()), tenant.id, 'nonsense', '']) {
      expect(await revoke(tenant.client, id)).toMatchObject({ code: 'NOT_FOUND', path: ['id'] });
    }
    expect((await rowOf(apiKey.id))?.revoked_at).toBeNull();
    expect(await revoke(hookline.admin, apiKey.id)).toMatchObject({ apiKey: { id: apiKey.id } });
  });

  it('lets a key end itself', async () => {
    const { key, apiKey } = await made(tenant.client, { scopes: ['API_KEYS_WRITE'] });
    const client = createClient(hookline.url, key);
    expect(await revoke(client, apiKey.id)).toMatchObject({ apiKey: { id: apiKey.id } });
    expect(await codeOf(client)).toBe('INVALID_AUTHORIZATION');
  });
});

describe('apiKeys', () => {
  it('lists those of the own organization, newest first, and the revoked ones when asked', async () => {
    const { client, id } = await hookline.createOrganization();
    const names = ['first', 'second', 'third'];
    const ids: string[] = [];
    for (const name of names) ids.push((await made(client, { name, scopes: ['EVENTS_READ'] })).apiKey.id);
    await revoke(client, ids[1] ?? '');
    expect((await listed(client)).map(({ name }) => name)).toEqual(['third', 'first', 'test']);
    const all = await listed(client, { includeRevoked: true });
    expect(all.map(({ name }) => name)).toEqual(['third', 'second', 'first', 'test']);
    expect(all.find(({ name }) => name === 'second')?.revokedAt).not.toBeNull();
    expect(await listed(tenant.client, { organizationId: id })).toEqual([]);
    expect((await listed(hookline.admin, { organizationId: id })).map(({ name }) => name)).toEqual([
      'third',
      'first',
      'test',
    ]);
  });

  it('shows another organization’s key by no way', async () => {
    const other = await hookline.createOrganization();
    const { apiKey } = await made(other.client, { scopes: ['EVENTS_READ'] });
    expect(
      await tenant.client.data(`{ node(id: "${apiKey.id}") { id } nodes(ids: ["${apiKey.id}"]) { id } }`),
    ).toEqual({
      node: null,
      nodes: [null],
    });
  });
});
