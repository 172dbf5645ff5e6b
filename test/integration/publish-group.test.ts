import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import type { Core } from '../../src/domain/core.ts';
import { publishEvent } from '../../src/domain/publish.ts';
import { sealedPlace } from '../../src/domain/sealed-places.ts';
import { type NewEvent, storeEvents } from '../../src/domain/store-events.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { ConflictError } from '../../src/errors.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf, tryPublish } from '../support/pipeline.ts';
import { startProxy } from '../support/proxy.ts';
import { blocked, eventually } from '../support/waiting.ts';

const URL_ANY = 'https://receiver.example/hook';
const TYPE = 'invoice.paid';
const roles = { api: true, worker: false };

/** Without a worker: what publishing writes stays as it was written. */
let hookline: Hookline;
let core: Core;
beforeAll(async () => {
  hookline = await startHookline({ roles });
  core = hookline.app.core;
  await addEventType(hookline.admin, TYPE);
});
afterAll(() => hookline[Symbol.asyncDispose]());

function eventOf(organizationId: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    id: newId(),
    organizationId,
    type: TYPE,
    payloadText: '{}',
    idempotencyKey: null,
    occurredAt: null,
    isTest: false,
    ...more,
  };
}

function viewerOf(organizationId: string): Viewer {
  return {
    subject: 'test',
    organizationId,
    scopes: new Set(['EVENTS_PUBLISH']),
    apiKeyId: null,
    expiresAt: null,
  };
}

/** A tenant with an endpoint. */
async function createTenant(on: Hookline = hookline) {
  const tenant = await on.createOrganization();
  const endpoint = await addEndpoint(tenant.client, { url: URL_ANY });
  const hold = (...keys: string[]) => holdKeys(on.databaseUrl, tenant.uuid, keys);
  return { ...tenant, endpoint, hold };
}

/** Takes idempotency keys as another process does whose transaction has not committed: whoever wants them waits. */
async function holdKeys(
  databaseUrl: string,
  organizationId: string,
  keys: readonly string[],
): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into idempotency_key (organization_id, key, event_id, content_hash, expires_at)
     select $1, key, $1, '', now() from unnest($2::text[]) as key`,
    [organizationId, keys],
  );
  return { [Symbol.asyncDispose]: () => client.end() };
}

/** How many rows there are of these events, by table, and by how many transactions they were written. */
async function rowsOfEvents(pool: pg.Pool, ids: readonly string[]) {
  const [counts] = await rowsOf<{ event: number; payload: number; delivery: number; transactions: number }>(
    pool,
    `select (select count(*)::int from event where id = any($1)) as event,
       (select count(*)::int from event_payload where event_id = any($1)) as payload,
       (select count(*)::int from delivery where event_id = any($1)) as delivery,
       (select count(distinct xmin::text)::int from event where id = any($1)) as transactions`,
    [ids],
  );
  return counts;
}

const NOTHING = { event: 0, payload: 0, delivery: 0, transactions: 0 };

/** Has two transactions under way until the end, so that all that is stored next waits, and then shares one. */
async function occupy(on: Core, tenant: Awaited<ReturnType<typeof createTenant>>) {
  const keys = ['first', 'second'];
  const held = await tenant.hold(...keys);
  const first = keys.map((idempotencyKey) => eventOf(tenant.uuid, { idempotencyKey }));
  const stored = first.map((event) => on.storeShared([event]));
  const outcomes = Promise.allSettled(stored);
  await blocked(on.database.pool, 2);
  const end = async () => {
    await held[Symbol.asyncDispose]();
    await outcomes;
  };
  return { end };
}

describe('publishes at the same time', () => {
  it('share transactions', async () => {
    const tenant = await createTenant();
    const publishes: Promise<{ eventId: string }>[] = [];
    const before = await occupy(core, tenant);
    for (let count = 0; count < 50; count++)
      publishes.push(publishEvent(core, viewerOf(tenant.uuid), { type: TYPE, payload: count }));
    await before.end();
    const ids = (await Promise.all(publishes)).map(({ eventId }) => eventId);
    const rows = await rowsOfEvents(core.database.pool, ids);
    expect(rows).toMatchObject({ event: 50, payload: 50, delivery: 50 });
    expect(rows?.transactions).toBeLessThanOrEqual(4);
  });

  it('of one type in one transaction reach each the endpoints of its own organization', async () => {
    const tenants = [await createTenant(), await createTenant()];
    const events = tenants.map(({ uuid }) => eventOf(uuid));
    const { pool } = core.database;
    const stored = await inTransaction(pool, (client) => storeEvents(core, client, events));
    expect(stored).toMatchObject(tenants.map(({ endpoint }) => ({ dueEndpointIds: [endpoint.uuid] })));
    const reached = await rowsOf<{ event: string; organization: string; endpoint: string }>(
      pool,
      `select event_id as event, organization_id as organization, endpoint_id as endpoint
       from delivery where event_id = any($1::uuid[])`,
      [events.map(({ id }) => id)],
    );
    const expected = tenants.map(({ uuid, endpoint }, index) => ({
      event: events[index]?.id,
      organization: uuid,
      endpoint: endpoint.uuid,
    }));
    expect(reached).toHaveLength(2);
    expect(reached).toEqual(expect.arrayContaining(expected));
  });

  it('fail alone when the database refuses what one of them stores, and a batch fails whole', async () => {
    const tenant = await createTenant();
    const taken = await publish(tenant.client, { type: TYPE });
    const good = Array.from({ length: 6 }, () => eventOf(tenant.uuid));
    const beside = eventOf(tenant.uuid);
    const requests = [
      ...good.slice(0, 3).map((event) => [event]),
      // The id of an event that there is.
      [beside, eventOf(tenant.uuid, { id: taken, idempotencyKey: 'of the refused' })],
      // A byte that no text in PostgreSQL has.
      [eventOf(tenant.uuid, { type: 'a\0b' })],
      // What no index has room for.
      [eventOf(tenant.uuid, { idempotencyKey: randomBytes(4000).toString('base64') })],
      ...good.slice(3).map((event) => [event]),
    ];
    const { outcomes, stored } = await storeInOneGroup(tenant, requests);
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array(3).fill('fulfilled'),
      ...Array(3).fill('rejected'),
      ...Array(3).fill('fulfilled'),
    ]);
    expect(outcomes[3]).toMatchObject({ reason: { code: '23505' } });
    expect(outcomes[4]).toMatchObject({ reason: { code: '22021' } });
    expect(outcomes[5]).toMatchObject({ reason: { code: '54000' } });
    expect(await rowsOfEvents(core.database.pool, stored)).toMatchObject({
      event: 6,
      payload: 6,
      delivery: 6,
    });
    expect(await rowsOfEvents(core.database.pool, [beside.id])).toEqual(NOTHING);
    const keys = await rowsOf(
      core.database.pool,
      `select key from idempotency_key where organization_id = $1 and key = 'of the refused'`,
      [tenant.uuid],
    );
    expect(keys).toEqual([]);
  });

  it('fail alone when what one of them stores cannot even be sent to the database', async () => {
    const tenant = await createTenant();
    const requests = [[eventOf(tenant.uuid)], [eventOf('no id')], [eventOf(tenant.uuid)]];
    const { outcomes } = await storeInOneGroup(tenant, requests);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { message: expect.stringContaining('is not a UUID') } });
  });

  it('wait without a connection for whoever has their idempotency key', async () => {
    await using on = await startHookline({ roles, env: { HOOKLINE_POOL_SIZE: '2' } });
    await addEventType(on.admin, TYPE);
    const slow = await createTenant(on);
    const other = await on.createOrganization();
    const store = on.app.core.storeShared;
    await using held = await slow.hold('k');
    const keyed = Array.from({ length: 6 }, () => eventOf(slow.uuid, { idempotencyKey: 'k' }));
    const answers = Promise.all(keyed.map((event) => store([event])));
    await blocked(on.app.core.database.pool, 1);
    await store([eventOf(other.uuid)]);
    await held[Symbol.asyncDispose]();
    const repeat = [{ eventId: keyed[0]?.id, duplicate: true }];
    expect(await answers).toMatchObject([
      [{ eventId: keyed[0]?.id, duplicate: false }],
      ...Array(5).fill(repeat),
    ]);
  });

  it('part from one whose idempotency key another process is taking, which goes on waiting by itself', async () => {
    const { pool } = core.database;
    const tenant = await createTenant();
    await using held = await tenant.hold('k');
    const before = await occupy(core, tenant);
    const keyed = eventOf(tenant.uuid, { idempotencyKey: 'k' });
    const waiting = core.storeShared([keyed]);
    const beside = core.storeShared([eventOf(tenant.uuid)]);
    await before.end();
    expect(await beside).toMatchObject([{ duplicate: false }]);
    await eventually('a wait for longer than one in company lasts', async () => {
      const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and clock_timestamp() - query_start > interval '2200 milliseconds'`;
      return (await rowsOf(pool, sql))[0];
    });
    await held[Symbol.asyncDispose]();
    expect(await waiting).toMatchObject([{ eventId: keyed.id, duplicate: false }]);
  });

  it('with the same idempotency key in one transaction are one event, or a conflict', async () => {
    const tenant = await createTenant();
    const keyed = (payloadText: string) => eventOf(tenant.uuid, { payloadText, idempotencyKey: 'k' });
    const requests = [[keyed('1')], [keyed('1')], [keyed('2')], [keyed('1'), keyed('2')]];
    const { outcomes, stored } = await storeInOneGroup(tenant, requests);
    const [first] = requests[0] as [NewEvent];
    const duplicate = { eventId: first.id, duplicate: true };
    expect(outcomes).toMatchObject([
      { value: [{ eventId: first.id, duplicate: false, dueEndpointIds: [tenant.endpoint.uuid] }] },
      { value: [duplicate] },
      { value: [expect.any(ConflictError)] },
      { value: [duplicate, expect.any(ConflictError)] },
    ]);
    expect(await rowsOfEvents(core.database.pool, stored)).toMatchObject({
      event: 1,
      payload: 1,
      delivery: 1,
    });
  });

  /** Stores these requests in one transaction, where the database lets it. @returns what came of each */
  async function storeInOneGroup(tenant: Awaited<ReturnType<typeof createTenant>>, requests: NewEvent[][]) {
    const before = await occupy(core, tenant);
    const outcomes = Promise.allSettled(requests.map((events) => core.storeShared(events)));
    await before.end();
    const settled = await outcomes;
    const stored = settled.flatMap((outcome) =>
      outcome.status === 'fulfilled'
        ? outcome.value.flatMap((answer) => (answer instanceof Error ? [] : answer.eventId))
        : [],
    );
    return { outcomes: settled, stored };
  }
});

describe('what repeats a stored event', () => {
  it('waits for nobody who repeats it too, and writes nothing', async () => {
    const tenant = await createTenant();
    const keyed = () => eventOf(tenant.uuid, { idempotencyKey: 'k' });
    const first = keyed();
    await core.storeShared([first]);
    const duplicate = { eventId: first.id, duplicate: true };
    await inTransaction(core.database.pool, async (client) => {
      expect(await storeEvents(core, client, [keyed()])).toMatchObject([duplicate]);
      // That transaction has not committed, as on a disk that is slow.
      expect(await core.storeShared([keyed()])).toMatchObject([duplicate]);
      const { rows } = await client.query('select pg_current_xact_id_if_assigned() as id');
      expect(rows).toEqual([{ id: null }]);
    });
  });

  it('is told from what is new in the same transaction, and from what its key has outlived', async () => {
    const tenant = await createTenant();
    const keyed = (idempotencyKey: string, payloadText = '{}') =>
      eventOf(tenant.uuid, { idempotencyKey, payloadText });
    const stored = [keyed('a'), keyed('b'), keyed('c')];
    await core.storeShared(stored);
    await core.database.pool.query(
      `update idempotency_key set expires_at = now() - interval '1 minute' where organization_id = $1 and key in ('a', 'c')`,
      [tenant.uuid],
    );
    const next = [keyed('d'), keyed('c', '1'), keyed('b'), keyed('b', '1'), keyed('a'), keyed('d')];
    expect(await core.storeShared(next)).toMatchObject([
      { eventId: next[0]?.id, duplicate: false },
      { eventId: next[1]?.id, duplicate: false },
      { eventId: stored[1]?.id, duplicate: true },
      expect.any(ConflictError),
      { eventId: next[4]?.id, duplicate: false },
      { eventId: next[0]?.id, duplicate: true },
    ]);
  });
});

/** As two processes do, of which neither knows what the other has under way. */
describe('publishes of several processes with the same idempotency keys', () => {
  it('take over one that has expired once: the others repeat the event of the first', async () => {
    const tenant = await createTenant();
    const keyed = () => eventOf(tenant.uuid, { idempotencyKey: 'weekly' });
    const { pool } = core.database;
    await core.storeShared([keyed()]);
    const ofTenant = 'where organization_id = $1';
    await pool.query(`update idempotency_key set expires_at = now() - interval '1 hour' ${ofTenant}`, [
      tenant.uuid,
    ]);
    // Each finds it expired, and comes to take it over before the other has.
    const holder = await pool.connect();
    await holder.query('begin');
    await holder.query(`select 1 from idempotency_key ${ofTenant} for update`, [tenant.uuid]);
    const events = [keyed(), keyed()];
    const stored = events.map((event) => inTransaction(pool, (client) => storeEvents(core, client, [event])));
    await blocked(pool, 2);
    await holder.query('rollback');
    holder.release();
    const answers = (await Promise.all(stored)).flat();
    expect(answers.map((answer) => 'duplicate' in answer && answer.duplicate).sort()).toEqual([false, true]);
    expect(new Set(answers.map((answer) => 'eventId' in answer && answer.eventId)).size).toBe(1);
    const ids = events.map(({ id }) => id);
    expect(await rowsOfEvents(pool, ids)).toMatchObject({ event: 1, delivery: 1 });
  });

  it('take them in one order, and so do not wait for one another in a circle', async () => {
    const tenant = await createTenant();
    const { pool } = core.database;
    const batch = (...keys: string[]) =>
      keys.map((idempotencyKey) => eventOf(tenant.uuid, { idempotencyKey }));
    let tries = 0;
    const store = (events: NewEvent[]) =>
      inTransaction(pool, (client) => {
        tries += 1;
        return storeEvents(core, client, events);
      });
    const holder = await pool.connect();
    await holder.query('begin');
    await storeEvents(core, holder, batch('a'));
    const stored = [store(batch('a', 'b')), store(batch('b', 'a'))];
    await blocked(pool, 2);
    await holder.query('rollback');
    holder.release();
    await Promise.all(stored);
    expect(tries).toBe(2);
  });
});

describe('a connection that breaks', () => {
  const proxied = async () => {
    const stack = new AsyncDisposableStack();
    const database = stack.use(await createTestDatabase());
    const proxy = stack.use(await startProxy(database.url));
    // As many connections as there are transactions at a time: none is idle, and broken, when the others go on.
    const env = { HOOKLINE_POOL_SIZE: '2' };
    const on = stack.use(await startHookline({ databaseUrl: proxy.url, roles, env }));
    await addEventType(on.admin, TYPE);
    const direct = new pg.Pool({ connectionString: database.url, max: 3 });
    stack.defer(() => direct.end());
    const tenant = await on.createOrganization();
    await addEndpoint(tenant.client, { url: URL_ANY });
    return { stack, proxy, on, direct, tenant, url: database.url };
  };

  it('fails the requests whose transaction it bore, stores nothing of them, and no others', async () => {
    const { stack, proxy, on, direct, tenant, url } = await proxied();
    await using _ = stack;
    const hold = await holdKeys(url, tenant.uuid, ['a', 'b']);
    const lost = ['a', 'b'].map((idempotencyKey) => eventOf(tenant.uuid, { idempotencyKey }));
    const failed = Promise.allSettled(lost.map((event) => on.app.core.storeShared([event])));
    await blocked(direct, 2);
    const kept = [eventOf(tenant.uuid), eventOf(tenant.uuid)];
    const stored = Promise.all(kept.map((event) => on.app.core.storeShared([event])));
    proxy.cut();
    proxy.mend();
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await hold[Symbol.asyncDispose]();
    await stored;
    const ids = (events: NewEvent[]) => events.map(({ id }) => id);
    expect(await rowsOfEvents(direct, ids(kept))).toEqual({
      event: 2,
      payload: 2,
      delivery: 2,
      transactions: 1,
    });
    expect(await rowsOfEvents(direct, ids(lost))).toEqual(NOTHING);
    expect(await rowsOf(direct, 'select 1 from idempotency_key')).toEqual([]);
  });

  it('during the commit leaves it unknown but whole: the same key tells which', async () => {
    const { stack, proxy, on, direct, tenant } = await proxied();
    await using _ = stack;
    await direct.query(`
      create function wait_at_commit() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock_shared(42); return null; end $$;
      create constraint trigger wait_at_commit after insert on event
        deferrable initially deferred for each row execute function wait_at_commit()`);
    const keyed = (key: string) => ({ type: TYPE, payload: {}, idempotencyKey: key });
    const keys = ['a', 'b'];
    const holder = await direct.connect();
    await holder.query('select pg_advisory_lock(42)');
    const failed = Promise.allSettled(
      keys.map((key) => publishEvent(on.app.core, viewerOf(tenant.uuid), keyed(key))),
    );
    await blocked(direct, 2);
    proxy.cut();
    proxy.mend();
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await holder.query('select pg_advisory_unlock(42)');
    holder.release();
    await eventually('the commits to end', async () => {
      const { rows } = await direct.query('select 1 from event');
      return rows.length === 2 || undefined;
    });
    const again = await Promise.all(keys.map((key) => tryPublish(tenant.client, keyed(key))));
    expect(again).toMatchObject([{ duplicate: true }, { duplicate: true }]);
    const ids = (await rowsOf<{ id: string }>(direct, 'select id from event')).map(({ id }) => id);
    expect(await rowsOfEvents(direct, ids)).toMatchObject({ event: 2, payload: 2, delivery: 2 });
  });
});

it('a publish that the workers cannot be told of is accepted all the same, and the next one is told of', async () => {
  await using database = await createTestDatabase();
  let isLost = false;
  const sending = (chunk: Buffer) =>
    isLost ? Buffer.from(chunk.toString('latin1').replaceAll('pg_notify', 'no_notify'), 'latin1') : chunk;
  await using proxy = await startProxy(database.url, { sending });
  await using on = await startHookline({ databaseUrl: proxy.url, roles });
  await addEventType(on.admin, TYPE);
  const tenant = await createTenant(on);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await using _ = { [Symbol.asyncDispose]: () => client.end() };
  const told: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => told.push(payload));
  await client.query('listen hookline_work');
  isLost = true;
  const [lost] = await on.app.core.storeShared([eventOf(tenant.uuid)]);
  isLost = false;
  expect(lost).toMatchObject({ duplicate: false, dueEndpointIds: [tenant.endpoint.uuid] });
  await on.app.core.storeShared([eventOf(tenant.uuid)]);
  await eventually('the notification', async () => told[0]);
  expect(told).toEqual([tenant.endpoint.uuid]);
});

describe('what a publish reads', () => {
  it('is as it was changed just before, also when many publish', async () => {
    const type = 'cart.filled';
    await addEventType(hookline.admin, type);
    const tenant = await hookline.createOrganization();
    const answers = () =>
      Promise.all(
        Array.from({ length: 20 }, async () => {
          const answer = await tryPublish(tenant.client, { type, payload: { amount: 'one' } });
          return answer.issues?.[0]?.type ?? answer.__typename;
        }),
      );
    const all = (what: string) => Array(20).fill(what);
    const change = (payloadSchema: object | null) =>
      hookline.admin.data(
        'mutation ($input: EventTypeUpdateInput!) { eventTypeUpdate(name: "cart.filled", input: $input) { __typename } }',
        { input: { payloadSchema } },
      );
    expect(await answers()).toEqual(all('EventPublishSuccess'));
    await change({ properties: { amount: { type: 'integer' } } });
    expect(await answers()).toEqual(all('schema_mismatch'));
    await change({ properties: { amount: { type: 'string' } } });
    expect(await answers()).toEqual(all('EventPublishSuccess'));
    await change({ properties: { amount: { const: 'two' } } });
    expect(await answers()).toEqual(all('schema_mismatch'));
    await change(null);
    expect(await answers()).toEqual(all('EventPublishSuccess'));
    await hookline.admin.data('mutation { eventTypeArchive(name: "cart.filled") { __typename } }');
    expect(await answers()).toEqual(all('event_type_archived'));
  });

  it('tells keys apart that come at once: each is of its own organization, and a revoked one of none', async () => {
    const tenants = await Promise.all(Array.from({ length: 12 }, () => hookline.createOrganization()));
    const [revoked] = tenants;
    await core.database.pool.query('update api_key set revoked_at = now() where organization_id = $1', [
      revoked?.uuid,
    ]);
    const answers = await Promise.all(
      tenants.map(({ client }) => client.send('{ viewer { organization { id } } }')),
    );
    expect(answers.map(({ data, errors }) => errors?.[0]?.extensions.code ?? data)).toEqual([
      'INVALID_AUTHORIZATION',
      ...tenants.slice(1).map(({ id }) => ({ viewer: { organization: { id } } })),
    ]);
  });

  it('names the organizations of many publishers at once, each its own', async () => {
    const tenants = await Promise.all(Array.from({ length: 8 }, () => hookline.createOrganization()));
    for (const [index, { uuid }] of tenants.entries())
      await core.database.pool.query('update organization set external_id = $2 where id = $1', [
        uuid,
        `x${index}`,
      ]);
    const inputs = tenants.flatMap(({ id }, index) => [
      { organizationId: id },
      { organizationExternalId: `x${index}` },
      { organizationExternalId: `y${index}` },
    ]);
    const answers = await Promise.all(
      inputs.map((input) => tryPublish(hookline.admin, { type: TYPE, payload: {}, ...input })),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(
      tenants.flatMap(() => ['EventPublishSuccess', 'EventPublishSuccess', 'NotFoundError']),
    );
    const counts = await rowsOf(
      core.database.pool,
      'select count(*)::int as n from event where organization_id = any($1) group by organization_id',
      [tenants.map(({ uuid }) => uuid)],
    );
    expect(counts).toEqual(tenants.map(() => ({ n: 2 })));
  });
});

it('storing events in a transaction of the caller’s own tells which endpoints have something due', async () => {
  const tenant = await createTenant();
  const paused = await addEndpoint(tenant.client, { url: URL_ANY });
  await core.database.pool.query(`update endpoint set status = 'PAUSED' where id = $1`, [paused.uuid]);
  const client = await core.database.pool.connect();
  try {
    await client.query('begin');
    const event = eventOf(tenant.uuid);
    expect(await storeEvents(core, client, [event])).toEqual([
      {
        eventId: event.id,
        duplicate: false,
        event: expect.objectContaining({ id: event.id }),
        dueEndpointIds: [tenant.endpoint.uuid],
      },
    ]);
    await client.query('rollback');
  } finally {
    client.release();
  }
});

it('each event keeps its own payload, in whatever order they are stored', async () => {
  const { keyring, database } = core;
  const tenant = await createTenant();
  const events = ['1', '"22"', '[333]'].map((payloadText) => eventOf(tenant.uuid, { payloadText })).reverse();
  await inTransaction(database.pool, (client) => storeEvents(core, client, events));
  const rows = await rowsOf<{ id: string; sealed: Buffer }>(
    database.pool,
    'select event_id as id, sealed from event_payload where event_id = any($1)',
    [events.map(({ id }) => id)],
  );
  const kept = rows.map(({ id, sealed }) => [
    id,
    JSON.parse(keyring.open(sealed, sealedPlace.payload(id)).toString()).data,
  ]);
  expect(new Map(kept as [string, unknown][])).toEqual(
    new Map(events.map(({ id, payloadText }) => [id, JSON.parse(payloadText)])),
  );
});
