import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Certificate } from './certificate.ts';

export interface EgressProxy extends AsyncDisposable {
  /** Without user and password. */
  readonly url: URL;
  /** What it was asked to connect to, `host:port`. */
  readonly asked: readonly string[];
}

export interface EgressProxyOptions {
  /** `user:password`; else it asks for none. */
  readonly credentials?: string;
  /** Speaks TLS itself. */
  readonly certificate?: Certificate;
  /** Answers with this instead of connecting: of HTTP a status, of SOCKS a reply. */
  readonly refusal?: (target: string) => number | null;
}

/** A real proxy for HTTP, which does nothing but CONNECT. */
export async function startHttpProxy(options: EgressProxyOptions = {}): Promise<EgressProxy> {
  const asked: string[] = [];
  const expected = options.credentials && `Basic ${Buffer.from(options.credentials).toString('base64')}`;
  const { certificate } = options;
  const server = certificate ? https.createServer(certificate) : http.createServer();
  server.on('connect', ({ url = '', headers }, near: Socket) => {
    near.on('error', () => undefined);
    asked.push(url);
    // As RFC 9110 wants it (7.2): a proxy may go by either.
    if (headers.host !== url) return void near.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const refusal = expected && headers['proxy-authorization'] !== expected ? 407 : options.refusal?.(url);
    if (refusal) return void near.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
    const { hostname, port } = new URL(`http://${url}`);
    join(near, hostname.replace(/^\[(.*)\]$/, '$1'), Number(port || 80), (isConnected) => {
      if (isConnected) near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      else near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
  });
  return serve(server, certificate ? 'https' : 'http', asked);
}

/** A real proxy for SOCKS 5 (RFC 1928, RFC 1929). */
export async function startSocksProxy(options: EgressProxyOptions = {}): Promise<EgressProxy> {
  const asked: string[] = [];
  const server = net.createServer((near) => {
    near.on('error', () => undefined);
    talk(near, options, asked).catch(() => near.destroy());
  });
  return serve(server, 'socks5', asked);
}

async function talk(
  near: Socket,
  { credentials, refusal }: EgressProxyOptions,
  asked: string[],
): Promise<void> {
  const method = credentials ? 2 : 0;
  const [, count = 0] = await take(near, 2);
  const offered = await take(near, count);
  if (!offered.includes(method)) return void near.end(Buffer.from([5, 0xff]));
  near.write(Buffer.from([5, method]));
  if (credentials) {
    const user = await take(near, (await take(near, 2))[1] ?? 0);
    const password = await take(near, (await take(near, 1))[0] ?? 0);
    const isRight = `${user}:${password}` === credentials;
    near.write(Buffer.from([1, isRight ? 0 : 1]));
    if (!isRight) return void near.end();
  }
  const [, , , type] = await take(near, 4);
  const bytes = await take(near, type === 1 ? 4 : type === 4 ? 16 : ((await take(near, 1))[0] ?? 0));
  const host = type === 3 ? bytes.toString() : ipaddr.fromByteArray([...bytes]).toString();
  const port = (await take(near, 2)).readUInt16BE();
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  asked.push(target);
  const answer = (reply: number) => Buffer.from([5, reply, 0, 1, 127, 0, 0, 1, 0, 0]);
  const refused = refusal?.(target);
  if (refused) return void near.end(answer(refused));
  join(near, host, port, (isConnected) => {
    if (isConnected) near.write(answer(0));
    else near.end(answer(5));
  });
}

/** Connects to the host and lets both sides talk. */
function join(near: Socket, host: string, port: number, onResult: (isConnected: boolean) => void): void {
  const far = net.connect(port, host);
  far.once('error', () => onResult(false));
  far.once('connect', () => {
    onResult(true);
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
  });
}

async function take(socket: Socket, count: number): Promise<Buffer> {
  for (;;) {
    const bytes: Buffer | null = count === 0 ? Buffer.alloc(0) : socket.read(count);
    if (bytes) return bytes;
    await once(socket, 'readable');
  }
}

async function serve(server: net.Server, scheme: string, asked: string[]): Promise<EgressProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: new URL(`${scheme}://localhost:${(server.address() as AddressInfo).port}`),
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
