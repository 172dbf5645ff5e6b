import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { startHookline } from '../support/hookline.ts';

const PINGS = 400;
const PAYLOAD = 'x'.repeat(100_000);
const TURNS = 1000;

async function connect(url: string, key: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'X-API-Key': key } }));
  await once(socket, 'message');
  return socket;
}

const ping = (number: number) => JSON.stringify({ type: 'ping', payload: { ping: number, PAYLOAD } });

it('A client that reads late gets every answer, over a connection that was held back meanwhile', async () => {
  await using hookline = await startHookline({ roles: { api: true, worker: false } });
  const { key } = await hookline.createOrganization();
  const socket = await connect(hookline.url, key);

  socket.pause();
  let sent = 0;
  for (let number = 0; number < PINGS; number += 1) {
    socket.send(ping(number), () => {
      sent += 1;
    });
  }
  // Far more than sending all of it takes where the server goes on reading.
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  expect(sent).toBeLessThan(PINGS);

  const answers: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data));
      if (type === 'pong') answers.push(payload.ping);
      if (answers.length === PINGS) resolve();
    });
  });
  socket.resume();
  await all;
  expect(answers).toEqual(Array.from({ length: PINGS }, (_, number) => number));
  socket.close();
  await once(socket, 'close');
});

it('A client that goes without its answers leaves nothing in the log', async () => {
  const print = vi.spyOn(console, 'error');
  await using hookline = await startHookline({ roles: { api: true, worker: false } });
  const { key } = await hookline.createOrganization();
  const socket = await connect(hookline.url, key);
  socket.pause();
  for (let number = 0; number < PINGS; number += 1) socket.send(ping(number));
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  socket.terminate();
  await hookline[Symbol.asyncDispose]();
  expect(print).not.toHaveBeenCalled();
  print.mockRestore();
});
