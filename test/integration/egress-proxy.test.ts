import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setImmediate } from 'node:timers/promises';
import tls from 'node:tls';
import { buildConnector } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressPolicy } from '../../src/delivery/address-policy.ts';
import type { Resolve } from '../../src/delivery/guarded-lookup.ts';
import { tunnelConnector } from '../../src/delivery/tunnel.ts';
import { type EgressProxyOptions, startHttpProxy, startSocksProxy } from '../support/egress-proxy.ts';
import { followFeed } from '../support/feed.ts';
import { startHookline } from '../support/hookline.ts';
import { collectLog } from '../support/log.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { startReceiver } from '../support/receiver.ts';
import {
  certificateFor,
  type Listening,
  listen,
  request,
  secureReceiver,
  startSender,
} from '../support/sending.ts';

const certificate = certificateFor('a.example', 'localhost');
/** The proxy's own. */
const proxyCertificate = certificateFor('localhost');
const extraCa = [certificate.cert, proxyCertificate.cert];

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

/** Kinds of proxies, each of which is tried with everything. */
const KINDS = {
  http: startHttpProxy,
  https: (options: EgressProxyOptions) => startHttpProxy({ ...options, certificate: proxyCertificate }),
  socks5: startSocksProxy,
};
const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];

const answering =
  (...addresses: string[]): Resolve =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

interface Setting extends EgressProxyOptions {
  /** As the operator sets it; `credentials` is what the proxy expects. */
  login?: string;
  resolvesNames?: boolean;
  addresses?: readonly string[];
  policy?: ReturnType<typeof createAddressPolicy>;
}

async function setUp(kind: keyof typeof KINDS, setting: Setting = {}) {
  const { login, resolvesNames = false, addresses = ['127.0.0.1'], policy, ...options } = setting;
  const receiver = stack.use(await secureReceiver(certificate));
  const proxy = stack.use(await KINDS[kind](options));
  const [user = '', password = ''] = (login ?? '').split(':');
  const url = new URL(proxy.url);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  const sender = stack.use(
    startSender({
      proxy: { url: url.href, resolvesNames },
      resolve: answering(...addresses),
      extraCa,
      ...(policy && { policy }),
    }),
  );
  return { receiver, proxy, sender, url: `https://a.example:${receiver.port}/hook` };
}

const FAILED = { kind: 'connection_failed', code: 'PROXY_FAILED' };
const REFUSED = { kind: 'connection_failed', code: 'PROXY_REFUSED' };

describe.each(kinds)('a proxy for %s', (kind) => {
  it('is asked for the address that was judged, and passes on the name within TLS only', async () => {
    const { receiver, proxy, sender, url } = await setUp(kind);
    const body = `Host a.example:${receiver.port}, SNI a.example`;
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', status: 200, body });
    expect(proxy.asked).toEqual([`127.0.0.1:${receiver.port}`]);
  });

  it('is asked once for several requests, one after the other', async () => {
    const { receiver, proxy, sender, url } = await setUp(kind);
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await sender.send(request(url))).toMatchObject({ status: 200 });
      await setImmediate();
    }
    expect(proxy.asked).toHaveLength(1);
    expect(receiver.connections()).toBe(1);
  });

  it('gets the user and password of its URL', async () => {
    const credentials = 'hookline:p@ss/wörd%';
    const { proxy, sender, url } = await setUp(kind, { credentials, login: credentials });
    expect(await sender.send(request(url))).toMatchObject({ status: 200 });
    expect(proxy.asked).toHaveLength(1);
  });

  it.each(['hookline:wrong', ''])('that does not take the login %j says so, and not which', async (login) => {
    const { receiver, sender, url } = await setUp(kind, { credentials: 'hookline:right', login });
    const result = await sender.send(request(url));
    expect(result).toMatchObject({
      ...REFUSED,
      message: expect.stringMatching(/^the egress proxy does not take its user and password/),
    });
    expect(JSON.stringify(result)).not.toMatch(/wrong|right|localhost/);
    expect(receiver.connections()).toBe(0);
  });

  it('is handed the name where a setting says so', async () => {
    const { receiver, proxy, sender } = await setUp(kind, { resolvesNames: true, addresses: ['10.0.0.1'] });
    const url = `https://localhost:${receiver.port}/`;
    const body = `Host localhost:${receiver.port}, SNI localhost`;
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', body });
    expect(proxy.asked).toEqual([`localhost:${receiver.port}`]);
  });

  it('that knows no such name says so', async () => {
    const refusal = () => (kind === 'socks5' ? 4 : 502);
    const { receiver, proxy, sender, url } = await setUp(kind, { resolvesNames: true, refusal });
    expect(await sender.send(request(url))).toMatchObject({ code: 'PROXY_HOST_UNREACHABLE' });
    expect(proxy.asked).toEqual([`a.example:${receiver.port}`]);
  });

  it.each([
    ['a name of a private address', 'https://a.example/', ['10.0.0.1'], false],
    [
      'a name of several addresses, one of them private',
      'https://a.example/',
      ['8.8.8.8', '10.0.0.1'],
      false,
    ],
    ['a literal address', 'https://169.254.169.254/', [], false],
    ['a literal address, though it looks names up', 'https://[::ffff:10.0.0.1]/', [], true],
    ['a name of this machine, though it looks names up', 'https://localhost/', [], true],
    ['a forbidden port', 'https://a.example:6379/', ['8.8.8.8'], true],
    // Of its length the lowest byte is 9, which is that of the address it begins with.
    ['a name that is too long for one byte', `https://127.0.0.1${'.a'.repeat(128)}/`, [], true],
  ])('is not asked for %s', async (_, url, addresses, resolvesNames) => {
    const policy = createAddressPolicy({ allowLoopback: false });
    const { proxy, sender } = await setUp(kind, { addresses, resolvesNames, policy });
    expect(await sender.send(request(url))).toMatchObject({ kind: 'blocked' });
    expect(proxy.asked).toEqual([]);
  });

  it('that cannot reach an address is asked for the next one, IPv4 first', async () => {
    const { receiver, proxy, sender, url } = await setUp(kind, {
      addresses: ['::1', '127.0.0.2', '127.0.0.1'],
      refusal: (target) => (target.startsWith('127.0.0.2') ? (kind === 'socks5' ? 4 : 503) : null),
    });
    expect(await sender.send(request(url))).toMatchObject({ status: 200 });
    expect(proxy.asked).toEqual([`127.0.0.2:${receiver.port}`, `127.0.0.1:${receiver.port}`]);
  });

  it('is asked for an address of IPv6 as its protocol writes it', async () => {
    const refusal = () => (kind === 'socks5' ? 2 : 403);
    const { receiver, proxy, sender, url } = await setUp(kind, { addresses: ['::1'], refusal });
    expect(await sender.send(request(url))).toMatchObject(REFUSED);
    expect(proxy.asked).toEqual([`[::1]:${receiver.port}`]);
  });

  it('that can reach no address says so', async () => {
    const { sender, url } = await setUp(kind, { addresses: ['127.0.0.2', '127.0.0.3'] });
    expect(await sender.send(request(url))).toMatchObject({
      kind: 'connection_failed',
      code: 'PROXY_HOST_UNREACHABLE',
      message: expect.stringMatching(/^the egress proxy could not reach the host/),
    });
  });

  it('that refuses says so, and is not asked again', async () => {
    const { proxy, sender, url } = await setUp(kind, {
      addresses: ['127.0.0.1', '127.0.0.2'],
      refusal: () => (kind === 'socks5' ? 2 : 403),
    });
    expect(await sender.send(request(url))).toMatchObject({
      ...REFUSED,
      message: expect.stringMatching(/^the egress proxy refused to connect/),
    });
    expect(proxy.asked).toHaveLength(1);
  });

  it('leaves it to us to verify the receiver', async () => {
    const { receiver, sender } = await setUp(kind);
    expect(await sender.send(request(`https://b.example:${receiver.port}/`))).toMatchObject({
      kind: 'connection_failed',
      message: 'certificate is for another host name: it has a.example, localhost',
    });
  });

  it('is given a time to connect, which does not end what stands', async () => {
    const timeoutMs = 1_000;
    const proxy = stack.use(await KINDS[kind]({}));
    const echo = stack.use(await listen(net.createServer((socket) => socket.pipe(socket))));
    const silent = stack.use(await listen(net.createServer((socket) => socket.resume())));
    const secureContext = tls.createSecureContext({ ca: extraCa });
    const connect = (url: URL) =>
      new Promise<net.Socket>((resolve, reject) => {
        const connector = tunnelConnector({
          proxy: url,
          lookup: null,
          secureContext,
          connector: buildConnector({}),
          timeoutMs,
          signal: new AbortController().signal,
        });
        connector({ hostname: '127.0.0.1', port: String(echo.port), protocol: 'http:' }, (error, socket) =>
          error ? reject(error) : resolve(socket),
        );
      });
    const socket = await connect(proxy.url);
    const dead = new URL(proxy.url);
    dead.port = String(silent.port);
    await expect(connect(dead)).rejects.toThrow('the egress proxy did not answer in time');
    // The other one's time is over too.
    socket.write('still here');
    expect(String(await once(socket, 'data'))).toBe('still here');
    socket.destroy();
  });

  it('leads to plain http too', async () => {
    const { proxy, sender } = await setUp(kind);
    const plain = stack.use(await listen(http.createServer((_, response) => response.end('plain'))));
    const url = `http://127.0.0.1:${plain.port}/`;
    expect(await sender.send(request(url))).toMatchObject({ kind: 'response', body: 'plain' });
    expect(proxy.asked).toEqual([`127.0.0.1:${plain.port}`]);
  });
});

describe('a proxy for SOCKS whose answer', () => {
  /** @param port of the receiver; 0: it ends with its last answer */
  async function trickle(near: net.Socket, answers: readonly (readonly number[])[], port: number) {
    for (const answer of answers) {
      await once(near, 'data');
      for (const byte of answer) {
        near.write(Buffer.from([byte]));
        // The byte arrives before the next one leaves.
        await setImmediate();
      }
    }
    if (port === 0) return void near.end();
    const far = net.connect(port, '127.0.0.1');
    far.on('error', () => near.destroy()).pipe(near);
    near.pipe(far);
  }

  async function sendBy(answers: readonly (readonly number[])[], port: number) {
    const server = net.createServer((near) => {
      near.setNoDelay(true).on('error', () => undefined);
      trickle(near, answers, port).catch(() => near.destroy());
    });
    const url = `socks5://127.0.0.1:${stack.use(await listen(server)).port}`;
    const sender = stack.use(startSender({ proxy: { url, resolvesNames: true }, extraCa }));
    return sender.send(request(`https://a.example:${port || 443}/`));
  }

  it.each([
    ['an IPv4 address', [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['an IPv6 address', [5, 0, 0, 4, ...Array(18).fill(0)]],
    ['a name', [5, 0, 0, 3, 2, 0x61, 0x62, 0, 0]],
  ])('comes byte by byte, with %s, is understood', async (_, reply) => {
    const receiver = stack.use(await secureReceiver(certificate));
    expect(await sendBy([[5, 0], reply], receiver.port)).toMatchObject({ status: 200 });
  });

  it.each([
    ['the method', [[5]]],
    [
      'the reply',
      [
        [5, 0],
        [5, 4],
      ],
    ],
    [
      'the address',
      [
        [5, 0],
        [5, 0, 0, 1, 127],
      ],
    ],
  ])('ends within %s has closed the connection', async (_, answers) => {
    const message = 'the egress proxy closed the connection';
    expect(await sendBy(answers, 0)).toMatchObject({ ...FAILED, message });
  });
});

describe('the whole product', () => {
  it('delivers by the proxy of its settings, records its failures, and logs no password', async () => {
    const credentials = 'hookline:hunter2';
    let refusals = 0;
    const refusal = () => (refusals++ === 0 ? 403 : null);
    const proxy = stack.use(await startHttpProxy({ credentials, refusal }));
    const receiver = stack.use(await startReceiver());
    const log = collectLog();
    const env = {
      HOOKLINE_DELIVERY_PROXY: `http://${credentials}@${proxy.url.host}`,
      HOOKLINE_DELIVERY_PROXY_RESOLVES: 'true',
    };
    const hookline = stack.use(await startHookline({ env, log: log.logger }));
    const { client, key } = await hookline.createOrganization();
    await addEventType(hookline.admin, 'invoice.paid');
    const query =
      'subscription ($after: String) { deliveryFeed(after: $after) { ... on AttemptRecorded { attempt { outcome errorMessage } } } }';
    const feed = stack.use(await followFeed<{ attempt?: object }>(hookline.url, key, { query }));
    const url = new URL(receiver.url);
    url.hostname = 'localhost';
    await addEndpoint(client, { url: url.href });
    await publish(client, { type: 'invoice.paid' });
    const attempt = async () => (await feed.next((item) => item.attempt !== undefined)).attempt;
    const errorMessage = 'the egress proxy refused to connect (status 403)';
    expect(await attempt()).toEqual({ outcome: 'CONNECTION_FAILED', errorMessage });
    expect(await attempt()).toEqual({ outcome: 'SUCCEEDED', errorMessage: null });
    expect(proxy.asked).toEqual([url.host, url.host]);
    expect(log.lines().length).toBeGreaterThan(0);
    expect(log.text()).not.toMatch(/hunter2|aG9va2xpbmU6aHVudGVyMg/);
  });
});

describe('a proxy', () => {
  const schemes = kinds.map((kind) => `${kind}:`);

  function senderBy(scheme: string, { port }: Listening) {
    const proxy = { url: `${scheme}//user:hunter2@localhost:${port}`, resolvesNames: true };
    return stack.use(startSender({ proxy }));
  }

  it.each(schemes)('for %s that is not there fails without telling where it should be', async (scheme) => {
    const gone = await listen(net.createServer());
    await gone[Symbol.asyncDispose]();
    expect(await senderBy(scheme, gone).send(request('https://a.example/'))).toMatchObject({
      ...FAILED,
      message: 'the egress proxy cannot be used: connection refused',
    });
  });

  it.each(schemes)('for %s that hangs up fails', async (scheme) => {
    const listening = stack.use(
      await listen(net.createServer((socket) => socket.once('data', () => socket.end()))),
    );
    expect(await senderBy(scheme, listening).send(request('https://a.example/'))).toMatchObject({
      ...FAILED,
      message: expect.stringMatching(/^the egress proxy (cannot be used: connection|closed the connection)/),
    });
  });

  it.each(schemes)('for %s that speaks something else fails', async (scheme) => {
    const server = net.createServer((socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    const listening = stack.use(await listen(server));
    expect(await senderBy(scheme, listening).send(request('https://a.example/'))).toMatchObject({
      ...FAILED,
      message: expect.stringMatching(
        /not valid HTTP$|TLS handshake failed$|does not speak (TLS on this port|SOCKS 5)$/,
      ),
    });
  });

  it('for http: that refuses, and leaves the connection open, is not left with it', async () => {
    const closed = Promise.withResolvers<void>();
    const server = net.createServer((socket) => {
      socket.once('close', () => closed.resolve());
      socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'));
    });
    const sender = senderBy('http:', stack.use(await listen(server)));
    expect(await sender.send(request('https://a.example/'))).toMatchObject(REFUSED);
    await closed.promise;
  });

  it('for http: that says by another status than 200 that it has connected is taken at its word', async () => {
    const receiver = stack.use(await secureReceiver(certificate));
    const server = net.createServer((near) => {
      near.once('data', () => {
        near.write('HTTP/1.1 299 Connected\r\n\r\n');
        near.pipe(net.connect(receiver.port, '127.0.0.1').on('error', () => near.destroy())).pipe(near);
      });
    });
    const { port } = stack.use(await listen(server));
    const proxy = { url: `http://127.0.0.1:${port}`, resolvesNames: true };
    const sender = stack.use(startSender({ proxy, extraCa }));
    expect(await sender.send(request(`https://a.example:${receiver.port}/`))).toMatchObject({ status: 200 });
  });

  it('whose certificate is not trusted fails, and gets no password', async () => {
    const { url } = stack.use(await startHttpProxy({ certificate: proxyCertificate, credentials: 'a:b' }));
    const sender = stack.use(startSender({ proxy: { url: `https://a:b@${url.host}`, resolvesNames: true } }));
    expect(await sender.send(request('https://a.example/'))).toMatchObject({
      ...FAILED,
      message: 'the egress proxy cannot be used: certificate is self-signed',
    });
  });

  it.each(schemes)('for %s that never answers is waited for no longer than the timeout', async (scheme) => {
    const listening = stack.use(await listen(net.createServer((socket) => socket.resume())));
    const sender = senderBy(scheme, listening);
    expect(await sender.send(request('https://a.example/', { timeoutMs: 150 }))).toMatchObject({
      kind: 'timed_out',
      stage: 'connect',
    });
  });

  it.each(schemes)(
    'for %s that never answers is let go of when the sender is disposed of',
    async (scheme) => {
      const arrived = Promise.withResolvers<net.Socket>();
      const server = net.createServer((socket) =>
        socket.resume().once('data', () => arrived.resolve(socket)),
      );
      const listening = stack.use(await listen(server));
      const sender = senderBy(scheme, listening);
      const result = sender.send(request('https://a.example/'));
      const socket = await arrived.promise;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await sender[Symbol.asyncDispose]();
      expect(await result).toMatchObject({ kind: 'aborted' });
      await closed;
    },
  );
});
