import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHANNELS, notify } from '../../src/db/listener.ts';
import { appendFeedItems } from '../../src/feed/append.ts';
import type { Answer } from '../support/client.ts';
import { followFeed } from '../support/feed.ts';
import { type History, writeHistory } from '../support/history.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { uuidOf } from '../support/pipeline.ts';

let hookline: Hookline;
let tenant: Tenant;
let history: History;

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
});
afterAll(() => hookline[Symbol.asyncDispose]());
beforeEach(async () => {
  tenant = await hookline.createOrganization();
  history = await writeHistory(hookline.app.core, tenant.uuid, { endpoints: 1, deliveries: 2, attempts: 2 });
});

/** As retention does it: whatever a list began with. */
function drop(table: 'event' | 'delivery' | 'delivery_attempt', ids: readonly string[]) {
  const { pool } = hookline.app.core.database;
  return pool.query(`delete from ${table} where id = any($1::uuid[])`, [ids.map(uuidOf)]);
}

const errorsOf = ({ errors }: Answer<unknown>) =>
  errors?.map(({ message, path, extensions: { code } }) => ({ message, path: path?.join('.'), code }));

describe('a row that points to one that retention has dropped', () => {
  it('is answered without it: an event’s deliveries say that the event is no longer kept', async () => {
    const [kept, gone] = history.events as [string, string];
    await drop('event', [gone]);
    const answer = await tenant.client.send<{ deliveries: unknown }>(
      '{ deliveries { nodes { id event { id } endpoint { id } } } }',
    );
    // Newest first; those of the same millisecond by chance.
    const place = history.deliveries
      .toSorted()
      .reverse()
      .indexOf(history.deliveries[1] as string);
    expect(errorsOf(answer)).toEqual([
      {
        message: 'This event is no longer kept.',
        path: `deliveries.nodes.${place}.event`,
        code: 'NOT_FOUND',
      },
    ]);
    const one = 'query ($id: ID!) { delivery(id: $id) { status event { id } } }';
    const delivery = await tenant.client.data(one, { id: history.deliveries[0] });
    expect(delivery).toEqual({ delivery: { status: 'SUCCEEDED', event: { id: kept } } });
  });

  it('is an attempt whose delivery is no longer kept', async () => {
    await drop('delivery', history.deliveries);
    const answer = await tenant.client.send(
      'query ($id: ID!) { node(id: $id) { id ... on DeliveryAttempt { number delivery { id } } } }',
      { id: history.attempts[0] },
    );
    expect(errorsOf(answer)).toEqual([
      { message: 'This delivery is no longer kept.', path: 'node.delivery', code: 'NOT_FOUND' },
    ]);
  });

  it('is a delivery whose last attempt is null then', async () => {
    await drop('delivery_attempt', history.attempts);
    const query =
      'query ($id: ID!) { delivery(id: $id) { attemptCount lastAttempt { id } attempts { nodes { id } } } }';
    expect(await tenant.client.data(query, { id: history.deliveries[0] })).toEqual({
      delivery: { attemptCount: 2, lastAttempt: null, attempts: { nodes: [] } },
    });
  });

  it.each([
    ['delivery', 'delivery { id endpoint { id } event { id } }', 'This delivery is no longer kept.'],
    ['delivery_attempt', 'attempt { id }', 'This attempt is no longer kept.'],
  ] as const)('is an item of the feed, whose %s says so', async (table, selection, message) => {
    const { pool } = hookline.app.core.database;
    await drop(table, table === 'delivery' ? history.deliveries : history.attempts);
    await using feed = await followFeed(hookline.url, tenant.key, {
      query: `subscription ($after: String) { deliveryFeed(after: $after) { cursor ... on AttemptRecorded { ${selection} } } }`,
    });
    await appendFeedItems(pool, [
      {
        kind: 'ATTEMPT_RECORDED',
        organizationId: tenant.uuid,
        endpointId: uuidOf(history.endpoints[0] as string),
        deliveryId: uuidOf(history.deliveries[0] as string),
        eventId: uuidOf(history.events[0] as string),
        attemptId: uuidOf(history.attempts[0] as string),
        eventType: 'invoice.paid',
        isTest: false,
        attemptNumber: 1,
        outcome: 'SUCCEEDED',
        responseStatus: 200,
        durationMs: 1,
        deliveryStatus: 'SUCCEEDED',
        nextAttemptAt: null,
      },
    ]);
    await notify(pool, CHANNELS.feed);
    await expect(feed.next()).rejects.toThrow(message);
  });
});

describe('what retention has dropped', () => {
  it('is null, missing from lists, and no delivery to retry or cancel', async () => {
    await drop('delivery_attempt', history.attempts);
    await drop('delivery', history.deliveries);
    await drop('event', history.events);
    const [id] = history.deliveries;
    const answer = await tenant.client.data(
      `query ($delivery: ID!, $event: ID!, $ids: [ID!]!) {
         delivery(id: $delivery) { id } event(id: $event) { id } nodes(ids: $ids) { id }
         deliveries { nodes { id } } events { nodes { id } } endpoints { nodes { deliveries { nodes { id } } } } }`,
      { delivery: id, event: history.events[0], ids: [id, history.events[0], history.attempts[0]] },
    );
    expect(answer).toEqual({
      delivery: null,
      event: null,
      nodes: [null, null, null],
      deliveries: { nodes: [] },
      events: { nodes: [] },
      endpoints: { nodes: [{ deliveries: { nodes: [] } }] },
    });
    for (const act of ['deliveryRetry', 'deliveryCancel']) {
      const query = `mutation ($id: ID!) { act: ${act}(id: $id) { __typename ... on Error { code } } }`;
      expect(await tenant.client.data(query, { id })).toEqual({
        act: { __typename: 'NotFoundError', code: 'NOT_FOUND' },
      });
    }
  });

  it('while it was being read is NOT_FOUND, and no fault of the server', async () => {
    const [id] = history.deliveries as [string];
    // The endpoint of a delivery that has been found is read by a second statement, which begins with the delivery.
    const answer = await beforeRead(
      '"public"."delivery"',
      2,
      () => drop('delivery', [id]),
      () =>
        tenant.client.send('query ($id: ID!) { node(id: $id) { ... on Delivery { endpoint { id } } } }', {
          id,
        }),
    );
    expect(errorsOf(answer)?.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  });
});

/** Does something right before the statement of that place among those that read a table. */
async function beforeRead<T>(
  table: string,
  place: number,
  act: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const { query } = pg.Client.prototype;
  let reads = 0;
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const send = () => Reflect.apply(query, this, args);
    const { text } = args[0] as { text?: string };
    return text?.includes(table) && ++reads === place ? act().then(send) : send();
  } as typeof query);
  try {
    return await work();
  } finally {
    spy.mockRestore();
    expect(reads).toBeGreaterThanOrEqual(place);
  }
}
