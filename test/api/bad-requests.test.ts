import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { writingNothing } from '../support/rows.ts';

const MAX_BODY_BYTES = 64 * 1024;
const JSON_RESPONSE = 'application/json';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';
/** What would be written if the request were taken. */
const WRITE = 'mutation { eventTypeCreate(input: { name: "a.b" }) { __typename } }';

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({
    roles: { api: true, worker: false },
    env: { HOOKLINE_MAX_BODY_BYTES: String(MAX_BODY_BYTES) },
  });
});
afterAll(() => hookline[Symbol.asyncDispose]());

async function request(init: RequestInit & { duplex?: 'half' }, query = ''): Promise<Answer<unknown>> {
  return writingNothing(hookline.app.core.database.pool, async () => {
    const headers = new Headers({ 'content-type': 'application/json', accept: JSON_RESPONSE });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    headers.set('x-api-key', hookline.adminKey);
    const response = await fetch(`${hookline.url}/graphql${query}`, { method: 'POST', ...init, headers });
    const body = (await response.json()) as Omit<Answer<unknown>, 'status' | 'headers'>;
    return { ...body, status: response.status, headers: response.headers };
  });
}

/** The whole of an answer that is one error of the request itself: no data, no path, no place in a document. */
function refusal(status: number, code: string, message: string) {
  return {
    status,
    headers: expect.any(Headers),
    errors: [{ message, extensions: { code, errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) } }],
  };
}

const invalidJson = 'POST body sent invalid JSON.';
const noBatches = 'Batching is not supported.';
const notObject = (what: string) => `POST body is expected to be object but received ${what}`;
const isObject = (name: string, what: string) =>
  `Expected "${name}" param to be empty or an object, but given ${what}.`;

const bodies: [what: string, body: string, message: string][] = [
  ['no body', '', invalidJson],
  ['half of a body', JSON.stringify({ query: WRITE }).slice(0, -1), invalidJson],
  ['two bodies', `${JSON.stringify({ query: WRITE })}{}`, invalidJson],
  ['a string', JSON.stringify(WRITE), notObject('string')],
  ['a number', '1', notObject('number')],
  ['null', 'null', notObject('null')],
  ['true', 'true', notObject('boolean')],
  ['an empty array', '[]', noBatches],
  ['a batch', JSON.stringify([{ query: WRITE }, { query: '{ __typename }' }]), noBatches],
  ['no query', '{}', 'Must provide query string.'],
  ['a query of no text', '{"query":1}', 'Expected "query" param to be a string, but given number.'],
  ['variables of an array', JSON.stringify({ query: WRITE, variables: [] }), isObject('variables', 'array')],
  ['variables of text', JSON.stringify({ query: WRITE, variables: 'x' }), isObject('variables', 'string')],
  [
    'a foreign member',
    JSON.stringify({ query: WRITE, id: 1 }),
    'Unexpected parameter "id" in the request body.',
  ],
];

describe('a POST with', () => {
  it.each(bodies)('%s is refused', async (_what, body, message) => {
    expect(await request({ body })).toEqual(refusal(400, 'BAD_REQUEST', message));
    const answer = await request({ body, headers: { accept: GRAPHQL_RESPONSE } });
    expect(answer).toEqual(refusal(400, 'BAD_REQUEST', message));
  });

  it.each([
    ['an announced body', () => ({ body: ' '.repeat(MAX_BODY_BYTES + 1) })],
    ['an announced body of 8 MiB', () => ({ body: ' '.repeat(8 * 1024 * 1024) })],
    ['a chunked body', () => ({ body: endless(MAX_BODY_BYTES + 1), duplex: 'half' as const })],
    ['a chunked body of 8 MiB', () => ({ body: endless(8 * 1024 * 1024), duplex: 'half' as const })],
  ])('%s that is too large is refused', async (_what, init) => {
    const message = `A request’s body is at most ${MAX_BODY_BYTES} bytes.`;
    expect(await request(init())).toEqual(refusal(413, 'REQUEST_TOO_LARGE', message));
  });

  it('a body that is too large is answered to a client that listens only after it has sent it all', async () => {
    const { hostname, port } = new URL(hookline.url);
    const bytes = 16 * 1024 * 1024;
    const socket = connect(Number(port), hostname).pause();
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nX-API-Key: ${hookline.adminKey}\r\nContent-Length: ${bytes}\r\n\r\n`,
    );
    for (let sent = 0; sent < bytes; sent += MAX_BODY_BYTES) {
      if (!socket.write(Buffer.alloc(MAX_BODY_BYTES, ' '))) await once(socket, 'drain');
    }
    expect(await text(socket)).toMatch(/^HTTP\/1.1 413 .*"code":"REQUEST_TOO_LARGE"/s);
  });

  it('a body of exactly the limit is taken', async () => {
    const body = JSON.stringify({ query: '{ __typename }' }).padEnd(MAX_BODY_BYTES);
    expect(await request({ body })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    const chunked = new Blob([body]).stream();
    expect(await request({ body: chunked, duplex: 'half' })).toMatchObject({ status: 200 });
  });
});

describe('a POST of', () => {
  const body = JSON.stringify({ query: WRITE });

  it.each(['application/graphql', 'application/graphql+json', 'application/jsonp', 'text/json'])(
    '%s is refused',
    async (type) => {
      const sent = type === 'application/graphql' ? WRITE : body;
      const answer = await request({ body: sent, headers: { 'content-type': type } });
      expect(answer).toEqual(
        refusal(415, 'BAD_REQUEST', 'A POST needs the header Content-Type: application/json.'),
      );
    },
  );

  it.each(['APPLICATION/JSON', 'Application/Json; Charset=UTF-8', 'application/json ; charset=utf-8'])(
    '%s is taken',
    async (type) => {
      const sent = JSON.stringify({ query: '{ __typename }' });
      const answer = await request({ body: sent, headers: { 'content-type': type } });
      expect(answer).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    },
  );

  it.each(['gzip', 'br', 'GZIP, identity'])(
    'a body with Content-Encoding: %s is refused',
    async (encoding) => {
      const answer = await request({ body: gzipSync(body), headers: { 'content-encoding': encoding } });
      const message = 'A request’s body must be sent as it is: no Content-Encoding is accepted.';
      expect(answer).toEqual(refusal(415, 'BAD_REQUEST', message));
      expect(answer.headers.get('accept-encoding')).toBe('identity');
    },
  );

  it.each(['identity', 'Identity'])('a body with Content-Encoding: %s is taken', async (encoding) => {
    const sent = {
      body: JSON.stringify({ query: '{ __typename }' }),
      headers: { 'content-encoding': encoding },
    };
    expect(await request(sent)).toMatchObject({ status: 200 });
  });
});

describe('an answer that is asked for as', () => {
  const body = JSON.stringify({ query: WRITE });
  const subscription = JSON.stringify({ query: 'subscription { deliveryFeed { cursor } }' });
  const message =
    'An answer is application/graphql-response+json or application/json; a subscription’s is text/event-stream. Accept must name one.';

  it.each(['text/html', 'application/xml', 'image/*, text/plain', 'application/json; charset=latin1'])(
    '%s is refused, and nothing is done',
    async (accept) => {
      expect(await request({ body, headers: { accept } })).toEqual(refusal(406, 'BAD_REQUEST', message));
    },
  );

  it.each(['*/*', 'application/*', 'TEXT/HTML, Application/JSON', 'text/html, */*; q=0.1', ''])(
    '%j is given',
    async (accept) => {
      const sent = { body: JSON.stringify({ query: '{ __typename }' }), headers: { accept } };
      expect(await request(sent)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    },
  );

  it.each([JSON_RESPONSE, GRAPHQL_RESPONSE, 'multipart/mixed'])(
    '%s is refused for a subscription',
    async (accept) => {
      const answer = await request({ body: subscription, headers: { accept } });
      expect(answer).toEqual(
        refusal(
          406,
          'BAD_REQUEST',
          'A subscription is answered as text/event-stream, which Accept must name, or over a WebSocket.',
        ),
      );
    },
  );
});

/** Blanks in chunks of 64 KiB, so that nobody can tell their number in advance. */
function endless(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(Math.min(left, 64 * 1024)).fill(0x20));
      left -= 64 * 1024;
    },
  });
}

describe('another method', () => {
  const url = (query: string, rest = '') => `?query=${encodeURIComponent(query)}${rest}`;

  it('GET cannot write', async () => {
    const answer = await request({ method: 'GET' }, url(WRITE));
    const message = 'Can only perform a mutation operation from a POST request.';
    expect(answer).toEqual(refusal(405, 'BAD_REQUEST', message));
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it('GET cannot write by the name of one of two operations', async () => {
    const both = url(`query Read { __typename } ${WRITE.replace('mutation', 'mutation Write')}`);
    expect(await request({ method: 'GET' }, `${both}&operationName=Write`)).toMatchObject({ status: 405 });
    expect(await request({ method: 'GET' }, `${both}&operationName=Read`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['of several operations without a name', 'query A { __typename } query B { __typename }', undefined],
    ['with a name that no operation has', 'query A { __typename }', 'B'],
    ['of fragments alone', 'fragment F on Query { __typename }', undefined],
  ])('a document %s says which is to be named', async (_what, query, operationName) => {
    const answer = await request({ method: 'POST', body: JSON.stringify({ query, operationName }) });
    const message =
      'It is not clear which operation to execute: operationName must be the name of one in the document, and is needed where there are several.';
    expect(answer).toEqual(refusal(400, 'BAD_REQUEST', message));
  });

  it.each(['variables', 'extensions'])('GET with %s that are no JSON is refused', async (name) => {
    const answer = await request({ method: 'GET' }, url('{ __typename }', `&${name}={`));
    expect(answer).toEqual(refusal(400, 'BAD_REQUEST', '"variables" and "extensions" must be JSON.'));
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('%s is refused', async (method) => {
    const init = { method, ...(method !== 'DELETE' && { body: JSON.stringify({ query: WRITE }) }) };
    const message = 'GraphQL only supports GET and POST requests.';
    expect(await request(init)).toEqual(refusal(405, 'BAD_REQUEST', message));
  });
});

describe('a document', () => {
  const syntax = 'Syntax Error: Expected Name, found <EOF>.';
  const unknown = 'Cannot query field "nope" on type "Query". Did you mean "node" or "nodes"?';
  const nested = 'Syntax Error: Nested deeper than 250 brackets.';
  const tokens = 'Syntax Error: More than 10000 tokens.';

  it.each([
    ['that is none', '{', syntax],
    ['with an unknown field', '{ nope }', unknown],
    ['nested 3,000 deep in fields', '{a'.repeat(3000), nested],
    ['nested 20,000 deep in a list', `{ node(id: ${'['.repeat(20_000)}`, nested],
    ['nested 20,000 deep in an object', `{ node(id: ${'{a:'.repeat(20_000)}`, nested],
    ['of 10,001 tokens', `{ ${'a,'.repeat(10_000)} }`, tokens],
  ])('%s is refused', async (_what, query, message) => {
    const body = JSON.stringify({ query });
    for (const [accept, status] of [
      [JSON_RESPONSE, 200],
      [GRAPHQL_RESPONSE, 400],
    ] as const) {
      const answer = await request({ body, headers: { accept } });
      expect([answer.status, answer.data]).toEqual([status, undefined]);
      expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_REQUEST' } }]);
    }
  });

  it('gets an errorId of its own each time it is refused', async () => {
    const idOf = async () =>
      (await request({ body: '{"query":"{ nope }"}' })).errors?.[0]?.extensions.errorId;
    expect(await idOf()).not.toBe(await idOf());
  });
});
