import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/db/client.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { newId } from '../../src/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowsOf } from '../support/pipeline.ts';
import { blocked } from '../support/waiting.ts';

const options = { deliveredPayloadRetentionHours: 168 };
const organization = newId();
/** Stored times are rounded to the millisecond, so that one of now may be a little ahead. */
const OVER = `now() - interval '1 millisecond'`;

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, poolSize: 4, onError: () => undefined });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await testDatabase[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.pool.query('truncate event, event_payload, delivery, idempotency_key, payload_expiry');
});

afterEach(() => void vi.useRealTimers());

/** A UUIDv7 of some hours ago. */
function idOf(hoursAgo: number): string {
  const hex = (Date.now() - hoursAgo * 3_600_000).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`;
}

async function addEvents(count: number, hoursAgo = 0): Promise<string[]> {
  const ids = Array.from({ length: count }, () => idOf(hoursAgo));
  await database.pool.query(
    `insert into event (id, organization_id, type, occurred_at) select id, $2, 'a', now() from unnest($1::uuid[]) as id`,
    [ids, organization],
  );
  await database.pool.query(
    `insert into event_payload (event_id, organization_id, sealed) select id, $2, 'x' from unnest($1::uuid[]) as id`,
    [ids, organization],
  );
  return ids;
}

/** Deliveries of events, one each; `expires` is SQL for the end of their claim, null for one that holds. */
async function addDeliveries(events: string[], status: string, expires: string | null): Promise<string[]> {
  const ids = events.map(() => newId());
  await database.pool.query(
    `insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status, payload_expires_at)
     select id, $3, event, gen_random_uuid(), 'a', $4::delivery_status, ${expires ?? 'null'}
     from unnest($1::uuid[], $2::uuid[]) as d (id, event)`,
    [ids, events, organization, status],
  );
  return ids;
}

/** @param expires SQL for the ends of their time, one secret each; null for one that has none */
async function addSecrets(expires: string): Promise<void> {
  const [organizationId, endpointId] = [newId(), newId()];
  await database.pool.query(`insert into organization (id, name) values ($1, 'secrets')`, [organizationId]);
  await database.pool.query(
    `insert into endpoint (id, organization_id, created_by, url) values ($1, $2, 'test', 'https://example.com/')`,
    [endpointId, organizationId],
  );
  await database.pool.query(
    `insert into signing_secret (id, organization_id, endpoint_id, version, sealed, hint, expires_at)
     select gen_random_uuid(), $1, $2, 'V1', 'x', 'hint', expires_at from (${expires}) as ends (expires_at)`,
    [organizationId, endpointId],
  );
}

const payloads = async () =>
  (await rowsOf<{ id: string }>(database.pool, 'select event_id as id from event_payload order by 1')).map(
    ({ id }) => id,
  );
const purgedDeliveries = async () =>
  (
    await rowsOf<{ id: string }>(
      database.pool,
      'select id from delivery where payload_purged_at is not null order by 1',
    )
  ).map(({ id }) => id);
const purgedEvents = async () =>
  (
    await rowsOf<{ id: string }>(
      database.pool,
      'select id from event where payload_purged_at is not null order by 1',
    )
  ).map(({ id }) => id);

describe('a claim', () => {
  it('ends when its time is over and not before, and the payload with it', async () => {
    const [over, open] = (await addEvents(2)) as [string, string];
    const [ended] = await addDeliveries([over], 'FAILED', OVER);
    await addDeliveries([open], 'SUCCEEDED', "now() + interval '1 minute'");
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 1,
      payloads: 1,
      idempotencyKeys: 0,
    });
    expect(await purgedDeliveries()).toEqual([ended]);
    expect(await payloads()).toEqual([open]);
    expect(await purgedEvents()).toEqual([over]);
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 0,
      payloads: 0,
      idempotencyKeys: 0,
    });
  });

  it('does not end while its delivery waits, whatever time is in its row', async () => {
    const events = await addEvents(2);
    await addDeliveries(events.slice(0, 1), 'PENDING', null);
    await addDeliveries(events.slice(1), 'RETRYING', "now() - interval '1 day'");
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 0,
      payloads: 0,
      idempotencyKeys: 0,
    });
    expect(await payloads()).toHaveLength(2);
  });

  it('that holds longer by now than was noted does not end before its time', async () => {
    const [event] = (await addEvents(1)) as [string];
    await addDeliveries([event], 'FAILED', OVER);
    // As a retry by hand does that succeeds.
    await database.pool.query(
      `update delivery set status = 'SUCCEEDED', payload_expires_at = now() + interval '1 day'`,
    );
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 0, payloads: 0 });
    expect(await payloads()).toEqual([event]);
  });

  it('of a delivery that waits is looked at again, however many share its notes', async () => {
    const ids = await addDeliveries(await addEvents(1000), 'RETRYING', "now() - interval '1 day'");
    await database.pool.query('delete from payload_expiry');
    // A batch takes whole notes: all but one of those that it is to have, and then one as large as a settlement's.
    for (const noted of [ids.slice(0, 499), ids.slice(499, 755), ids.slice(755)])
      await database.pool.query(
        `insert into payload_expiry (expires_at, delivery_ids) values (now() - interval '1 day', $1)`,
        [noted],
      );
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 0, payloads: 0 });
    await database.pool.query(`update delivery set status = 'FAILED'`);
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 1000, payloads: 1000 });
  });

  it('on a payload that others share leaves it to them, until the last one ends', async () => {
    const [event] = (await addEvents(1)) as [string];
    const deliveries = [
      ...(await addDeliveries([event, event], 'FAILED', "now() - interval '1 hour'")),
      ...(await addDeliveries([event], 'CANCELED', "now() + interval '1 hour'")),
      ...(await addDeliveries([event], 'PENDING', null)),
    ];
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 2, payloads: 0 });
    expect(await payloads()).toEqual([event]);
    const end = `update delivery set status = $2, payload_expires_at = ${OVER} where id = $1`;
    await database.pool.query(end, [deliveries[2], 'CANCELED']);
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 1, payloads: 0 });
    await database.pool.query(end, [deliveries[3], 'SUCCEEDED']);
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 1, payloads: 1 });
    expect(await payloads()).toEqual([]);
    expect(await purgedEvents()).toEqual([event]);
  });

  it('ends by the clock of the database, however far ahead that of its own host is', async () => {
    const events = await addEvents(1);
    await addDeliveries(events, 'FAILED', "now() + interval '30 minutes'");
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 0, payloads: 0 });
    const notes = 'select cardinality(delivery_ids) as deliveries from payload_expiry';
    expect(await rowsOf(database.pool, notes)).toEqual([{ deliveries: 1 }]);
  });

  it('that ends in two transactions at once is the last in one of them', async () => {
    const [event] = (await addEvents(1)) as [string];
    const [first] = (await addDeliveries([event], 'FAILED', "now() + interval '1 hour'")) as [string];
    await addDeliveries([event], 'FAILED', OVER);
    let purging: Promise<unknown> = Promise.resolve();
    await inTransaction(database.pool, async (client) => {
      // As a settlement does: it ends one claim and locks the payload to see whether it was the last.
      await client.query('update delivery set payload_purged_at = now() where id = $1', [first]);
      await client.query('select 1 from event_payload where event_id = $1 for update', [event]);
      purging = purgeExpired(database, options);
      await blocked(database.pool, 1);
    });
    await purging;
    expect(await payloads()).toEqual([]);
  });
});

describe('an event without deliveries', () => {
  it('keeps its payload as long as delivered ones are kept', async () => {
    const [old] = await addEvents(1, 169);
    const [young] = await addEvents(1, 167);
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 0,
      payloads: 1,
      idempotencyKeys: 0,
    });
    expect(await payloads()).toEqual([young]);
    expect(await purgedEvents()).toEqual([old]);
    expect(await purgeExpired(database, { deliveredPayloadRetentionHours: 0 })).toMatchObject({
      payloads: 1,
    });
    expect(await payloads()).toEqual([]);
  });

  it('is not one whose deliveries still wait, however old it is', async () => {
    const events = await addEvents(1, 1000);
    await addDeliveries(events, 'RETRYING', null);
    expect(await purgeExpired(database, options)).toMatchObject({ payloads: 0 });
    expect(await payloads()).toEqual(events);
  });

  it('loses its payload however many older ones are kept', async () => {
    await addDeliveries(await addEvents(501, 1000), 'RETRYING', null);
    await database.pool.query(`insert into pgboss.job (id, name) select unnest($1::uuid[]), 'fan-out'`, [
      await addEvents(501, 900),
    ]);
    const [old] = await addEvents(1, 800);
    expect(await purgeExpired(database, options)).toMatchObject({ payloads: 1 });
    expect(await payloads()).not.toContain(old);
    // What is over holds nothing.
    await database.pool.query(`update pgboss.job set state = 'completed' where name = 'fan-out'`);
    expect(await purgeExpired(database, options)).toMatchObject({ payloads: 501 });
    await database.pool.query(`delete from pgboss.job where name = 'fan-out'`);
  });
});

describe('a purge', () => {
  it('of many ends in one run, batch by batch', async () => {
    await addDeliveries(await addEvents(1201), 'FAILED', OVER);
    await addEvents(1201, 200);
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 1201,
      payloads: 2402,
      idempotencyKeys: 0,
    });
    expect(await payloads()).toEqual([]);
  });

  it('passes by what another transaction holds, and takes it the next time', async () => {
    const events = await addEvents(2);
    const [held] = await addDeliveries(events, 'FAILED', OVER);
    await inTransaction(database.pool, async (client) => {
      await client.query('select 1 from delivery where id = $1 for update', [held]);
      expect(await purgeExpired(database, options)).toMatchObject({ claims: 1, payloads: 1 });
    });
    expect(await purgeExpired(database, options)).toMatchObject({ claims: 1, payloads: 1 });
  });

  it('that is stopped leaves the rest to the next run', async () => {
    await addDeliveries(await addEvents(501), 'FAILED', OVER);
    await addEvents(1, 200);
    await database.pool.query(
      `insert into idempotency_key values ($1, 'old', gen_random_uuid(), 'x', now())`,
      [organization],
    );
    await addSecrets('values (now())');
    await database.pool.query(
      `insert into delivery_stat (subject_id, organization_id, span, start)
       select $1, $1, span, '2026-01-01' from unnest(enum_range(null::stat_span)) as span`,
      [organization],
    );
    const stopped = await purgeExpired(database, { ...options, signal: AbortSignal.abort() });
    expect(stopped).toEqual({ claims: 0, payloads: 0, idempotencyKeys: 0, secrets: 0, stats: 0 });
    expect(await purgeExpired(database, options)).toEqual({
      ...{ claims: 501, payloads: 502, idempotencyKeys: 1, secrets: 1, stats: 2 },
    });
  });

  it('in several processes at once counts everything once', async () => {
    await addDeliveries(await addEvents(1500), 'FAILED', OVER);
    const counts = await Promise.all([1, 2, 3].map(() => purgeExpired(database, options)));
    expect(counts.reduce((sum, { claims }) => sum + claims, 0)).toBe(1500);
    expect(counts.reduce((sum, count) => sum + count.payloads, 0)).toBe(1500);
    expect(await payloads()).toEqual([]);
  });
});

describe('idempotency keys', () => {
  const insert = `insert into idempotency_key (organization_id, key, event_id, content_hash, expires_at)
    values ($1, $2, gen_random_uuid(), 'x', now() + $3::interval)`;

  it('go when they have expired', async () => {
    await database.pool.query(insert, [organization, 'old', '0 seconds']);
    await database.pool.query(insert, [organization, 'young', '1 minute']);
    expect(await purgeExpired(database, options)).toMatchObject({
      claims: 0,
      payloads: 0,
      idempotencyKeys: 1,
    });
    expect(await rowsOf(database.pool, 'select key from idempotency_key')).toEqual([{ key: 'young' }]);
  });

  it('of another organization stay, whatever they are', async () => {
    await database.pool.query(insert, [organization, 'monthly', '0 seconds']);
    await database.pool.query(insert, [newId(), 'monthly', '1 minute']);
    expect(await purgeExpired(database, options)).toMatchObject({ idempotencyKeys: 1 });
    expect(await rowsOf(database.pool, 'select expires_at > now() as lives from idempotency_key')).toEqual([
      { lives: true },
    ]);
  });

  it('go in one run, batch by batch', async () => {
    await database.pool.query(
      `insert into idempotency_key select $1, 'key-' || n, gen_random_uuid(), 'x', now() from generate_series(1, 1201) n`,
      [organization],
    );
    expect(await purgeExpired(database, options)).toMatchObject({ idempotencyKeys: 1201 });
  });

  it('stay when a publish takes them over at that moment', async () => {
    await database.pool.query(insert, [organization, 'weekly', '0 seconds']);
    await database.pool.query(insert, [organization, 'old', '0 seconds']);
    await inTransaction(database.pool, async (client) => {
      await client.query(
        `update idempotency_key set expires_at = now() + interval '7 days' where key = 'weekly'`,
      );
      expect(await purgeExpired(database, options)).toMatchObject({ idempotencyKeys: 1 });
    });
    expect(await rowsOf(database.pool, 'select key from idempotency_key')).toEqual([{ key: 'weekly' }]);
  });
});

describe('signing secrets', () => {
  const secrets = () =>
    rowsOf<{ expires: boolean }>(
      database.pool,
      'select expires_at is not null as expires from signing_secret order by 1',
    );
  beforeEach(() => database.pool.query('delete from signing_secret'));

  it('go when they have expired; those that sign stay', async () => {
    await addSecrets(
      `values (null), (now() + interval '1 minute'), (now()), (now() - interval '1 day'), (now() - interval '1 year')`,
    );
    expect(await purgeExpired(database, options)).toMatchObject({ secrets: 3 });
    expect(await secrets()).toEqual([{ expires: false }, { expires: true }]);
    expect(await purgeExpired(database, options)).toMatchObject({ secrets: 0 });
  });

  it('go in one run, batch by batch, and are counted once by several processes at once', async () => {
    await addSecrets(`select now() from generate_series(1, 1201) union all select null`);
    const counts = await Promise.all([1, 2, 3].map(() => purgeExpired(database, options)));
    const rest = await purgeExpired(database, options);
    expect([...counts, rest].reduce((sum, count) => sum + count.secrets, 0)).toBe(1201);
    expect(await secrets()).toEqual([{ expires: false }]);
  });

  it('that a rotation holds are passed by, and taken the next time', async () => {
    await addSecrets(`values (null), (now())`);
    await inTransaction(database.pool, async (client) => {
      await client.query('select 1 from signing_secret for update');
      expect(await purgeExpired(database, options)).toMatchObject({ secrets: 0 });
    });
    expect(await purgeExpired(database, options)).toMatchObject({ secrets: 1 });
  });
});
