import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKLOG_MAX_DAYS } from '../../src/domain/cancel-waiting.ts';
import { RESUME_PER_SECOND, resumeWaiting } from '../../src/domain/resume-waiting.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { ensureShards } from '../../src/queue/shards.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectNothingStranded, expectSound } from '../support/invariant.ts';
import { act, succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, publish, rowsOf, tryPublish, uuidOf } from '../support/pipeline.ts';
import { answer, holdRequests, LATER, type Scene, setScene } from '../support/scene.ts';
import { eventually } from '../support/waiting.ts';

/** DESIGN.md, "Semantics", 1 to 3: the states of endpoints, and what waits for them. */

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
const ACTS = ['pause', 'resume', 'disable', 'enable'] as const;
type Act = (typeof ACTS)[number];
const fieldOf = (name: Act | 'delete') => `endpoint${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const deleteEndpoint = (scene: Scene) =>
  succeed(scene.tenant.client, 'endpointDelete', { id: scene.endpoint.id }, 'deletedEndpointId');

/** Leads an ACTIVE endpoint into a state. */
const INTO = { ACTIVE: [], PAUSED: ['pause'], DISABLED: ['disable'] } as const;
type State = keyof typeof INTO;

async function inState(state: State): Promise<Scene> {
  const scene = await setScene(hookline);
  for (const name of INTO[state]) {
    expect(await scene.act(fieldOf(name))).toMatchObject({ endpoint: { status: state } });
    await scene.feed.next(({ endpointStatus }) => endpointStatus === state);
  }
  return scene;
}

const cursorNow = async ({ tenant }: Scene) =>
  (await tenant.client.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }')).deliveryFeedCursor;

describe('1. endpoint states', () => {
  it.each<[State, Act, State | 'WRONG_STATE']>([
    ['ACTIVE', 'pause', 'PAUSED'],
    ['ACTIVE', 'disable', 'DISABLED'],
    ['PAUSED', 'resume', 'ACTIVE'],
    ['PAUSED', 'disable', 'DISABLED'],
    ['DISABLED', 'enable', 'ACTIVE'],
  ])('%s: %s leads to %s, and the feed says so', async (from, name, to) => {
    await using scene = await inState(from);
    const { endpoint } = await scene.act(fieldOf(name));
    expect(endpoint).toMatchObject({
      status: to,
      pausedAt: to === 'PAUSED' ? expect.any(String) : null,
      disabledAt: to === 'DISABLED' ? expect.any(String) : null,
      disabledReason: to === 'DISABLED' ? 'MANUAL' : null,
    });
    expect(await scene.endpointNow()).toEqual(endpoint);
    expect(await scene.feed.next()).toMatchObject({
      __typename: 'EndpointStatusChanged',
      endpointId: scene.endpoint.id,
      endpointStatus: to,
      disabledReason: to === 'DISABLED' ? 'MANUAL' : null,
    });
  });

  it.each<[State, Act]>([
    ['ACTIVE', 'resume'],
    ['ACTIVE', 'enable'],
    ['PAUSED', 'pause'],
    ['DISABLED', 'disable'],
  ])('%s: %s, whose state already holds, succeeds and changes nothing', async (from, name) => {
    await using scene = await inState(from);
    const [before, cursor] = [await scene.endpointNow(), await cursorNow(scene)];
    expect(await scene.act(fieldOf(name))).toMatchObject({ endpoint: before });
    expect(await scene.endpointNow()).toEqual(before);
    expect(await cursorNow(scene)).toBe(cursor);
  });

  it.each<[State, Act]>([
    ['DISABLED', 'pause'],
    ['DISABLED', 'resume'],
    ['PAUSED', 'enable'],
  ])('%s: %s is WRONG_STATE and changes nothing', async (from, name) => {
    await using scene = await inState(from);
    const before = await scene.endpointNow();
    expect(await scene.act(fieldOf(name))).toMatchObject({
      __typename: 'ConflictError',
      code: 'CONFLICT',
      reason: 'WRONG_STATE',
      message: expect.stringContaining(from),
    });
    expect(await scene.endpointNow()).toEqual(before);
  });

  it.each(['ACTIVE', 'PAUSED', 'DISABLED'] as const)(
    '%s: delete is possible, and every act is NotFoundError then',
    async (from) => {
      await using scene = await inState(from);
      await deleteEndpoint(scene);
      for (const name of [...ACTS, 'delete'] as const) {
        const selection = name === 'delete' ? '__typename' : 'endpoint { id }';
        expect(
          await act(scene.tenant.client, fieldOf(name), { id: scene.endpoint.id }, selection),
        ).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'] });
      }
      expect(await scene.endpointNow()).toBeNull();
    },
  );

  it('enable resets the failure counters', async () => {
    await using scene = await setScene(hookline, (_request, response) => {
      answer(response, 503, LATER);
      return undefined;
    });
    await scene.publish();
    await scene.attempt();
    expect(await scene.endpointNow()).toMatchObject({
      consecutiveFailures: 1,
      failingSince: expect.any(String),
      lastError: expect.any(String),
    });
    await scene.act('endpointDisable');
    expect(await scene.endpointNow()).toMatchObject({ consecutiveFailures: 1 });
    expect((await scene.act('endpointEnable')).endpoint).toMatchObject({
      consecutiveFailures: 0,
      failingSince: null,
      lastError: null,
      lastDeliveryAt: expect.any(String),
    });
  });

  it('acts at once leave a state that one order of them explains (10 rounds)', async () => {
    await using scene = await setScene(hookline);
    for (let round = 0; round < 10; round++) {
      await Promise.all([...ACTS, ...ACTS].map((name) => scene.act(fieldOf(name))));
      expect(['ACTIVE', 'PAUSED', 'DISABLED']).toContain((await scene.endpointNow()).status);
    }
    await expectSound(pool());
  });
});

describe('2. disable, GONE and delete', () => {
  it('waiting deliveries become CANCELED with a reason: parked ones, and ones that wait for a retry', async () => {
    await using scene = await setScene(hookline, (_request, response) => {
      answer(response, 503, LATER);
      return undefined;
    });
    const retrying = await scene.publish();
    await scene.becomes(retrying, 'RETRYING');
    await scene.act('endpointPause');
    const parked = await scene.publish();
    await scene.act('endpointDisable');
    const ids = [retrying, parked];
    for (const _ of ids) await scene.feed.next(({ deliveryStatus }) => deliveryStatus === 'CANCELED');
    for (const id of ids) {
      expect(await scene.delivery(id)).toMatchObject({
        status: 'CANCELED',
        endReason: 'ENDPOINT_DISABLED',
        nextAttemptAt: null,
        completedAt: expect.any(String),
        payloadExpiresAt: expect.any(String),
      });
    }
    await expectSound(pool());
  });

  it('a DISABLED endpoint gets no new deliveries', async () => {
    await using scene = await inState('DISABLED');
    const event = await publish(scene.tenant.client, { type: 'invoice.paid' });
    expect(await rowsOf(pool(), 'select 1 from delivery where event_id = $1', [event])).toEqual([]);
    await scene.act('endpointEnable');
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(scene.receiver.requests).toHaveLength(1);
  });

  it('cancels more than one batch holds', async () => {
    await using scene = await inState('PAUSED');
    await publishMany(scene, 1200);
    await scene.act('endpointDisable');
    await ended(scene);
    expect(await statusesOf(scene)).toEqual([
      { status: 'CANCELED', reason: 'ENDPOINT_DISABLED', count: 1200 },
    ]);
  });

  it.each([
    ['disabled', 'ENDPOINT_DISABLED', expect.any(String)],
    // A payload is of no use without its endpoint, whatever its retention.
    ['deleted', 'ENDPOINT_DELETED', null],
  ])(
    'the deliverer cancels what it meets of an endpoint that was %s',
    async (how, endReason, requestBody) => {
      // Nobody works yet, and what would cancel everything at once is taken away.
      const idle = await startHookline({ roles: { api: true, worker: false } });
      await using stack = new AsyncDisposableStack();
      stack.use(idle);
      await addEventType(idle.admin, 'invoice.paid');
      await using scene = await setScene(idle);
      const delivery = await scene.publish();
      if (how === 'deleted') await deleteEndpoint(scene);
      else await scene.act('endpointDisable');
      await idle.app.core.database.pool.query('delete from pgboss.job where name = $1', [
        QUEUES.cancelWaiting.name,
      ]);
      stack.use(await startHookline({ databaseUrl: idle.databaseUrl, roles: { api: false, worker: true } }));
      await scene.becomes(delivery, 'CANCELED');
      expect(await scene.delivery(delivery)).toMatchObject({ endReason, attemptCount: 0, requestBody });
      expect(scene.receiver.requests).toHaveLength(0);
      await expectSound(idle.app.core.database.pool);
    },
  );

  it.each([
    [200, { status: 'SUCCEEDED', endReason: null }],
    [500, { status: 'CANCELED', endReason: 'ENDPOINT_DISABLED' }],
  ])('an attempt in flight is recorded, and its success wins over CANCELED (%i)', async (status, then) => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    const delivery = await scene.publish();
    const response = await held.next();
    await scene.act('endpointDisable');
    await scene.becomes(delivery, 'CANCELED');
    answer(response, status);
    await scene.attempt();
    expect(await scene.delivery(delivery)).toMatchObject({ ...then, attemptCount: 1, nextAttemptAt: null });
    await expectSound(pool());
  });

  it('410 makes DISABLED/GONE of a PAUSED endpoint too, which is then no longer paused', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    await scene.publish();
    const response = await held.next();
    await scene.act('endpointPause');
    answer(response, 410);
    await scene.attempt();
    expect(await scene.endpointNow()).toMatchObject({
      status: 'DISABLED',
      disabledReason: 'GONE',
      disabledAt: expect.any(String),
      pausedAt: null,
    });
  });

  it('410 makes DISABLED/GONE though the rest of the answer never comes', async () => {
    const begun = (_request: unknown, response: ServerResponse) =>
      void response.writeHead(410).flushHeaders();
    await using scene = await setScene(hookline, begun, { timeoutSeconds: 3 });
    const delivery = await scene.publish();
    expect(await scene.attempt()).toMatchObject({ outcome: 'TIMED_OUT', deliveryStatus: 'FAILED' });
    expect(await scene.delivery(delivery)).toMatchObject({ endReason: 'ENDPOINT_GONE', attemptCount: 1 });
    expect(await scene.endpointNow()).toMatchObject({
      status: 'DISABLED',
      disabledReason: 'GONE',
      lastError: 'answered with status 410: the endpoint is gone; timed out while reading the response',
    });
  });

  it('an endpoint that is enabled again at once starts anew: what waited is CANCELED, parked or not', async () => {
    await using scene = await setScene(hookline, (_request, response) => {
      answer(response, 503, LATER);
      return undefined;
    });
    const tried = await scene.publish();
    await scene.becomes(tried, 'RETRYING');
    await scene.act('endpointPause');
    const parked = await scene.publish();
    await scene.act('endpointDisable');
    await scene.act('endpointEnable');
    for (const id of [tried, parked])
      expect(await scene.delivery(id)).toMatchObject({ status: 'CANCELED', endReason: 'ENDPOINT_DISABLED' });
    expect(scene.receiver.requests).toHaveLength(1);
    await expectSound(pool());
  });

  it('an endpoint that is enabled again at once strands nothing that was parked (20 rounds)', async () => {
    await using scene = await setScene(hookline);
    for (let round = 0; round < 20; round++) {
      await scene.act('endpointPause');
      await scene.publish();
      await scene.act('endpointDisable');
      await scene.act('endpointEnable');
      await expectNothingStranded(pool());
    }
    await ended(scene);
  });
});

describe('3. pause', () => {
  it('deliveries wait, with nextAttemptAt null, and go on when the endpoint is resumed', async () => {
    await using scene = await inState('PAUSED');
    const delivery = await scene.publish();
    const waiting = { status: 'PENDING', nextAttemptAt: null, attemptCount: 0, completedAt: null };
    expect(await scene.delivery(delivery)).toMatchObject(waiting);
    await expectSound(pool());
    await scene.act('endpointResume');
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(await scene.delivery(delivery)).toMatchObject({ attemptCount: 1 });
  });

  it('a delivery whose attempt comes due while the endpoint is PAUSED waits too', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    const delivery = await scene.publish();
    const response = await held.next();
    await scene.act('endpointPause');
    answer(response, 500);
    await scene.attempt();
    expect(await scene.delivery(delivery)).toMatchObject({ status: 'RETRYING', nextAttemptAt: null });
    await scene.act('endpointResume');
    answer(await held.next(), 200);
    await scene.becomes(delivery, 'SUCCEEDED');
  });

  it('a delivery that is due when its endpoint is paused is parked by the worker that meets it', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(idle.admin, 'invoice.paid');
    await using scene = await setScene(idle);
    const delivery = await scene.publish();
    await scene.act('endpointPause');
    await using _worker = await startHookline({
      databaseUrl: idle.databaseUrl,
      roles: { api: false, worker: true },
    });
    const database = idle.app.core.database.pool;
    await eventually('the delivery to be parked', async () => {
      const sql =
        'select 1 from delivery where id = $1 and parked_at is not null and next_attempt_at is null';
      return (await rowsOf(database, sql, [uuidOf(delivery)]))[0];
    });
    await expectSound(database);
    expect(scene.receiver.requests).toHaveLength(0);
  });

  it('at most 30 days, then CANCELED/BACKLOG_EXPIRED', async () => {
    await using scene = await inState('PAUSED');
    const [old, young] = [await scene.publish(), await scene.publish()];
    for (const [id, days] of [
      [old, BACKLOG_MAX_DAYS + 0.001],
      [young, BACKLOG_MAX_DAYS - 0.001],
    ] as const)
      await pool().query(`update delivery set parked_at = now() - $2 * interval '1 day' where id = $1`, [
        uuidOf(id),
        days,
      ]);
    expect(BACKLOG_MAX_DAYS).toBe(30);
    await hookline.app.core.boss.send(QUEUES.purgePayloads.name);
    await scene.becomes(old, 'CANCELED');
    expect(await scene.delivery(old)).toMatchObject({ endReason: 'BACKLOG_EXPIRED', nextAttemptAt: null });
    expect(await scene.delivery(young)).toMatchObject({ status: 'PENDING' });
  });

  it('resuming drains what waits in order, at a bounded rate', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(idle.admin, 'invoice.paid');
    await using scene = await setScene(idle);
    await scene.act('endpointPause');
    const events = [];
    for (let count = 0; count < 20; count++)
      events.push(await publish(scene.tenant.client, { type: 'invoice.paid' }));
    // More than one batch of the drain, so that the second goes on where the first ended.
    await publishMany(scene, 980);
    await scene.act('endpointResume');
    const { database, boss } = idle.app.core;
    await ensureShards(boss);
    expect(await resumeWaiting(database, scene.endpoint.uuid)).toBe(1000);
    const rows = await rowsOf<{ event_id: string; due: number }>(
      database.pool,
      `select event_id, extract(epoch from next_attempt_at)::float as due from delivery
       where endpoint_id = $1 and next_attempt_at is not null order by next_attempt_at`,
      [scene.endpoint.uuid],
    );
    expect(rows).toHaveLength(1000);
    expect(rows.slice(0, 20).map(({ event_id }) => event_id)).toEqual(events);
    expect(RESUME_PER_SECOND).toBe(100);
    for (let index = RESUME_PER_SECOND; index < rows.length; index++) {
      const [row, before] = [rows[index], rows[index - RESUME_PER_SECOND]];
      expect((row?.due ?? 0) - (before?.due ?? 0)).toBeGreaterThan(0.99);
    }
    await expectSound(database.pool);
  });

  it('what waits stays parked when the endpoint is paused anew before it is drained', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(idle.admin, 'invoice.paid');
    await using scene = await setScene(idle);
    await scene.act('endpointPause');
    await scene.publish();
    await scene.act('endpointResume');
    await scene.act('endpointPause');
    const { database, boss } = idle.app.core;
    await ensureShards(boss);
    expect(await resumeWaiting(database, scene.endpoint.uuid)).toBe(0);
    await expectSound(database.pool);
  });

  it('publishing while the endpoint is paused and resumed strands nothing (50 rounds)', async () => {
    await using scene = await setScene(hookline);
    const { client } = scene.tenant;
    let published = 0;
    for (let round = 0; round < 50; round++) {
      const answers = await Promise.all([
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        scene.act('endpointPause'),
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        scene.act('endpointResume'),
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        expectNothingStranded(pool()),
      ]);
      published += answers.filter((each) => each?.__typename === 'EventPublishSuccess').length;
      await expectNothingStranded(pool());
    }
    expect(published).toBe(150);
    await scene.act('endpointResume');
    await scene.receiver.received(published);
    await ended(scene);
    expect(await statusesOf(scene)).toEqual([{ status: 'SUCCEEDED', reason: null, count: published }]);
    expect(scene.receiver.requests).toHaveLength(published);
    await expectSound(pool());
  });

  it('publishing while the endpoint is disabled and enabled strands nothing (25 rounds)', async () => {
    await using scene = await setScene(hookline);
    const { client } = scene.tenant;
    for (let round = 0; round < 25; round++) {
      await Promise.all([
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        scene.act('endpointPause'),
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        scene.act('endpointDisable'),
        tryPublish(client, { type: 'invoice.paid', payload: { round } }),
        scene.act('endpointEnable'),
      ]);
      await expectNothingStranded(pool());
    }
    await scene.act('endpointDisable');
    await ended(scene);
    await expectSound(pool());
  });
});

describe('the invariant', () => {
  it.each([
    ['a delivery is due at no time', 'update delivery set next_attempt_at = null', 'stranded'],
    [
      'its endpoint takes nothing any more, and nobody cancels',
      `update endpoint set status = 'DISABLED', disabled_reason = 'MANUAL', disabled_at = now()`,
      'stranded',
    ],
    [
      'it is parked although its endpoint is ACTIVE',
      'update delivery set next_attempt_at = null, parked_at = now()',
      'stranded',
    ],
    [
      'a shard has no job',
      `delete from pgboss.job where name = 'shard' and id::text like '%3f'`,
      'without a job',
    ],
    [
      'a shard has ended',
      `update pgboss.job set state = 'failed' where name = 'shard' and id::text like '%3f'`,
      'without a job',
    ],
  ])('tells when %s', async (_what, harm, message) => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(idle.admin, 'invoice.paid');
    await using scene = await setScene(idle);
    await addEndpoint(scene.tenant.client, { url: scene.receiver.url });
    await publish(scene.tenant.client, { type: 'invoice.paid' });
    const { database, boss } = idle.app.core;
    await ensureShards(boss);
    await expectSound(database.pool);
    await database.pool.query(harm);
    await expect(expectSound(database.pool)).rejects.toThrow(message);
  });
});

async function publishMany(scene: Scene, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1000) {
    const input = Array.from({ length: Math.min(left, 1000) }, () => ({ type: 'invoice.paid', payload: {} }));
    await succeed(scene.tenant.client, 'eventPublishBatch', { input });
  }
}

/** When no delivery of the scene's endpoint waits any more. */
async function ended(scene: Scene): Promise<void> {
  await eventually('the end of every delivery', async () => {
    const statuses = (await statusesOf(scene)).map(({ status }) => status);
    return statuses.every((status) => status !== 'PENDING' && status !== 'RETRYING') || undefined;
  });
}

function statusesOf(scene: Scene) {
  return rowsOf<{ status: string; reason: string | null; count: number }>(
    pool(),
    `select status, end_reason as reason, count(*)::int as count from delivery where endpoint_id = $1
     group by status, end_reason order by status`,
    [scene.endpoint.uuid],
  );
}
