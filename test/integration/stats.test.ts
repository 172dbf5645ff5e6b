import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AttemptItem, type FeedReader, followFeed } from '../support/feed.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { countsOf, type Stats, statsOf } from '../support/stats.ts';

// The path says what the receiver answers; "slow" waits until the test lets it go.
const answers: Record<string, (count: number) => number> = {
  '/ok': () => 200,
  '/bad': () => 500,
  '/second': (count) => (count === 1 ? 500 : 200),
};

let hookline: Hookline;
let receiver: Receiver;
let tenant: Tenant;
let feed: FeedReader<AttemptItem>;
let counts: Map<string, number>;
let held: { answer: () => void; arrived: Promise<void> };

beforeAll(async () => {
  hookline = await startHookline();
  await addEventType(hookline.admin, 'invoice.paid');
  receiver = await startReceiver(({ path }, response) => {
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    const answer = answers[path];
    if (answer) return answer(count);
    return hold(() => response.writeHead(200).end());
  });
});
afterAll(async () => {
  await receiver[Symbol.asyncDispose]();
  await hookline[Symbol.asyncDispose]();
});

let arrive = () => {};
function hold(answer: () => void): undefined {
  held.answer = answer;
  arrive();
}

beforeEach(async () => {
  counts = new Map();
  const { promise, resolve } = Promise.withResolvers<void>();
  arrive = resolve;
  held = { answer: () => {}, arrived: promise };
  tenant = await hookline.createOrganization();
  feed = await followFeed(hookline.url, tenant.key);
  return () => feed[Symbol.asyncDispose]();
});

const endpointAt = (path: string, input: Record<string, unknown> = {}) =>
  addEndpoint(tenant.client, { url: receiver.url.replace('/hook', path), maxRetries: 1, ...input });
const publishOne = () => publish(tenant.client, { type: 'invoice.paid' });
const until = (status: string) => feed.next((item) => item.deliveryStatus === status);
const act = (name: string, id: string) =>
  tenant.client.data(`mutation ($id: ID!) { ${name}(id: $id) { __typename } }`, { id });
const seriesSum = ({ series }: Stats) =>
  series.reduce(
    (sum, point) => ({
      succeeded: sum.succeeded + point.succeeded,
      failed: sum.failed + point.failed,
      attempts: sum.attempts + point.attempts,
    }),
    { succeeded: 0, failed: 0, attempts: 0 },
  );

describe('statistics of what was delivered', () => {
  it('are all zero and null before the first delivery', async () => {
    const endpoint = await endpointAt('/ok');
    const stats = await statsOf(tenant.client, endpoint.id);
    expect(countsOf(stats)).toEqual({});
    expect(stats).toMatchObject({ successRate: null, durationMsP50: null, durationMsP99: null });
    expect(seriesSum(stats)).toEqual({ succeeded: 0, failed: 0, attempts: 0 });
  });

  it('count a success', async () => {
    const endpoint = await endpointAt('/ok');
    await publishOne();
    await until('SUCCEEDED');
    const stats = await statsOf(tenant.client, endpoint.id);
    expect(countsOf(stats)).toEqual({ total: 1, succeeded: 1, attempts: 1 });
    expect(stats.successRate).toBe(1);
    expect(stats.durationMsP50).toBeGreaterThanOrEqual(0);
    expect(stats.durationMsP99).toBe(stats.durationMsP50);
    expect(seriesSum(stats)).toEqual({ succeeded: 1, failed: 0, attempts: 1 });
  });

  it('count a failure and then a success as one delivery and two attempts', async () => {
    const endpoint = await endpointAt('/second');
    await publishOne();
    await until('SUCCEEDED');
    const stats = await statsOf(tenant.client, endpoint.id);
    expect(countsOf(stats)).toEqual({ total: 1, succeeded: 1, attempts: 2 });
    expect(seriesSum(stats)).toEqual({ succeeded: 1, failed: 1, attempts: 2 });
  });

  it('count a delivery whose attempts are used up as failed', async () => {
    const endpoint = await endpointAt('/bad');
    await publishOne();
    await until('FAILED');
    const stats = await statsOf(tenant.client, endpoint.id);
    expect(countsOf(stats)).toEqual({ total: 1, failed: 1, attempts: 2 });
    expect(stats.successRate).toBe(0);
  });

  it('count what waits as pending, and as canceled once its endpoint is disabled', async () => {
    const endpoint = await endpointAt('/ok');
    await act('endpointPause', endpoint.id);
    await publishOne();
    await publishOne();
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({ total: 2, pending: 2 });
    await act('endpointDisable', endpoint.id);
    await until('CANCELED');
    await until('CANCELED');
    const stats = await statsOf(tenant.client, endpoint.id);
    expect(countsOf(stats)).toEqual({ total: 2, canceled: 2 });
    expect(stats.successRate).toBeNull();
  });

  it('count a failed delivery as pending while it is retried by hand, and then as what comes of it', async () => {
    const endpoint = await endpointAt('/bad');
    await publishOne();
    const failed = await until('FAILED');
    await tenant.client.data(
      'mutation ($id: ID!, $url: String!) { endpointUpdate(id: $id, input: { url: $url }) { __typename } }',
      { id: endpoint.id, url: receiver.url.replace('/hook', '/slow') },
    );
    await act('deliveryRetry', failed.deliveryId);
    await held.arrived;
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({
      total: 1,
      pending: 1,
      attempts: 2,
    });
    held.answer();
    await until('SUCCEEDED');
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({
      total: 1,
      succeeded: 1,
      attempts: 3,
    });
  });

  it('count it as failed again when the retry by hand fails', async () => {
    const endpoint = await endpointAt('/bad');
    await publishOne();
    const { deliveryId } = await until('FAILED');
    await act('deliveryRetry', deliveryId);
    await until('FAILED');
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({ total: 1, failed: 1, attempts: 3 });
  });

  it('count a delivery that was canceled in flight as succeeded when its attempt succeeds', async () => {
    const endpoint = await endpointAt('/slow');
    await publishOne();
    await held.arrived;
    await act('endpointDisable', endpoint.id);
    await until('CANCELED');
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({ total: 1, canceled: 1 });
    held.answer();
    await until('SUCCEEDED');
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({
      total: 1,
      succeeded: 1,
      attempts: 1,
    });
  });

  it('leave tests out', async () => {
    const endpoint = await endpointAt('/ok');
    await tenant.client.data('mutation ($id: ID!) { endpointTest(id: $id, input: {}) { __typename } }', {
      id: endpoint.id,
    });
    await until('SUCCEEDED');
    expect(countsOf(await statsOf(tenant.client, endpoint.id))).toEqual({});
    expect(countsOf(await statsOf(tenant.client, tenant.id))).toEqual({});
  });
});

describe('statistics of an organization', () => {
  it('sum its endpoints, those that were deleted too', async () => {
    const deleted = await endpointAt('/ok');
    await endpointAt('/bad');
    await publishOne();
    // Which of the two ends first is not promised.
    const first = await feed.next((item) => ['SUCCEEDED', 'FAILED'].includes(item.deliveryStatus));
    await until(first.deliveryStatus === 'FAILED' ? 'SUCCEEDED' : 'FAILED');
    const sum = { total: 2, succeeded: 1, failed: 1, attempts: 3 };
    expect(countsOf(await statsOf(tenant.client, tenant.id))).toEqual(sum);
    await act('endpointDelete', deleted.id);
    expect(countsOf(await statsOf(tenant.client, tenant.id))).toEqual(sum);
    expect((await statsOf(tenant.client, tenant.id)).successRate).toBe(0.5);
  });

  it('are not seen by another', async () => {
    const endpoint = await endpointAt('/ok');
    await publishOne();
    await until('SUCCEEDED');
    const stranger = await hookline.createOrganization();
    const seen = await stranger.client.data(
      'query ($ep: ID!, $org: ID!) { endpoint(id: $ep) { stats { total } } organization(id: $org) { stats { total } } }',
      { ep: endpoint.id, org: tenant.id },
    );
    expect(seen).toEqual({ endpoint: null, organization: null });
    expect(countsOf(await statsOf(stranger.client, stranger.id))).toEqual({});
  });

  it('need DELIVERIES_READ', async () => {
    const weak = await hookline.createOrganization({ scopes: ['ENDPOINTS_READ'] });
    const { errors } = await weak.client.send('{ viewer { organization { stats { total } } } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
