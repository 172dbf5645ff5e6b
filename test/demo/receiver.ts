import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { faultOf } from './faults.ts';
import type { Ledger } from './ledger.ts';

export interface Receiver extends AsyncDisposable {
  readonly url: string;
}

/**
 * What a customer would run: verifies each request and answers it, but for those that it fails on purpose.
 * @param secret of the endpoint, `whsec_…`
 */
export async function startReceiver(secret: string, ledger: Ledger): Promise<Receiver> {
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => {
    // The sender breaks off what times out, and then there is nobody to answer.
    receive(request, response).catch(() => response.destroy());
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedMs = performance.now();
    const body = await text(request);
    const headers = request.headers as Record<string, string>;
    const verified = isVerified(body, headers);
    const index = await ledger.received(headers['webhook-id'] ?? '', arrivedMs, verified);
    if (!verified) return answer(response, 401, 'the signature is wrong');
    switch (index === null ? null : faultOf(index)) {
      case 'answered 500':
        return answer(response, 500, 'failed on purpose');
      case 'dropped the connection':
        request.socket.destroy();
        return;
      case 'let it time out':
        return;
      default:
        return answer(response, 200, 'thank you');
    }
  }

  function isVerified(body: string, headers: Record<string, string>): boolean {
    try {
      webhook.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${message}\n`);
}
