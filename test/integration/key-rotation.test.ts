import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { revealHeaders, type StoredHeader } from '../../src/domain/headers.ts';
import { rotateKeys } from '../../src/domain/key-rotation.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { sealedPlace } from '../../src/domain/sealed-places.ts';
import { newId } from '../../src/ids.ts';
import { createKeyring } from '../../src/keyring.ts';
import { createClient } from '../support/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { encryptionKey, sealedBy } from '../support/encryption.ts';
import { startHookline, type Tenant } from '../support/hookline.ts';
import { type AddedEndpoint, addEndpoint, addEventType, publish, tryPublish } from '../support/pipeline.ts';
import { type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import { verifyWebhook } from '../support/verify-webhook.ts';

vi.setConfig({ testTimeout: 60_000 });

const [OLD, NEW] = [encryptionKey('old'), encryptionKey('new')];
const API_ONLY = { api: true, worker: false };

/** An API whose first key is the old one, and a ring whose first is the new one. */
async function scene() {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(
    await startHookline({ roles: API_ONLY, env: { HOOKLINE_ENCRYPTION_KEYS: `${OLD},${NEW}` } }),
  );
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  const endpoint = await addEndpoint(tenant.client, {
    url: 'https://example.com/hook',
    headers: [
      { name: 'X-Token', value: 't0', sensitive: true },
      { name: 'X-Plain', value: 'p' },
    ],
  });
  const { pool } = hookline.app.core.database;
  const running = stack.move();
  return {
    hookline,
    tenant,
    endpoint,
    pool,
    forth: createKeyring(`${NEW},${OLD}`),
    back: createKeyring(`${OLD},${NEW}`),
    publish: (count: number) => publishMany(tenant, count),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function publishMany(tenant: Tenant, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++)
    ids.push(await publish(tenant.client, { type: 'invoice.paid', payload: { n } }));
  return ids;
}

async function headersOf({ pool, forth, endpoint }: Awaited<ReturnType<typeof scene>>) {
  const { rows } = await pool.query<{ headers: StoredHeader[] }>(
    'select headers from endpoint where id = $1',
    [endpoint.uuid],
  );
  return revealHeaders(forth, endpoint.uuid, rows[0]?.headers ?? []);
}

const UPDATE = `mutation ($id: ID!, $value: String!) {
  endpointUpdate(id: $id, input: { headers: [{ name: "X-Token", value: $value, sensitive: true }] }) { __typename } }`;
const ROTATE = `mutation ($id: ID!) { endpointSecretRotate(id: $id, input: { graceHours: 0 }) {
  __typename ... on EndpointSecretRotateSuccess { secret } } }`;

describe('the rotation of keys', () => {
  it('encrypts everything anew, once, and keeps what is not encrypted', async () => {
    await using at = await scene();
    await at.publish(3);
    const before = await sealedBy(at.pool);
    expect(before).toEqual({ old: 6 });
    const first = await rotateKeys(at.pool, at.forth);
    expect(first).toEqual({
      resealed: { content_hash_key: 1, signing_secret: 1, endpoint: 1, event_payload: 3 },
      left: 0,
      unreadable: [],
    });
    expect(await sealedBy(at.pool)).toEqual({ new: 6 });
    expect(await headersOf(at)).toEqual({ 'X-Token': 't0', 'X-Plain': 'p' });
    const told: string[] = [];
    const second = await rotateKeys(at.pool, at.forth, { onProgress: (table) => told.push(table) });
    expect(Object.values(second.resealed)).toEqual([0, 0, 0, 0]);
    expect(told).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    await using at = await scene();
    await at.publish(3);
    const interrupted = rotateKeys(at.pool, at.forth, {
      onProgress: (table) => {
        if (table === 'signing_secret') throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(await sealedBy(at.pool)).toEqual({ new: 2, old: 4 });
    const stopped = rotateKeys(at.pool, at.forth, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await sealedBy(at.pool)).toEqual({ new: 2, old: 4 });
    expect((await rotateKeys(at.pool, at.forth)).resealed).toEqual({
      content_hash_key: 0,
      signing_secret: 0,
      endpoint: 1,
      event_payload: 3,
    });
    expect(await sealedBy(at.pool)).toEqual({ new: 6 });
  });

  it('comes to the end of a table of thousands, and says only then that the former key may be taken out', async () => {
    await using at = await scene();
    const ids = Array.from({ length: 2101 }, () => newId());
    await at.pool.query(
      `insert into event_payload (event_id, organization_id, sealed)
       select id, $1, sealed from unnest($2::uuid[], $3::bytea[]) as payload (id, sealed)`,
      [at.tenant.uuid, ids, ids.map((id) => at.back.seal(Buffer.from('{}'), sealedPlace.payload(id)))],
    );
    expect(await rotateKeys(at.pool, at.forth)).toMatchObject({
      resealed: { event_payload: ids.length },
      left: 0,
    });
    expect(await sealedBy(at.pool)).toEqual({ new: 3 + ids.length });
  });

  it('leaves what somebody holds to a later pass, and brings no purged payload back', async () => {
    await using at = await scene();
    const [purged] = await at.publish(3);
    const client = new pg.Client({ connectionString: at.hookline.databaseUrl });
    await client.connect();
    await using _ = { [Symbol.asyncDispose]: () => client.end() };
    await client.query('begin');
    await client.query('delete from event_payload where event_id = $1', [purged]);
    await client.query('update endpoint set headers = $2 where id = $1', [at.endpoint.uuid, '[]']);
    const passes = { payloads: 0 };
    const rotation = rotateKeys(at.pool, at.forth, {
      onProgress: (table, count) => {
        if (table === 'event_payload') passes.payloads = count;
        if (passes.payloads === 2) void client.query('commit');
      },
    });
    expect(await rotation).toMatchObject({ resealed: { endpoint: 0, event_payload: 2 }, left: 0 });
    expect(await sealedBy(at.pool)).toEqual({ new: 4 });
    expect(await headersOf(at)).toEqual({});
  });

  it('counts what is left while others write with another key', async () => {
    await using at = await scene();
    await at.publish(2);
    expect((await rotateKeys(at.pool, at.forth, { passesMax: 1 })).left).toBe(5);
    const inUse = async () =>
      (await at.pool.query('select id from encryption_key where in_use order by id')).rows.map(
        ({ id }) => id,
      );
    expect(await inUse()).toEqual(['old']);
    await at.publish(1);
    expect(await rotateKeys(at.pool, at.forth)).toMatchObject({ resealed: { event_payload: 1 }, left: 0 });
  });

  it('does not open what was moved to another row, says where, and leaves it as it is', async () => {
    await using at = await scene();
    const [first, second] = await at.publish(3);
    await at.pool.query(
      `update event_payload p set sealed = o.sealed from event_payload o
       where o.event_id <> p.event_id and p.event_id = any($1::uuid[]) and o.event_id = any($1::uuid[])`,
      [[first, second]],
    );
    const { left, unreadable } = await rotateKeys(at.pool, at.forth);
    expect(left).toBe(2);
    expect(unreadable).toEqual([`event_payload/${first}`, `event_payload/${second}`]);
    expect(await sealedBy(at.pool)).toEqual({ old: 2, new: 4 });
    const { data, errors } = await at.tenant.client.send('{ events { nodes { payload } } }');
    expect(data).toEqual({
      events: { nodes: [{ payload: { n: 2 } }, { payload: null }, { payload: null }] },
    });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
      'events.nodes.1.payload',
      'events.nodes.2.payload',
    ]);
  });

  it('to and fro, beside updates, secrets, publishes and purges, loses none of them', async () => {
    await using at = await scene();
    const { tenant, endpoint, pool } = at;
    const done = new AbortController();
    const rotations = (async () => {
      let count = 0;
      for (; !done.signal.aborted || count % 2 === 1; count++)
        await rotateKeys(pool, count % 2 === 0 ? at.forth : at.back, { passesMax: 2 });
      return count;
    })();
    const purges = (async () => {
      while (!done.signal.aborted)
        await purgeExpired(at.hookline.app.core.database, { deliveredPayloadRetentionHours: 0 });
    })();
    const published = at.publish(60);
    let secret = endpoint.secret;
    for (let n = 1; n <= 40; n++) {
      const [updated, rotated] = await Promise.all([
        tenant.client.data<{ endpointUpdate: { __typename: string } }>(UPDATE, {
          id: endpoint.id,
          value: `t${n}`,
        }),
        tenant.client.data<{ endpointSecretRotate: { __typename: string; secret: string } }>(ROTATE, {
          id: endpoint.id,
        }),
      ]);
      expect(updated.endpointUpdate.__typename).toBe('EndpointUpdateSuccess');
      expect(rotated.endpointSecretRotate.__typename).toBe('EndpointSecretRotateSuccess');
      secret = rotated.endpointSecretRotate.secret;
      expect(await headersOf(at)).toEqual({ 'X-Token': `t${n}` });
    }
    const events = await published;
    done.abort();
    const [count] = await Promise.all([rotations, purges]);
    expect(count).toBeGreaterThan(3);
    expect((await rotateKeys(pool, at.forth)).left).toBe(0);
    const { rows: secrets } = await pool.query<{ id: string; sealed: Buffer }>(
      'select id, sealed from signing_secret',
    );
    expect(
      secrets.map(({ id, sealed }) => at.forth.open(sealed, `signing_secret/${id}`).toString('base64')),
    ).toEqual([secret.slice('whsec_'.length)]);
    const { rows: payloads } = await pool.query<{ id: string; sealed: Buffer }>(
      'select event_id as id, sealed from event_payload order by event_id',
    );
    // Each has a delivery that waits, so none of them may be purged.
    expect(payloads.map(({ id }) => id)).toEqual(events);
    for (const [n, { id, sealed }] of payloads.entries())
      expect(JSON.parse(at.forth.open(sealed, `event_payload/${id}`).toString()).data).toEqual({ n });
    expect(Object.keys(await sealedBy(pool))).toEqual(['new']);
  });
});

const KEYED = { type: 'invoice.paid', payload: { a: 1 }, idempotencyKey: 'once' };

describe('an installation whose key is changed', () => {
  it('loses no delivery meanwhile, nor what was published before, and knows its duplicates without the old key', async () => {
    await using database = await createTestDatabase();
    await using receiver = await startReceiver();
    const start = (keys: string) =>
      startHookline({ databaseUrl: database.url, env: { HOOKLINE_ENCRYPTION_KEYS: keys } });
    let tenant: Tenant;
    let endpoint: AddedEndpoint;
    {
      await using before = await start(OLD);
      await addEventType(before.admin, 'invoice.paid');
      tenant = await before.createOrganization();
      endpoint = await addEndpoint(tenant.client, {
        url: receiver.url,
        headers: [{ name: 'X-Token', value: 'sealed', sensitive: true }],
      });
      await tenant.client.data('mutation ($id: ID!) { endpointPause(id: $id) { __typename } }', {
        id: endpoint.id,
      });
      await publish(tenant.client, KEYED);
    }
    {
      await using both = await start(`${NEW},${OLD}`);
      const { pool } = both.app.core.database;
      const client = createClient(both.url, tenant.key);
      const live = await addEndpoint(client, { url: receiver.url });
      const published = Promise.all(
        Array.from({ length: 100 }, (_, n) => publish(client, { type: 'invoice.paid', payload: { n } })),
      );
      for (let n = 0; n < 4; n++)
        await rotateKeys(pool, createKeyring(n % 2 ? `${NEW},${OLD}` : `${OLD},${NEW}`));
      await published;
      const bodies = (await receiver.received(100)).map((request) => verifyWebhook(request, live.secret));
      const numbers = bodies.map((body) => (body as { data: { n: number } }).data.n);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
      expect((await rotateKeys(pool, both.app.core.keyring)).left).toBe(0);
    }
    await using after = await start(NEW);
    const client = createClient(after.url, tenant.key);
    expect(await tryPublish(client, KEYED)).toMatchObject({ duplicate: true });
    const other = await tryPublish(client, { ...KEYED, payload: { a: 2 } });
    expect(other).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
    await client.data('mutation ($id: ID!) { endpointResume(id: $id) { __typename } }', { id: endpoint.id });
    await receiver.received(101);
    const request = receiver.requests.find(({ headers }) => headers['x-token'] === 'sealed');
    const body = verifyWebhook(request as ReceivedRequest, endpoint.secret);
    expect(body).toMatchObject({ data: { a: 1 } });
  });
});
