import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FeedReader } from '../support/feed.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import { asMember, createTypedClient, type TypedClient } from './client.ts';
import { readFragment } from './generated/fragment-masking.ts';
import type { WatchEndpointSubscription } from './generated/graphql.ts';
import {
  createEndpoint,
  createEventType,
  deleteEndpoint,
  deliveryFields,
  endpointFields,
  listDeliveries,
  pauseEndpoint,
  publishEvent,
  readEndpoint,
  resumeEndpoint,
  retryDelivery,
  rotateSecret,
  watchEndpoint,
} from './operations.ts';

type FeedItem = WatchEndpointSubscription['deliveryFeed'];

const TYPE = 'invoice.paid';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
});
afterAll(() => hookline[Symbol.asyncDispose]());

it('serves a front end from the first event type to the deleted endpoint', async () => {
  let status = 200;
  await using receiver = await startReceiver(() => status);
  const tenant = await hookline.createOrganization();
  const client = createTypedClient(hookline.url, tenant.key);

  await registerType(createTypedClient(hookline.url, hookline.adminKey));
  const { id, secret } = await register(client, receiver.url);
  await using feed = await client.follow(watchEndpoint, { filter: { endpointId: id } });

  const first = await publish(client, 1);
  expect(await nextAttempt(feed)).toMatchObject({
    eventId: first,
    attemptNumber: 1,
    outcome: 'SUCCEEDED',
    responseStatus: 200,
    deliveryStatus: 'SUCCEEDED',
    attempt: {
      trigger: 'AUTOMATIC',
      requestHeaders: expect.arrayContaining([{ name: 'webhook-id', value: first }]),
    },
  });

  await pause(client, feed, id);
  const second = await publish(client, 2);
  const [waiting] = (await page(client, id, 1)).deliveries;
  expect(waiting).toMatchObject({ event: { id: second }, status: 'PENDING', nextAttemptAt: null });
  await resume(client, feed, id);
  expect(await nextAttempt(feed)).toMatchObject({ eventId: second, deliveryStatus: 'SUCCEEDED' });

  status = 503;
  const third = await publish(client, 3);
  expect(await nextAttempt(feed)).toMatchObject({ eventId: third, deliveryStatus: 'RETRYING' });
  const last = await nextAttempt(feed);
  expect(last).toMatchObject({ attemptNumber: 2, outcome: 'REJECTED', deliveryStatus: 'FAILED' });
  status = 200;
  await retryByHand(client, feed, last.deliveryId);

  const renewed = await rotate(client, id);
  await publish(client, 4);
  await nextAttempt(feed);
  const signed = receiver.requests.at(-1);
  expect(verifies(signed, renewed)).toBe(true);
  expect(verifies(signed, secret)).toBe(true);
  expect(verifies(receiver.requests[0], renewed)).toBe(false);

  await remove(client, feed, id);
  const all = await allPages(client, id);
  expect(all.map(({ status, attemptCount, endpoint }) => [status, attemptCount, endpoint])).toEqual([
    ['SUCCEEDED', 1, null],
    ['SUCCEEDED', 3, null],
    ['SUCCEEDED', 1, null],
    ['SUCCEEDED', 1, null],
  ]);
});

async function registerType(admin: TypedClient): Promise<void> {
  const payloadSchema = { type: 'object', required: ['amount'] };
  const { eventTypeCreate } = await admin.run(createEventType, { input: { name: TYPE, payloadSchema } });
  expect(asMember(eventTypeCreate, 'EventTypeCreateSuccess').eventType).toMatchObject({
    name: TYPE,
    payloadSchema,
  });
}

/** First with faults, as people do, then without. */
async function register(client: TypedClient, url: string): Promise<{ id: string; secret: string }> {
  const refused = await client.run(createEndpoint, { input: { url, eventPatterns: ['invoice.payed'] } });
  expect(asMember(refused.endpointCreate, 'ValidationError')).toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ path: ['input', 'eventPatterns', '0'], suggestion: TYPE }],
  });
  const input = { url, name: 'billing', eventPatterns: [TYPE], maxRetries: 1, metadata: { team: 'money' } };
  const created = await client.run(createEndpoint, { input });
  const { endpoint, secret } = asMember(created.endpointCreate, 'EndpointCreateSuccess');
  const { status, secretHint, metadata } = readFragment(endpointFields, endpoint);
  expect({ status, metadata }).toEqual({ status: 'ACTIVE', metadata: { team: 'money' } });
  expect(secret?.endsWith(secretHint)).toBe(true);
  return { id: endpoint.id, secret: secret ?? '' };
}

/** @returns the event's id */
async function publish(client: TypedClient, amount: number): Promise<string> {
  const { eventPublish } = await client.run(publishEvent, { input: { type: TYPE, payload: { amount } } });
  const { event, duplicate } = asMember(eventPublish, 'EventPublishSuccess');
  expect({ duplicate, payload: event.payload }).toEqual({ duplicate: false, payload: { amount } });
  return event.id;
}

async function nextAttempt(feed: FeedReader<FeedItem>) {
  return asMember(await feed.next(), 'AttemptRecorded');
}

async function pause(client: TypedClient, feed: FeedReader<FeedItem>, id: string): Promise<void> {
  const { endpointPause } = await client.run(pauseEndpoint, { id });
  const paused = readFragment(endpointFields, asMember(endpointPause, 'EndpointPauseSuccess').endpoint);
  expect(paused).toMatchObject({ status: 'PAUSED', pausedAt: expect.any(String) });
  const changed = asMember(await feed.next(), 'EndpointStatusChanged');
  expect([changed.previousStatus, changed.endpointStatus]).toEqual(['ACTIVE', 'PAUSED']);
}

async function resume(client: TypedClient, feed: FeedReader<FeedItem>, id: string): Promise<void> {
  const { endpointResume } = await client.run(resumeEndpoint, { id });
  const resumed = readFragment(endpointFields, asMember(endpointResume, 'EndpointResumeSuccess').endpoint);
  expect(resumed).toMatchObject({ status: 'ACTIVE', pausedAt: null });
  const changed = asMember(await feed.next(), 'EndpointStatusChanged');
  expect(readFragment(endpointFields, changed.endpoint)).toEqual(resumed);
}

async function retryByHand(client: TypedClient, feed: FeedReader<FeedItem>, id: string): Promise<void> {
  const { deliveryRetry } = await client.run(retryDelivery, { id });
  const { delivery } = asMember(deliveryRetry, 'DeliveryRetrySuccess');
  expect(readFragment(deliveryFields, delivery).id).toBe(id);
  const changed = asMember(await feed.next(), 'DeliveryStatusChanged');
  expect([changed.previousDeliveryStatus, changed.deliveryStatus]).toEqual(['FAILED', 'RETRYING']);
  const attempt = await nextAttempt(feed);
  expect(attempt).toMatchObject({ attemptNumber: 3, deliveryStatus: 'SUCCEEDED' });
  expect(attempt.attempt.trigger).toBe('MANUAL');
}

/** @returns the new secret */
async function rotate(client: TypedClient, id: string): Promise<string> {
  const { endpointSecretRotate } = await client.run(rotateSecret, { id, input: { graceHours: 1 } });
  const rotated = asMember(endpointSecretRotate, 'EndpointSecretRotateSuccess');
  const { secretHint } = readFragment(endpointFields, rotated.endpoint);
  expect(rotated.secret?.endsWith(secretHint)).toBe(true);
  expect(Date.parse(rotated.previousSecretExpiresAt)).toBeGreaterThan(Date.now());
  return rotated.secret ?? '';
}

async function remove(client: TypedClient, feed: FeedReader<FeedItem>, id: string): Promise<void> {
  const { endpointDelete } = await client.run(deleteEndpoint, { id });
  expect(asMember(endpointDelete, 'EndpointDeleteSuccess').deletedEndpointId).toBe(id);
  expect((await client.run(readEndpoint, { id })).endpoint).toBeNull();
  const changed = asMember(await feed.next(), 'EndpointStatusChanged');
  expect([changed.endpointStatus, changed.endpoint]).toEqual([null, null]);
  const again = await client.run(deleteEndpoint, { id });
  expect(asMember(again.endpointDelete, 'NotFoundError').code).toBe('NOT_FOUND');
}

async function page(client: TypedClient, endpointId: string, first: number, after: string | null = null) {
  const { deliveries } = await client.run(listDeliveries, { filter: { endpointId }, first, after });
  return { ...deliveries.pageInfo, deliveries: readFragment(deliveryFields, deliveries.nodes) };
}

/** Newest first, three by three. */
async function allPages(client: TypedClient, endpointId: string) {
  const start = await page(client, endpointId, 3);
  expect([start.deliveries.length, start.hasNextPage]).toEqual([3, true]);
  const end = await page(client, endpointId, 3, start.endCursor);
  expect([end.deliveries.length, end.hasNextPage]).toEqual([1, false]);
  return [...start.deliveries, ...end.deliveries];
}

function verifies(request: ReceivedRequest | undefined, secret: string): boolean {
  try {
    new Webhook(secret).verify(request?.body ?? '', (request?.headers ?? {}) as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
