import net from 'node:net';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { read } from '../support/operations.ts';
import { addEndpoint, addEventType, publish } from '../support/pipeline.ts';
import { deliveryOf } from '../support/scene.ts';
import { listen } from '../support/sending.ts';
import { eventually } from '../support/waiting.ts';

/** What receivers may answer with to do harm, over the whole product: an attempt ends, and its record can be read. */

const KEPT_BYTES = 16 * 1024;

interface Attempt {
  outcome: string;
  responseStatus: number | null;
  responseHeaders: { name: string; value: string }[] | null;
  responseBody: string | null;
  responseBodyTruncated: boolean;
  errorMessage: string | null;
}

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** Delivers an event to a receiver that answers with bytes, and reads the attempt from the API. */
async function attemptAt(answer: (socket: net.Socket) => void): Promise<Attempt> {
  const server = net.createServer((socket) => {
    socket.once('data', () => answer(socket));
  });
  await using listening = await listen(server);
  const tenant = await hookline.createOrganization();
  const url = `http://127.0.0.1:${listening.port}/`;
  const { id } = await addEndpoint(tenant.client, { url, maxRetries: 1, timeoutSeconds: 3 });
  const delivery = await deliveryOf(tenant, await publish(tenant.client, { type: 'invoice.paid' }), id);
  const attempt = await eventually('the attempt to be recorded', async () => {
    const found = await read<{ lastAttempt: Attempt | null }>(
      tenant.client,
      'delivery',
      { id: delivery },
      `lastAttempt { outcome responseStatus responseHeaders { name value } responseBody responseBodyTruncated
        errorMessage }`,
    );
    return found.lastAttempt ?? undefined;
  });
  await tenant.client.data('mutation ($id: ID!) { endpointDelete(id: $id) { __typename } }', { id });
  return attempt;
}

/** What is written without end, until the other side has enough. */
function flood(socket: net.Socket, head: string, chunk: Buffer): void {
  socket.write(head);
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
}

const says =
  (head: string, body: string | Buffer = '') =>
  (socket: net.Socket) => {
    socket.write(`HTTP/1.1 ${head}\r\n\r\n`);
    socket.write(body);
  };

describe('a response', () => {
  it.each<[string, (socket: net.Socket) => void, Partial<Attempt>]>([
    [
      'that never ends',
      (socket) => flood(socket, 'HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(65_536, 'x')),
      { outcome: 'SUCCEEDED', responseBody: 'x'.repeat(KEPT_BYTES), responseBodyTruncated: true },
    ],
    [
      'whose chunks never end',
      (socket) =>
        flood(
          socket,
          'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n',
          Buffer.from(`1000\r\n${'x'.repeat(4096)}\r\n`),
        ),
      { outcome: 'SUCCEEDED', responseBody: 'x'.repeat(KEPT_BYTES), responseBodyTruncated: true },
    ],
    [
      'of 10,000 headers',
      says(
        `200 OK\r\ncontent-length: 0\r\n${Array.from({ length: 10_000 }, (_, at) => `x-${at}: v`).join('\r\n')}`,
      ),
      {
        outcome: 'CONNECTION_FAILED',
        responseStatus: null,
        errorMessage: 'the headers of the response are too large',
      },
    ],
    [
      'of a header of a megabyte',
      says(`200 OK\r\ncontent-length: 0\r\nx-a: ${'v'.repeat(1_000_000)}`),
      {
        outcome: 'CONNECTION_FAILED',
        responseStatus: null,
        errorMessage: 'the headers of the response are too large',
      },
    ],
    [
      'that is a bomb',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n');
        socket.end(zlib.gzipSync(Buffer.alloc(32 * 1024 * 1024, 'x')));
      },
      { outcome: 'SUCCEEDED', responseBody: 'x'.repeat(KEPT_BYTES), responseBodyTruncated: true },
    ],
    [
      'that only claims to be compressed',
      says('200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5', 'plain'),
      { outcome: 'SUCCEEDED', responseBody: '', responseBodyTruncated: true },
    ],
    [
      'of bytes that are no UTF-8, and NUL',
      says(
        '500 No\r\ncontent-length: 9',
        Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x00, 0xed, 0xa0, 0x80, 0x62]),
      ),
      { outcome: 'REJECTED', responseStatus: 500, responseBody: 'a\ufffd\ufffd(\ufffd\ufffd\ufffd\ufffdb' },
    ],
    [
      'that is longer than it says',
      says('200 OK\r\ncontent-length: 2', 'ok, and more'),
      { outcome: 'SUCCEEDED', responseBody: 'ok', responseBodyTruncated: false },
    ],
    [
      'that is shorter than it says',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nok'),
      { outcome: 'SUCCEEDED', responseBody: 'ok', responseBodyTruncated: true },
    ],
    [
      'that says to be longer than any, and stops',
      says('200 OK\r\ncontent-length: 9007199254740991', 'ok'),
      { outcome: 'TIMED_OUT', responseStatus: 200, responseBody: 'ok', responseBodyTruncated: true },
    ],
    ...(
      [
        ['two lengths', 'content-length: 2\r\ncontent-length: 3'],
        ['a length below zero', 'content-length: -1'],
        ['a length that is no number', 'content-length: many'],
        ['a length beyond 64 bits', 'content-length: 99999999999999999999999'],
        ['a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked'],
        ['a header folded over lines', 'x-a: b\r\n c: d'],
        ['a header without a name', ': b'],
        ['NUL in a header', 'x-a: b\0c'],
      ] as const
    ).map(([what, header]): [string, (socket: net.Socket) => void, Partial<Attempt>] => [
      `with ${what}`,
      says(`200 OK\r\n${header}`, 'ok'),
      { responseBody: null, outcome: 'CONNECTION_FAILED', errorMessage: 'the answer is not valid HTTP' },
    ]),
    [
      'of bytes beyond ASCII in a header',
      says('200 OK\r\ncontent-length: 0\r\nx-a: caf\u00e9'),
      {
        outcome: 'SUCCEEDED',
        responseHeaders: expect.arrayContaining([{ name: 'x-a', value: expect.any(String) }]),
      },
    ],
  ])('%s is bounded and recorded', async (_what, answer, expected) => {
    const attempt = await attemptAt(answer);
    expect(attempt).toMatchObject(expected);
    expect(Buffer.byteLength(attempt.responseBody ?? '')).toBeLessThanOrEqual(KEPT_BYTES);
    expect(attempt.responseHeaders?.length ?? 0).toBeLessThanOrEqual(100);
  });
});

describe('a header of an endpoint', () => {
  it.each([
    ['CR and LF in a value', 'X-A', 'b\r\nX-Injected: 1'],
    ['LF in a value', 'X-A', 'b\nX-Injected: 1'],
    ['CR in a value', 'X-A', 'b\rX-Injected: 1'],
    ['NUL in a value', 'X-A', 'b\0'],
    ['CR and LF in a name', 'X-A\r\nX-Injected', 'b'],
    ['a name of the connection', 'Transfer-Encoding', 'chunked'],
    ['a name of the content', 'Content-Length', '0'],
    ['a name of the signature', 'Webhook-Signature', 'v1,x'],
    ['a name of the request', 'Host', 'other.example'],
  ])('with %s is refused where it is given', async (_what, name, value) => {
    const { client } = await hookline.createOrganization();
    const answer = await client.data(
      `mutation ($input: EndpointCreateInput!) { endpointCreate(input: $input) {
         ... on ValidationError { code issues { path } } } }`,
      { input: { url: 'https://a.example/', headers: [{ name, value }] } },
    );
    const path = ['input', 'headers', '0', expect.stringMatching(/^(name|value)$/)];
    expect(answer).toEqual({ endpointCreate: { code: 'VALIDATION_FAILED', issues: [{ path }] } });
  });
});
