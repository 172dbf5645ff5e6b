import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { enqueueOperationalEvents, type OperationalFact } from '../../src/domain/operational-events.ts';
import { publishOperationalEvents } from '../../src/domain/operational-publish.ts';
import { formatId, newId } from '../../src/ids.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { addSubscriber, factsSettled, operationalEvents } from '../support/operational.ts';
import { act, read, succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, rowsOf, uuidOf } from '../support/pipeline.ts';
import { retry, setScene, test } from '../support/scene.ts';
import { eventually } from '../support/waiting.ts';

/** DESIGN.md, "Semantics", 12: operational events. */

const DISABLED = 'hookline.endpoint.disabled';
const FAILED = 'hookline.delivery.failed';

interface OperationalEvent {
  type: string;
  isTest: boolean;
  payload: object;
  deliveries: { nodes: { status: string }[] };
}

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(async () => {
  await expectSound(hookline.app.core.database.pool);
  await hookline[Symbol.asyncDispose]();
});

const pool = () => hookline.app.core.database.pool;
const INPUT = { maxRetries: 1, eventPatterns: ['invoice.*'] };

describe('an operational event', () => {
  it('tells subscribers, signed like any event, that an endpoint answered 410 and is DISABLED', async () => {
    await using scene = await setScene(hookline, () => 410, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, [DISABLED]);
    const delivery = await scene.publish();
    const [body] = await subscriber.told(1);
    const { disabledAt, lastDeliveryAt } = await scene.endpointNow();
    expect(body).toEqual({
      type: DISABLED,
      timestamp: disabledAt,
      data: {
        organizationId: scene.tenant.id,
        endpointId: scene.endpoint.id,
        reason: 'GONE',
        disabledAt,
        failingSince: lastDeliveryAt,
        lastAttempt: {
          attemptId: expect.stringMatching(/^att_/),
          deliveryId: delivery,
          number: 1,
          outcome: 'REJECTED',
          responseStatus: 410,
          errorMessage: 'answered with status 410: the endpoint is gone',
          finishedAt: expect.any(String),
        },
      },
    });
    await factsSettled(hookline);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([DISABLED]);
  });

  it('tells that a delivery ended FAILED, with how its last attempt ended and without its payload', async () => {
    await using scene = await setScene(hookline, () => 500, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, ['hookline.delivery.*']);
    const delivery = await scene.publish({ payload: { card: '4242-4242' } });
    const [body] = await subscriber.told(1);
    const { completedAt } = await scene.delivery(delivery);
    expect(body).toEqual({
      type: FAILED,
      timestamp: completedAt,
      data: {
        organizationId: scene.tenant.id,
        endpointId: scene.endpoint.id,
        deliveryId: delivery,
        eventId: `evt_${scene.receiver.requests[0]?.headers['webhook-id']?.slice(4)}`,
        eventType: 'invoice.paid',
        reason: 'RETRIES_EXHAUSTED',
        failedAt: completedAt,
        lastAttempt: expect.objectContaining({
          deliveryId: delivery,
          number: 2,
          outcome: 'REJECTED',
          responseStatus: 500,
          errorMessage: 'answered with status 500',
        }),
      },
    });
    expect(subscriber.requests[0]?.body).not.toContain('4242');
  });

  it('tells that an endpoint was disabled by hand, once however often the act is repeated', async () => {
    await using scene = await setScene(hookline, () => 200, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, ['hookline.*']);
    await Promise.all([scene.act('endpointDisable'), scene.act('endpointDisable')]);
    await scene.act('endpointDisable');
    const [body] = await subscriber.told(1);
    expect(body).toMatchObject({
      type: DISABLED,
      data: { reason: 'MANUAL', failingSince: null, lastAttempt: null },
    });
    for (const name of ['endpointEnable', 'endpointPause', 'endpointResume']) await scene.act(name);
    await factsSettled(hookline);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([DISABLED]);
  });

  it('fits the schema of its type, has a page like any event, and is retried like any', async () => {
    let refused = false;
    await using scene = await setScene(hookline, () => 410, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, ['hookline.*'], () => {
      if (refused) return 200;
      refused = true;
      return 503;
    });
    const delivery = await scene.publish();
    const told = await subscriber.told(3);
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set([DISABLED, FAILED]));
    for (const { type, data } of told) await expectFits(type, data);
    for (const id of new Set(subscriber.requests.map(({ headers }) => headers['webhook-id'] as string))) {
      const event = await eventually(`the delivery of ${id}`, async () => {
        const found = await read<OperationalEvent>(
          scene.tenant.client,
          'event',
          { id },
          'type isTest payload deliveries { nodes { status } }',
        );
        return found.deliveries.nodes[0]?.status === 'SUCCEEDED' ? found : undefined;
      });
      expect(event.isTest).toBe(false);
      expect(told).toContainEqual(expect.objectContaining({ type: event.type, data: event.payload }));
    }
    expect(await scene.delivery(delivery)).toMatchObject({ status: 'FAILED', endReason: 'ENDPOINT_GONE' });
  });

  it('is made of no test, no cancellation, no failure that goes on, and no retry by hand that fails again', async () => {
    await using scene = await setScene(hookline, () => 500, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, ['hookline.*']);
    await scene.becomes(await test(scene), 'FAILED');
    await scene.act('endpointPause');
    const canceled = await scene.publish();
    await succeed(scene.tenant.client, 'deliveryCancel', { id: canceled });
    await scene.act('endpointResume');
    const failed = await scene.publish();
    await scene.becomes(failed, 'FAILED');
    await retry(scene, failed);
    await scene.becomes(failed, 'FAILED');
    await subscriber.told(1);
    await factsSettled(hookline);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([FAILED]);
  });

  it('reaches no endpoint that does not name its prefix, that is DISABLED, or of another organization', async () => {
    await using scene = await setScene(hookline, () => 410, INPUT);
    await using all = await addSubscriber(scene.tenant, []);
    await using star = await addSubscriber(scene.tenant, ['*', '*.endpoint.disabled', '*.*.*']);
    await using off = await addSubscriber(scene.tenant, ['hookline.*']);
    await succeed(scene.tenant.client, 'endpointDisable', { id: off.endpoint.id });
    await using foreign = await addSubscriber(await hookline.createOrganization(), ['hookline.*']);
    await scene.publish();
    await scene.feed.next(
      ({ endpointStatus, endpointId }) => endpointStatus === 'DISABLED' && endpointId === scene.endpoint.id,
    );
    await factsSettled(hookline);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([]);
    expect(foreign.requests).toEqual([]);
    expect(off.requests).toEqual([]);
    for (const { requests } of [all, star])
      for (const { body } of requests) expect(body).toContain('"type":"invoice.paid"');
  });

  it('waits for a subscriber that is PAUSED', async () => {
    await using scene = await setScene(hookline, () => 410, INPUT);
    await using subscriber = await addSubscriber(scene.tenant, [DISABLED]);
    const { id } = subscriber.endpoint;
    await succeed(scene.tenant.client, 'endpointPause', { id });
    await scene.publish();
    await eventually('the event', async () => (await operationalEvents(hookline, scene.tenant))[0]);
    expect(subscriber.requests).toEqual([]);
    await succeed(scene.tenant.client, 'endpointResume', { id });
    expect(await subscriber.told(1)).toMatchObject([{ type: DISABLED }]);
  });
});

describe('an operational event that fails makes no further one', () => {
  it('when its delivery ends FAILED', async () => {
    await using scene = await setScene(hookline, () => 500, INPUT);
    await using failing = await addSubscriber(scene.tenant, ['hookline.*'], () => 500);
    await scene.publish();
    await endedAt(scene.tenant, failing.endpoint.uuid, 'FAILED');
    await factsSettled(hookline);
    expect(failing.requests).toHaveLength(2);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([FAILED]);
  });

  it('when its subscriber answers 410 and is DISABLED, which the feed tells and no event', async () => {
    await using scene = await setScene(hookline, () => 500, INPUT);
    await using gone = await addSubscriber(scene.tenant, ['hookline.*'], () => 410);
    await using witness = await addSubscriber(scene.tenant, ['hookline.*']);
    await scene.publish();
    expect(await scene.feed.next(({ __typename }) => __typename === 'EndpointStatusChanged')).toMatchObject({
      endpointId: gone.endpoint.id,
      endpointStatus: 'DISABLED',
      disabledReason: 'GONE',
    });
    await factsSettled(hookline);
    expect((await witness.told(1)).map(({ type }) => type)).toEqual([FAILED]);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([FAILED]);
  });

  it('when its subscriber is DISABLED for failing persistently', async () => {
    await using scene = await setScene(hookline, () => 500, INPUT);
    await using failing = await addSubscriber(scene.tenant, ['hookline.*'], () => 500);
    await using witness = await addSubscriber(scene.tenant, ['hookline.*']);
    await pool().query(
      `update endpoint set consecutive_failures = 9, failing_since = now() - interval '6 days' where id = $1`,
      [failing.endpoint.uuid],
    );
    await scene.publish();
    expect(await scene.feed.next(({ __typename }) => __typename === 'EndpointStatusChanged')).toMatchObject({
      endpointId: failing.endpoint.id,
      disabledReason: 'PERSISTENT_FAILURE',
    });
    await factsSettled(hookline);
    expect((await witness.told(1)).map(({ type }) => type)).toEqual([FAILED]);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([FAILED]);
  });

  it('when an endpoint that fails is told of its own failures', async () => {
    await using scene = await setScene(hookline, () => 500, {
      maxRetries: 1,
      eventPatterns: ['*', 'hookline.*'],
    });
    await scene.publish();
    for (const _ of ['invoice.paid', FAILED])
      await scene.feed.next(({ deliveryStatus }) => deliveryStatus === 'FAILED');
    await factsSettled(hookline);
    expect(await operationalEvents(hookline, scene.tenant)).toEqual([FAILED]);
    expect(scene.receiver.requests).toHaveLength(4);
  });
});

describe('the job of an operational event', () => {
  const factOf = (tenant: Tenant): OperationalFact => ({
    type: FAILED,
    organizationId: tenant.uuid,
    endpointId: newId(),
    deliveryId: newId(),
    eventId: newId(),
    eventType: 'invoice.paid',
    reason: 'RETRIES_EXHAUSTED',
    occurredAt: new Date().toISOString(),
    attemptId: newId(),
  });

  const enqueue = (of: Hookline, facts: readonly OperationalFact[]) =>
    inTransaction(of.app.core.database.pool, (client) =>
      enqueueOperationalEvents(of.app.core.boss, client, facts),
    );

  it('makes one event, even when several workers run it at once and again', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    const { core } = idle.app;
    const tenant = await idle.createOrganization();
    await addEndpoint(tenant.client, { url: 'https://example.com', eventPatterns: ['hookline.*'] });
    await enqueue(
      idle,
      Array.from({ length: 50 }, () => factOf(tenant)),
    );
    const jobs = await rowsOf<{ id: string; data: OperationalFact }>(
      core.database.pool,
      'select id, data from pgboss.job where name = $1',
      [QUEUES.operationalEvent.name],
    );
    const run = async () => (await publishOperationalEvents(core, jobs)).published;
    expect((await Promise.all([run(), run(), run(), run(), run()])).toSorted()).toEqual([0, 0, 0, 0, 50]);
    expect(await run()).toBe(0);
    const ids = await rowsOf<{ id: string }>(core.database.pool, 'select id from event order by 1');
    expect(ids.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).toSorted());
    expect(await rowsOf(core.database.pool, 'select count(*)::int as n from delivery')).toEqual([{ n: 50 }]);
  });

  it('that fails is run again, and nothing of the first time is left', async () => {
    await using busy = await startHookline();
    const { pool: busyPool } = busy.app.core.database;
    const tenant = await busy.createOrganization();
    await using subscriber = await addSubscriber(tenant, ['hookline.*']);
    // A sequence counts what is rolled back too.
    await busyPool.query(
      `create sequence tries;
       create function cut() returns trigger language plpgsql as $$ begin
         if nextval('tries') <= 1 then raise exception 'cut off'; end if; return null; end $$;
       create trigger cut after insert on delivery for each statement execute function cut()`,
    );
    await enqueue(busy, [factOf(tenant)]);
    expect(await subscriber.told(1)).toMatchObject([{ type: FAILED, data: { lastAttempt: null } }]);
    await factsSettled(busy);
    expect(await operationalEvents(busy, tenant)).toEqual([FAILED]);
    expect(await rowsOf(busyPool, 'select last_value::int as tries from tries')).toEqual([{ tries: 2 }]);
  });

  it('holds ids, types, reasons and times, and nothing that was sent or answered', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    const tenant = await idle.createOrganization();
    const { id } = await addEndpoint(tenant.client, { url: 'https://user-secret.example.com/token' });
    await succeed(tenant.client, 'endpointDisable', { id });
    const jobs = await rowsOf<{ data: object }>(
      idle.app.core.database.pool,
      'select data from pgboss.job where name = $1',
      [QUEUES.operationalEvent.name],
    );
    expect(jobs).toEqual([
      {
        data: {
          type: DISABLED,
          organizationId: tenant.uuid,
          endpointId: uuidOf(id),
          reason: 'MANUAL',
          occurredAt: expect.any(String),
          failingSince: null,
          attemptId: null,
        },
      },
    ]);
  });

  it('is one of many when deliveries fail en masse: more than a batch holds, each told of once', async () => {
    const tenant = await hookline.createOrganization();
    await using subscriber = await addSubscriber(tenant, [FAILED]);
    const facts = Array.from({ length: 700 }, () => factOf(tenant));
    await enqueue(hookline, facts);
    const told = await subscriber.told(facts.length);
    expect(told.map(({ data }) => data.deliveryId as string).toSorted()).toEqual(
      facts.map((fact) => formatId('Delivery', fact.type === FAILED ? fact.deliveryId : '')).toSorted(),
    );
  });
});

describe('the catalogue', () => {
  interface Listed {
    name: string;
    description: string;
    payloadSchema: object;
    example: { reason: string };
  }
  const listed = async () =>
    (
      await read<{ nodes: Listed[] }>(
        (
          await hookline.createOrganization()
        ).client,
        'eventTypes',
        { first: 100 },
        'nodes { name description payloadSchema example archivedAt }',
      )
    ).nodes.filter(({ name }) => name.startsWith('hookline.'));

  it('lists both types with a description, a schema and an example that fits it', async () => {
    const types = await listed();
    expect(types.map(({ name }) => name)).toEqual([FAILED, DISABLED]);
    for (const { name, description, payloadSchema, example } of types) {
      expect(description.length).toBeGreaterThan(20);
      expect(payloadSchema).toMatchObject({ type: 'object' });
      await expectFits(name, example);
    }
  });

  it('lets patterns name them exactly, and suggests them', async () => {
    const { client } = await hookline.createOrganization();
    await addEndpoint(client, { url: 'https://example.com', eventPatterns: [DISABLED, FAILED] });
    const input = { url: 'https://example.com', eventPatterns: ['hookline.endpoint.disable'] };
    expect(await act(client, 'endpointCreate', { input })).toMatchObject({
      issues: [{ path: ['input', 'eventPatterns', '0'], type: 'event_type_unknown', suggestion: DISABLED }],
    });
  });

  it.each(['eventTypeUpdate', 'eventTypeArchive', 'eventTypeRestore'])(
    '%s leaves them alone',
    async (field) => {
      const before = await listed();
      for (const name of [DISABLED, FAILED]) {
        const args = { name, ...(field === 'eventTypeUpdate' && { input: { description: 'mine' } }) };
        expect(await act(hookline.admin, field, args)).toMatchObject({
          code: 'VALIDATION_FAILED',
          issues: [
            { path: ['name'], type: 'reserved', message: 'hookline.* is kept for operational events' },
          ],
        });
      }
      expect(await listed()).toEqual(before);
    },
  );

  it.each([DISABLED, FAILED, 'hookline.test', 'hookline.own'])(
    '%s is published by nobody, ADMIN neither, and suggested to nobody who publishes',
    async (type) => {
      const { client, id } = await hookline.createOrganization();
      const before = await rowsOf(pool(), 'select count(*) from event');
      for (const [actor, organizationId] of [
        [client, null],
        [hookline.admin, id],
      ] as const) {
        const input = { type, organizationId, payload: { reason: 'GONE' } };
        const issues = [{ path: ['input', 'type'], type: 'reserved', suggestion: null }];
        expect(await act(actor, 'eventPublish', { input })).toMatchObject({
          code: 'VALIDATION_FAILED',
          issues,
        });
      }
      const near = { type: type.replace('hookline', 'hooklin'), payload: {} };
      expect(await act(client, 'eventPublish', { input: near })).toMatchObject({
        issues: [{ type: 'event_type_unknown', suggestion: null }],
      });
      expect(await rowsOf(pool(), 'select count(*) from event')).toEqual(before);
    },
  );

  it('lets a subscriber be tested with the example', async () => {
    await using scene = await setScene(hookline, () => 200, { eventPatterns: [DISABLED] });
    await scene.becomes(await test(scene), 'SUCCEEDED');
    const [example] = (await listed()).filter(({ name }) => name === DISABLED).map((type) => type.example);
    expect(JSON.parse(scene.receiver.requests[0]?.body ?? '')).toMatchObject({
      type: DISABLED,
      data: example,
    });
  });
});

/** By the schema in the catalogue, as a receiver may check it. */
async function expectFits(name: string, data: unknown): Promise<void> {
  const { prisma } = hookline.app.core.database;
  const { payloadSchema } = await prisma.eventType.findUniqueOrThrow({ where: { name } });
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.validate(payloadSchema as object, data);
  expect(ajv.errors, name).toBeNull();
}

/** Resolves when the one delivery of an endpoint has become this. */
async function endedAt({ uuid }: Tenant, endpointId: string, status: string): Promise<void> {
  await eventually(`a delivery that is ${status}`, async () => {
    const rows = await rowsOf<{ status: string }>(
      pool(),
      'select status from delivery where organization_id = $1 and endpoint_id = $2',
      [uuid, endpointId],
    );
    return rows.some((row) => row.status === status) || undefined;
  });
}
