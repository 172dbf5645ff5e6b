import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

const log = collectLog();
let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false }, log: log.logger });
  tenant = await hookline.createOrganization();
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** A socket as it is, so that anything may be sent over it. */
async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  return socket;
}

async function openKnown(): Promise<WebSocket> {
  const socket = await open();
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'X-API-Key': tenant.key } }));
  await once(socket, 'message');
  return socket;
}

describe('a message that no client may send', () => {
  it.each([
    ['of a server', JSON.stringify({ type: 'connection_ack' })],
    ['of a server, with a result', JSON.stringify({ id: '1', type: 'next', payload: {} })],
    ['of an unknown type', JSON.stringify({ type: 'hello' })],
    ['of no type', '{}'],
    ['that is no JSON', 'hello'],
    ['that asks for an answer too deep to be written', `{ "type": "ping", "payload": { "a": ${DEEP} } }`],
  ])('%s closes the socket with 4400, and leaves nothing in the log', async (_what, message) => {
    using print = vi.spyOn(console, 'error');
    const lines = log.lines().length;
    for (const socket of [await open(), await openKnown()]) {
      for (let time = 0; time < 3; time += 1) socket.send(message);
      const [code, reason] = await once(socket, 'close');
      expect([code, String(reason)]).toEqual([4400, 'Invalid message received']);
    }
    expect(print).not.toHaveBeenCalled();
    expect(log.lines().slice(lines)).toEqual([]);
  });
});

// The reason that names the shorter one has few enough characters, and too many bytes.
it.each([60, 100])(
  'with the id of an operation that is under way, of %i letters, closes the socket with 4409',
  async (length) => {
    const socket = await openKnown();
    const lines = log.lines().length;
    const message = {
      id: 'é'.repeat(length),
      type: 'subscribe',
      payload: { query: 'subscription { deliveryFeed { cursor } }' },
    };
    for (let time = 0; time < 2; time += 1) socket.send(JSON.stringify(message));
    expect(await once(socket, 'close')).toEqual([4409, Buffer.alloc(0)]);
    expect(log.lines().slice(lines)).toEqual([]);
  },
);

it('that ends an operation which is over leaves its id to the next one', async () => {
  const socket = await openKnown();
  const came: string[] = [];
  socket.on('message', (data) => came.push(JSON.parse(String(data)).type));
  // At first it is one that there never was.
  for (const time of [1, 2]) {
    socket.send(JSON.stringify({ id: '1', type: 'complete' }));
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }));
    await expect.poll(() => came).toEqual(Array(time).fill(['next', 'complete']).flat());
  }
  socket.close();
  await once(socket, 'close');
});

it('that says pong is taken, asked for or not', async () => {
  const socket = await openKnown();
  socket.send(JSON.stringify({ type: 'pong' }));
  socket.send(JSON.stringify({ type: 'ping' }));
  const [answer] = await once(socket, 'message');
  expect(JSON.parse(String(answer))).toEqual({ type: 'pong' });
  socket.close();
  await once(socket, 'close');
});

describe('a message in a binary frame', () => {
  const name = 'Café';
  const message = JSON.stringify({
    id: '1',
    type: 'subscribe',
    payload: {
      query:
        'mutation ($name: String!) { endpointCreate(input: { url: "https://example.com", name: $name }) { ... on EndpointCreateSuccess { endpoint { name } } } }',
      variables: { name },
    },
  });

  it('is read as text', async () => {
    const socket = await openKnown();
    socket.send(Buffer.from(message), { binary: true });
    const [answer] = await once(socket, 'message');
    expect(JSON.parse(String(answer))).toMatchObject({
      payload: { data: { endpointCreate: { endpoint: { name } } } },
    });
    socket.close();
    await once(socket, 'close');
  });

  it('closes the socket with 1007 when it is not UTF-8, as one that says to be text', async () => {
    for (const binary of [true, false]) {
      const socket = await openKnown();
      socket.send(Buffer.from(message, 'latin1'), { binary });
      const [code] = await once(socket, 'close');
      expect(code).toBe(1007);
    }
    const { endpoints } = await tenant.client.data('{ endpoints { nodes { name } } }');
    expect((endpoints as { nodes: { name: string }[] }).nodes.filter((node) => node.name !== name)).toEqual(
      [],
    );
  });
});
