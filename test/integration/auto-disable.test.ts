import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { addSubscriber } from '../support/operational.ts';
import { addEventType } from '../support/pipeline.ts';
import { retry, type Scene, setScene, test } from '../support/scene.ts';

/** DESIGN.md, "Semantics", 13, and of 2 what PERSISTENT_FAILURE does to deliveries that wait. */

/** The first retry follows at once, the second one after the test. */
const SECOND_RETRY_WAITS = '0,3600,3600,3600,3600,3600,3600';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ env: { HOOKLINE_RETRY_SCHEDULE_SECONDS: SECOND_RETRY_WAITS } });
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(async () => {
  await expectSound(hookline.app.core.database.pool);
  await hookline[Symbol.asyncDispose]();
});

/** A scene whose receiver answers with `says.now`, once it has answered with all of `says.first`. */
async function setFailingScene({ maxRetries = 1 } = {}) {
  const says: { first: number[]; now: number } = { first: [], now: 500 };
  const behaviour = () => says.first.shift() ?? says.now;
  const scene = await setScene(hookline, behaviour, { maxRetries, eventPatterns: ['invoice.*'] });
  return Object.assign(scene, { says });
}

/** Publishes what fails twice and then waits for its second retry. @returns the delivery's id */
async function publishWaiting(scene: Scene): Promise<string> {
  const delivery = await scene.publish();
  await scene.feed.next((item) => item.deliveryId === delivery && item.attemptNumber === 2);
  expect(await scene.delivery(delivery)).toMatchObject({ status: 'RETRYING' });
  return delivery;
}

/** Moves back since when an endpoint fails, as if that much time had passed. */
async function failingFor({ endpoint }: Scene, duration: string): Promise<void> {
  await hookline.app.core.database.pool.query(
    `update endpoint set failing_since = now() - $2::interval, consecutive_failures = greatest(1, consecutive_failures)
     where id = $1`,
    [endpoint.uuid, duration],
  );
}

describe('13. auto-disable', () => {
  it('is judged when a delivery ends FAILED: after 5 days without a success, DISABLED/PERSISTENT_FAILURE', async () => {
    await using scene = await setFailingScene();
    await using subscriber = await addSubscriber(scene.tenant, ['hookline.endpoint.*']);
    await failingFor(scene, '5 days');
    const { failingSince } = await scene.endpointNow();
    const delivery = await scene.publish();
    expect(await scene.feed.next(({ __typename }) => __typename === 'EndpointStatusChanged')).toMatchObject({
      endpointId: scene.endpoint.id,
      endpointStatus: 'DISABLED',
      disabledReason: 'PERSISTENT_FAILURE',
    });
    expect(await scene.delivery(delivery)).toMatchObject({
      status: 'FAILED',
      endReason: 'RETRIES_EXHAUSTED',
    });
    const endpoint = await scene.endpointNow();
    expect(endpoint).toMatchObject({
      status: 'DISABLED',
      disabledReason: 'PERSISTENT_FAILURE',
      disabledAt: endpoint.lastDeliveryAt,
      failingSince,
    });
    expect(await subscriber.told(1)).toMatchObject([
      {
        type: 'hookline.endpoint.disabled',
        data: {
          endpointId: scene.endpoint.id,
          reason: 'PERSISTENT_FAILURE',
          disabledAt: endpoint.disabledAt,
          failingSince,
          lastAttempt: { deliveryId: delivery, number: 2, responseStatus: 500 },
        },
      },
    ]);
  });

  it('cancels what waits, as ENDPOINT_DISABLED', async () => {
    await using scene = await setFailingScene({ maxRetries: 2 });
    const waiting = [await publishWaiting(scene), await publishWaiting(scene)];
    await failingFor(scene, '6 days');
    await scene.act('endpointUpdate', { input: { maxRetries: 1 } });
    await scene.becomes(await scene.publish(), 'FAILED');
    for (const _ of waiting) await scene.feed.next(({ deliveryStatus }) => deliveryStatus === 'CANCELED');
    for (const id of waiting) {
      expect(await scene.delivery(id)).toMatchObject({
        status: 'CANCELED',
        endReason: 'ENDPOINT_DISABLED',
        attemptCount: 2,
        nextAttemptAt: null,
      });
    }
  });

  it('is not judged when an attempt fails that has another one coming', async () => {
    await using scene = await setFailingScene({ maxRetries: 2 });
    await failingFor(scene, '30 days');
    await publishWaiting(scene);
    expect(await scene.endpointNow()).toMatchObject({ status: 'ACTIVE', disabledReason: null });
  });

  it('leaves an endpoint alone that has failed for less than 5 days', async () => {
    await using scene = await setFailingScene();
    await failingFor(scene, '4 days 23 hours 59 minutes');
    await scene.becomes(await scene.publish(), 'FAILED');
    expect(await scene.endpointNow()).toMatchObject({ status: 'ACTIVE', consecutiveFailures: 3 });
  });

  it('lets a quiet endpoint survive, whose next delivery succeeds by a retry', async () => {
    await using scene = await setFailingScene();
    await scene.becomes(await scene.publish(), 'FAILED');
    await failingFor(scene, '60 days');
    // What is done from minute to minute judges nobody.
    await hookline.app.core.boss.send('purge-payloads');
    scene.says.first = [500, 200];
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'SUCCEEDED');
    expect(await scene.delivery(delivery)).toMatchObject({ attemptCount: 2 });
    expect(await scene.endpointNow()).toMatchObject({
      status: 'ACTIVE',
      failingSince: null,
      consecutiveFailures: 0,
    });
    await scene.becomes(await scene.publish(), 'FAILED');
    expect(await scene.endpointNow()).toMatchObject({ status: 'ACTIVE' });
  });

  it('counts no test, and no retry by hand that leaves its delivery as it was', async () => {
    await using scene = await setFailingScene();
    const failed = await scene.publish();
    await scene.becomes(failed, 'FAILED');
    await failingFor(scene, '30 days');
    await scene.becomes(await test(scene), 'FAILED');
    await retry(scene, failed);
    await scene.becomes(failed, 'FAILED');
    expect(await scene.endpointNow()).toMatchObject({ status: 'ACTIVE', disabledReason: null });
  });

  it('starts anew when the endpoint is enabled again', async () => {
    await using scene = await setFailingScene();
    await failingFor(scene, '5 days');
    await scene.becomes(await scene.publish(), 'FAILED');
    await scene.act('endpointEnable');
    await scene.becomes(await scene.publish(), 'FAILED');
    expect(await scene.endpointNow()).toMatchObject({ status: 'ACTIVE', consecutiveFailures: 2 });
  });
});
