import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { timeOfCursor } from '../../src/feed/cursor.ts';
import { openEventStream } from '../support/event-stream.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { openSocket } from '../support/socket.ts';
import { statementsOf } from '../support/statements.ts';

const WAIT = { timeout: 20_000 };
const KINDS = `__typename cursor occurredAt
  ... on AttemptRecorded { deliveryId endpointId eventId eventType isTest attemptNumber outcome responseStatus durationMs deliveryStatus nextAttemptAt }
  ... on FeedGap { missedSince }`;
const FEED = `subscription ($after: String, $filter: DeliveryFeedFilter, $checkpoints: Boolean) {
  deliveryFeed(after: $after, filter: $filter, checkpoints: $checkpoints) { ${KINDS} } }`;

interface Item {
  __typename: string;
  cursor: string;
  occurredAt: string;
  missedSince?: string;
  attemptNumber?: number;
}

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

const pool = () => hookline.app.core.database.pool;
const subscribers = (count: number) =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), WAIT);
const append = (...attemptNumbers: number[]) =>
  appendItems(
    pool(),
    attemptNumbers.map((attemptNumber) => attemptItem({ organizationId: tenant.uuid, attemptNumber })),
  );
const endOfFeed = async () =>
  (await tenant.client.data<{ deliveryFeedCursor: string }>('{ deliveryFeedCursor }')).deliveryFeedCursor;

type Follow = (variables: object) => Promise<{ next(): Promise<Item> } & AsyncDisposable>;

const overSocket: Follow = async (variables) => {
  const socket = openSocket(hookline.url, { 'X-API-Key': tenant.key });
  const answers = socket.run<{ data: { deliveryFeed: Item } }>(FEED, variables as Record<string, unknown>);
  return {
    next: async () => (await answers.next()).value.data.deliveryFeed,
    [Symbol.asyncDispose]: () => socket[Symbol.asyncDispose](),
  };
};
const overEventStream: Follow = async (variables) => {
  const stream = await openEventStream(hookline.url, tenant.key, { query: FEED, variables });
  return {
    next: async () => ((await stream.next()) as { data: { deliveryFeed: Item } }).data.deliveryFeed,
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
};

describe.each([
  ['a WebSocket', overSocket],
  ['server-sent events', overEventStream],
])('over %s', (_transport, follow) => {
  it('a cursor older than what is kept brings FeedGap first, whatever the filter, and then what is kept', async () => {
    const start = await endOfFeed();
    await append(1, 2, 3, 4);
    await using before = await follow({ after: start });
    const seen = [await before.next(), await before.next(), await before.next(), await before.next()];
    await pool().query(
      'delete from feed_item where number < (select max(number) from feed_item where organization_id = $1)',
      [tenant.uuid],
    );
    await using after = await follow({ after: seen[0]?.cursor });
    const gap = await after.next();
    expect(gap).toEqual({
      __typename: 'FeedGap',
      cursor: expect.any(String),
      occurredAt: seen[3]?.occurredAt,
      missedSince: seen[0]?.occurredAt,
    });
    expect(await after.next()).toEqual(seen[3]);
    await using narrow = await follow({ after: seen[0]?.cursor, filter: { eventType: 'no.type' } });
    expect(await narrow.next()).toEqual(gap);
    await using resumed = await follow({ after: gap.cursor });
    expect(await resumed.next()).toEqual(seen[3]);
    // A cursor that was taken and not come by is dated as well.
    await append(5, 6);
    await pool().query(
      'delete from feed_item where number < (select max(number) from feed_item where organization_id = $1)',
      [tenant.uuid],
    );
    await using dated = await follow({ after: start });
    expect((await dated.next()).missedSince).toBe(timeOfCursor(start)?.toISOString());
  });

  it('checkpoints come where they are asked for: the first when everything was sent', async () => {
    const start = await endOfFeed();
    await append(1, 2);
    await using asked = await follow({ after: start, checkpoints: true });
    const first = [await asked.next(), await asked.next(), await asked.next()];
    expect(first.map(({ __typename }) => __typename)).toEqual([
      'AttemptRecorded',
      'AttemptRecorded',
      'FeedCheckpoint',
    ]);
    await using narrow = await follow({ after: start, checkpoints: true, filter: { eventType: 'no.type' } });
    const checkpoint = await narrow.next();
    expect(checkpoint.__typename).toBe('FeedCheckpoint');
    await using unasked = await follow({ after: first[1]?.cursor });
    await using resumed = await follow({ after: checkpoint.cursor });
    const next = [asked.next(), unasked.next(), resumed.next()];
    await subscribers(4);
    await append(3);
    for (const item of await Promise.all(next)) {
      expect(item).toMatchObject({ __typename: 'AttemptRecorded', attemptNumber: 3 });
    }
  });
});

describe('what a subscription costs', () => {
  it('is no query for an item whose own fields alone were asked for, however many follow', async () => {
    await subscribers(0);
    const followers = await Promise.all(Array.from({ length: 10 }, () => overSocket({})));
    const next = followers.map((follower) => follower.next());
    await subscribers(10);
    const counts = Array.from({ length: 50 }, (_, index) => index + 1);
    const statements = await statementsOf(async () => {
      await append(...counts);
      await Promise.all(next);
      for (const _ of counts.slice(1)) await Promise.all(followers.map((follower) => follower.next()));
    });
    const ofAppending = /^(BEGIN|COMMIT|NOTIFY hookline_feed|update feed_head|insert into feed_item)/;
    const reads = statements.filter((text) => !ofAppending.test(text));
    expect(reads.every((text) => text.includes('from feed_item'))).toBe(true);
    expect(reads.length).toBeLessThan(10);
    await Promise.all(followers.map((follower) => follower[Symbol.asyncDispose]()));
    await subscribers(0);
  });

  it('is nothing at all when nobody follows', async () => {
    await subscribers(0);
    const statements = await statementsOf(async () => {
      await append(1);
      await endOfFeed();
      await endOfFeed();
    });
    expect(statements.filter((text) => text.includes('from feed_item'))).toEqual([]);
  });
});

describe.concurrent('a connection on which nothing happens is kept alive', () => {
  it('by pings over a WebSocket', async () => {
    const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-api-key': tenant.key },
    });
    const pinged = once(socket, 'ping');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await pinged;
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  it('by comments over server-sent events', async () => {
    const request = httpRequest(`${hookline.url}/graphql?query=${encodeURIComponent(FEED)}`, {
      headers: { accept: 'text/event-stream', 'x-api-key': tenant.key },
    });
    request.end();
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
      if (text.split(':\n\n').length > 3) break;
    }
    expect(text.replaceAll(':\n\n', '')).toBe('');
    request.destroy();
  });
});
