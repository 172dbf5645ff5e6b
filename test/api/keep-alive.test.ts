import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';

// Every 12 s the server pings a socket, and ends one that has not answered by the next time.
vi.setConfig({ testTimeout: 60_000 });

const FEED = 'subscription { deliveryFeed { cursor } }';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
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
    expect(Number(seconds)).toBeGreaterThan(60);
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
