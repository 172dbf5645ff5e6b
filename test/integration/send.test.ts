import { lookup } from 'node:dns';
import { getEventListeners, once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressPolicy } from '../../src/delivery/address-policy.ts';
import type { Resolve } from '../../src/delivery/guarded-lookup.ts';
import { RESPONSE_BODY_MAX_BYTES } from '../../src/delivery/response.ts';
import { createSender, type SenderOptions, type SendRequest } from '../../src/delivery/send.ts';

const development = createAddressPolicy({ allowLoopback: true });
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function sender(options: Partial<SenderOptions> = {}) {
  const created = createSender({ policy: development, userAgent: 'Hookline/test', ...options });
  cleanups.push(() => created[Symbol.asyncDispose]());
  return created;
}

function request(url: string, more: Partial<SendRequest> = {}): SendRequest {
  return { url, headers: {}, body: Buffer.from('{"a":1}'), timeoutMs: 5_000, ...more };
}

/** Listens on a free port of loopback until the test ends. @returns host and port */
async function listen(server: net.Server): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((done) => server.close(() => done()));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A receiver that reads each request to its end before it answers. */
async function receiver(
  answer: (response: http.ServerResponse, request: http.IncomingMessage, body: Buffer) => void,
): Promise<{ url: string; server: http.Server }> {
  const server = http.createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => answer(response, incoming, Buffer.concat(chunks)));
    incoming.on('error', () => {});
  });
  return { server, url: `http://${await listen(server)}/hooks` };
}

/** A receiver that is no HTTP server: it gets the socket once the head of the request has arrived. */
async function rawReceiver(
  answer: (socket: net.Socket) => void,
): Promise<{ url: string; server: net.Server }> {
  const server = net.createServer((socket) => {
    socket.once('data', () => answer(socket));
  });
  return { server, url: `http://${await listen(server)}/hooks` };
}

describe('a request', () => {
  it('carries the exact body, its headers and ours', async () => {
    const body = Buffer.from('{"type":"a","data":{"n":12345678901234567890,"s":"馬"}}');
    const seen: { method?: string; url?: string; headers: http.IncomingHttpHeaders; body: Buffer }[] = [];
    const { url } = await receiver((response, { method = '', url: path = '', headers }, received) => {
      seen.push({ method, url: path, headers, body: received });
      response.writeHead(201, { 'X-Answer': 'yes', 'Set-Cookie': ['a=1', 'b=2'] }).end('thanks ✓');
    });
    const headers = { 'webhook-id': 'evt_1', 'X-Tenant': 'acme' };
    const result = await sender().send(request(`${url}?q=ä#fragment`, { headers, body }));
    expect(result).toMatchObject({ kind: 'response', status: 201, body: 'thanks ✓', bodyTruncated: false });
    expect(Number.isInteger(result.durationMs)).toBe(true);
    expect(result.kind === 'response' && result.headers).toEqual(
      expect.arrayContaining([
        { name: 'x-answer', value: 'yes' },
        { name: 'set-cookie', value: 'a=1' },
        { name: 'set-cookie', value: 'b=2' },
      ]),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/hooks?q=%C3%A4', body });
    expect(seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(body.length),
      'user-agent': 'Hookline/test',
      'webhook-id': 'evt_1',
      'x-tenant': 'acme',
    });
  });

  it('reuses its connection for the next one', async () => {
    let connections = 0;
    const { url, server } = await receiver((response) => response.end('ok'));
    server.on('connection', () => {
      connections += 1;
    });
    const { send } = sender();
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await send(request(url))).toMatchObject({ status: 200 });
      // undici frees a connection one turn of the event loop after its response.
      await setImmediate();
    }
    expect(connections).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with status %i', async (status) => {
    let elsewhere = 0;
    const target = await receiver((response) => {
      elsewhere += 1;
      response.end();
    });
    const { url } = await receiver((response) =>
      response.writeHead(status, { location: target.url }).end('moved'),
    );
    expect(await sender().send(request(url))).toMatchObject({ kind: 'response', status, body: 'moved' });
    expect(elsewhere).toBe(0);
  });

  it('waits its turn when the origin has all the connections it may have', async () => {
    const waiting: http.ServerResponse[] = [];
    const { url, server } = await receiver((response) => {
      waiting.push(response);
      if (waiting.length === 2) for (const each of waiting.splice(0)) each.end();
    });
    let connections = 0;
    server.on('connection', () => {
      connections += 1;
    });
    const { send } = sender({ connectionsPerOrigin: 2 });
    const results = await Promise.all(Array.from({ length: 12 }, () => send(request(url))));
    expect(results.map((result) => result.kind === 'response' && result.status)).toEqual(Array(12).fill(200));
    expect(connections).toBe(2);
  });

  it.each([
    ['x-a', 'a\r\nx-injected: 1'],
    ['x-a', 'a\0b'],
    ['x-a\r\nx-injected: 1', 'a'],
    ['transfer-encoding', 'chunked'],
    ['expect', '100-continue'],
  ])('is never sent with the header %j: %j', async (name, value) => {
    let received = 0;
    const { url } = await receiver((response) => {
      received += 1;
      response.end();
    });
    const result = await sender().send(request(url, { headers: { [name]: value } }));
    expect(result).toMatchObject({ kind: 'connection_failed', code: expect.stringMatching(/^UND_ERR_/) });
    expect(JSON.stringify(result)).not.toContain('injected');
    expect(received).toBe(0);
  });
});

describe('a response', () => {
  it('is read to 16 KiB of text, and then its socket is closed', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const flood = () => {
        while (socket.write(Buffer.alloc(65_536, 'x')));
      };
      socket.on('drain', flood);
      flood();
      socket.once('close', () => closed());
    });
    let closed = () => {};
    const socketClosed = new Promise<void>((done) => {
      closed = done;
    });
    const body = 'x'.repeat(RESPONSE_BODY_MAX_BYTES);
    expect(await sender().send(request(url))).toMatchObject({ status: 200, body, bodyTruncated: true });
    await socketClosed;
  });

  it('that stops for good after more than 16 KiB has its socket closed too', async () => {
    const { url, server } = await rawReceiver((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(RESPONSE_BODY_MAX_BYTES + 1)}`);
    });
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'));
    expect(await sender().send(request(url))).toMatchObject({ status: 200, bodyTruncated: true });
    await closed;
  });

  const bomb = Buffer.alloc(16 * 1024 * 1024, 'x');
  it.each([
    ['gzip', zlib.gzipSync(bomb)],
    ['deflate', zlib.deflateSync(bomb)],
    ['br', zlib.brotliCompressSync(bomb, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['zstd', zlib.zstdCompressSync(bomb)],
  ])('that is a bomb of %s is read no further', async (coding, compressed) => {
    const { url } = await receiver((response) => {
      response.writeHead(200, { 'Content-Encoding': coding.toUpperCase() }).end(compressed);
    });
    const body = 'x'.repeat(RESPONSE_BODY_MAX_BYTES);
    expect(await sender().send(request(url))).toMatchObject({ status: 200, body, bodyTruncated: true });
  });

  it('that is compressed without end and without output is read no further', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: deflate\r\n\r\n');
      // Stored blocks of no bytes: valid deflate that decodes to nothing.
      const empty = Buffer.concat(Array(4_000).fill(Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff])));
      socket.write(Buffer.from([0x78, 0x9c]));
      const flood = () => {
        while (socket.write(empty));
      };
      socket.on('drain', flood);
      flood();
    });
    expect(await sender().send(request(url))).toMatchObject({ status: 200, body: '', bodyTruncated: true });
  });

  it('has blanks after the values of its headers, which are no part of them', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 503 No\r\ncontent-encoding: gzip \r\nretry-after: 3 \t\r\n\r\n');
      socket.end(zlib.gzipSync('later'));
    });
    const headers = [
      { name: 'content-encoding', value: 'gzip' },
      { name: 'retry-after', value: '3' },
    ];
    expect(await sender().send(request(url))).toMatchObject({ status: 503, body: 'later', headers });
  });

  it('of just 16 KiB is whole', async () => {
    const body = 'x'.repeat(RESPONSE_BODY_MAX_BYTES);
    const { url } = await receiver((response) => response.end(body));
    expect(await sender().send(request(url))).toMatchObject({ body, bodyTruncated: false });
  });

  it('with a coding that names a property of objects is text', async () => {
    const { url } = await receiver((response) => {
      response.writeHead(200, { 'content-encoding': 'constructor' }).end('plain');
    });
    expect(await sender().send(request(url))).toMatchObject({ status: 200, body: 'plain' });
  });

  it('keeps at most 100 headers, and survives a head of 20 KiB', async () => {
    const { url } = await rawReceiver((socket) => {
      const many = Array.from({ length: 150 }, (_, index) => `x-${index}: ${'v'.repeat(130)}\r\n`).join('');
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 0\r\n${many}\r\n`);
    });
    const result = await sender().send(request(url));
    expect(result).toMatchObject({ kind: 'response', status: 200 });
    expect(result.kind === 'response' && result.headers).toHaveLength(100);
  });

  it('with an endless head is refused', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const flood = () => {
        while (socket.write(`x-a: ${'v'.repeat(1_000)}\r\n`));
      };
      socket.on('drain', flood);
      flood();
    });
    expect(await sender().send(request(url))).toMatchObject({
      kind: 'connection_failed',
      code: 'UND_ERR_HEADERS_OVERFLOW',
      message: 'the headers of the response are too large',
    });
  });

  it('is the final one, after any 1xx', async () => {
    const { url } = await receiver((response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(202).end('done');
    });
    expect(await sender().send(request(url))).toMatchObject({ kind: 'response', status: 202, body: 'done' });
  });

  it.each([
    ['100 Continue', 'UNASKED_CONTINUE'],
    ['101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x', 'UNASKED_UPGRADE'],
    ['101 Switching Protocols', 'UNASKED_UPGRADE'],
  ])('that is %s is called what it is, not a closed connection', async (head, code) => {
    const { url } = await rawReceiver((socket) => {
      socket.write(`HTTP/1.1 ${head}\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n`);
    });
    const result = await sender().send(request(url));
    expect(result).toMatchObject({ kind: 'connection_failed', code });
    expect(result).toHaveProperty('message', expect.stringMatching(/^the answer is 10[01] .*not asked for/));
  });

  it('keeps its status when its body breaks off', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npartly', () => socket.destroy());
    });
    expect(await sender().send(request(url))).toMatchObject({
      kind: 'response',
      status: 200,
      body: 'partly',
      bodyTruncated: true,
    });
  });

  it('keeps its status when its body is no valid chunk', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 500 No\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nnonsense\r\n');
    });
    expect(await sender().send(request(url))).toMatchObject({
      status: 500,
      body: 'abc',
      bodyTruncated: true,
    });
  });
});

describe('the timeout', () => {
  it('covers connecting: a TLS handshake that is never answered', async () => {
    const host = await listen(net.createServer(() => {}));
    const result = await sender().send(request(`https://${host}/`, { timeoutMs: 150 }));
    expect(result).toMatchObject({
      kind: 'timed_out',
      stage: 'connect',
      response: null,
      message: 'timed out while connecting',
    });
    expect(result.durationMs).toBeGreaterThanOrEqual(149);
    expect(result.durationMs).toBeLessThan(2_000);
  });

  it('covers looking up the name', async () => {
    const result = await sender({ resolve: () => {} }).send(
      request('https://a.example/', { timeoutMs: 150 }),
    );
    expect(result).toMatchObject({ kind: 'timed_out', stage: 'connect' });
  });

  it('covers waiting for the head', async () => {
    const { url } = await receiver(() => {});
    expect(await sender().send(request(url, { timeoutMs: 150 }))).toMatchObject({
      kind: 'timed_out',
      stage: 'headers',
      response: null,
      message: 'timed out waiting for a response',
    });
  });

  it('is not impressed by 1xx', async () => {
    const { url } = await rawReceiver((socket) => socket.write('HTTP/1.1 103 Early Hints\r\nx-a: b\r\n\r\n'));
    expect(await sender().send(request(url, { timeoutMs: 150 }))).toMatchObject({
      kind: 'timed_out',
      stage: 'headers',
      response: null,
    });
  });

  it('covers a receiver that never reads the request', async () => {
    const server = net.createServer({ pauseOnConnect: true }, () => {});
    const url = `http://${await listen(server)}/`;
    const body = Buffer.alloc(16 * 1024 * 1024, 'x');
    expect(await sender().send(request(url, { timeoutMs: 300, body }))).toMatchObject({
      kind: 'timed_out',
      stage: 'headers',
    });
  });

  it('is no timeout when the answer came in time, and this process stood still until it was over', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      for (const until = performance.now() + 1_100; performance.now() < until; );
    });
    expect(await sender().send(request(url, { timeoutMs: 1_000 }))).toMatchObject({
      kind: 'response',
      status: 200,
      body: 'ok',
    });
  });

  it('covers a body that trickles, and keeps what had come', async () => {
    const { url } = await rawReceiver((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\n');
      const trickle = setInterval(() => socket.write('x'), 10);
      socket.once('close', () => clearInterval(trickle));
    });
    const result = await sender().send(request(url, { timeoutMs: 300 }));
    expect(result).toMatchObject({
      kind: 'timed_out',
      stage: 'body',
      message: 'timed out while reading the response',
      response: {
        status: 200,
        headers: expect.arrayContaining([{ name: 'content-type', value: 'text/plain' }]),
        body: expect.stringMatching(/^x+$/),
        bodyTruncated: true,
      },
    });
    expect(result.durationMs).toBeLessThan(2_000);
  });

  it('covers waiting for a free connection, and a request that is too late is not sent', async () => {
    const bodies: string[] = [];
    let answerFirst = () => {};
    const { url, server } = await receiver((response, _, body) => {
      bodies.push(body.toString());
      if (bodies.length === 1) answerFirst = () => response.end();
      else response.end();
    });
    const { send } = sender({ connectionsPerOrigin: 1 });
    const arrived = once(server, 'request');
    const first = send(request(url, { body: Buffer.from('first') }));
    await arrived;
    const late = await send(request(url, { body: Buffer.from('late'), timeoutMs: 100 }));
    expect(late).toMatchObject({ kind: 'timed_out', stage: 'connect' });
    answerFirst();
    expect(await first).toMatchObject({ status: 200 });
    expect(await send(request(url, { body: Buffer.from('next') }))).toMatchObject({ status: 200 });
    expect(bodies).toEqual(['first', 'next']);
  });

  it('of one request leaves others to the same origin alone', async () => {
    const { url } = await receiver((response, _, body) => {
      if (body.toString() !== 'hang') response.end('ok');
    });
    const { send } = sender();
    const hanging = Array.from({ length: 10 }, () =>
      send(request(url, { body: Buffer.from('hang'), timeoutMs: 200 })),
    );
    const healthy = await Promise.all(Array.from({ length: 10 }, () => send(request(url))));
    expect(healthy.map(({ kind }) => kind)).toEqual(Array(10).fill('response'));
    expect((await Promise.all(hanging)).map(({ kind }) => kind)).toEqual(Array(10).fill('timed_out'));
  });
});

describe('a connection', () => {
  it('that the system gives up is timed out', async () => {
    const resolve: Resolve = (_name, _options, callback) =>
      callback(Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT' }), []);
    expect(await sender({ resolve }).send(request('https://slow.example/'))).toMatchObject({
      kind: 'timed_out',
      stage: 'connect',
    });
  });

  it('that is refused is named', async () => {
    const server = net.createServer();
    const host = await listen(server);
    await new Promise((done) => server.close(done));
    expect(await sender().send(request(`http://${host}/`))).toMatchObject({
      kind: 'connection_failed',
      code: 'ECONNREFUSED',
      message: `connection refused by ${host}`,
    });
  });

  it('that is refused on every address of a name is named once', async () => {
    const server = net.createServer();
    const port = (await listen(server)).split(':')[1];
    await new Promise((done) => server.close(done));
    expect(await sender().send(request(`http://localhost:${port}/`))).toMatchObject({
      kind: 'connection_failed',
      message: expect.stringMatching(/^connection refused by (127\.0\.0\.1|\[::1\]):\d+$/),
    });
  });

  it('that closes before the head has no response', async () => {
    const { url } = await rawReceiver((socket) => socket.end());
    expect(await sender().send(request(url))).toMatchObject({
      kind: 'connection_failed',
      code: 'UND_ERR_SOCKET',
      message: 'connection closed before a response',
    });
  });

  it('that is reset before the head has no response', async () => {
    const { url } = await rawReceiver((socket) => socket.resetAndDestroy());
    expect(await sender().send(request(url))).toMatchObject({
      kind: 'connection_failed',
      message: expect.stringMatching(/^connection (reset|closed) before a response$/),
    });
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    [
      'a switch of protocols',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    ],
    ['100 Continue that nobody asked for', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['NUL in a header', 'HTTP/1.1 200 OK\r\nx-a: a\0b\r\n\r\n'],
  ])('that answers with %s has no response', async (_, answer) => {
    const { url } = await rawReceiver((socket) => socket.write(answer));
    expect(await sender().send(request(url))).toMatchObject({ kind: 'connection_failed' });
  });

  it('to a name that does not exist says so', async () => {
    const resolve: Resolve = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), []);
    expect(await sender({ resolve }).send(request('https://a.example/'))).toMatchObject({
      kind: 'connection_failed',
      code: 'ENOTFOUND',
      message: 'no such host',
    });
  });
});

describe('an address that is not public', () => {
  async function unreachable(): Promise<{ port: string; reached: () => number }> {
    let connections = 0;
    const server = net.createServer(() => {
      connections += 1;
    });
    const port = String((await listen(server)).split(':')[1]);
    return { port, reached: () => connections };
  }

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost', '169.254.169.254'])(
    'is blocked when written as %s',
    async (host) => {
      const { port, reached } = await unreachable();
      const production = sender({ policy: createAddressPolicy({ allowLoopback: false }) });
      for (const url of [`https://${host}:${port}/`, `http://${host}:${port}/`]) {
        expect(await production.send(request(url))).toMatchObject({ kind: 'blocked' });
      }
      expect(reached()).toBe(0);
    },
  );

  it('is blocked when a name resolves to it, even among public ones', async () => {
    const { port, reached } = await unreachable();
    const resolve: Resolve = (_hostname, _options, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '192.0.2.1', family: 4 },
      ]);
    const production = sender({ policy: createAddressPolicy({ allowLoopback: false }), resolve });
    const result = await production.send(request(`https://rebound.example:${port}/`));
    expect(result).toMatchObject({
      kind: 'blocked',
      message: 'rebound.example resolves to an address that is not public',
    });
    expect(reached()).toBe(0);
  });

  it('is blocked when the system resolves a name to it', async () => {
    const { port, reached } = await unreachable();
    const resolve: Resolve = (_hostname, options, callback) => lookup('localhost', options, callback);
    const production = sender({ policy: createAddressPolicy({ allowLoopback: false }), resolve });
    expect(await production.send(request(`https://intern.example:${port}/`))).toMatchObject({
      kind: 'blocked',
    });
    expect(reached()).toBe(0);
  });
});

describe('stopping', () => {
  it('aborts requests in every stage at once', async () => {
    const stop = new AbortController();
    const silent = net.createServer((socket) => socket.resume());
    const silentHost = await listen(silent);
    const waiting = await receiver(() => {});
    const trickling = await rawReceiver((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\npartly'));
    const { send } = sender();
    const closed = [waiting, trickling].map(({ server }) =>
      once(server, 'connection').then(([socket]) => once(socket, 'close')),
    );
    const arrived = [
      once(silent, 'connection'),
      once(waiting.server, 'request'),
      once(trickling.server, 'connection'),
    ];
    const urls = [`https://${silentHost}/`, waiting.url, trickling.url];
    const results = urls.map((url) => send(request(url, { signal: stop.signal })));
    await Promise.all(arrived);
    stop.abort();
    expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(['aborted', 'aborted', 'aborted']);
    await Promise.all(closed);
    expect(await send(request(waiting.url, { signal: stop.signal }))).toMatchObject({ kind: 'aborted' });
  });

  it('aborts what is under way, though other requests of the signal have ended', async () => {
    const stop = new AbortController();
    const { url } = await receiver((response, _, body) => {
      if (body.toString() !== 'hang') response.end();
    });
    const { send } = sender();
    const quick = () => send(request(url, { signal: stop.signal }));
    expect(await quick()).toMatchObject({ status: 200 });
    const hanging = send(request(url, { signal: stop.signal, body: Buffer.from('hang') }));
    expect(await quick()).toMatchObject({ status: 200 });
    stop.abort();
    expect(await hanging).toMatchObject({ kind: 'aborted' });
  });

  it('leaves no listener on the signal', async () => {
    const stop = new AbortController();
    const { url } = await receiver((response) => response.end());
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    cleanups.push(() => process.off('warning', onWarning));
    const { send } = sender();
    await Promise.all(Array.from({ length: 50 }, () => send(request(url, { signal: stop.signal }))));
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
    expect(warnings).toEqual([]);
  });

  it('by disposing closes sockets that are idle, at work and still connecting', async () => {
    const { url, server } = await receiver((response, _, body) => {
      if (body.toString() !== 'hang') response.end();
    });
    const silent = net.createServer((socket) => socket.resume());
    const silentHost = await listen(silent);
    const closed: Promise<unknown>[] = [];
    for (const each of [server, silent]) {
      each.on('connection', (socket: net.Socket) => closed.push(once(socket, 'close')));
    }
    const disposable = sender();
    expect(await disposable.send(request(url))).toMatchObject({ status: 200 });
    const arrived = once(server, 'request');
    const connecting = once(silent, 'connection');
    const hanging = disposable.send(request(url, { body: Buffer.from('hang') }));
    const handshaking = disposable.send(request(`https://${silentHost}/`));
    await Promise.all([arrived, connecting]);
    await disposable[Symbol.asyncDispose]();
    expect(await hanging).toMatchObject({ kind: 'aborted' });
    expect(await handshaking).toMatchObject({ kind: 'aborted' });
    expect(await disposable.send(request(url))).toMatchObject({ kind: 'aborted' });
    expect(closed.length).toBeGreaterThanOrEqual(2);
    await Promise.all(closed);
  });
});
