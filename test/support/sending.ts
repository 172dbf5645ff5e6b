import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { createAddressPolicy } from '../../src/delivery/address-policy.ts';
import { createSender, type Sender, type SenderOptions, type SendRequest } from '../../src/delivery/send.ts';
import { createCertificate } from './certificate.ts';

const HOUR_MS = 3_600_000;

export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

/** One that is valid now. */
export const certificateFor = (name: string, ...moreNames: string[]) =>
  createCertificate(name, inHours(-1), inHours(1), { moreNames });

export function startSender(options: Partial<SenderOptions> = {}): Sender {
  const policy = createAddressPolicy({ allowLoopback: true });
  return createSender({ policy, userAgent: 'Hookline/test', ...options });
}

export function request(url: string, more: Partial<SendRequest> = {}): SendRequest {
  return { url, headers: {}, body: Buffer.from('{"a":1}'), timeoutMs: 5_000, ...more };
}

export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** How often it was connected to. */
  connections(): number;
}

/** Listens on a free port of an address of loopback. */
export async function listen(server: Server, address = '127.0.0.1', port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A receiver that speaks TLS, and answers with the names it was called by. */
export function secureReceiver(options: TlsOptions, address?: string, port?: number): Promise<Listening> {
  const server = https.createServer(options, (incoming, response) => {
    const { servername } = incoming.socket as { servername?: string | false };
    response.end(`Host ${incoming.headers.host}, SNI ${servername || 'none'}`);
  });
  server.on('tlsClientError', () => undefined);
  return listen(server, address, port);
}
