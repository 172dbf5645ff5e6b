import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createApiKey } from '../../src/domain/api-keys.ts';
import { createClient } from '../support/client.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { writingNothing } from '../support/rows.ts';
import { openSocket } from '../support/socket.ts';
import { statementsOf } from '../support/statements.ts';

const EXPIRED_AT = '2026-01-31T12:00:00.000Z';
const WRITE = 'mutation { endpointCreate(input: { url: "https://example.com" }) { __typename } }';

let hookline: Hookline;
let tenant: Tenant;
const keys: Record<'revoked' | 'expired', string> = { revoked: '', expired: '' };

beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization();
  const { database } = hookline.app.core;
  const options = { organizationId: tenant.uuid, name: 'test', scopes: ['ENDPOINTS_WRITE'] as const };
  const revoked = await createApiKey(database, options);
  await database.pool.query('update api_key set revoked_at = now() where id = $1', [revoked.apiKey.id]);
  const expired = await createApiKey(database, { ...options, expiresAt: new Date(EXPIRED_AT) });
  Object.assign(keys, { revoked: revoked.key, expired: expired.key });
});
afterAll(() => hookline[Symbol.asyncDispose]());

const UNKNOWN = `hk_${'A'.repeat(43)}`;
const messages = {
  missing: 'Give an API key in the header X-API-Key, or a key or token as Authorization: Bearer.',
  malformed: 'This is not an API key: one is "hk_" and 43 characters.',
  unknown: 'This API key is unknown or revoked.',
  scheme: 'The header Authorization must be "Bearer" and an API key or a token (JWT).',
  expired: `This API key expired at ${EXPIRED_AT}.`,
  both: 'Give X-API-Key or Authorization, not both.',
};

const refusals: [string, () => Record<string, string>, number, string, string][] = [
  ['no key', () => ({}), 401, 'MISSING_API_KEY', messages.missing],
  ['an empty key', () => ({ 'x-api-key': '' }), 401, 'MISSING_API_KEY', messages.missing],
  ['a malformed key', () => ({ 'x-api-key': 'nonsense' }), 401, 'MALFORMED_API_KEY', messages.malformed],
  ['a longer key', () => ({ 'x-api-key': `${tenant.key}A` }), 401, 'MALFORMED_API_KEY', messages.malformed],
  ['an unknown key', () => ({ 'x-api-key': UNKNOWN }), 401, 'INVALID_AUTHORIZATION', messages.unknown],
  ['a revoked key', () => ({ 'x-api-key': keys.revoked }), 401, 'INVALID_AUTHORIZATION', messages.unknown],
  ['an expired key', () => ({ 'x-api-key': keys.expired }), 401, 'EXPIRED_API_KEY', messages.expired],
  ['an unknown bearer', () => bearer(UNKNOWN), 401, 'INVALID_AUTHORIZATION', messages.unknown],
  ['a malformed bearer', () => bearer('nonsense'), 401, 'MALFORMED_API_KEY', messages.malformed],
  ['a revoked bearer', () => bearer(keys.revoked), 401, 'INVALID_AUTHORIZATION', messages.unknown],
  ['an expired bearer', () => bearer(keys.expired), 401, 'EXPIRED_API_KEY', messages.expired],
  ['Basic', () => ({ authorization: 'Basic YTpi' }), 401, 'INVALID_AUTHORIZATION', messages.scheme],
  ['two bearers', () => bearer(`${tenant.key} x`), 401, 'INVALID_AUTHORIZATION', messages.scheme],
  [
    'two good credentials',
    () => ({ 'x-api-key': tenant.key, ...bearer(tenant.key) }),
    400,
    'BAD_REQUEST',
    messages.both,
  ],
];

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

describe('a request with', () => {
  it.each(refusals)('%s is refused', async (_what, headers, status, code, message) => {
    const client = createClient(hookline.url, null, headers());
    const answer = await writingNothing(hookline.app.core.database.pool, () => client.send(WRITE));
    expect(answer).toEqual({
      status,
      headers: answer.headers,
      errors: [{ message, extensions: { code, errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) } }],
    });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  it.each(['x-api-key', 'authorization'])('a good key in %s writes', async (header) => {
    const value = header === 'authorization' ? `bearer ${tenant.key}` : tenant.key;
    const { data } = await createClient(hookline.url, null, { [header]: value }).send(WRITE);
    expect(data).toEqual({ endpointCreate: { __typename: 'EndpointCreateSuccess' } });
  });

  it('a nearly good key does what one that is far off does: nothing of a key is compared but its whole hash', async () => {
    const nearly = tenant.key.slice(0, -1) + (tenant.key.endsWith('A') ? 'E' : 'A');
    const statements = async (key: string) => {
      const client = createClient(hookline.url, key);
      const made = await statementsOf(async () => {
        expect(await client.send(WRITE)).toMatchObject({
          status: 401,
          errors: [{ message: messages.unknown }],
        });
      });
      return made.filter((statement) => statement.includes('api_key'));
    };
    const far = await statements(UNKNOWN);
    expect(far).toHaveLength(1);
    expect(far[0]).toMatch(/hash/);
    expect(await statements(nearly)).toEqual(far);
    expect(await statements(keys.revoked)).toEqual(far);
  });

  it('no key is refused in the media type that it asks for', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { headers } = await createClient(hookline.url, null, { accept }).send('{ __typename }');
      expect(headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    }
  });

  it('no key learns nothing of the schema', async () => {
    const client = createClient(hookline.url, null);
    for (const query of ['{', '{ nope }', '{ __schema { queryType { name } } }']) {
      expect((await client.send(query)).errors?.[0]?.extensions.code).toBe('MISSING_API_KEY');
    }
  });
});

describe('a cache in front', () => {
  it.each<[string, number, (headers: Headers) => void]>([
    ['an answer', 200, () => undefined],
    ['a refusal', 401, (headers) => headers.set('x-api-key', UNKNOWN)],
    ['GraphiQL’s page', 200, (headers) => headers.set('accept', 'text/html')],
  ])(
    'keeps of a GET not even %s: it would give it to whoever asks the same',
    async (_what, status, change) => {
      const headers = new Headers({ 'x-api-key': tenant.key });
      change(headers);
      const answer = await fetch(
        `${hookline.url}/graphql?query=${encodeURIComponent('{ viewer { subject } }')}`,
        {
          headers,
        },
      );
      await answer.arrayBuffer();
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store']);
    },
  );
});

describe('a large body', () => {
  /** As much as is read of anybody's. */
  const FREE_BYTES = 64 * 1024;

  /** Sends one byte more than that, and then waits for the answer. */
  const sendPart = async (headers: Record<string, string>) => {
    const { hostname, port } = new URL(hookline.url);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\n${lines.join('')}\r\n`);
    const part = ' '.repeat(FREE_BYTES + 1);
    socket.write(headers['content-length'] ? part : `${part.length.toString(16)}\r\n${part}\r\n`);
    let answer = '';
    for await (const chunk of socket) {
      answer += chunk;
      if (answer.endsWith('}]}')) break;
    }
    return answer;
  };

  it.each([
    ['that is announced', { 'content-length': '4000000' }],
    ['of chunks', { 'transfer-encoding': 'chunked' }],
  ])('%s is read of nobody who is not known', async (_what, length) => {
    for (const [headers, code] of [
      [{}, 'MISSING_API_KEY'],
      [{ 'x-api-key': UNKNOWN }, 'INVALID_AUTHORIZATION'],
    ] as const) {
      const answer = await sendPart({ 'content-type': 'application/json', ...length, ...headers });
      expect(answer).toMatch(/^HTTP\/1.1 401 /);
      expect(answer).toMatch(/\r\nwww-authenticate: Bearer\r\n/i);
      expect(answer).toContain(`"code":"${code}"`);
    }
  });

  describe('over a WebSocket', () => {
    const BYTES = 100_000;
    const open = async () => {
      const socket = new WebSocket(`${hookline.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      return socket;
    };

    it.each([
      ['a message that does not end', (socket: WebSocket) => socket.send(' '.repeat(BYTES), { fin: false })],
      [
        'one message after the other',
        (socket: WebSocket) => {
          for (let sent = 0; sent < BYTES; sent += 10_000)
            socket.send(JSON.stringify({ type: 'ping', payload: { a: ' '.repeat(10_000) } }));
        },
      ],
    ])('is read of nobody who is not known, be it %s', async (_what, send) => {
      const socket = await open();
      send(socket);
      expect(await once(socket, 'close')).toEqual([
        1009,
        Buffer.from('at most 65536 bytes are taken before a credential'),
      ]);
    });

    it('is read of nobody who was refused, and takes no part in closing', async () => {
      const { hostname, port } = new URL(hookline.url);
      const socket = connect(Number(port), hostname);
      const head = ['GET /graphql HTTP/1.1', 'host: x', 'connection: upgrade', 'upgrade: websocket'];
      const key = `sec-websocket-key: ${'A'.repeat(22)}==`;
      const protocol = 'sec-websocket-protocol: graphql-transport-ws';
      socket.write([...head, 'sec-websocket-version: 13', key, protocol, '', ''].join('\r\n'));
      await once(socket, 'data');
      const refused = Buffer.from(JSON.stringify({ type: 'connection_init' }));
      // Frames of text, with a mask that changes nothing.
      socket.write(Buffer.concat([Buffer.from([0x81, 0x80 + refused.length, 0, 0, 0, 0]), refused]));
      await once(socket, 'data');
      const long = Buffer.alloc(14);
      long.set([0x81, 0xff]);
      long.writeUInt32BE(BYTES * 2, 6);
      socket.on('error', () => undefined).write(Buffer.concat([long, Buffer.alloc(BYTES)]));
      await once(socket, 'close');
    });

    it('is read of who is known', async () => {
      await using socket = openSocket(hookline.url, { 'x-api-key': tenant.key });
      const answer = await socket.run('{ __typename }', { a: ' '.repeat(BYTES) }).next();
      expect(answer).toMatchObject({ value: { data: { __typename: 'Query' } } });
    });
  });

  it('of somebody who is known is one more look at the key, however long it is', async () => {
    const looks = async (bytes: number) => {
      const sent = await statementsOf(async () => {
        const answer = await fetch(`${hookline.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-api-key': tenant.key },
          body: JSON.stringify({ query: '{ viewer { subject } }' }).padEnd(bytes),
        });
        await answer.arrayBuffer();
        expect(answer.status).toBe(200);
      });
      return sent.filter((text) => text.includes('api_key')).length;
    };
    // The first use of a key is written down.
    await looks(0);
    expect([await looks(FREE_BYTES), await looks(FREE_BYTES + 1), await looks(20 * FREE_BYTES)]).toEqual([
      1, 2, 2,
    ]);
  });
});
