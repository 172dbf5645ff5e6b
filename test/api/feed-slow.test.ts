import { once } from 'node:events';
import http from 'node:http';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { parseCursor } from '../../src/feed/cursor.ts';
import { openEventStream } from '../support/event-stream.ts';
import { appendItems, attemptItem } from '../support/feed-items.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';

/** Items so long that those which the network holds on the way are few. */
const LONG = 'x'.repeat(30_000);
const FEED =
  'subscription ($after: String) { deliveryFeed(after: $after) { cursor ... on AttemptRecorded { eventType } } }';
const WAIT = { timeout: 60_000 };

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

const subscribers = (count: number) =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), WAIT);

const append = (count: number) =>
  appendItems(
    hookline.app.core.database.pool,
    Array.from({ length: count }, () => attemptItem({ organizationId: tenant.uuid, eventType: LONG })),
  );

/** Appends until the only subscriber was given up. @returns the number of the last item */
async function appendUntilClosed(): Promise<bigint> {
  while (hookline.app.feed?.subscriberCount !== 0) await append(100);
  return (await hookline.app.core.database.prisma.feedHead.findUniqueOrThrow({ where: { id: 1 } })).number;
}

interface Message {
  type: string;
  payload?: { data?: { deliveryFeed: { cursor: string } } } | { extensions?: { code: string } }[];
}

const numberOf = (cursor: string) => Number(parseCursor(cursor));
const inARow = (numbers: readonly number[]) =>
  numbers.every((number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1);

/** Everything after a cursor, up to an item. */
async function resume(after: string, last: bigint): Promise<number[]> {
  const numbers: number[] = [];
  await using stream = await openEventStream(hookline.url, tenant.key, { query: FEED, variables: { after } });
  while (numbers.at(-1) !== Number(last)) {
    const answer = (await stream.next()) as { data: { deliveryFeed: { cursor: string } } };
    numbers.push(numberOf(answer.data.deliveryFeed.cursor));
  }
  return numbers;
}

describe('a client that does not read what it is sent', () => {
  it('over WebSocket is closed, is told so when it reads on, and resumes without a gap', async () => {
    const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-api-key': tenant.key },
    });
    const messages: Message[] = [];
    const ended = Promise.withResolvers<Message>();
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message;
      messages.push(message);
      if (message.type === 'error') ended.resolve(message);
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await vi.waitFor(() => expect(messages[0]?.type).toBe('connection_ack'), WAIT);
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: FEED } }));
    await subscribers(1);
    socket.pause();
    const last = await appendUntilClosed();
    socket.resume();
    expect((await ended.promise).payload).toMatchObject([{ extensions: { code: 'CONSUMER_TOO_SLOW' } }]);
    const cursors = messages.flatMap(({ payload }) =>
      payload && 'data' in payload && payload.data ? payload.data.deliveryFeed.cursor : [],
    );
    const seen = cursors.map(numberOf);
    expect(seen.length).toBeGreaterThan(1000);
    expect(inARow(seen)).toBe(true);
    const rest = await resume(cursors.at(-1) as string, last);
    expect(inARow([...seen, ...rest])).toBe(true);
    socket.terminate();
    await subscribers(0);
  });

  it('over server-sent events is closed too', async () => {
    const body = JSON.stringify({ query: FEED });
    const request = http.request(`${hookline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': tenant.key },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    response.pause();
    await subscribers(1);
    await appendUntilClosed();
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    expect(text).toContain('"code":"CONSUMER_TOO_SLOW"');
    const seen = [...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => numberOf(cursor as string));
    expect(seen.length).toBeGreaterThan(1000);
    expect(inARow(seen)).toBe(true);
  });

  it('does not hold up others', async () => {
    const slow = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-api-key': tenant.key },
    });
    await once(slow, 'open');
    slow.send(JSON.stringify({ type: 'connection_init' }));
    await once(slow, 'message');
    slow.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: FEED } }));
    await subscribers(1);
    slow.pause();
    const client = createClient({
      url: `${hookline.url}/graphql`,
      singleConnection: false,
      headers: { 'x-api-key': tenant.key },
      retryAttempts: 0,
    });
    const items = client.iterate<{ deliveryFeed: { cursor: string } }>({ query: FEED });
    const seen: number[] = [];
    const take = async () => {
      const { value } = await items.next();
      seen.push(numberOf(value.data.deliveryFeed.cursor));
    };
    let next = take();
    await subscribers(2);
    while (hookline.app.feed?.subscriberCount === 2) {
      await append(50);
      for (let taken = 0; taken < 50; taken++) {
        await next;
        next = take();
      }
    }
    expect(inARow(seen)).toBe(true);
    expect(seen.length).toBeGreaterThan(1000);
    next.catch(() => undefined);
    client.dispose();
    slow.terminate();
    await subscribers(0);
  });
});
