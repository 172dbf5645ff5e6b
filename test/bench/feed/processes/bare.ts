import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { formatCursor } from '../../../../src/feed/cursor.ts';
import { formatId, newId } from '../../../../src/ids.ts';
import { answerCalls } from '../../engine/calls.ts';
import { nowMs } from '../../engine/clock.ts';
import type { Commit } from './writer.ts';

// The baseline: a server that does nothing but send the same bytes to as many clients.
const subscribers: { socket: WebSocket; id: string }[] = [];
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type, id } = JSON.parse(String(data)) as { type: string; id: string };
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    else if (type === 'subscribe') subscribers.push({ socket, id });
  });
});

function payloadOf(eventId: string, number: number): string {
  const now = new Date();
  return JSON.stringify({
    data: {
      deliveryFeed: {
        __typename: 'AttemptRecorded',
        cursor: formatCursor(BigInt(number), now),
        occurredAt: now.toISOString(),
        deliveryId: formatId('Delivery', newId()),
        endpointId: formatId('Endpoint', newId()),
        eventId,
        eventType: 'invoice.paid',
        attemptNumber: 1,
        outcome: 'SUCCEEDED',
        responseStatus: 200,
        durationMs: 10,
        deliveryStatus: 'SUCCEEDED',
      },
    },
  });
}

const calls = {
  async listen(): Promise<string> {
    if (!server.address()) await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  /** How many subscriptions have come. */
  subscribed: (): number => subscribers.length,
  /** Each item to every subscriber, one item after another, with a turn of the event loop between. */
  async send({ items }: { items: number }): Promise<Commit[]> {
    const commits: Commit[] = [];
    for (let number = 1; number <= items; number++) {
      const eventId = formatId('Event', newId());
      const payload = payloadOf(eventId, number);
      commits.push({ eventId, count: 1, atMs: nowMs() });
      for (const { socket, id } of subscribers)
        socket.send(`{"id":"${id}","type":"next","payload":${payload}}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return commits;
  },
};
export type BareCalls = typeof calls;
answerCalls(calls);
