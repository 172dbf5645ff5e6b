import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { blocked } from '../support/waiting.ts';

const FEED = 'subscription { deliveryFeed { cursor } }';

let database: TestDatabase;
let hookline: Hookline;
beforeEach(async () => {
  database = await createTestDatabase();
});
async function start(shutdownSeconds: number): Promise<void> {
  hookline = await startHookline({
    roles: { api: true, worker: false },
    databaseUrl: database.url,
    env: { HOOKLINE_SHUTDOWN_SECONDS: String(shutdownSeconds) },
  });
}
afterEach(async () => {
  await hookline[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const subscribed = () =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(1), { timeout: 10_000 });

/** Milliseconds that it takes to stop. */
async function stop(): Promise<number> {
  const startedMs = performance.now();
  await hookline[Symbol.asyncDispose]();
  expect(hookline.app.feed?.subscriberCount).toBe(0);
  return performance.now() - startedMs;
}

describe('a shutdown', () => {
  it('closes WebSockets with 1001', async () => {
    await start(20);
    const closed = Promise.withResolvers<unknown>();
    const client = createWsClient({
      url: `${hookline.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { 'x-api-key': hookline.adminKey },
      on: { closed: closed.resolve },
      retryAttempts: 0,
    });
    const waiting = client.iterate({ query: FEED }).next();
    const broken = expect(waiting).rejects.toMatchObject({ code: 1001 });
    await subscribed();
    await stop();
    expect(await closed.promise).toMatchObject({ code: 1001, reason: 'the server is shutting down' });
    await broken;
  });

  it('breaks off event streams, so that their clients connect anew', async () => {
    await start(20);
    const client = createSseClient({
      url: `${hookline.url}/graphql`,
      headers: { 'x-api-key': hookline.adminKey },
      retryAttempts: 0,
    });
    const broken = expect(client.iterate({ query: FEED }).next()).rejects.toThrow();
    await subscribed();
    expect(await stop()).toBeLessThan(10_000);
    await broken;
  });

  it('breaks off an event stream that begins meanwhile as well', async () => {
    await start(20);
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin; lock table feed_head in access exclusive mode');
    const broken = expect(
      fetch(`${hookline.url}/graphql?${new URLSearchParams({ query: FEED })}`, {
        headers: { accept: 'text/event-stream', 'x-api-key': hookline.adminKey },
      }).then((response) => response.text()),
    ).rejects.toThrow();
    await blocked(hookline.app.core.database.pool, 1);
    const stopped = stop();
    await holder.query('rollback');
    await holder.end();
    expect(await stopped).toBeLessThan(10_000);
    await broken;
  });

  it('cuts off a WebSocket whose client does not take part in closing', async () => {
    await start(20);
    const { hostname, port } = new URL(hookline.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('101 Switching Protocols');
    const cut = once(socket, 'close');
    socket.on('error', () => undefined);
    expect(await stop()).toBeLessThan(10_000);
    await cut;
  });

  it('answers what it has begun, and takes nothing new', async () => {
    await start(20);
    const { pool } = hookline.app.core.database;
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin; lock table event_type in access exclusive mode');
    const answer = hookline.admin.send('mutation { eventTypeCreate(input: { name: "a.b" }) { __typename } }');
    await blocked(pool, 1);
    const stopped = stop();
    await expect(fetch(`${hookline.url}/healthz`)).rejects.toThrow();
    await holder.query('commit');
    await holder.end();
    expect(await answer).toMatchObject({
      status: 200,
      data: { eventTypeCreate: { __typename: 'EventTypeCreateSuccess' } },
    });
    await stopped;
  });

  it('closes a connection after the last answer that it has begun, and says so in this', async () => {
    await start(20);
    const { hostname, port } = new URL(hookline.url);
    const create = (name: string) => {
      const body = JSON.stringify({
        query: `mutation { eventTypeCreate(input: { name: "${name}" }) { __typename } }`,
      });
      return (
        `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nX-API-Key: ${hookline.adminKey}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      );
    };
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin; lock table event_type in access exclusive mode');
    const socket = connect(Number(port), hostname);
    socket.write(create('a.a') + create('a.b'));
    await blocked(hookline.app.core.database.pool, 2);
    const stopped = stop();
    await expect(fetch(`${hookline.url}/healthz`)).rejects.toThrow();
    socket.write(create('a.c'));
    await holder.query('commit');
    expect((await text(socket)).match(/HTTP.*OK|^connection: .*(?=\r)/gim)).toEqual([
      'HTTP/1.1 200 OK',
      'Connection: keep-alive',
      'HTTP/1.1 200 OK',
      'connection: close',
    ]);
    const { rows } = await holder.query("select name from event_type where name like 'a.%' order by name");
    await holder.end();
    expect(rows).toEqual([{ name: 'a.a' }, { name: 'a.b' }]);
    await stopped;
  });

  it('waits no longer than it may for an answer', async () => {
    await start(1);
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('begin; lock table event_type in access exclusive mode');
    const broken = expect(
      hookline.admin.send('mutation { eventTypeCreate(input: { name: "a.b" }) { __typename } }'),
    ).rejects.toThrow();
    await blocked(hookline.app.core.database.pool, 1);
    const stopped = stop();
    await broken;
    await holder.query('commit');
    await holder.end();
    expect(await stopped).toBeGreaterThan(990);
  });
});
