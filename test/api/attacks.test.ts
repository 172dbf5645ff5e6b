import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { formatId, newId } from '../../src/ids.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { openSocket } from '../support/socket.ts';

const WITHIN_MS = 5000;
const PUBLISH =
  'mutation ($payload: JSON!) { eventPublish(input: { type: "a.b", payload: $payload }) { __typename ... on Error { code message } ... on EventPublishSuccess { event { payload } } } }';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
  await hookline.admin.data('mutation { eventTypeCreate(input: { name: "a.b" }) { __typename } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());
afterEach(async () => {
  expect(await tenant.client.data('{ __typename }')).toEqual({ __typename: 'Query' });
});

/** A body as it is, and the status and the codes of its answer, which must come in time. */
async function send(body: RequestInit['body'], headers: Record<string, string> = {}) {
  const startedMs = performance.now();
  const response = await fetch(`${hookline.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': tenant.key, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  expect(performance.now() - startedMs).toBeLessThan(WITHIN_MS);
  const { data, errors } = JSON.parse(text) as {
    data?: Record<string, Record<string, unknown>>;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return {
    status: response.status,
    codes: errors?.map(({ extensions }) => extensions.code),
    message: errors?.[0]?.message,
    data,
  };
}
const ask = (query: string, variables?: object) => send(JSON.stringify({ query, variables }));

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nested = (open: string, inner: string, close: string, depth: number) =>
  open.repeat(depth) + inner + close.repeat(depth);
const upAndDown = (times: number): string =>
  times === 0 ? 'id' : `id lastAttempt { delivery { ${upAndDown(times - 1)} } }`;

const documents: [what: string, query: string, code: string, message: RegExp][] = [
  ['100 levels', `{ deliveries { nodes { ${upAndDown(49)} } } }`, 'QUERY_TOO_COMPLEX', /depth of 10\d/],
  [
    '100 levels in fragments',
    `{ deliveries { nodes { ...f0 } } } ${many(49, (at) => `fragment f${at} on Delivery { lastAttempt { delivery { ...f${at + 1} } } }`)} fragment f49 on Delivery { id }`,
    'QUERY_TOO_COMPLEX',
    /depth of 10\d/,
  ],
  [
    '2,000 levels of inline fragments',
    `{ ${nested('... { ', '__typename', ' }', 2000)} }`,
    'BAD_REQUEST',
    /Nested deeper/,
  ],
  [
    '10,000 aliases',
    `{ ${many(10_000, (at) => `a${at}:__typename`)} }`,
    'BAD_REQUEST',
    /More than 10000 tokens/,
  ],
  ['101 aliases', `{ ${many(101, (at) => `a${at}:__typename`)} }`, 'BAD_REQUEST', /More than 100 aliases/],
  [
    '101 aliases in fragments',
    `{ ...f ...g } fragment f on Query { ${many(51, (at) => `a${at}:__typename`)} } fragment g on Query { ${many(50, (at) => `b${at}:__typename`)} }`,
    'BAD_REQUEST',
    /More than 100 aliases/,
  ],
  [
    '100 aliased pages of 100',
    `{ ${many(100, (at) => `a${at}: endpoints(first: 100) { nodes { id url description } }`)} }`,
    'QUERY_TOO_COMPLEX',
    /of \d+; at most/,
  ],
  [
    '9,900 times the same field',
    `{ ${'__typename '.repeat(9900)} }`,
    'QUERY_TOO_COMPLEX',
    /names the same fields too often/,
  ],
  ['301 times the same field', `{ ${'__typename '.repeat(301)} }`, 'QUERY_TOO_COMPLEX', /breadth of 301/],
  [
    'a fragment of itself',
    '{ ...f } fragment f on Query { ...f }',
    'BAD_REQUEST',
    /Cannot spread fragment "f" within itself/,
  ],
  [
    'a circle of fragments',
    `{ ...f0 } ${many(500, (at) => `fragment f${at} on Query { ...f${(at + 1) % 500} }`)}`,
    'BAD_REQUEST',
    /within itself/,
  ],
  [
    '2^200 fields in fragments',
    `{ ...f0 } ${many(200, (at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`)} fragment f200 on Query { __typename }`,
    'QUERY_TOO_COMPLEX',
    /breadth of/,
  ],
  [
    '1,200 directives',
    `{ __typename ${'@skip(if: false) '.repeat(1200)} }`,
    'BAD_REQUEST',
    /More than 100 directives/,
  ],
  [
    '3,000 unknown directives',
    `{ __typename ${'@a '.repeat(3000)} }`,
    'BAD_REQUEST',
    /More than 100 directives/,
  ],
  [
    'directives on 101 fields',
    `{ ${'__typename @skip(if: false) '.repeat(101)} }`,
    'BAD_REQUEST',
    /More than 100 directives/,
  ],
  [
    '1,600 variables',
    `query (${many(1600, (at) => `$v${at}: Int`)}) { __typename }`,
    'BAD_REQUEST',
    /never used/,
  ],
  ['1,600 operations', many(1600, (at) => `query q${at} { __typename }`), 'BAD_REQUEST', /operation/],
  [
    'an introspection into itself',
    `{ __schema { types { ${nested('fields { type { ', 'name', ' } } ', 20)} } } }`,
    'BAD_REQUEST',
    /introspection depth/,
  ],
  [
    'an introspection of 50 × 50 aliases',
    `{ __schema { types { ${many(50, (at) => `a${at}: fields { name }`)} ${many(50, (at) => `b${at}: name`)} } } }`,
    'BAD_REQUEST',
    /without an alias/,
  ],
  [
    '100 aliased introspections',
    `{ ${many(100, (at) => `a${at}: __schema { types { fields { type { name } } } }`)} }`,
    'BAD_REQUEST',
    /without an alias/,
  ],
  [
    'a subscription to a field that is skipped',
    'subscription { deliveryFeed @skip(if: true) { cursor } }',
    'BAD_REQUEST',
    /cannot depend on @skip/,
  ],
  [
    'a subscription to a field that is included by a fragment',
    'subscription { ...f } fragment f on Subscription { ... { deliveryFeed @include(if: false) { cursor } } }',
    'BAD_REQUEST',
    /cannot depend on @include/,
  ],
  [
    '2^200 fields in fragments of a subscription',
    `subscription { ...f0 } ${many(200, (at) => `fragment f${at} on Subscription { ...f${at + 1} ...f${at + 1} }`)} fragment f200 on Subscription { deliveryFeed { cursor } }`,
    'QUERY_TOO_COMPLEX',
    /breadth of/,
  ],
  ['a field that is called then', '{ viewer { then: subject } }', 'BAD_REQUEST', /cannot be called "then"/],
  [
    'a block string without end',
    '{ node(id: """'.padEnd(1_000_000, 'x'),
    'BAD_REQUEST',
    /Unterminated string/,
  ],
  ['a name of a megabyte', `{ ${'x'.repeat(1_000_000)} }`, 'BAD_REQUEST', /Cannot query field/],
];

describe('a document with', () => {
  it.each(documents)('%s is refused', async (_what, query, code, message) => {
    const answer = await ask(query);
    expect(answer).toMatchObject({
      codes: expect.arrayContaining([code]),
      message: expect.stringMatching(message),
    });
    expect(new Set(answer.codes)).toEqual(new Set([code]));
    expect(answer.data ?? null).toBeNull();
  });

  it.each(documents)('%s is refused over WebSocket', async (_what, query, code, message) => {
    await using socket = openSocket(hookline.url, { 'x-api-key': tenant.key });
    const items = socket.run(query).next();
    const errors = await items.then(
      ({ value }) => (value as { errors: unknown }).errors,
      (thrown: unknown) => thrown,
    );
    expect((errors as object[])[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code },
    });
    expect((await socket.run('{ __typename }').next()).value).toMatchObject({
      data: { __typename: 'Query' },
    });
  });

  it('what is allowed of all that is answered', async () => {
    const query = `{ ${many(100, (at) => `a${at}: __typename`)} ${'__typename @skip(if: false) '.repeat(100)} }`;
    expect(await ask(query)).toMatchObject({ status: 200, codes: undefined });
  });
});

describe('variables', () => {
  const deep = (open: string, close: string) =>
    `{"query":${JSON.stringify(PUBLISH)},"variables":{"payload":${nested(open, '1', close, 20_000)}}}`;

  it.each([
    ['lists', deep('[', ']')],
    ['objects', deep('{"a":', '}')],
  ])('20,000 deep in %s are refused', async (_what, body) => {
    const answer = await send(body);
    expect(answer.codes).toEqual(['BAD_REQUEST']);
    expect(answer.message).toMatch(/nested deeper than 100 levels/);
  });

  it('20,000 deep are refused over WebSocket', async () => {
    const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-api-key': tenant.key },
    });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send(`{"id":"1","type":"subscribe","payload":${deep('[', ']')}}`);
    const [answer] = await once(socket, 'message');
    expect(String(answer)).toMatch(/"BAD_REQUEST"/);
    socket.terminate();
  });

  const ids = (count: number) => Array.from({ length: count }, () => formatId('Endpoint', newId()));
  it.each<[string, string, object]>([
    ['a list of 100,000 ids', 'query ($v: [ID!]!) { nodes(ids: $v) { id } }', { v: ids(100_000) }],
    [
      'a list of 100,000 filters',
      'query ($v: [ID!]) { deliveries(filter: { endpointIds: $v }) { nodes { id } } }',
      { v: ids(100_000) },
    ],
    ['an id of 3 MB', 'query ($v: ID!) { node(id: $v) { id } }', { v: 'x'.repeat(3_000_000) }],
    [
      'a cursor of 3 MB',
      'query ($v: String) { endpoints(after: $v) { nodes { id } } }',
      { v: 'x'.repeat(3_000_000) },
    ],
    [
      'a search of 3 MB',
      'query ($v: String) { endpoints(filter: { search: $v }) { nodes { id } } }',
      { v: 'x'.repeat(3_000_000) },
    ],
    ['a payload of 3 MB', PUBLISH, { payload: 'x'.repeat(3_000_000) }],
    [
      'an object of 100,000 unknown fields',
      'query ($v: EndpointFilter) { endpoints(filter: $v) { nodes { id } } }',
      { v: Object.fromEntries(ids(100_000).map((_, at) => [`f${at}`, 1])) },
    ],
  ])('%s are answered in time and without a fault of the server', async (_what, query, variables) => {
    const before = process.memoryUsage().rss;
    const { codes = [], data } = await ask(query, variables);
    const failure = Object.values(data ?? {}).find((value) => value?.code)?.code;
    const said = [...codes, ...(failure ? [failure] : [])];
    expect(said.filter((code) => code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
    expect({ said, data }).not.toEqual({ said: [], data: undefined });
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
    'with the key %s change nothing but themselves',
    async (key) => {
      const payload = `{"${key}":{"polluted":true},"x":{"${key}":{"polluted":true}}}`;
      const before = Object.keys(Object.prototype);
      const asVariable = await send(
        `{"query":${JSON.stringify(PUBLISH)},"variables":{"payload":${payload}}}`,
      );
      expect(asVariable.codes).toBeUndefined();
      const literal = PUBLISH.replace('($payload: JSON!)', '').replace(
        '$payload',
        `{ ${key}: { polluted: true }, x: { ${key}: { polluted: true } } }`,
      );
      const asLiteral = await ask(literal);
      for (const { data } of [asVariable, asLiteral]) {
        const event = data?.eventPublish?.event as { payload: unknown } | undefined;
        expect(JSON.stringify(event?.payload)).toBe(payload);
      }
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual(before);
      const inFilter = `{"query":"query ($v: EndpointFilter) { endpoints(filter: $v) { nodes { id } } }","variables":{"v":{"${key}":{"polluted":true}}}}`;
      expect((await send(inFilter)).codes?.[0] ?? 'BAD_REQUEST').toBe('BAD_REQUEST');
      const inBody = `{"query":"{ __typename }","variables":{},"${key}":{"query":"x"}}`;
      expect((await send(inBody)).codes ?? ['BAD_REQUEST']).toEqual(['BAD_REQUEST']);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );

  it('with the key then are stored and shown, and taken for no promise', async () => {
    const query = `mutation ($schema: JSON!, $metadata: JSON!) {
      eventTypeCreate(input: { name: "then.a", example: $metadata, payloadSchema: $schema }) {
        ... on EventTypeCreateSuccess { eventType { example payloadSchema } } }
      endpointCreate(input: { url: "https://a.example", metadata: $metadata }) {
        ... on EndpointCreateSuccess { endpoint { metadata } } }
      eventPublish(input: { type: "then.a", payload: $metadata }) {
        ... on EventPublishSuccess { event { payload } } } }`;
    const metadata = '{"then":"x"}';
    const schema = '{"if":{"type":"object"},"then":{"required":["then"]}}';
    const variables = `{"metadata":${metadata},"schema":${schema},"then":1}`;
    const body = `{"query":${JSON.stringify(query)},"variables":${variables},"extensions":{"then":1}}`;
    const made = await send(body, { 'x-api-key': hookline.adminKey });
    expect(made.codes).toBeUndefined();
    expect(JSON.stringify(made.data)).toBe(
      `{"eventTypeCreate":{"eventType":{"example":${metadata},"payloadSchema":${schema}}},` +
        `"endpointCreate":{"endpoint":{"metadata":${metadata}}},"eventPublish":{"event":{"payload":${metadata}}}}`,
    );
    const lists =
      '{ eventTypes(first: 100) { nodes { example payloadSchema } } endpoints { nodes { metadata } } }';
    const listed = await send(JSON.stringify({ query: lists }), { 'x-api-key': hookline.adminKey });
    expect(listed.codes).toBeUndefined();
  });

  const texts: [string, string][] = [
    ['a null character', 'a\u0000b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['surrogates in the wrong order', '\udc00\ud800'],
    ['all control characters', String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code))],
  ];
  const places: [string, string][] = [
    ['an id', 'query ($v: ID!) { node(id: $v) { id } }'],
    ['a cursor', 'query ($v: String) { endpoints(after: $v) { nodes { id } } }'],
    ['a search', 'query ($v: String) { endpoints(filter: { search: $v }) { nodes { id } } }'],
    ['a name that is looked for', 'query ($v: String!) { eventType(name: $v) { id } }'],
    [
      'a description',
      'mutation ($v: String) { endpointCreate(input: { url: "https://example.com", description: $v }) { __typename ... on Error { code } } }',
    ],
    [
      'a type’s name',
      'mutation ($v: String!) { eventPublish(input: { type: $v, payload: 1 }) { __typename ... on Error { code } } }',
    ],
    [
      'an idempotency key',
      'mutation ($v: String) { eventPublish(input: { type: "a.b", payload: 1, idempotencyKey: $v }) { __typename ... on Error { code } } }',
    ],
    [
      'a payload',
      PUBLISH.replace('$payload: JSON!', '$v: JSON!').replace('payload: $payload', 'payload: $v'),
    ],
    [
      'a payload’s key',
      PUBLISH.replace('$payload: JSON!', '$v: JSON!').replace('payload: $payload', 'payload: $v'),
    ],
  ];
  it.each(
    texts.flatMap(([text, value]) => places.map(([place, query]) => [text, place, query, value] as const)),
  )('with %s in %s are no fault of the server', async (_text, place, query, value) => {
    const { codes = [], data } = await ask(query, {
      v: place === 'a payload’s key' ? { [value]: 1 } : value,
    });
    const failures = Object.values(data ?? {}).flatMap((act) => (act?.code ? [act.code] : []));
    expect([...codes, ...failures]).not.toContain('INTERNAL_SERVER_ERROR');
    expect([200, 400]).toContain((await ask('{ __typename }')).status);
    expect(data !== undefined || codes.length > 0).toBe(true);
  });
});

describe('a request', () => {
  const WRITE = 'mutation { endpointCreate(input: { url: "https://simple.example" }) { __typename } }';
  const written = async () =>
    (await hookline.app.core.database.pool.query("select from endpoint where url like '%simple.example%'"))
      .rows.length;

  it.each([
    ['a form', 'application/x-www-form-urlencoded', new URLSearchParams({ query: WRITE }).toString()],
    ['plain text', 'text/plain', JSON.stringify({ query: WRITE })],
    ['plain text that claims to be JSON', 'text/plain; application/json', JSON.stringify({ query: WRITE })],
    ['a list of types', 'text/plain, application/json', JSON.stringify({ query: WRITE })],
    [
      'a multipart form',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: WRITE })}\r\n--x--`,
    ],
    ['no type', '', JSON.stringify({ query: WRITE })],
    ['another type', 'application/xml', JSON.stringify({ query: WRITE })],
  ])('that a page could send unasked, of %s, does nothing', async (_what, type, body) => {
    const answer = await send(new TextEncoder().encode(body), { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, codes: ['BAD_REQUEST'] });
    expect(await written()).toBe(0);
  });

  it('of a batch of 10,000 operations is refused', async () => {
    const answer = await send(JSON.stringify(Array.from({ length: 10_000 }, () => ({ query: WRITE }))));
    expect(answer).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(await written()).toBe(0);
  });

  it.each([
    ['a byte that begins nothing', [0xff]],
    ['half a character', [0xc3]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
  ])('that is no UTF-8, by %s, is refused', async (_what, bytes) => {
    const [before, after] = JSON.stringify({ query: '{ node(id: "?") { id } }' }).split('?');
    const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from(bytes), Buffer.from(after ?? '')]);
    const answer = await send(body);
    expect(answer).toMatchObject({
      status: 400,
      codes: ['BAD_REQUEST'],
      message: 'A request’s body must be UTF-8.',
    });
  });

  it('of chunks without end is cut off at the limit', async () => {
    const { hostname, port } = new URL(hookline.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    const before = process.memoryUsage().rss;
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\nX-API-Key: ${tenant.key}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, ' '), Buffer.from('\r\n')]);
    while (!socket.destroyed && !answer) {
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
    }
    expect(answer).toMatch(/^HTTP\/1.1 413 .*"code":"REQUEST_TOO_LARGE"/s);
    socket.destroy();
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  });
});
