import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { answer, type Behaviour, chooseBehaviour, type Profile, STATUS } from './behaviours.ts';

/** The header by which an attempt's row tells which request it records. */
export const NUMBER_HEADER = 'x-request-number';

/** A request as the receiver saw it; times are on the monotonic clock. */
export interface ReceivedRequest {
  /** 1 for the suite's first. */
  readonly number: number;
  /** The endpoint's name in its URL. */
  readonly endpoint: string;
  /** `webhook-id`, `evt_…` */
  readonly eventId: string;
  readonly arrivedMs: number;
  /** When it was answered or broken off; infinite while it is open. */
  endedMs: number;
  /** Null until its body had arrived. */
  behaviour: Behaviour | null;
  /** What was answered; 0: nothing. */
  status: number;
  /** What the signature or the body have wrong; null: nothing. */
  problem: string | null;
  /** The event's place among the published, as its payload says. */
  index: number | null;
}

export interface RegisteredEndpoint {
  readonly name: string;
  readonly profile: Profile;
  readonly secret: string;
  readonly seed: number;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  readonly openCount: number;
  register(endpoint: RegisteredEndpoint): void;
  /** Calls back, once, before a request is answered or after; the returned function takes that back. */
  next(moment: 'arrival' | 'answer', callback: () => void): () => void;
}

export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const open = new Set<ReceivedRequest>();
  const endpoints = new Map<string, RegisteredEndpoint>();
  const ordinals = new Map<string, number>();
  const moments = new EventEmitter().setMaxListeners(0);

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request: ReceivedRequest = {
      number: requests.length + 1,
      endpoint: (incoming.url ?? '/').slice(1),
      eventId: String(incoming.headers['webhook-id']),
      arrivedMs: performance.now(),
      endedMs: Number.POSITIVE_INFINITY,
      behaviour: null,
      status: 0,
      problem: null,
      index: null,
    };
    requests.push(request);
    open.add(request);
    response.on('close', () => {
      request.endedMs = Math.min(request.endedMs, performance.now());
      open.delete(request);
      if (response.writableFinished) moments.emit('answer');
    });
    const body = await text(incoming);
    const endpoint = endpoints.get(request.endpoint);
    request.problem = endpoint ? problemOf(endpoint, incoming, body) : 'it is for no endpoint of this run';
    request.index = indexIn(body);
    request.behaviour = endpoint ? behaviourOf(endpoint, request) : 'fail';
    moments.emit('arrival');
    request.status = STATUS[request.behaviour];
    await answer(response, request.behaviour, { [NUMBER_HEADER]: String(request.number) });
  }

  function behaviourOf({ seed, profile }: RegisteredEndpoint, { endpoint, eventId, index }: ReceivedRequest) {
    const delivery = `${endpoint}/${eventId}`;
    const ordinal = (ordinals.get(delivery) ?? 0) + 1;
    ordinals.set(delivery, ordinal);
    return chooseBehaviour(seed, profile, index ?? 0, ordinal);
  }

  const server = createServer((incoming, response) => {
    // A body that breaks off is a request that never was whole.
    receive(incoming, response).catch(() => response.destroy());
  });
  // The sender closes idle connections first: a request must not meet one that closes.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get openCount() {
      return open.size;
    },
    register: (endpoint) => endpoints.set(endpoint.name, endpoint),
    next(moment, callback) {
      moments.once(moment, callback);
      return () => moments.off(moment, callback);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function problemOf(endpoint: RegisteredEndpoint, incoming: IncomingMessage, body: string): string | null {
  try {
    new Webhook(endpoint.secret).verify(body, incoming.headers as Record<string, string>);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function indexIn(body: string): number | null {
  try {
    return (JSON.parse(body) as { data: { index: number } }).data.index;
  } catch {
    return null;
  }
}
