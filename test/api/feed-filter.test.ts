import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { NewFeedItem } from '../../src/feed/append.ts';
import { formatId } from '../../src/ids.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf, uuidOf } from '../support/pipeline.ts';

const WAIT = { timeout: 10_000 };
const FEED = 'subscription ($filter: DeliveryFeedFilter) { deliveryFeed(filter: $filter) { cursor } }';

let hookline: Hookline;
/** `one` has two endpoints and two events; `two` is of the same partner, `three` of none. */
let one: Tenant;
let two: Tenant;
let three: Tenant;
/** `ep_…` and `dlv_…` by name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  for (const name of ['invoice.paid', 'invoice.sent']) await addEventType(hookline.admin, name);
  one = await hookline.createOrganization({ partnerId: 'acme' });
  two = await hookline.createOrganization({ partnerId: 'acme' });
  three = await hookline.createOrganization();
  for (const [name, tenant] of [
    ['a', one],
    ['b', one],
    ['c', two],
    ['d', three],
  ] as const) {
    const eventPatterns = [name === 'b' ? 'invoice.sent' : 'invoice.paid'];
    ids[name] = (await addEndpoint(tenant.client, { url: 'https://example.com', eventPatterns })).id;
    const event = await publish(tenant.client, { type: eventPatterns[0] as string });
    const [row] = await rowsOf<{ id: string }>(
      hookline.app.core.database.pool,
      'select id from delivery where event_id = $1',
      [event],
    );
    ids[`delivery of ${name}`] = formatId('Delivery', row?.id ?? '');
  }
});
afterAll(() => hookline[Symbol.asyncDispose]());

const uuid = (name: string) => uuidOf(ids[name] as string);
const at = (tenant: Tenant, endpoint: string) => ({
  organizationId: tenant.uuid,
  endpointId: uuid(endpoint),
  deliveryId: uuid(`delivery of ${endpoint}`),
});

/** One item of each sort, in this order. */
const sorts: Record<string, () => NewFeedItem> = {
  a: () => attemptItem(at(one, 'a')),
  'a again': () => attemptItem({ ...at(one, 'a'), attemptNumber: 2 }),
  'a rejected': () => attemptItem({ ...at(one, 'a'), outcome: 'REJECTED' }),
  'a timed out': () => attemptItem({ ...at(one, 'a'), outcome: 'TIMED_OUT' }),
  'a test': () => attemptItem({ ...at(one, 'a'), isTest: true }),
  'another delivery of a': () => attemptItem({ ...at(one, 'a'), deliveryId: uuid('delivery of b') }),
  'a canceled': () => ({
    kind: 'DELIVERY_STATUS_CHANGED',
    ...at(one, 'a'),
    eventId: uuid('delivery of a'),
    eventType: 'invoice.paid',
    isTest: false,
    previousDeliveryStatus: 'RETRYING',
    deliveryStatus: 'CANCELED',
  }),
  'a paused': () => ({
    kind: 'ENDPOINT_STATUS_CHANGED',
    organizationId: one.uuid,
    endpointId: uuid('a'),
    previousEndpointStatus: 'ACTIVE',
    endpointStatus: 'PAUSED',
    disabledReason: null,
  }),
  b: () => attemptItem({ ...at(one, 'b'), eventType: 'invoice.sent' }),
  c: () => attemptItem(at(two, 'c')),
  d: () => attemptItem(at(three, 'd')),
};
const ofOne = Object.keys(sorts).slice(0, 9);
const all = Object.keys(sorts);

interface Collected extends AsyncDisposable {
  readonly cursors: string[];
  /** What ended the subscription. */
  readonly failure: Promise<unknown>;
}

function connect(key: string): Client & AsyncDisposable {
  const client = createClient({
    url: `${hookline.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
    retryAttempts: 0,
  });
  return { ...client, [Symbol.asyncDispose]: async () => client.dispose() };
}

function collect(client: Client, filter: object | null): Collected {
  const cursors: string[] = [];
  const failure = Promise.withResolvers<unknown>();
  const unsubscribe = client.subscribe<{ deliveryFeed: { cursor: string } }>(
    { query: FEED, variables: { filter } },
    {
      next: ({ data, errors }) => {
        if (data) cursors.push(data.deliveryFeed.cursor);
        else failure.resolve(errors);
      },
      error: failure.resolve,
      complete: () => failure.resolve('complete'),
    },
  );
  return { cursors, failure: failure.promise, [Symbol.asyncDispose]: async () => unsubscribe() };
}

const subscribers = (count: number) =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), WAIT);

/** The sorts of items that a subscription with this key and filter yields, of one of each. */
async function yielded(key: string, filter: object | null, expected: number): Promise<string[]> {
  await subscribers(0);
  await using admin = connect(hookline.adminKey);
  await using client = connect(key);
  await using everything = collect(admin, null);
  await using filtered = collect(client, filter);
  await subscribers(2);
  await appendItems(
    hookline.app.core.database.pool,
    Object.values(sorts).map((make) => make()),
  );
  await vi.waitFor(() => {
    expect(everything.cursors).toHaveLength(all.length);
    expect(filtered.cursors.length).toBeGreaterThanOrEqual(expected);
  }, WAIT);
  // What was sent before this answer is here before it.
  await client.iterate({ query: '{ viewer { subject } }' }).next();
  return filtered.cursors.map((cursor) => all[everything.cursors.indexOf(cursor)] ?? cursor);
}

describe('a subscription', () => {
  const filters: [what: string, filter: () => object | null, lets: string[]][] = [
    ['no filter', () => null, all],
    ['an empty filter', () => ({}), all],
    ['nulls', () => ({ organizationId: null, outcome: null, isTest: null, eventType: null }), all],
    ['an organization', () => ({ organizationId: one.id }), ofOne],
    ['another organization', () => ({ organizationId: three.id }), ['d']],
    ['a partner', () => ({ partnerId: 'acme' }), [...ofOne, 'c']],
    ['a partner that is none', () => ({ partnerId: 'ACME' }), []],
    ['an endpoint', () => ({ endpointId: ids.a }), ofOne.filter((sort) => sort !== 'b')],
    [
      'a delivery',
      () => ({ deliveryId: ids['delivery of a'] }),
      ['a', 'a again', 'a rejected', 'a timed out', 'a test', 'a canceled'],
    ],
    ['an event type', () => ({ eventType: 'invoice.sent' }), ['b']],
    ['an event type that is none', () => ({ eventType: 'invoice' }), []],
    ['an outcome', () => ({ outcome: ['REJECTED'] }), ['a rejected']],
    ['two outcomes', () => ({ outcome: ['REJECTED', 'TIMED_OUT'] }), ['a rejected', 'a timed out']],
    ['no outcome', () => ({ outcome: [] }), []],
    ['tests', () => ({ isTest: true }), ['a test']],
    ['no tests', () => ({ isTest: false }), all.filter((sort) => sort !== 'a test' && sort !== 'a paused')],
    [
      'every member',
      () => ({
        organizationId: one.id,
        partnerId: 'acme',
        endpointId: ids.a,
        deliveryId: ids['delivery of a'],
        eventType: 'invoice.paid',
        outcome: ['SUCCEEDED'],
        isTest: false,
      }),
      ['a', 'a again'],
    ],
    ['members that contradict each other', () => ({ endpointId: ids.a, eventType: 'invoice.sent' }), []],
  ];

  it.each(filters)('with %s yields what fits it to ADMIN', async (_what, filter, lets) => {
    expect(await yielded(hookline.adminKey, filter(), lets.length)).toEqual(lets);
  });

  it.each(filters.filter(([what]) => what !== 'another organization'))(
    'with %s yields nothing of others to a tenant',
    async (_what, filter, lets) => {
      const own = lets.filter((sort) => ofOne.includes(sort));
      expect(await yielded(one.key, filter(), own.length)).toEqual(own);
    },
  );

  const unknown = '01991234-5678-7abc-8def-0123456789ab';
  it.each<[string, () => string, () => object]>([
    ["another tenant's organization", () => one.key, () => ({ organizationId: two.id })],
    ["another tenant's endpoint", () => one.key, () => ({ endpointId: ids.c })],
    ["another tenant's delivery", () => one.key, () => ({ deliveryId: ids['delivery of c'] })],
    ['an organization that is none', () => hookline.adminKey, () => ({ organizationId: `org_${unknown}` })],
    ['an endpoint that is none', () => hookline.adminKey, () => ({ endpointId: `ep_${unknown}` })],
    ['a delivery that is none', () => hookline.adminKey, () => ({ deliveryId: `dlv_${unknown}` })],
    ['an id of another type', () => hookline.adminKey, () => ({ endpointId: ids['delivery of a'] })],
    ['garbage', () => hookline.adminKey, () => ({ organizationId: '\0' })],
  ])('with %s is NOT_FOUND', async (_what, key, filter) => {
    await using client = connect(key());
    await using refused = collect(client, filter());
    const [noun] = Object.keys(filter()).map((member) => member.replace('Id', ''));
    expect(await refused.failure).toMatchObject([
      {
        message: `No ${noun} with this id exists.`,
        path: ['deliveryFeed'],
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
    expect(refused.cursors).toEqual([]);
    await subscribers(0);
  });

  it('needs the scope DELIVERIES_READ', async () => {
    const other = await hookline.createOrganization({ scopes: ['ENDPOINTS_READ', 'EVENTS_READ'] });
    await using client = connect(other.key);
    for (const filter of [null, { endpointId: 'x' }]) {
      await using refused = collect(client, filter);
      expect(await refused.failure).toMatchObject([
        {
          message: 'This credential lacks the scope DELIVERIES_READ, which Subscription.deliveryFeed needs.',
          extensions: { code: 'FORBIDDEN' },
        },
      ]);
    }
    await subscribers(0);
  });
});
