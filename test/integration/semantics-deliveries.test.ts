import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUEUES } from '../../src/queue/contracts.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectNothingStranded, expectSound } from '../support/invariant.ts';
import { act, read, succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, publish, rowsOf, uuidOf } from '../support/pipeline.ts';
import { type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import {
  answer,
  deliveryOf,
  holdRequests,
  LATER,
  retry,
  type Scene,
  setScene,
  test,
} from '../support/scene.ts';
import { verifyWebhook } from '../support/verify-webhook.ts';
import { eventually } from '../support/waiting.ts';

/** DESIGN.md, "Semantics", 4 to 7: updates, numbering, retries by hand, claims on payloads. */

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
const update = (scene: Scene, input: object) =>
  succeed(scene.tenant.client, 'endpointUpdate', { id: scene.endpoint.id, input });
const cancel = (scene: Scene, id: string) => act(scene.tenant.client, 'deliveryCancel', { id });
/** Runs the purge, and resolves when it has run. */
async function purge(): Promise<void> {
  const id = await hookline.app.core.boss.send(QUEUES.purgePayloads.name);
  await eventually('the purge', async () => {
    const rows = await rowsOf(pool(), `select 1 from pgboss.job where id = $1 and state = 'completed'`, [id]);
    return rows[0];
  });
}
const verifies = (secret: string, request: ReceivedRequest) =>
  expect(() => verifyWebhook(request, secret)).not.toThrow();

describe('4. updates', () => {
  it('URL, headers and secrets are read when an attempt starts', async () => {
    await using scene = await setScene(hookline, () => 200, {
      headers: [{ name: 'x-kept', value: 'before' }],
    });
    await using elsewhere = await startReceiver();
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await update(scene, { url: elsewhere.url, headers: [{ name: 'x-kept', value: 'after' }], secret });
    await scene.act('endpointResume');
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(scene.receiver.requests).toHaveLength(0);
    const [request] = await elsewhere.received(1);
    expect(request?.headers['x-kept']).toBe('after');
    verifies(secret, request as ReceivedRequest);
  });

  it('the timeout is read when an attempt starts', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour, { timeoutSeconds: 60, maxRetries: 1 });
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await update(scene, { timeoutSeconds: 3 });
    await scene.act('endpointResume');
    expect(await scene.attempt()).toMatchObject({ deliveryId: delivery, outcome: 'TIMED_OUT' });
    await cancel(scene, delivery);
  });

  it('maxRetries is read when an attempt ends', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    const delivery = await scene.publish();
    answer(await held.next(), 500);
    const second = await held.next();
    await update(scene, { maxRetries: 1 });
    answer(second, 500);
    await scene.becomes(delivery, 'FAILED');
    expect(await scene.delivery(delivery)).toMatchObject({
      attemptCount: 2,
      endReason: 'RETRIES_EXHAUSTED',
    });
  });

  it('a changed pattern touches no existing delivery', async () => {
    await using scene = await setScene(hookline);
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await update(scene, { eventPatterns: ['other.*'] });
    await scene.act('endpointResume');
    await scene.becomes(delivery, 'SUCCEEDED');
    const later = await publish(scene.tenant.client, { type: 'invoice.paid' });
    expect(await rowsOf(pool(), 'select 1 from delivery where event_id = $1', [later])).toEqual([]);
  });

  it('an attempt to the old URL says nothing of the new one', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    await using elsewhere = await startReceiver();
    const delivery = await scene.publish();
    const response = await held.next();
    await update(scene, { url: elsewhere.url });
    answer(response, 500);
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(await scene.endpointNow()).toMatchObject({
      consecutiveFailures: 0,
      failingSince: null,
      lastError: null,
    });
    expect(elsewhere.requests).toHaveLength(1);
  });
});

describe('5. numbering', () => {
  it('number counts every attempt; only AUTOMATIC ones consume the schedule, at most 8', async () => {
    await using scene = await setScene(hookline, () => 500);
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'FAILED');
    for (let count = 0; count < 2; count++) {
      expect(await retry(scene, delivery)).toMatchObject({ __typename: 'DeliveryRetrySuccess' });
      await scene.becomes(delivery, 'FAILED');
    }
    const { attempts, attemptCount } = await scene.delivery(delivery);
    expect(attemptCount).toBe(10);
    expect(attempts.nodes.map(({ number, trigger }) => `${number} ${trigger}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => `${number} AUTOMATIC`),
      '9 MANUAL',
      '10 MANUAL',
    ]);
  });

  it('a retry by hand between two automatic ones takes none of theirs', async () => {
    await using scene = await setScene(
      hookline,
      (_request, response, count) => {
        answer(response, 503, count === 1 ? LATER : {});
        return undefined;
      },
      { maxRetries: 2 },
    );
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'RETRYING');
    await retry(scene, delivery);
    await scene.becomes(delivery, 'FAILED');
    expect((await scene.delivery(delivery)).attempts.nodes.map(({ trigger }) => trigger)).toEqual([
      'AUTOMATIC',
      'MANUAL',
      'AUTOMATIC',
      'AUTOMATIC',
    ]);
  });
});

/** A delivery that has ended like this, at an endpoint that answers what the test says from then on. */
async function ended(status: 'SUCCEEDED' | 'FAILED' | 'CANCELED') {
  const held = holdRequests();
  let first = true;
  const scene = await setScene(
    hookline,
    (request, response, count) => {
      if (!first) return held.behaviour(request, response, count);
      first = status === 'FAILED' && count < 2;
      if (status === 'SUCCEEDED') return 200;
      answer(response, 503, status === 'CANCELED' ? LATER : {});
      return undefined;
    },
    { maxRetries: 1 },
  );
  const delivery = await scene.publish();
  if (status === 'CANCELED') {
    await scene.becomes(delivery, 'RETRYING');
    await cancel(scene, delivery);
  }
  await scene.becomes(delivery, status);
  const { attemptCount: _count, attempts: _attempts, ...before } = await scene.delivery(delivery);
  return { scene, delivery, held, before };
}

describe('6. retry by hand', () => {
  const wrongState = { __typename: 'ConflictError', code: 'CONFLICT', reason: 'WRONG_STATE' };

  it.each(['SUCCEEDED', 'FAILED', 'CANCELED'] as const)(
    'of one that is %s: RETRYING meanwhile; when it fails that status returns, and payloadExpiresAt is not extended',
    async (status) => {
      const { scene, delivery, held, before } = await ended(status);
      await using _ = scene;
      expect(await retry(scene, delivery)).toMatchObject({ __typename: 'DeliveryRetrySuccess' });
      expect(await scene.feed.next()).toMatchObject({
        __typename: 'DeliveryStatusChanged',
        deliveryStatus: 'RETRYING',
      });
      const response = await held.next();
      expect(await scene.delivery(delivery)).toMatchObject({
        status: 'RETRYING',
        endReason: null,
        completedAt: null,
        payloadExpiresAt: null,
      });
      answer(response, 500);
      expect(await scene.attempt()).toMatchObject({ deliveryStatus: status, outcome: 'REJECTED' });
      expect(await scene.delivery(delivery)).toMatchObject(before);
      await expectSound(pool());
    },
  );

  it.each(['SUCCEEDED', 'FAILED', 'CANCELED'] as const)(
    'of one that is %s: when it succeeds it is SUCCEEDED',
    async (status) => {
      const { scene, delivery, held } = await ended(status);
      await using _ = scene;
      await retry(scene, delivery);
      answer(await held.next(), 200);
      expect(await scene.attempt()).toMatchObject({ deliveryStatus: 'SUCCEEDED' });
      const { attempts, ...now } = await scene.delivery(delivery);
      expect(now).toMatchObject({ status: 'SUCCEEDED', endReason: null, nextAttemptAt: null });
      expect(attempts.nodes.at(-1)).toMatchObject({ trigger: 'MANUAL', outcome: 'SUCCEEDED' });
      await expectSound(pool());
    },
  );

  it('of a test that failed sends it once more', async () => {
    await using scene = await setScene(hookline, () => 500);
    const delivery = await test(scene);
    await scene.becomes(delivery, 'FAILED');
    await retry(scene, delivery);
    await scene.becomes(delivery, 'RETRYING');
    expect(await scene.attempt()).toMatchObject({ attemptNumber: 2, deliveryStatus: 'FAILED' });
    expect(await scene.delivery(delivery)).toMatchObject({
      status: 'FAILED',
      attemptCount: 2,
      nextAttemptAt: null,
    });
  });

  it('of one that waits brings its attempt forward', async () => {
    await using scene = await setScene(hookline, (_request, response, count) => {
      answer(response, count === 1 ? 503 : 200, LATER);
      return undefined;
    });
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'RETRYING');
    await retry(scene, delivery);
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(await scene.delivery(delivery)).toMatchObject({ attemptCount: 2, status: 'SUCCEEDED' });
  });

  it.each([
    ['PAUSED', 'endpointPause'],
    ['DISABLED', 'endpointDisable'],
    ['deleted', 'endpointDelete'],
  ])('needs the endpoint ACTIVE: %s', async (state, field) => {
    const { scene, delivery, before } = await ended('SUCCEEDED');
    await using _ = scene;
    const selection = field === 'endpointDelete' ? 'deletedEndpointId' : 'endpoint { id }';
    await succeed(scene.tenant.client, field, { id: scene.endpoint.id }, selection);
    expect(await retry(scene, delivery)).toMatchObject({
      ...wrongState,
      message: expect.stringContaining(state),
    });
    expect(await scene.delivery(delivery)).toMatchObject(before);
  });

  it('goes before what waits, as a test does', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour, { maxConcurrency: 1 });
    const first = await scene.publish();
    answer(await held.next(), 200);
    await scene.attempt();
    // At one time, so that nothing is before all of them but what is due earlier.
    const { results } = await succeed<{ results: { event: { id: string } }[] }>(
      scene.tenant.client,
      'eventPublishBatch',
      { input: Array.from({ length: 4 }, () => ({ type: 'invoice.paid', payload: {} })) },
      'results { ... on EventPublishSuccess { event { id } } }',
    );
    const others = await Promise.all(
      results.map(({ event }) => deliveryOf(scene.tenant, uuidOf(event.id), scene.endpoint.id)),
    );
    const underWay = await held.next();
    const byHand = [await test(scene), first];
    await retry(scene, first);
    answer(underWay, 200);
    const order: string[] = [];
    for (let count = 0; count < 6; count++) {
      const { deliveryId } = await scene.attempt();
      order.push(deliveryId as string);
      if (count < 5) answer(await held.next(), 200);
    }
    expect(order.slice(1, 3).sort()).toEqual(byHand.sort());
    expect([order[0], ...order.slice(3)].sort()).toEqual(others.sort());
  });

  it('needs the payload kept', async () => {
    await using scene = await setScene(hookline, () => 500, {
      maxRetries: 1,
      undeliveredPayloadRetentionHours: 0,
    });
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'FAILED');
    expect(await retry(scene, delivery)).toMatchObject({
      __typename: 'ConflictError',
      reason: 'PAYLOAD_PURGED',
    });
    expect(await scene.delivery(delivery)).toMatchObject({ status: 'FAILED', requestBody: null });
  });

  it('needs none in flight', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    const delivery = await scene.publish();
    const response = await held.next();
    expect(await retry(scene, delivery)).toMatchObject(wrongState);
    answer(response, 200);
    await scene.becomes(delivery, 'SUCCEEDED');
  });

  it('the purge skips it while it is under way', async () => {
    const { scene, delivery, held } = await ended('FAILED');
    await using _ = scene;
    await retry(scene, delivery);
    const response = await held.next();
    await pool().query(`update delivery set payload_expires_at = now() - interval '1 hour' where id = $1`, [
      uuidOf(delivery),
    ]);
    await purge();
    expect(await scene.delivery(delivery)).toMatchObject({
      payloadPurgedAt: null,
      requestBody: expect.any(String),
    });
    answer(response, 500);
    await scene.becomes(delivery, 'FAILED');
    await purge();
    expect(await scene.delivery(delivery)).toMatchObject({
      payloadPurgedAt: expect.any(String),
      requestBody: null,
    });
  });

  it('that is canceled before it starts leaves what was before', async () => {
    const { scene, delivery, before } = await ended('FAILED');
    await using _ = scene;
    // Due in an hour, so that no worker takes it.
    await putBack(delivery);
    expect(await scene.delivery(delivery)).toMatchObject({ status: 'RETRYING' });
    expect(await cancel(scene, delivery)).toMatchObject({ __typename: 'DeliveryCancelSuccess' });
    expect(await scene.feed.next()).toMatchObject({ deliveryStatus: 'FAILED' });
    expect(await scene.delivery(delivery)).toMatchObject(before);
    await expectSound(pool());
  });

  it.each(['endpointDisable', 'endpointDelete'])(
    'that has not started when it meets %s leaves what was before',
    async (field) => {
      const { scene, delivery, before } = await ended('FAILED');
      await using _ = scene;
      await putBack(delivery);
      const selection = field === 'endpointDelete' ? 'deletedEndpointId' : 'endpoint { id }';
      await succeed(scene.tenant.client, field, { id: scene.endpoint.id }, selection);
      await scene.becomes(delivery, 'FAILED');
      expect(await scene.delivery(delivery)).toMatchObject(before);
      await expectSound(pool());
    },
  );

  it('that meets a worker after its endpoint was disabled leaves what was before', async () => {
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(idle.admin, 'invoice.paid');
    await using scene = await setScene(idle);
    const delivery = await scene.publish();
    const database = idle.app.core.database.pool;
    await database.query(
      `update delivery set status = 'FAILED', end_reason = 'RETRIES_EXHAUSTED', next_attempt_at = null,
         completed_at = now(), payload_expires_at = now() + interval '1 hour' where id = $1`,
      [uuidOf(delivery)],
    );
    const before = await scene.delivery(delivery);
    expect(await retry(scene, delivery)).toMatchObject({ __typename: 'DeliveryRetrySuccess' });
    await scene.act('endpointDisable');
    await database.query('delete from pgboss.job where name = $1', [QUEUES.cancelWaiting.name]);
    await scene.becomes(delivery, 'RETRYING');
    await using _worker = await startHookline({
      databaseUrl: idle.databaseUrl,
      roles: { api: false, worker: true },
    });
    await scene.becomes(delivery, 'FAILED');
    expect(await scene.delivery(delivery)).toEqual(before);
    await expectSound(database);
  });

  it('waits like any delivery when its endpoint is paused before it starts', async () => {
    const { scene, delivery, held } = await ended('FAILED');
    await using _ = scene;
    await putBack(delivery);
    await scene.act('endpointPause');
    await pool().query('update delivery set next_attempt_at = now() where id = $1', [uuidOf(delivery)]);
    await eventually('the delivery to be parked', async () => {
      const sql = 'select 1 from delivery where id = $1 and parked_at is not null';
      return (await rowsOf(pool(), sql, [uuidOf(delivery)]))[0];
    });
    await scene.act('endpointResume');
    answer(await held.next(), 200);
    expect(await scene.attempt()).toMatchObject({ deliveryStatus: 'SUCCEEDED', attemptNumber: 3 });
  });

  it('of one that is canceled amid an attempt follows that attempt, unless it succeeds', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    for (const [status, then] of [
      [200, { status: 'SUCCEEDED', endReason: null, attemptCount: 1 }],
      [500, { status: 'CANCELED', endReason: 'CANCELED_BY_USER', attemptCount: 2 }],
    ] as const) {
      const delivery = await scene.publish();
      const response = await held.next();
      await cancel(scene, delivery);
      expect(await retry(scene, delivery)).toMatchObject({ __typename: 'DeliveryRetrySuccess' });
      answer(response, status);
      expect(await scene.attempt()).toMatchObject({ attemptNumber: 1 });
      if (status === 500) {
        answer(await held.next(), 500);
        expect(await scene.attempt()).toMatchObject({ attemptNumber: 2 });
      }
      const { attempts, ...now } = await scene.delivery(delivery);
      expect(now).toMatchObject(then);
      expect(attempts.nodes.map(({ trigger }) => trigger)).toEqual(
        status === 500 ? ['AUTOMATIC', 'MANUAL'] : ['AUTOMATIC'],
      );
    }
    expect(scene.receiver.requests).toHaveLength(3);
    await expectSound(pool());
  });

  it('asked for again of one whose retry was canceled amid its attempt follows that attempt', async () => {
    const { scene, delivery, held } = await ended('FAILED');
    await using _ = scene;
    // Of two that wait since the same moment the first is under way, and the second waits on: both retries go before it.
    await update(scene, { maxConcurrency: 1 });
    const event = { type: 'invoice.paid', payload: {} };
    await scene.tenant.client.data(
      'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
      { input: [event, event] },
    );
    const first = await held.next();
    await retry(scene, delivery);
    answer(first, 200);
    const response = await held.next();
    await cancel(scene, delivery);
    expect(await retry(scene, delivery)).toMatchObject({ __typename: 'DeliveryRetrySuccess' });
    answer(response, 500);
    const attemptOfIt = (attemptNumber: number) =>
      scene.feed.next((item) => item.deliveryId === delivery && item.attemptNumber === attemptNumber);
    expect(await attemptOfIt(3)).toMatchObject({ deliveryStatus: 'RETRYING' });
    // The second of those that wait may come before it, as the place was free.
    for (let left = 2; left > 0; left--) answer(await held.next(), 503, LATER);
    expect(await attemptOfIt(4)).toMatchObject({ deliveryStatus: 'FAILED' });
    await expectSound(pool());
  });

  it('asked for twenty times at once makes no two attempts at a time, and strands nothing (10 rounds)', async () => {
    const flights = countFlights();
    await using scene = await setScene(hookline, flights.behaviour, { maxRetries: 1 });
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'FAILED');
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => retry(scene, delivery)));
      expect(answers.some(({ __typename }) => __typename === 'DeliveryRetrySuccess')).toBe(true);
      expect(answers.filter(({ code }) => code && code !== 'CONFLICT')).toEqual([]);
      await eventually('the end of the retries', async () =>
        (await scene.delivery(delivery)).status === 'FAILED' ? true : undefined,
      );
      await expectSound(pool());
    }
    expect(flights.most()).toBe(1);
    expect((await scene.delivery(delivery)).attemptCount).toBe(scene.receiver.requests.length);
  });

  it('races with an automatic attempt: never two at a time, each recorded once (20 rounds)', async () => {
    const flights = countFlights();
    await using scene = await setScene(hookline, flights.behaviour, { maxRetries: 3 });
    const deliveries: string[] = [];
    for (let round = 0; round < 20; round++) {
      const delivery = await scene.publish();
      deliveries.push(delivery);
      await Promise.all(Array.from({ length: 4 }, () => retry(scene, delivery)));
      await expectNothingStranded(pool());
    }
    await eventually('the end of each delivery', async () => {
      const states = await Promise.all(deliveries.map((id) => scene.delivery(id)));
      return states.every(({ status }) => status === 'FAILED') || undefined;
    });
    for (const delivery of deliveries) {
      const { attempts, attemptCount } = await scene.delivery(delivery);
      const automatic = attempts.nodes.filter(({ trigger }) => trigger === 'AUTOMATIC');
      expect(attempts.nodes.map(({ number }) => number)).toEqual(
        Array.from({ length: attemptCount }, (_, index) => index + 1),
      );
      expect(automatic).toHaveLength(4);
    }
    expect(flights.mostByEvent()).toBe(1);
    const counts = await Promise.all(deliveries.map((id) => scene.delivery(id)));
    expect(counts.reduce((sum, { attemptCount }) => sum + attemptCount, 0)).toBe(
      scene.receiver.requests.length,
    );
    await expectSound(pool());
  });
});

/** A retry by hand that is due in an hour: nobody takes it meanwhile. */
async function putBack(delivery: string): Promise<void> {
  await pool().query(
    `update delivery set status = 'RETRYING', retried_from = status, next_attempt_at = now() + interval '1 hour' where id = $1`,
    [uuidOf(delivery)],
  );
}

/** A receiver that fails each request a little later, and counts how many of them it has at once. */
function countFlights() {
  const now = new Map<string, number>();
  let most = 0;
  let mostByEvent = 0;
  return {
    behaviour({ headers }: ReceivedRequest, response: Parameters<typeof answer>[0]): undefined {
      const event = String(headers['webhook-id']);
      now.set(event, (now.get(event) ?? 0) + 1);
      mostByEvent = Math.max(mostByEvent, now.get(event) ?? 0);
      most = Math.max(
        most,
        [...now.values()].reduce((sum, count) => sum + count, 0),
      );
      setTimeout(() => {
        now.set(event, (now.get(event) ?? 0) - 1);
        answer(response, 500);
      }, 20);
    },
    most: () => most,
    mostByEvent: () => mostByEvent,
  };
}

describe('deliveryCancel', () => {
  it('ends what is PENDING or RETRYING, changes nothing when repeated, and is WRONG_STATE for what has ended', async () => {
    const { scene, delivery } = await ended('CANCELED');
    await using _ = scene;
    const before = await scene.delivery(delivery);
    expect(before).toMatchObject({ endReason: 'CANCELED_BY_USER', nextAttemptAt: null });
    expect(await cancel(scene, delivery)).toMatchObject({ __typename: 'DeliveryCancelSuccess' });
    expect(await scene.delivery(delivery)).toEqual(before);
    const { scene: other, delivery: done } = await ended('SUCCEEDED');
    await using __ = other;
    expect(await cancel(other, done)).toMatchObject({ reason: 'WRONG_STATE' });
  });

  it('of one that is parked ends it for good', async () => {
    await using scene = await setScene(hookline);
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await cancel(scene, delivery);
    await scene.act('endpointResume');
    const later = await scene.publish();
    await scene.becomes(later, 'SUCCEEDED');
    expect(scene.receiver.requests).toHaveLength(1);
    expect(await scene.delivery(delivery)).toMatchObject({ status: 'CANCELED', attemptCount: 0 });
  });

  it.each([
    [200, 'SUCCEEDED'],
    [500, 'CANCELED'],
  ])('while an attempt is in flight: it is recorded, and its success wins (%i)', async (status, then) => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour);
    const delivery = await scene.publish();
    const response = await held.next();
    await cancel(scene, delivery);
    await scene.becomes(delivery, 'CANCELED');
    answer(response, status);
    expect(await scene.attempt()).toMatchObject({ deliveryStatus: then });
    expect(await scene.delivery(delivery)).toMatchObject({ status: then, attemptCount: 1 });
    await expectSound(pool());
  });
});

describe('7. payload', () => {
  it('each delivery holds its own claim; the bytes go when the last claim ends', async () => {
    await using scene = await setScene(hookline, () => 500, {
      maxRetries: 1,
      undeliveredPayloadRetentionHours: 0,
    });
    await using other = await startReceiver();
    const kept = await addEndpoint(scene.tenant.client, { url: other.url });
    const event = await publish(scene.tenant.client, { type: 'invoice.paid', payload: { amount: 7 } });
    const first = await deliveryOf(scene.tenant, event, scene.endpoint.id);
    const second = await deliveryOf(scene.tenant, event, kept.id);
    await scene.becomes(first, 'FAILED');
    await eventually('the other one', async () =>
      (await scene.delivery(second)).status === 'SUCCEEDED' ? true : undefined,
    );
    expect(await scene.delivery(first)).toMatchObject({
      requestBody: null,
      payloadPurgedAt: expect.any(String),
    });
    expect(await retry(scene, first)).toMatchObject({ reason: 'PAYLOAD_PURGED' });
    expect((await scene.delivery(second)).requestBody).toContain('"amount":7');
    const payload = () =>
      read(scene.tenant.client, 'event', { id: `evt_${event}` }, 'payload payloadText payloadPurgedAt');
    expect(await payload()).toMatchObject({ payload: { amount: 7 }, payloadPurgedAt: null });

    await pool().query(`update delivery set payload_expires_at = now() - interval '1 hour' where id = $1`, [
      uuidOf(second),
    ]);
    await purge();
    expect(await scene.delivery(second)).toMatchObject({ requestBody: null, status: 'SUCCEEDED' });
    expect(await payload()).toEqual({
      payload: null,
      payloadText: null,
      payloadPurgedAt: expect.any(String),
    });
    expect(await rowsOf(pool(), 'select 1 from event_payload where event_id = $1', [event])).toEqual([]);
  });

  it('CANCELED counts as undelivered', async () => {
    await using scene = await setScene(hookline, () => 200, { undeliveredPayloadRetentionHours: 5 });
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await cancel(scene, delivery);
    const { completedAt, payloadExpiresAt } = await scene.delivery(delivery);
    const hours = (Date.parse(payloadExpiresAt ?? '') - Date.parse(completedAt ?? '')) / 3_600_000;
    expect(hours).toBeCloseTo(5, 5);
  });

  it('CANCELED loses it at once when 0 hours are to be kept', async () => {
    await using scene = await setScene(hookline, () => 200, { undeliveredPayloadRetentionHours: 0 });
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await cancel(scene, delivery);
    const { completedAt, payloadPurgedAt, requestBody } = await scene.delivery(delivery);
    expect([payloadPurgedAt, requestBody]).toEqual([completedAt, null]);
    expect(
      await rowsOf(pool(), 'select 1 from event_payload where organization_id = $1', [scene.tenant.uuid]),
    ).toEqual([]);
  });

  it('retention is that of the endpoint when the delivery ends', async () => {
    const held = holdRequests();
    await using scene = await setScene(hookline, held.behaviour, { maxRetries: 1 });
    const delivery = await scene.publish();
    answer(await held.next(), 500);
    const response = await held.next();
    await update(scene, { undeliveredPayloadRetentionHours: 1 });
    answer(response, 500);
    await scene.becomes(delivery, 'FAILED');
    const { completedAt, payloadExpiresAt } = await scene.delivery(delivery);
    expect(Date.parse(payloadExpiresAt ?? '') - Date.parse(completedAt ?? '')).toBe(3_600_000);
  });
});
