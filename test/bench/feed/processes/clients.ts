import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import { answerCalls } from '../../engine/calls.ts';
import { nowMs } from '../../engine/clock.ts';
import { percentile } from '../../engine/statistics.ts';
import type { Commit } from './writer.ts';

// The protocol graphql-transport-ws by hand: the clients share the cores with what is measured, and take as little as
// they can.
const SUBSCRIPTION = `subscription ($after: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(after: $after, filter: $filter) {
    __typename cursor occurredAt
    ... on AttemptRecorded {
      deliveryId endpointId eventId eventType attemptNumber outcome responseStatus durationMs deliveryStatus
    }
  }
}`;
const POLL_MS = 2;
const OPENED_AT_ONCE = 20;

export interface Subscription {
  after: string;
  /** As the API takes it. */
  filter?: Record<string, unknown>;
}

/** Over which one a message came is not asked; how many came, when, and about which event. */
interface Arrivals {
  count: number;
  bytes: number;
  lastMs: number;
  /** Kept only while asked for. */
  entries: [eventId: string, atMs: number][] | null;
}

let sockets: WebSocket[] = [];
let arrivals: Arrivals = { count: 0, bytes: 0, lastMs: 0, entries: null };
let failure: string | null = null;

function receive(data: WebSocket.RawData): void {
  const text = String(data);
  if (!text.includes('"type":"next"') || text.includes('"errors"')) {
    if (!text.startsWith('{"type":"p')) failure ??= text.slice(0, 500);
    return;
  }
  arrivals.count += 1;
  arrivals.bytes += text.length;
  arrivals.lastMs = nowMs();
  if (!arrivals.entries) return;
  const start = text.indexOf('"eventId":"') + '"eventId":"'.length;
  arrivals.entries.push([text.slice(start, text.indexOf('"', start)), arrivals.lastMs]);
}

async function openSocket(url: string, key: string, subscriptions: readonly Subscription[]): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  sockets.push(socket);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'X-API-Key': key } }));
  await once(socket, 'message');
  socket.on('message', receive);
  socket.on('close', (code, reason) => {
    if (sockets.includes(socket)) failure ??= `a socket was closed: ${code} ${reason}`;
  });
  for (const [index, variables] of subscriptions.entries()) {
    const payload = { query: SUBSCRIPTION, variables };
    socket.send(JSON.stringify({ id: String(index), type: 'subscribe', payload }));
  }
}

export interface Latencies {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

const calls = {
  /** Adds sockets with so many subscriptions each. What comes after each one's cursor is received. */
  async open(options: {
    url: string;
    key: string;
    subscriptions: readonly Subscription[];
    perSocket: number;
  }): Promise<void> {
    const { url, key, subscriptions, perSocket } = options;
    const groups: Subscription[][] = [];
    for (let at = 0; at < subscriptions.length; at += perSocket)
      groups.push(subscriptions.slice(at, at + perSocket));
    for (let at = 0; at < groups.length; at += OPENED_AT_ONCE)
      await Promise.all(groups.slice(at, at + OPENED_AT_ONCE).map((group) => openSocket(url, key, group)));
  },
  /** Counts anew; with `timed`, what comes is kept for `latencies`. */
  reset({ timed }: { timed: boolean }): void {
    arrivals = { count: 0, bytes: 0, lastMs: 0, entries: timed ? [] : null };
  },
  /** Resolves when so many messages have come since the reset. @throws when they do not, or something went wrong */
  async wait({ count, timeoutMs }: { count: number; timeoutMs: number }): Promise<Omit<Arrivals, 'entries'>> {
    const deadline = nowMs() + timeoutMs;
    while (arrivals.count < count && !failure && nowMs() < deadline) await delay(POLL_MS);
    if (failure) throw new Error(failure);
    if (arrivals.count < count) throw new Error(`${arrivals.count} of ${count} messages came`);
    return { count: arrivals.count, bytes: arrivals.bytes, lastMs: arrivals.lastMs };
  },
  /** From each commit to each message about it, in milliseconds. */
  latencies(commits: readonly Commit[]): Latencies {
    const times = new Map(commits.map(({ eventId, atMs }) => [eventId, atMs]));
    const values = (arrivals.entries ?? []).flatMap(([eventId, atMs]) => {
      const committedMs = times.get(eventId);
      return committedMs === undefined ? [] : [atMs - committedMs];
    });
    const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share));
    return { count: values.length, p50, p95, p99, most } as Latencies;
  },
  async close(): Promise<void> {
    const closing = sockets;
    sockets = [];
    failure = null;
    await Promise.all(
      closing.map((socket) => {
        const closed = once(socket, 'close');
        socket.close();
        return socket.readyState === WebSocket.CLOSED ? undefined : closed;
      }),
    );
  },
};
export type ClientCalls = typeof calls;
answerCalls(calls);
