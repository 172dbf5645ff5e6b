import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers a request: a status, or whatever it does to the response itself. `count` is 1 for the first request. */
export type Behaviour = (
  request: ReceivedRequest,
  response: ServerResponse,
  count: number,
) => number | undefined;

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Resolves when that many requests have come. */
  received(count: number): Promise<readonly ReceivedRequest[]>;
}

/** A real HTTP server on loopback that keeps what it receives. */
export async function startReceiver(behaviour: Behaviour = () => 200): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const waiting = new Set<{ count: number; resolve: () => void }>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(received);
    for (const waiter of waiting) if (requests.length >= waiter.count) waiter.resolve();
    const status = behaviour(received, response, requests.length);
    if (status !== undefined) response.writeHead(status).end(`answer ${requests.length}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    async received(count) {
      if (requests.length < count) {
        await new Promise<void>((resolve) => {
          const waiter = { count, resolve };
          waiting.add(waiter);
        });
      }
      return requests;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
