import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { uuidBound } from '../../src/db/partitions.ts';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import type { Core } from '../../src/domain/core.ts';
import { fanOutEvent } from '../../src/domain/fan-out.ts';
import { lockFanOut } from '../../src/domain/fan-out-jobs.ts';
import { purgeExpired } from '../../src/domain/retention.ts';
import { formatId, newId } from '../../src/ids.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { takeJobs } from '../../src/queue/take-jobs.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEventType, publish, rowsOf, tryPublish } from '../support/pipeline.ts';
import { blocked, eventually } from '../support/waiting.ts';

vi.setConfig({ testTimeout: 60_000 });

const TYPE = 'invoice.paid';
const INLINE_MAX = 200;
/** Of the batches in which deliveries are created. */
const BATCH = 1000;

/** Without a worker: a fan-out runs when a test runs it. */
let hookline: Hookline;
let core: Core;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  core = hookline.app.core;
  await addEventType(hookline.admin, TYPE);
});
afterAll(() => hookline[Symbol.asyncDispose]());
beforeEach(async () => {
  tenant = await hookline.createOrganization();
});

/** @returns their UUIDs, in order */
async function addEndpoints(
  on: Hookline,
  organization: string,
  count: number,
  values: { status?: string; patterns?: string[] } = {},
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId).sort();
  await on.app.core.database.pool.query(
    `insert into endpoint (id, organization_id, created_by, url, status, event_patterns)
     select id, $2, 'test', 'https://receiver.example/', $3, $4 from unnest($1::uuid[]) as e (id)`,
    [ids, organization, values.status ?? 'ACTIVE', values.patterns ?? []],
  );
  return ids;
}

const run = (event: string, signal = new AbortController().signal) => fanOutEvent(core, event, signal);

interface DeliveryRow {
  endpoint: string;
  status: string;
  due: boolean;
  parked: boolean;
}

const deliveriesOf = (event: string, on: Hookline = hookline) =>
  rowsOf<DeliveryRow>(
    on.app.core.database.pool,
    `select endpoint_id as endpoint, status, next_attempt_at is not null as due, parked_at is not null as parked
     from delivery where event_id = $1 order by endpoint_id`,
    [event],
  );
const endpointsOf = async (event: string) => (await deliveriesOf(event)).map(({ endpoint }) => endpoint);

async function hasJob(event: string, on: Hookline = hookline): Promise<boolean> {
  const jobs = await rowsOf(
    on.app.core.database.pool,
    'select 1 from pgboss.job where name = $1 and id = $2',
    [QUEUES.fanOut.name, event],
  );
  return jobs.length > 0;
}

async function hasPayload(event: string): Promise<boolean> {
  const rows = await rowsOf(core.database.pool, 'select 1 from event_payload where event_id = $1', [event]);
  return rows.length > 0;
}

/** Runs the purge as if every retention were over. */
const purge = () => purgeExpired(core.database, { deliveredPayloadRetentionHours: -1 });

/** Ends all deliveries that there are, as an endpoint does whose payloads are not kept. */
async function endDeliveries(event: string): Promise<void> {
  await core.database.pool.query(
    `update delivery set status = 'SUCCEEDED', completed_at = now(), next_attempt_at = null,
       payload_expires_at = now() - interval '1 hour'
     where event_id = $1`,
    [event],
  );
}

/** Holds an endpoint as a change of its status does: a fan-out stops before the batch with it. */
async function holdEndpoint(on: Hookline, id: string): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: on.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query('select 1 from endpoint where id = $1 for update', [id]);
  return { [Symbol.asyncDispose]: () => client.end() };
}

/** Ends the connections that wait for a lock, as a killed process does. */
async function killWaiting(pool: pg.Pool): Promise<void> {
  await blocked(pool, 1);
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
}

describe('an event', () => {
  it(`for ${INLINE_MAX} endpoints has its deliveries when it is accepted`, async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, INLINE_MAX);
    const event = await publish(tenant.client, { type: TYPE });
    expect(await endpointsOf(event)).toEqual(endpoints);
    expect(await hasJob(event)).toBe(false);
  });

  it('for more is accepted with a job, in one transaction, once for one idempotency key', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1);
    const input = { type: TYPE, idempotencyKey: 'k' };
    const event = await publish(tenant.client, input);
    const [first, second] = await Promise.all([
      tryPublish(tenant.client, { ...input, payload: {} }),
      tryPublish(tenant.client, { ...input, payload: {} }),
    ]);
    expect([first, second]).toMatchObject(
      Array(2).fill({ duplicate: true, event: { id: formatId('Event', event) } }),
    );
    const rows = await rowsOf(
      core.database.pool,
      `select e.xmin = j.xmin as together from event e join pgboss.job j on j.id = e.id
       where j.name = $1 and e.organization_id = $2`,
      [QUEUES.fanOut.name, tenant.uuid],
    );
    expect(rows).toEqual([{ together: true }]);
    expect(await deliveriesOf(event)).toEqual([]);
  });

  it('that few of many endpoints take has its deliveries when it is accepted, beside one that many take', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1, { patterns: [TYPE, 'cart.*'] });
    const few = await addEndpoints(hookline, tenant.uuid, 2, { patterns: ['user.*'] });
    await addEventType(hookline.admin, 'user.created');
    const { eventPublishBatch } = await tenant.client.data<{
      eventPublishBatch: { results: { event: { id: string; deliveries: { nodes: object[] } } }[] };
    }>(
      `mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { ... on EventPublishBatchSuccess {
         results { ... on EventPublishSuccess { event { id deliveries(first: 5) { nodes { id } } } } } } } }`,
      {
        input: [
          { type: TYPE, payload: 1 },
          { type: 'user.created', payload: 2 },
        ],
      },
    );
    const [wide, narrow] = eventPublishBatch.results.map(({ event }) => event);
    expect(wide?.deliveries.nodes).toHaveLength(0);
    expect(narrow?.deliveries.nodes).toHaveLength(few.length);
  });

  it('of a batch that would create more than 10,000 deliveries at once is left to a job', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX);
    const events = Array.from({ length: 60 }, () => ({
      id: newId(),
      organizationId: tenant.uuid,
      type: TYPE,
      payloadText: '{}',
      idempotencyKey: null,
      occurredAt: null,
      isTest: false,
    }));
    await core.storeShared(events);
    const created = await Promise.all(events.map(async ({ id }) => (await deliveriesOf(id)).length));
    expect(created).toEqual([...Array(50).fill(INLINE_MAX), ...Array(10).fill(0)]);
    expect(await Promise.all(events.map(({ id }) => hasJob(id)))).toEqual(
      created.map((count) => count === 0),
    );
  });
});

describe('a fan-out', () => {
  it('that no worker came to for hours makes deliveries that a list finds by when they were created', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1);
    await core.database.pool.query(
      `update endpoint set created_at = now() - interval '4 hours' where organization_id = $1`,
      [tenant.uuid],
    );
    const id = uuidBound(Date.now() - 3 * 3_600_000).replace('-0000-0000-', '-7000-8000-');
    const [organizationId, type] = [tenant.uuid, TYPE];
    const event = { id, organizationId, type, payloadText: '{}', isTest: false };
    await core.storeShared([{ ...event, idempotencyKey: null, occurredAt: null }]);
    await core.database.pool.query(
      `update event set created_at = created_at - interval '3 hours' where id = $1`,
      [id],
    );
    await run(id);
    const find = async (filter: object) => {
      const { deliveries } = await tenant.client.data<{ deliveries: { nodes: { createdAt: string }[] } }>(
        'query ($filter: DeliveryFilter) { deliveries(first: 5, filter: $filter) { nodes { createdAt } } }',
        { filter },
      );
      return deliveries.nodes;
    };
    const all = await find({ eventId: formatId('Event', id) });
    expect(all).toHaveLength(5);
    expect(await find({ since: all[0]?.createdAt })).toEqual(all);
  });

  it('creates one delivery for each endpoint that was there and takes the event, and ends its job', async () => {
    const active = await addEndpoints(hookline, tenant.uuid, BATCH + 500, { patterns: [TYPE] });
    const paused = await addEndpoints(hookline, tenant.uuid, 3, { status: 'PAUSED' });
    await addEndpoints(hookline, tenant.uuid, 3, { status: 'DISABLED' });
    await addEndpoints(hookline, tenant.uuid, 3, { patterns: ['user.*'] });
    const event = await publish(tenant.client, { type: TYPE });
    await addEndpoints(hookline, tenant.uuid, 3);
    const notified = await notifications(() => run(event));
    const deliveries = await deliveriesOf(event);
    expect(deliveries.map(({ endpoint }) => endpoint)).toEqual([...active, ...paused].sort());
    expect(deliveries.filter(({ due }) => due).map(({ endpoint }) => endpoint)).toEqual(active);
    expect(deliveries.filter(({ parked }) => parked).map(({ endpoint }) => endpoint)).toEqual(paused);
    expect(await hasJob(event)).toBe(false);
    expect(notified.sort()).toEqual(active);
    const [counted] = await rowsOf<{ n: number }>(
      core.database.pool,
      `select sum((d->>'created')::int)::int as n from delivery_stat_delta, json_array_elements(deltas) as d
       where d->>'organizationId' = $1`,
      [tenant.uuid],
    );
    expect(counted?.n).toBe(active.length + paused.length);
  });

  /** The endpoints that the workers are told of meanwhile. */
  async function notifications(work: () => Promise<unknown>): Promise<string[]> {
    const client = new pg.Client({ connectionString: hookline.databaseUrl });
    await client.connect();
    const heard: string[] = [];
    client.on('notification', ({ payload = '' }) => heard.push(...payload.split(',')));
    await client.query('listen hookline_work');
    await work();
    await client.query('select 1');
    await client.end();
    return heard;
  }

  it('that is killed in the midst goes on when it is repeated, and creates nothing twice', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, 2 * BATCH + 500);
    const event = await publish(tenant.client, { type: TYPE });
    {
      await using _ = await holdEndpoint(hookline, endpoints[BATCH + 500] as string);
      const killed = run(event).catch((error: Error) => error);
      await killWaiting(core.database.pool);
      expect(await killed).toBeInstanceOf(Error);
    }
    expect(await endpointsOf(event)).toEqual(endpoints.slice(0, BATCH));
    expect(await hasJob(event)).toBe(true);
    expect(await run(event)).toBe(endpoints.length - BATCH);
    expect(await endpointsOf(event)).toEqual(endpoints);
    expect(await hasJob(event)).toBe(false);
  });

  it('stops between two transactions when its job is given up', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1);
    const event = await publish(tenant.client, { type: TYPE });
    await expect(run(event, AbortSignal.abort())).rejects.toThrow('aborted');
    expect(await hasJob(event)).toBe(true);
    expect(await run(event)).toBe(INLINE_MAX + 1);
  });

  it('that two workers run at a time creates each delivery once', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, 2 * BATCH);
    const event = await publish(tenant.client, { type: TYPE });
    const created = await Promise.all([run(event), run(event)]);
    expect(created.reduce((sum, count) => sum + count)).toBe(endpoints.length);
    expect(await endpointsOf(event)).toEqual(endpoints);
  });

  it('waits for a worker that is at it, and creates nothing when that one has ended it', async () => {
    await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1);
    const event = await publish(tenant.client, { type: TYPE });
    const { pool } = core.database;
    const late = await inTransaction(pool, async (client) => {
      await lockFanOut(client, event);
      const created = run(event);
      await blocked(pool, 1);
      await takeJobs(client, QUEUES.fanOut.name, [event]);
      // In an object, as a promise is waited for where it is returned, before the commit that it waits for.
      return { created };
    });
    expect(await late.created).toBe(0);
    expect(await endpointsOf(event)).toEqual([]);
  });

  it('creates nothing any more once another has ended it', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, INLINE_MAX + 1);
    const [late] = await addEndpoints(hookline, tenant.uuid, 1, { status: 'DISABLED' });
    const event = await publish(tenant.client, { type: TYPE });
    await run(event);
    await core.database.pool.query(`update endpoint set status = 'ACTIVE' where id = $1`, [late]);
    expect(await run(event)).toBe(0);
    expect(await endpointsOf(event)).toEqual(endpoints);
  });

  it('meets endpoints that are paused, disabled or deleted while it runs as they are then', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, 2 * BATCH + 10);
    const event = await publish(tenant.client, { type: TYPE });
    const at = (index: number) => endpoints[index] as string;
    const act = (name: string, index: number) =>
      tenant.client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, {
        id: formatId('Endpoint', at(index)),
      });
    const hold = await holdEndpoint(hookline, at(BATCH + 500));
    const fanOut = run(event);
    await blocked(core.database.pool, 1);
    // Their turn has not come.
    await act('endpointPause', 2 * BATCH);
    await act('endpointDisable', 2 * BATCH + 1);
    await act('endpointDelete', 2 * BATCH + 2);
    // Its delivery is there already.
    await act('endpointPause', 0);
    // Their batch is under way: they wait for it.
    const waiting = [
      act('endpointPause', BATCH),
      act('endpointDisable', BATCH + 1),
      act('endpointDelete', BATCH + 2),
    ];
    await blocked(core.database.pool, 4);
    await hold[Symbol.asyncDispose]();
    await fanOut;
    await Promise.all(waiting);
    for (const index of [BATCH + 1, BATCH + 2, 2 * BATCH + 1, 2 * BATCH + 2])
      await cancelWaiting(core.database, at(index));

    const found = new Map((await deliveriesOf(event)).map((row) => [row.endpoint, row]));
    const missing = endpoints.filter((id) => !found.has(id));
    expect(missing).toEqual([at(2 * BATCH + 1), at(2 * BATCH + 2)]);
    expect(found.get(at(2 * BATCH))).toMatchObject({ status: 'PENDING', parked: true, due: false });
    expect(found.get(at(0))).toMatchObject({ status: 'PENDING', parked: false, due: true });
    expect(found.get(at(BATCH))).toMatchObject({ status: 'PENDING', parked: false, due: true });
    expect(found.get(at(BATCH + 1))).toMatchObject({ status: 'CANCELED' });
    expect(found.get(at(BATCH + 2))).toMatchObject({ status: 'CANCELED' });
  });
});

describe('the payload of an event', () => {
  it('is kept until the last delivery is created, although all that there are have ended', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, BATCH + 1);
    const event = await publish(tenant.client, { type: TYPE });
    await purge();
    expect(await hasPayload(event)).toBe(true);
    {
      await using _ = await holdEndpoint(hookline, endpoints[BATCH] as string);
      const killed = run(event).catch((error: Error) => error);
      await killWaiting(core.database.pool);
      await killed;
    }
    expect(await endpointsOf(event)).toHaveLength(BATCH);
    // As it is while a worker is at it.
    await core.database.pool.query(`update pgboss.job set state = 'active' where name = $1 and id = $2`, [
      QUEUES.fanOut.name,
      event,
    ]);
    await endDeliveries(event);
    expect(await purge()).toMatchObject({ claims: BATCH, payloads: 0 });
    expect(await hasPayload(event)).toBe(true);
    await run(event);
    expect(await purge()).toMatchObject({ claims: 0, payloads: 0 });
    expect(await hasPayload(event)).toBe(true);
    await endDeliveries(event);
    expect(await purge()).toMatchObject({ claims: 1, payloads: 1 });
    expect(await hasPayload(event)).toBe(false);
  });

  it('goes with the end of the fan-out when nobody claims it any more', async () => {
    const endpoints = await addEndpoints(hookline, tenant.uuid, BATCH + 1);
    const event = await publish(tenant.client, { type: TYPE });
    {
      await using _ = await holdEndpoint(hookline, endpoints[BATCH] as string);
      const killed = run(event).catch((error: Error) => error);
      await killWaiting(core.database.pool);
      await killed;
    }
    await endDeliveries(event);
    await purge();
    await core.database.pool.query(`update endpoint set status = 'DISABLED' where id = $1`, [
      endpoints[BATCH],
    ]);
    expect(await hasPayload(event)).toBe(true);
    expect(await run(event)).toBe(0);
    expect(await hasPayload(event)).toBe(false);
  });
});

it('10,000 endpoints get their deliveries from a worker, though it is killed in the midst', async () => {
  await using worked = await startHookline();
  const { pool } = worked.app.core.database;
  await addEventType(worked.admin, TYPE);
  const many = await worked.createOrganization();
  // Nothing is sent anywhere: what waits for a paused endpoint is parked.
  const endpoints = await addEndpoints(worked, many.uuid, 10_000, { status: 'PAUSED' });
  let event: string;
  {
    await using _ = await holdEndpoint(worked, endpoints[5500] as string);
    event = await publish(many.client, { type: TYPE });
    await killWaiting(pool);
    expect(await deliveriesOf(event, worked)).toHaveLength(5000);
  }
  await eventually('the fan-out to end', async () => !(await hasJob(event, worked)) || undefined);
  const deliveries = await deliveriesOf(event, worked);
  expect(deliveries.map(({ endpoint }) => endpoint)).toEqual(endpoints);
  expect(deliveries.every(({ parked }) => parked)).toBe(true);
});
