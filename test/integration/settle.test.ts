import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import type { Judgement } from '../../src/delivery/outcome.ts';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import type { LoadedDelivery } from '../../src/domain/load-deliveries.ts';
import { settle } from '../../src/jobs/settle.ts';
import { isSuccess, type Success, settleSuccesses } from '../../src/jobs/settle-successes.ts';
import { loadAllDue } from '../support/due.ts';
import { followFeed } from '../support/feed.ts';
import { finish, SUCCESS } from '../support/finished.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { expectListed, expectSound } from '../support/invariant.ts';
import { succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import { blocked } from '../support/waiting.ts';

const URL_ANY = 'https://receiver.example/hook';
const retryScheduleMs = [0, 0, 0, 0, 0, 0, 0];
/** They fill several pages. */
const MANY_ENDPOINTS = 50;
const MANY_DELIVERIES = 100;

/** Without a worker: the tests load and settle, and nobody else does. */
let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

const core = () => hookline.app.core;
const pool = () => core().database.pool;
const tools = () => ({ ...core(), retryScheduleMs, deliveredPayloadRetentionHours: 168 });

const failure: Judgement = {
  ...SUCCESS,
  outcome: 'REJECTED',
  responseStatus: 500,
  errorMessage: 'status 500',
};
const gone: Judgement = { ...failure, responseStatus: 410, gone: true };
const DISABLE = `update endpoint set status = 'DISABLED', disabled_reason = 'MANUAL' where id = $1`;

/** What is due for a tenant, as each worker that holds its shards for a while loads it. */
async function loadDueOf(tenant: Tenant): Promise<LoadedDelivery[]> {
  return (await loadAllDue(core())).filter(({ organizationId }) => organizationId === tenant.uuid);
}

async function publishAndLoad(tenant: Tenant, events: number): Promise<LoadedDelivery[]> {
  for (let count = 0; count < events; count++) await publish(tenant.client, { type: 'invoice.paid' });
  return loadDueOf(tenant);
}

/** The only delivery that is due, as it is now. */
async function loadAgain(tenant: Tenant): Promise<LoadedDelivery> {
  const [delivery, ...others] = await loadDueOf(tenant);
  if (!delivery || others.length > 0) throw new Error('not one delivery is due');
  return delivery;
}

async function tenantWithEndpoints(count: number) {
  const tenant = await hookline.createOrganization();
  const endpoints = [];
  for (let index = 0; index < count; index++)
    endpoints.push(await addEndpoint(tenant.client, { url: URL_ANY }));
  return { tenant, endpoints };
}

const deliveryOf = async (id: string) =>
  (await rowsOf(pool(), 'select * from delivery where id = $1', [id]))[0];
const attemptsOf = (id: string) =>
  rowsOf(pool(), 'select number, outcome from delivery_attempt where delivery_id = $1 order by number', [id]);
/** Does something while another session holds the rows that a query locks. */
async function holding<T>(lock: string, value: unknown, work: () => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: hookline.databaseUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock, [value]);
    const result = await work();
    await holder.query('commit');
    return result;
  } finally {
    await holder.end();
  }
}

it('records when an attempt was made, however late PostgreSQL hears of its success', async () => {
  const { tenant } = await tenantWithEndpoints(1);
  const successes = finish(await publishAndLoad(tenant, 1)) as Success[];
  // What is settled waits for a connection: it is begun five seconds before its transaction.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() - 5000);
  const settling = settleSuccesses(tools(), successes);
  clock.mockRestore();
  expect(await settling).toMatchObject([
    { deliveryId: successes[0]?.delivery.id, attemptNumber: 1, deliveryStatus: 'SUCCEEDED' },
  ]);
  const sql = `select started_at <= now() as "isPast", date_part('epoch', finished_at - started_at) * 1000 as ms
    from delivery_attempt where delivery_id = $1`;
  expect(await rowsOf(pool(), sql, [successes[0]?.delivery.id])).toEqual([{ isPast: true, ms: 5 }]);
});

describe('an attempt of a worker that lost its shard', () => {
  it('changes a delivery that nobody has moved, and the one of the new owner is recorded too', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    const late = finish([loaded], failure);
    const second = finish([await loadAgain(tenant)], failure);

    await settle(tools(), late);
    const moved = await deliveryOf(loaded.id);
    expect(moved).toMatchObject({ status: 'RETRYING', attempt_count: 1, next_attempt_at: expect.any(Date) });

    expect(await settle(tools(), second)).toMatchObject({ retries: new Map() });
    expect(await deliveryOf(loaded.id)).toEqual({
      ...moved,
      attempt_count: 2,
      automatic_count: 2,
      last_attempt_id: expect.any(String),
    });
    expect(await attemptsOf(loaded.id)).toEqual([
      { number: 1, outcome: 'REJECTED' },
      { number: 2, outcome: 'REJECTED' },
    ]);
    expect(await loadDueOf(tenant)).toMatchObject([{ id: loaded.id, attemptCount: 2 }]);
  });

  it('ends what the new owner has parked, which then waits for no endpoint', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    const late = finish([loaded], failure);
    await succeed(tenant.client, 'endpointPause', { id: endpoints[0]?.id }, 'endpoint { id }');
    await settle(tools(), finish([await loadAgain(tenant)], null));
    expect(await deliveryOf(loaded.id)).toMatchObject({ status: 'PENDING', parked_at: expect.any(Date) });

    const lastTry = { ...tools(), retryScheduleMs: [] };
    await settle(lastTry, late);
    expect(await deliveryOf(loaded.id)).toMatchObject({ status: 'FAILED', parked_at: null });
    await expectSound(pool());
  });

  it('that succeeded ends what the new owner has parked', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    await succeed(tenant.client, 'endpointPause', { id: endpoints[0]?.id }, 'endpoint { id }');
    await settle(tools(), finish([await loadAgain(tenant)], null));
    expect(await settleSuccesses(tools(), finish([loaded]) as Success[])).toHaveLength(1);
    expect(await deliveryOf(loaded.id)).toMatchObject({
      status: 'SUCCEEDED',
      attempt_count: 1,
      automatic_count: 1,
      parked_at: null,
    });
    await expectSound(pool());
  });

  it('does not undo what the new owner has settled', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    const late = finish([loaded], failure);
    await settle(tools(), finish([await loadAgain(tenant)], SUCCESS));
    await settle(tools(), late);
    expect(await deliveryOf(loaded.id)).toMatchObject({
      status: 'SUCCEEDED',
      attempt_count: 2,
      next_attempt_at: null,
    });
    expect(await attemptsOf(loaded.id)).toEqual([
      { number: 1, outcome: 'SUCCEEDED' },
      { number: 2, outcome: 'REJECTED' },
    ]);
  });

  it('that comes two attempts late is recorded, and leaves the delivery to be attempted', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    const late = finish([loaded], SUCCESS);
    await settle(tools(), finish([await loadAgain(tenant)], failure));
    const current = await loadAgain(tenant);

    await settle(tools(), late);
    expect(await deliveryOf(loaded.id)).toMatchObject({ status: 'RETRYING', attempt_count: 2 });
    // It cannot be told which of the two the attempt count stands for, so this one is only recorded too.
    await settle(tools(), finish([current], failure));
    await settle(tools(), finish([await loadAgain(tenant)], SUCCESS));
    expect(await deliveryOf(loaded.id)).toMatchObject({ status: 'SUCCEEDED', next_attempt_at: null });
    expect(await attemptsOf(loaded.id)).toEqual(
      ['REJECTED', 'SUCCEEDED', 'REJECTED', 'SUCCEEDED'].map((outcome, index) => ({
        number: index + 1,
        outcome,
      })),
    );
  });

  it('is none: what it could not attempt is left to the new owner, who has', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    await settle(tools(), finish([await loadAgain(tenant)], failure));
    const before = await deliveryOf(loaded.id);
    await pool().query(DISABLE, [endpoints[0]?.uuid]);
    await settle(tools(), finish([loaded], null));
    expect(await deliveryOf(loaded.id)).toEqual(before);
  });
});

describe('an endpoint that was disabled when its delivery was loaded, and is enabled again', () => {
  it('gets the delivery after all', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const [loaded] = (await publishAndLoad(tenant, 1)) as [LoadedDelivery];
    const { retries } = await settle(tools(), finish([loaded], null));
    expect(retries).toEqual(new Map([[loaded.id, 0]]));
    expect(await deliveryOf(loaded.id)).toMatchObject({ status: 'PENDING', attempt_count: 0 });
    const again = await loadAgain(tenant);
    expect(again.id).toBe(loaded.id);

    await pool().query(DISABLE, [endpoints[0]?.uuid]);
    await settle(tools(), finish([again], null));
    expect(await deliveryOf(loaded.id)).toMatchObject({
      status: 'CANCELED',
      end_reason: 'ENDPOINT_DISABLED',
      next_attempt_at: null,
    });
  });
});

describe('settlements at the same time', () => {
  const ROUNDS = 20;

  it('on the same endpoints do not wait for one another in a circle, and count every attempt', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(6);
    const later = { ...tools(), retryScheduleMs: Array<number>(7).fill(9e6) };
    for (let round = 1; round <= ROUNDS; round++) {
      const loaded = await publishAndLoad(tenant, 2);
      expect(loaded).toHaveLength(12);
      const finished = finish(loaded, failure);
      // Each half has deliveries of every endpoint, in another order, and both have begun when either goes on.
      const groups = [...Map.groupBy(finished, ({ delivery }) => delivery.endpointId).values()];
      const halves = [
        groups.flatMap((group) => group.slice(0, 1)),
        groups.flatMap((group) => group.slice(1)).reverse(),
      ];
      const settling = await holding(
        'select 1 from endpoint where id = $1 for update',
        endpoints[3]?.uuid,
        () => {
          const both = halves.map((half) => settle(later, half));
          return blocked(pool(), 2).then(() => both);
        },
      );
      await Promise.all(settling);
    }
    const rows = await rowsOf<{ consecutive_failures: number }>(
      pool(),
      'select consecutive_failures from endpoint where id = any($1::uuid[])',
      [endpoints.map(({ uuid }) => uuid)],
    );
    expect(rows.map((row) => row.consecutive_failures)).toEqual(Array(6).fill(2 * ROUNDS));
  });

  it('as the cancellation of the same deliveries do not wait for one another in a circle', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(1);
    const loaded = await publishAndLoad(tenant, 3);
    const finished = finish(loaded, failure);
    await pool().query(DISABLE, [endpoints[0]?.uuid]);
    const ids = loaded.map(({ id }) => id);
    // Held until both stand in line: whichever comes first must have all that it needs after that.
    const both = await holding(
      'select 1 from delivery where id = any($1::uuid[]) for update',
      ids,
      async () => {
        const settling = settle(tools(), finished);
        await blocked(pool(), 1);
        const canceling = cancelWaiting(core().database, endpoints[0]?.uuid ?? '');
        await blocked(pool(), 2);
        return [settling, canceling];
      },
    );
    await Promise.all(both);
    for (const id of ids) {
      expect(await deliveryOf(id)).toMatchObject({
        status: 'CANCELED',
        attempt_count: 1,
        next_attempt_at: null,
      });
    }
  });
});

describe('a settlement that fails', () => {
  it('at its last step leaves everything as it was, and can be made again', async () => {
    const { tenant, endpoints } = await tenantWithEndpoints(2);
    const loaded = await publishAndLoad(tenant, 2);
    const finished = finish(loaded, gone);
    const own = 'where organization_id = $1 order by 1';
    const state = async () => ({
      deliveries: await rowsOf(pool(), `select * from delivery ${own}`, [tenant.uuid]),
      endpoints: await rowsOf(pool(), `select * from endpoint ${own}`, [tenant.uuid]),
      attempts: await rowsOf(pool(), `select * from delivery_attempt ${own}`, [tenant.uuid]),
      payloads: await rowsOf(pool(), `select * from event_payload ${own}`, [tenant.uuid]),
      jobs: await rowsOf(pool(), 'select id, name, state, retry_count from pgboss.job order by 1'),
      head: await rowsOf(pool(), 'select * from feed_head'),
    });
    const before = await state();
    await failFeedItems(pool(), 1);
    await expect(settle(tools(), finished)).rejects.toThrow('cut off');
    expect(await state()).toEqual(before);

    await settle(tools(), finished);
    for (const { id } of loaded) {
      expect(await deliveryOf(id)).toMatchObject({
        status: 'FAILED',
        end_reason: 'ENDPOINT_GONE',
        next_attempt_at: null,
      });
      expect(await attemptsOf(id)).toHaveLength(1);
    }
    const follow = await rowsOf<{ endpoint: string }>(
      pool(),
      `select data->>'endpointId' as endpoint from pgboss.job where name = 'cancel-waiting' order by 1`,
    );
    expect(follow.map((row) => row.endpoint)).toEqual(endpoints.map(({ uuid }) => uuid).toSorted());
  });

  it('as nobody heard of its commit, records nothing a second time', async () => {
    const { tenant } = await tenantWithEndpoints(1);
    const [failed, succeeded] = (await publishAndLoad(tenant, 2)) as [LoadedDelivery, LoadedDelivery];
    const others = finish([failed], failure);
    const successes = finish([succeeded]) as Success[];
    await settle(tools(), others);
    await settleSuccesses(tools(), successes);
    const state = () =>
      Promise.all([failed.id, succeeded.id].flatMap((id) => [deliveryOf(id), attemptsOf(id)]));
    const before = await state();
    expect(await settleSuccesses(tools(), successes)).toBeNull();
    expect(await settle(tools(), [...others, ...successes])).toMatchObject({ settled: [] });
    expect(await state()).toEqual(before);
  });

  it('is made again by the worker, and the receiver is asked only once', async () => {
    await using receiver = await startReceiver();
    await using busy = await startHookline();
    await addEventType(busy.admin, 'invoice.paid');
    const tenant = await busy.createOrganization();
    await using feed = await followFeed(busy.url, tenant.key);
    await addEndpoint(tenant.client, { url: receiver.url });
    const { pool: busyPool } = busy.app.core.database;
    await failFeedItems(busyPool, 2);
    await publish(tenant.client, { type: 'invoice.paid' });
    expect(await feed.next()).toMatchObject({ attemptNumber: 1, deliveryStatus: 'SUCCEEDED' });
    expect(receiver.requests).toHaveLength(1);
    expect(await rowsOf(busyPool, 'select number from delivery_attempt')).toEqual([{ number: 1 }]);
    expect(await rowsOf(busyPool, 'select last_value::int as tries from tries')).toEqual([{ tries: 3 }]);
  });
});

it('notes of an endpoint its first success, and none to an address that it has left', async () => {
  const { tenant, endpoints } = await tenantWithEndpoints(2);
  const [kept, moved] = endpoints.map(({ uuid }) => uuid) as [string, string];
  const successes = finish(await publishAndLoad(tenant, 1)) as Success[];
  await pool().query(`update endpoint set url = url || '/new', consecutive_failures = 3 where id = $1`, [
    moved,
  ]);
  expect(await settleSuccesses(tools(), successes)).toHaveLength(2);
  const sql = `select id, last_delivery_at is not null as noted, consecutive_failures as failures
    from endpoint where id = any($1::uuid[])`;
  const rows = await rowsOf<{ id: string; noted: boolean; failures: number }>(pool(), sql, [[kept, moved]]);
  const noted = new Map(rows.map(({ id, ...row }) => [id, row]));
  expect(noted.get(kept)).toEqual({ noted: true, failures: 0 });
  expect(noted.get(moved)).toEqual({ noted: false, failures: 3 });
});

it('notes of an endpoint that failed that it does no more, and of a busy one its last delivery now and then', async () => {
  const { tenant, endpoints } = await tenantWithEndpoints(2);
  const [failing, busy] = endpoints.map(({ uuid }) => uuid) as [string, string];
  const successes = finish(await publishAndLoad(tenant, 1)) as Success[];
  await pool().query(
    `update endpoint set last_delivery_at = now(), consecutive_failures = 3, failing_since = now(), last_error = 'status 500'
     where id = $1`,
    [failing],
  );
  await pool().query(`update endpoint set last_delivery_at = now() - interval '11 s' where id = $1`, [busy]);
  expect(await settleSuccesses(tools(), successes)).toHaveLength(2);
  const sql = `select consecutive_failures as failures, failing_since as since, last_error as error,
      last_delivery_at > now() - interval '11 s' as noted from endpoint where id = any($1::uuid[])`;
  const healthy = { failures: 0, since: null, error: null, noted: true };
  expect(await rowsOf(pool(), sql, [[failing, busy]])).toEqual([healthy, healthy]);
});

it('has the health of an endpoint be what its last attempt left, in whatever order they come', async () => {
  const { tenant, endpoints } = await tenantWithEndpoints(1);
  const loaded = (await publishAndLoad(tenant, 2)) as [LoadedDelivery, LoadedDelivery];
  const [success] = finish([loaded[0]]) as [Success];
  const [failed] = finish([loaded[1]], failure) as [Success];
  // Begun before, and ended after the other.
  success.attempt.startedMs = failed.attempt.startedMs - 10;
  success.attempt.durationMs = failed.attempt.durationMs + 20;
  await settle(tools(), [success, failed]);
  const sql = 'select consecutive_failures as failures, last_error as error from endpoint where id = $1';
  expect(await rowsOf(pool(), sql, [endpoints[0]?.uuid])).toEqual([{ failures: 0, error: null }]);
});

it('notes when an endpoint was changed, which an attempt does only by disabling it', async () => {
  const { tenant, endpoints } = await tenantWithEndpoints(1);
  const changedAt = async () => {
    const sql = 'select status, updated_at as at from endpoint where id = $1';
    return (await rowsOf<{ status: string; at: Date }>(pool(), sql, [endpoints[0]?.uuid]))[0];
  };
  const before = await changedAt();
  const [first, second] = (await publishAndLoad(tenant, 2)) as [LoadedDelivery, LoadedDelivery];
  await settle(tools(), finish([first], failure));
  expect(await changedAt()).toEqual(before);
  await settle(tools(), finish([second], gone));
  const after = await changedAt();
  expect(after?.status).toBe('DISABLED');
  expect(after?.at.getTime()).toBeGreaterThan(before?.at.getTime() ?? Infinity);
});

it.each([
  {
    what: 'attempted',
    change: (loaded: LoadedDelivery) => settle(tools(), finish([loaded], failure)),
  },
  {
    what: 'asked for by hand',
    change: ({ id }: LoadedDelivery) =>
      pool().query(`update delivery set status = 'RETRYING', retried_from = 'PENDING' where id = $1`, [id]),
  },
])('writes nothing down at once when one of them was $what meanwhile', async ({ change }) => {
  const { tenant } = await tenantWithEndpoints(1);
  const loaded = (await publishAndLoad(tenant, 2)) as [LoadedDelivery, LoadedDelivery];
  const successes = finish(loaded) as Success[];
  await change(loaded[1]);
  const state = () => Promise.all(loaded.flatMap(({ id }) => [deliveryOf(id), attemptsOf(id)]));
  const before = await state();
  expect(await settleSuccesses(tools(), successes)).toBeNull();
  expect(await state()).toEqual(before);
});

it('notes how endpoints do without touching their indexes, also at the first delivery of all of them', async () => {
  await using fresh = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(fresh.admin, 'invoice.paid');
  const tenant = await fresh.createOrganization();
  for (let count = 0; count < MANY_ENDPOINTS; count++) await addEndpoint(tenant.client, { url: URL_ANY });
  await publish(tenant.client, { type: 'invoice.paid' });
  const due = await loadAllDue(fresh.app.core);
  const onError = (error: Error) => {
    throw error;
  };
  // Of one connection, as each has the counts of its own until it gives them away.
  await using database = openDatabase({ url: fresh.databaseUrl, poolSize: 1, onError });
  await settle({ ...tools(), ...fresh.app.core, database }, finish(due, SUCCESS));
  await database.pool.query('select pg_stat_force_next_flush()');
  const updates = `select n_tup_upd::int as updates, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'endpoint'`;
  expect(await rowsOf(database.pool, updates)).toEqual([{ updates: MANY_ENDPOINTS, hot: MANY_ENDPOINTS }]);
});

it('writes down successes without touching an index of the deliveries, and takes them from what waits', async () => {
  await using fresh = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(fresh.admin, 'invoice.paid');
  const tenant = await fresh.createOrganization();
  await addEndpoint(tenant.client, { url: URL_ANY });
  for (let count = 0; count < MANY_DELIVERIES; count++)
    await publish(tenant.client, { type: 'invoice.paid' });
  const [waits, ...others] = await loadAllDue(fresh.app.core);
  const onError = (error: Error) => {
    throw error;
  };
  // Of one connection, as each has the counts of its own until it gives them away.
  await using database = openDatabase({ url: fresh.databaseUrl, poolSize: 1, onError });
  const successes = finish(others).filter((item): item is Success => isSuccess(item, tools()));
  expect(await settleSuccesses({ ...tools(), ...fresh.app.core, database }, successes)).toHaveLength(
    others.length,
  );
  await database.pool.query('select pg_stat_force_next_flush()');
  const updates = `select n_tup_upd::int as updates, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'delivery'`;
  expect(await rowsOf(database.pool, updates)).toEqual([{ updates: others.length, hot: others.length }]);
  expect(await rowsOf(database.pool, 'select delivery_id as id from delivery_waiting')).toEqual([
    { id: waits?.id },
  ]);
  await expectListed(database.pool);
});

it('writes nothing down at once when one of them is not listed among what waits', async () => {
  await using fresh = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(fresh.admin, 'invoice.paid');
  const tenant = await fresh.createOrganization();
  await addEndpoint(tenant.client, { url: URL_ANY });
  await publish(tenant.client, { type: 'invoice.paid' });
  await publish(tenant.client, { type: 'invoice.paid' });
  const { database } = fresh.app.core;
  const finished = finish(await loadAllDue(fresh.app.core));
  const successes = finished.filter((item): item is Success => isSuccess(item, tools()));
  expect(successes).toHaveLength(2);
  const [unlisted] = successes.map(({ delivery }) => delivery.id);
  await database.pool.query('delete from delivery_waiting where delivery_id = $1', [unlisted]);
  expect(await settleSuccesses({ ...tools(), database }, successes)).toBeNull();
  expect(await rowsOf(database.pool, 'select id from delivery_attempt')).toEqual([]);
  expect((await settle({ ...tools(), database }, successes)).settled).toHaveLength(2);
  await expectListed(database.pool);
});

/** Makes so many of the next transactions that append to the feed fail; a sequence counts what is rolled back too. */
async function failFeedItems(database: Pick<pg.Pool, 'query'>, transactions: number): Promise<void> {
  await database.query(
    `create sequence tries;
     create function cut() returns trigger language plpgsql as $$ begin
       if nextval('tries') <= ${transactions} then raise exception 'cut off'; end if; return null; end $$;
     create trigger cut after insert on feed_item for each statement execute function cut()`,
  );
}
