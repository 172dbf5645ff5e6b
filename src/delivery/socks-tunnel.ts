import { once } from 'node:events';
import net, { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type OpenTunnel, ProxyError } from './proxy.ts';

const DEFAULT_PORT = 1080;
const VERSION = 5;
const NO_AUTHENTICATION = 0;
const USER_AND_PASSWORD = 2;
const CONNECT = 1;
const ADDRESS_TYPES = { ipv4: 1, name: 3, ipv6: 4 };

/** What a reply says of the host; 2 is a refusal, and 7 a fault, of the proxy itself. */
const HOST_UNREACHABLE: Readonly<Record<number, string>> = {
  1: 'could not reach the host',
  3: 'could not reach the network of the host',
  4: 'could not reach the host',
  5: 'could not reach the host: connection refused',
  6: 'could not reach the host in time',
  8: 'does not reach addresses of this family',
};

/** Through a proxy for SOCKS 5 (RFC 1928), with user and password (RFC 1929) if its URL has them. */
export function socksTunnel(proxy: URL): OpenTunnel {
  const credentials = [proxy.username, proxy.password].map((part) => Buffer.from(decodeURIComponent(part)));
  const method = credentials.some(({ length }) => length > 0) ? USER_AND_PASSWORD : NO_AUTHENTICATION;
  return async (host, port, signal) => {
    const socket = net.connect({
      host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: Number(proxy.port || DEFAULT_PORT),
      noDelay: true,
    });
    // Not the socket's own option, which would end it at any time of its life.
    const abort = () => socket.destroy(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      await once(socket, 'connect');
      socket.on('error', () => undefined);
      socket.write(Buffer.from([VERSION, 1, method]));
      const [version, chosen] = await read(socket, 2);
      if (version !== VERSION) throw new ProxyError('PROXY_FAILED', 'does not speak SOCKS 5');
      if (chosen !== method) throw unauthorized();
      if (method === USER_AND_PASSWORD) await authenticate(socket, credentials);
      await connect(socket, host, port);
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };
}

async function authenticate(socket: Socket, credentials: readonly Buffer[]): Promise<void> {
  const fields = credentials.flatMap((field) => [Buffer.from([field.length]), field]);
  socket.write(Buffer.concat([Buffer.from([1]), ...fields]));
  const [, status] = await read(socket, 2);
  if (status !== 0) throw unauthorized();
}

async function connect(socket: Socket, host: string, port: number): Promise<void> {
  const portBytes = [port >> 8, port & 0xff];
  socket.write(
    Buffer.concat([Buffer.from([VERSION, CONNECT, 0]), destination(host), Buffer.from(portBytes)]),
  );
  const [, reply = 0, , type] = await read(socket, 4);
  const unreachable = HOST_UNREACHABLE[reply];
  if (unreachable !== undefined) throw new ProxyError('PROXY_HOST_UNREACHABLE', unreachable);
  if (reply === 2) throw new ProxyError('PROXY_REFUSED', 'refused to connect: its rules do not allow it');
  if (reply !== 0) throw new ProxyError('PROXY_FAILED', `failed (reply ${reply})`);
  // Reads past the address that the proxy took for its own side, which nobody needs.
  const length =
    type === ADDRESS_TYPES.ipv4 ? 4 : type === ADDRESS_TYPES.ipv6 ? 16 : ((await read(socket, 1))[0] ?? 0);
  await read(socket, length + 2);
}

function destination(host: string): Buffer {
  if (isIP(host) === 0)
    return Buffer.from([ADDRESS_TYPES.name, Buffer.byteLength(host), ...Buffer.from(host)]);
  const address = ipaddr.parse(host);
  return Buffer.from([ADDRESS_TYPES[address.kind()], ...address.toByteArray()]);
}

function unauthorized(): ProxyError {
  return new ProxyError('PROXY_REFUSED', 'does not take its user and password');
}

/** Exactly so many bytes: what follows them belongs to the host. */
async function read(socket: Socket, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let left = count; left > 0; ) {
    // Even fewer bytes than that are taken: left in the socket, they would be reported again at once, for ever, and no
    // other event would have its turn.
    const part: Buffer | null = socket.read(left) ?? socket.read();
    if (part) {
      parts.push(part);
      left -= part.length;
    } else if (socket.readableEnded || socket.destroyed) {
      throw new ProxyError('PROXY_FAILED', 'closed the connection');
    } else await once(socket, 'readable');
  }
  return Buffer.concat(parts);
}
