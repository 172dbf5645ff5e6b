import { subscribe as subscribeTo, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { openEventStream } from '../support/event-stream.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';

// Every 12 s the server pings a socket, and ends one that has not answered by the next time.
vi.setConfig({ testTimeout: 60_000 });

const FEED = 'subscription { deliveryFeed { cursor } }';

const log = collectLog();
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false }, log: log.logger });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

const subscribers = (count: number) =>
  vi.waitFor(() => expect(hookline.app.feed?.subscriberCount).toBe(count), { timeout: 10_000 });

async function subscribe(options: { autoPong: boolean }): Promise<WebSocket> {
  const address = `${hookline.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(address, 'graphql-transport-ws', options);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'X-API-Key': tenant.key } }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: FEED } }));
  return socket;
}

describe('a connection over which nothing happens', () => {
  it('is pinged, over WebSocket, and freed with its subscription when nobody answers', async () => {
    const [dead, alive] = await Promise.all([subscribe({ autoPong: false }), subscribe({ autoPong: true })]);
    await subscribers(2);
    const closed = once(dead, 'close');
    await Promise.all([once(dead, 'ping'), once(alive, 'ping')]);
    await subscribers(2);
    const [code] = await closed;
    expect(code).toBe(1006);
    await subscribers(1);
    expect(alive.readyState).toBe(WebSocket.OPEN);
    alive.close();
    await subscribers(0);
  });

  it('is kept for longer than a proxy in front may use it again', async () => {
    const asked = get(`${hookline.url}/healthz`, { agent: new Agent({ keepAlive: true }) });
    const [answer] = await once(asked, 'response');
    asked.destroy();
    const [, seconds] = /^timeout=(\d+)$/.exec(answer.headers['keep-alive']) ?? [];
    // 60 s as a rule; the README says how long.
    expect(Number(seconds)).toBe(75);
  });

  it('is closed after the time of an operation and two minutes where an answer is not taken, and no WebSocket is', async () => {
    const { hostname, port } = new URL(hookline.url);
    const timeouts: unknown[] = [];
    const look = (message: unknown) => timeouts.push((message as { socket: Socket }).socket.timeout);
    subscribeTo('http.server.request.start', look);
    const asked = get(`${hookline.url}/healthz`);
    const [answer] = await once(asked, 'response');
    unsubscribe('http.server.request.start', look);
    answer.destroy();
    expect(timeouts).toEqual([150_000]);

    const opened: Socket[] = [];
    const keep = (message: unknown) => opened.push((message as { socket: Socket }).socket);
    subscribeTo('net.server.socket', keep);
    const socket = new WebSocket(`ws://${hostname}:${port}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    unsubscribe('net.server.socket', keep);
    expect(opened.map(({ timeout }) => timeout)).toEqual([0]);
    socket.close();
    await once(socket, 'close');
  });

  it('is closed so where an event stream is not taken, too', async () => {
    const opened: Socket[] = [];
    const keep = (message: unknown) => opened.push((message as { socket: Socket }).socket);
    subscribeTo('http.server.request.start', keep);
    await using stream = await openEventStream(hookline.url, tenant.key, { query: FEED });
    unsubscribe('http.server.request.start', keep);
    expect(stream.status).toBe(200);
    await expect.poll(() => opened.map(({ timeout }) => timeout)).toEqual([150_000]);
  });

  it('gets comments, as an event stream, that no proxy takes it for idle', async () => {
    const stop = new AbortController();
    const response = await fetch(`${hookline.url}/graphql?${new URLSearchParams({ query: FEED })}`, {
      headers: { accept: 'text/event-stream', 'x-api-key': tenant.key },
      signal: stop.signal,
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      // One comes at once, so that headers are sent; the other ones are the pings.
      if (text.split(/^:/m).length > 3) break;
    }
    expect(text).not.toContain('data:');
    stop.abort();
  });
});

describe('a connection that its client wants closed after the answer', () => {
  it.each(['application/json', 'multipart/mixed', 'text/event-stream'])(
    'is closed after one of %s, which says so, and has no chunks for HTTP/1.0',
    async (accept) => {
      const { hostname, port } = new URL(hookline.url);
      const ask = async (version: string) => {
        const socket = connect(Number(port), hostname);
        socket.write(
          `GET /graphql?query={__typename} HTTP/${version}\r\nHost: ${hostname}\r\nX-API-Key: ${tenant.key}\r\n` +
            `Accept: ${accept}\r\nConnection: close\r\n\r\n`,
        );
        return text(socket);
      };
      expect(await ask('1.1')).toMatch(/^connection: close\r$/im);
      const older = await ask('1.0');
      expect(older).toMatch(/^connection: close\r$/im);
      expect(older).not.toMatch(/^transfer-encoding:/im);
      expect(older).toContain('{"data":{"__typename":"Query"}');
    },
  );
});

describe('a connection that breaks off', () => {
  it('in the middle of a request is no fault of the server in its log', async () => {
    const { hostname, port } = new URL(hookline.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n{`,
    );
    // The server has begun to read.
    await once(socket, 'data');
    socket.destroy();
    const told = () => log.lines().find(({ msg }) => /^a request (failed|broke off)$/.test(String(msg)));
    await vi.waitFor(() => expect(told()).toBeDefined(), { timeout: 10_000 });
    expect(told()).toMatchObject({ level: 20, msg: 'a request broke off' });
  });
});
