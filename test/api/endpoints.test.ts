import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { act, read, succeed } from '../support/operations.ts';
import { addEventType, uuidOf } from '../support/pipeline.ts';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  for (const name of ['invoice.paid', 'invoice.sent', `long.${'x'.repeat(123)}`])
    await addEventType(hookline.admin, name);
  tenant = await hookline.createOrganization({ maxEndpoints: 1000 });
});
afterAll(() => hookline[Symbol.asyncDispose]());

const URL_OK = 'https://example.com/hook';
const ALL_FIELDS = `id createdBy externalId name url description labels metadata status enabled pausedAt disabledAt
  disabledReason eventPatterns headers { name value } timeoutSeconds maxRetries rateLimitPerSecond maxConcurrency
  undeliveredPayloadRetentionHours signingVersion secretHint secrets { hint version publicKey createdAt expiresAt }
  consecutiveFailures failingSince lastVerifiedAt lastDeliveryAt lastError createdAt updatedAt organization { id }`;

interface Endpoint extends Record<string, unknown> {
  id: string;
  secretHint: string;
  secrets: { hint: string; version: string; publicKey: string | null; expiresAt: string | null }[];
  updatedAt: string;
}
interface Created {
  endpoint: Endpoint;
  secret: string | null;
}

const create = (input: object) =>
  act<Created>(
    tenant.client,
    'endpointCreate',
    { input: { url: URL_OK, ...input } },
    `secret endpoint { ${ALL_FIELDS} }`,
  );
const created = (input: object = {}) =>
  succeed<Created>(
    tenant.client,
    'endpointCreate',
    { input: { url: URL_OK, ...input } },
    `secret endpoint { ${ALL_FIELDS} }`,
  );
const update = (id: string, input: object) =>
  act<Created>(tenant.client, 'endpointUpdate', { id, input }, `endpoint { ${ALL_FIELDS} }`);
const get = (id: string) => read<Endpoint | null>(tenant.client, 'endpoint', { id }, ALL_FIELDS);

const urlOf = (length: number) => `https://example.com/${'a'.repeat(length - 'https://example.com/'.length)}`;
const secretOf = (bytes: number) => `whsec_${randomBytes(bytes).toString('base64')}`;
/** A flat object whose JSON has that many bytes. */
const metadataOf = (bytes: number) => ({ key: 'é'.padEnd(bytes - '{"key":""}'.length - 1, 'x') });
const headersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `x-${index}`, value: 'v' }));

/** What is stored, when it is not what was given. */
const shown: Record<string, (value: unknown) => unknown> = {
  headers: (list) => (list as { name: string; value: string }[]).map(({ name, value }) => ({ name, value })),
};

/** Both edges of every limit; the same on creation and on update. */
const ACCEPTED: [field: string, what: string, value: unknown][] = [
  ['url', '2048 characters', urlOf(2048)],
  ['url', 'http to this machine in development', 'http://127.0.0.1:8080/hook'],
  ['name', '1 character', 'n'],
  ['name', '120 characters', 'n'.repeat(120)],
  ['description', 'none at all', ''],
  ['description', '1000 characters', 'd'.repeat(1000)],
  ['labels', 'none', []],
  ['labels', '8', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ['labels', 'one of 64 characters', ['l'.repeat(64)]],
  ['metadata', 'empty', {}],
  ['metadata', '4096 bytes', metadataOf(4096)],
  ['metadata', 'what only looks like NUL', { a: '\\u0000' }],
  ['eventPatterns', 'none', []],
  ['eventPatterns', 'every form', ['*', 'invoice.paid', 'invoice.*', '*.paid', 'a.*.c', 'a.b.c.*', '*.*']],
  ['eventPatterns', '100', Array.from({ length: 100 }, (_, index) => `p${index}.*`)],
  ['eventPatterns', 'a name of 128 characters', [`long.${'x'.repeat(123)}`]],
  ['headers', 'none', []],
  ['headers', '20', headersOf(20)],
  ['headers', '4096 bytes together', [{ name: 'x-a', value: 'v'.repeat(4093) }]],
  ['timeoutSeconds', '3', 3],
  ['timeoutSeconds', '60', 60],
  ['maxRetries', '1', 1],
  ['maxRetries', '7', 7],
  ['undeliveredPayloadRetentionHours', '0', 0],
  ['undeliveredPayloadRetentionHours', '720', 720],
  ['rateLimitPerSecond', '1', 1],
  ['rateLimitPerSecond', '10000', 10_000],
  ['rateLimitPerSecond', 'no limit', null],
  ['maxConcurrency', '1', 1],
  ['maxConcurrency', '100', 100],
];

const REFUSED: [field: string, what: string, value: unknown, type: string, path?: string[]][] = [
  ['url', '2049 characters', urlOf(2049), 'url_too_long'],
  ['url', 'http elsewhere', 'http://example.com/', 'url_scheme'],
  ['url', 'another scheme', 'ftp://example.com/', 'url_scheme'],
  ['url', 'no URL', 'example.com', 'url_invalid'],
  ['url', 'no slashes', 'https:example.com', 'url_invalid'],
  ['url', 'a password', 'https://u:p@example.com/', 'url_credentials'],
  ['url', 'a private address', 'https://10.0.0.1/', 'address_forbidden'],
  ['url', 'a port of another protocol', 'https://example.com:6379/', 'port_forbidden'],
  ['name', 'nothing', '', 'too_short'],
  ['name', '121 characters', 'n'.repeat(121), 'too_long'],
  ['name', 'NUL', 'a\0b', 'invalid_text'],
  ['description', '1001 characters', 'd'.repeat(1001), 'too_long'],
  ['labels', '9', [...'abcdefghi'], 'too_many'],
  ['labels', 'an empty one', ['a', ''], 'too_short', ['1']],
  ['labels', 'one of 65 characters', ['l'.repeat(65)], 'too_long', ['0']],
  ['metadata', '4097 bytes', metadataOf(4097), 'too_long'],
  ['metadata', 'a list', ['a'], 'invalid_type'],
  ['metadata', 'a value that is no string', { a: 1 }, 'invalid_type'],
  ['metadata', 'a nested object', { a: { b: 'c' } }, 'invalid_type'],
  ['metadata', 'NUL', { a: '\0' }, 'invalid_text'],
  ['metadata', 'NUL in a key', { '\0': 'a' }, 'invalid_text'],
  ['metadata', 'half a surrogate pair', { a: '\ud83d' }, 'invalid_text'],
  ['eventPatterns', '101', Array.from({ length: 101 }, (_, index) => `p${index}.*`), 'too_many'],
  ['eventPatterns', 'an empty segment', ['a..b'], 'pattern_invalid', ['0']],
  ['eventPatterns', 'part of a segment', ['*', 'inv*'], 'pattern_invalid', ['1']],
  ['eventPatterns', '129 characters', [`${'x'.repeat(127)}.*`], 'pattern_invalid', ['0']],
  ['eventPatterns', 'an unknown name', ['*', 'invoice.paod'], 'event_type_unknown', ['1']],
  ['headers', '21', headersOf(21), 'too_many_headers'],
  ['headers', '4097 bytes together', [{ name: 'x-a', value: 'v'.repeat(4094) }], 'headers_too_large'],
  ...['host', 'Content-Type', 'webhook-id', 'User-Agent', 'connection', 'transfer-encoding'].map(
    (name): [string, string, unknown, string, string[]] => [
      'headers',
      name,
      [{ name, value: 'v' }],
      'header_name_reserved',
      ['0', 'name'],
    ],
  ),
  ['headers', 'a name with a blank', [{ name: 'a b', value: 'v' }], 'header_name_invalid', ['0', 'name']],
  [
    'headers',
    'a name twice',
    [
      { name: 'x-a', value: 'v' },
      { name: 'X-A', value: 'v' },
    ],
    'header_name_duplicate',
    ['1', 'name'],
  ],
  ['headers', 'a line break', [{ name: 'x-a', value: 'a\r\nb: c' }], 'header_value_invalid', ['0', 'value']],
  ['timeoutSeconds', '2', 2, 'too_small'],
  ['timeoutSeconds', '61', 61, 'too_large'],
  ['maxRetries', '0', 0, 'too_small'],
  ['maxRetries', '8', 8, 'too_large'],
  ['undeliveredPayloadRetentionHours', '-1', -1, 'too_small'],
  ['undeliveredPayloadRetentionHours', '721', 721, 'too_large'],
  ['rateLimitPerSecond', '0', 0, 'too_small'],
  ['rateLimitPerSecond', '10001', 10_001, 'too_large'],
  ['maxConcurrency', '0', 0, 'too_small'],
  ['maxConcurrency', '101', 101, 'too_large'],
  ['externalId', 'nothing', '', 'too_short'],
  ['externalId', '201 characters', 'e'.repeat(201), 'too_long'],
  ['secret', '23 bytes', secretOf(23), 'secret_invalid'],
  ['secret', '65 bytes', secretOf(65), 'secret_invalid'],
  ['secret', 'no prefix', randomBytes(24).toString('base64'), 'secret_invalid'],
  ['secret', 'no base64', `whsec_${'!'.repeat(32)}`, 'secret_invalid'],
];

describe('a new endpoint', () => {
  it('has the documented defaults', async () => {
    const { endpoint, secret } = await created();
    expect(endpoint).toMatchObject({
      url: URL_OK,
      name: null,
      description: null,
      externalId: null,
      labels: [],
      metadata: {},
      status: 'ACTIVE',
      enabled: true,
      pausedAt: null,
      disabledAt: null,
      disabledReason: null,
      eventPatterns: [],
      headers: [],
      timeoutSeconds: 10,
      maxRetries: 7,
      rateLimitPerSecond: null,
      maxConcurrency: 10,
      undeliveredPayloadRetentionHours: 72,
      signingVersion: 'V1',
      consecutiveFailures: 0,
      failingSince: null,
      lastVerifiedAt: null,
      lastDeliveryAt: null,
      lastError: null,
      organization: { id: tenant.id },
    });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await get(endpoint.id)).toEqual(endpoint);
  });

  it('takes null as absent', async () => {
    const absent = await created();
    const fields = ['name', 'labels', 'metadata', 'enabled', 'eventPatterns', 'headers', 'secret'];
    const numbers = ['timeoutSeconds', 'maxRetries', 'undeliveredPayloadRetentionHours', 'maxConcurrency'];
    const given = await created(
      Object.fromEntries([...fields, ...numbers, 'signingVersion'].map((f) => [f, null])),
    );
    const same = ['status', 'labels', 'metadata', 'eventPatterns', 'headers', 'signingVersion', ...numbers];
    for (const field of same) expect(given.endpoint[field], field).toEqual(absent.endpoint[field]);
  });

  it.each(ACCEPTED)('may have %s: %s', async (field, _what, value) => {
    const { endpoint } = await created({ [field]: value });
    expect(endpoint[field]).toEqual((shown[field] ?? ((same: unknown) => same))(value));
  });

  it.each(REFUSED)('may not have %s: %s', async (field, _what, value, type, path = []) => {
    const answer = await create({ [field]: value });
    expect(answer).toMatchObject({ __typename: 'ValidationError', code: 'VALIDATION_FAILED' });
    expect(answer.issues).toEqual([
      expect.objectContaining({ path: ['input', field, ...path], type, message: expect.any(String) }),
    ]);
  });

  it.each([24, 64])('may bring a secret of %i bytes, which is shown once and hinted at', async (bytes) => {
    const given = secretOf(bytes);
    const { endpoint, secret } = await created({ secret: given });
    expect(secret).toBe(given);
    expect(endpoint.secretHint).toBe(given.slice(-4));
    expect(endpoint.secrets).toMatchObject([{ hint: given.slice(-4), version: 'V1', publicKey: null }]);
    expect(JSON.stringify(await get(endpoint.id))).not.toContain(given.slice(6));
  });

  it('signs with a key pair when it is V1A: no secret, but a public key', async () => {
    const { endpoint, secret } = await created({ signingVersion: 'V1A' });
    expect(secret).toBeNull();
    expect(endpoint.signingVersion).toBe('V1A');
    expect(endpoint.secrets).toMatchObject([
      { version: 'V1A', publicKey: expect.stringMatching(/^whpk_/), expiresAt: null },
    ]);
    expect(endpoint.secretHint).toBe(endpoint.secrets[0]?.publicKey?.slice(-4));
  });

  it('is enabled while it is PAUSED', async () => {
    const { endpoint } = await created();
    const { endpointPause } = await tenant.client.data(
      'mutation ($id: ID!) { endpointPause(id: $id) { ... on EndpointPauseSuccess { endpoint { status enabled } } } }',
      { id: endpoint.id },
    );
    expect(endpointPause).toEqual({ endpoint: { status: 'PAUSED', enabled: true } });
  });

  it('is DISABLED/MANUAL with enabled: false', async () => {
    const { endpoint } = await created({ enabled: false });
    expect(endpoint).toMatchObject({ status: 'DISABLED', enabled: false, disabledReason: 'MANUAL' });
    expect(endpoint.disabledAt).toEqual(expect.any(String));
  });

  it('says who made it', async () => {
    const { endpoint } = await created();
    const viewer = await read<{ subject: string }>(tenant.client, 'viewer', {}, 'subject');
    expect(endpoint.createdBy).toBe(viewer.subject);
    expect(viewer.subject).toMatch(/^key_/);
  });

  it('keeps a sensitive header to itself', async () => {
    const headers = [
      { name: 'x-open', value: 'seen' },
      { name: 'authorization', value: 'Bearer of-bad-news', sensitive: true },
    ];
    const { endpoint } = await created({ headers });
    expect(endpoint.headers).toEqual([
      { name: 'x-open', value: 'seen' },
      { name: 'authorization', value: null },
    ]);
    const { rows } = await hookline.app.core.database.pool.query(
      'select headers::text as text from endpoint where id = $1',
      [uuidOf(endpoint.id)],
    );
    expect(rows[0].text).not.toContain('of-bad-news');
  });

  it('hears of everything that is wrong with it at once', async () => {
    const answer = await create({
      url: 'http://example.com',
      name: '',
      labels: ['ok', ''],
      eventPatterns: ['invoice.paod', 'a..b'],
      headers: [{ name: 'host', value: '\n' }],
      timeoutSeconds: 2,
      maxRetries: 8,
      metadata: { a: 1 },
      secret: secretOf(32),
      signingVersion: 'V1A',
    });
    const found = (answer.issues ?? []).map(({ path, type }) => `${path.join('.')} ${type}`);
    expect(found.toSorted()).toEqual(
      [
        'input.url url_scheme',
        'input.name too_short',
        'input.labels.1 too_short',
        'input.eventPatterns.0 event_type_unknown',
        'input.eventPatterns.1 pattern_invalid',
        'input.headers.0.name header_name_reserved',
        'input.headers.0.value header_value_invalid',
        'input.timeoutSeconds too_small',
        'input.maxRetries too_large',
        'input.metadata invalid_type',
        'input.secret secret_not_shared',
      ].toSorted(),
    );
    expect(answer.issues?.find(({ type }) => type === 'event_type_unknown')?.suggestion).toBe('invoice.paid');
    expect(answer.issues?.find(({ type }) => type === 'too_large')?.context).toEqual({ maximum: 7 });
    expect(answer.issues?.find(({ type }) => type === 'too_short')?.message).toBe('must not be empty');
  });

  it('that is refused leaves nothing behind', async () => {
    const count = () => hookline.app.core.database.prisma.endpoint.count();
    const before = await count();
    await create({ name: '' });
    expect(await count()).toBe(before);
  });
});

describe('externalId', () => {
  it('is unique in its organization, free in another, and free again once cleared', async () => {
    const { endpoint } = await created({ externalId: 'e-1' });
    const conflict = { __typename: 'ConflictError', code: 'CONFLICT', reason: 'ALREADY_EXISTS' };
    expect(await create({ externalId: 'e-1' })).toMatchObject(conflict);
    const other = await created({ externalId: 'e'.repeat(200) });
    expect(await update(other.endpoint.id, { externalId: 'e-1' })).toMatchObject(conflict);
    const stranger = await hookline.createOrganization();
    await succeed(stranger.client, 'endpointCreate', { input: { url: URL_OK, externalId: 'e-1' } });
    await succeed(tenant.client, 'endpointUpdate', { id: endpoint.id, input: { externalId: null } });
    expect((await created({ externalId: 'e-1' })).endpoint.externalId).toBe('e-1');
  });

  it('goes to one of two that are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create({ externalId: 'e-race' })));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
    expect(answers.filter(({ reason }) => reason === 'ALREADY_EXISTS')).toHaveLength(9);
  });
});

describe('maxEndpoints', () => {
  it('is exact however many are made at once', async () => {
    const small = await hookline.createOrganization({ maxEndpoints: 3 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => act(small.client, 'endpointCreate', { input: { url: URL_OK } })),
    );
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(3);
    expect(answers.filter(({ code }) => code !== undefined)).toEqual(
      Array.from({ length: 17 }, () =>
        expect.objectContaining({
          __typename: 'LimitReachedError',
          code: 'MAX_RESOURCES_REACHED',
          resource: 'ENDPOINTS',
          limit: 3,
        }),
      ),
    );
    expect(await read(small.client, 'endpoints', {}, 'totalCount')).toEqual({ totalCount: 3 });
  });

  it('leaves room again once one is deleted', async () => {
    const small = await hookline.createOrganization({ maxEndpoints: 1 });
    const { endpoint } = await succeed<Created>(
      small.client,
      'endpointCreate',
      { input: { url: URL_OK } },
      'endpoint { id }',
    );
    expect(await act(small.client, 'endpointCreate', { input: { url: URL_OK } })).toMatchObject({ limit: 1 });
    await succeed(small.client, 'endpointDelete', { id: endpoint.id }, 'deletedEndpointId');
    await succeed(small.client, 'endpointCreate', { input: { url: URL_OK } });
  });
});

describe('endpointDelete', () => {
  it('finds nothing the second time, which the contract says of this act', async () => {
    const { client } = tenant;
    const { endpoint } = await succeed<Created>(
      client,
      'endpointCreate',
      { input: { url: URL_OK } },
      'endpoint { id }',
    );
    await succeed(client, 'endpointDelete', { id: endpoint.id }, 'deletedEndpointId');
    expect(await act(client, 'endpointDelete', { id: endpoint.id })).toMatchObject({ code: 'NOT_FOUND' });
    const { __type } = (await client.data(
      '{ __type(name: "Mutation") { fields { name description } } }',
    )) as { __type: { fields: { name: string; description: string }[] } };
    const { description } = __type.fields.find(({ name }) => name === 'endpointDelete') ?? {};
    expect(description).toContain('NotFoundError');
  });
});

describe('endpointUpdate', () => {
  it.each(ACCEPTED)('sets %s: %s', async (field, _what, value) => {
    const { endpoint } = await created();
    const answer = await update(endpoint.id, { [field]: value });
    expect(answer.endpoint?.[field]).toEqual((shown[field] ?? ((same: unknown) => same))(value));
  });

  it.each(REFUSED)('refuses %s: %s', async (field, _what, value, type, path = []) => {
    const { endpoint } = await created();
    const answer = await update(endpoint.id, { [field]: value });
    expect(answer.issues).toMatchObject([{ path: ['input', field, ...path], type }]);
    expect(await get(endpoint.id)).toEqual(endpoint);
  });

  it('changes what is given and nothing else', async () => {
    const full = {
      name: 'before',
      description: 'd',
      externalId: 'u-1',
      labels: ['l'],
      metadata: { m: '1' },
      eventPatterns: ['invoice.*'],
      headers: [{ name: 'x-a', value: '1' }],
      timeoutSeconds: 20,
      maxRetries: 3,
      undeliveredPayloadRetentionHours: 5,
      rateLimitPerSecond: 9,
      maxConcurrency: 4,
    };
    const { endpoint } = await created(full);
    const changes = { ...full, name: 'after', externalId: 'u-2', timeoutSeconds: 21, labels: ['other'] };
    for (const [field, value] of Object.entries(changes)) {
      const before = await get(endpoint.id);
      const { endpoint: after } = await update(endpoint.id, { [field]: value });
      expect({ ...after, updatedAt: '' }, field).toEqual({ ...before, [field]: value, updatedAt: '' });
    }
    const { endpoint: same } = await update(endpoint.id, {});
    expect({ ...same, updatedAt: '' }).toMatchObject({ ...changes, headers: full.headers });
  });

  it('changes nothing, not even updatedAt, when what is given holds already', async () => {
    const full = {
      url: 'https://example.com/same',
      name: null,
      externalId: 'same-1',
      labels: ['b', 'a'],
      metadata: { m: '1', n: '2' },
      eventPatterns: ['invoice.*'],
      headers: [{ name: 'x-a', value: '1' }],
      timeoutSeconds: 20,
      rateLimitPerSecond: null,
    };
    const { endpoint } = await created(full);
    const before = await get(endpoint.id);
    for (const input of [...Object.entries(full).map(([field, value]) => ({ [field]: value })), full, {}])
      expect((await update(endpoint.id, input)).endpoint).toEqual(before);
    expect(await get(endpoint.id)).toEqual(before);
    const { endpoint: after } = await update(endpoint.id, { ...full, labels: ['a', 'b'] });
    expect(after?.updatedAt).not.toBe(before?.updatedAt);
  });

  it('counts a secret and a sensitive header as changes', async () => {
    const headers = [{ name: 'x-a', value: '1', sensitive: true }];
    const { endpoint } = await created({ url: 'https://example.com', headers });
    for (const input of [{ headers }, { secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}` }]) {
      const before = await get(endpoint.id);
      expect((await update(endpoint.id, input)).endpoint?.updatedAt).not.toBe(before?.updatedAt);
    }
  });

  it('clears with null what may be empty', async () => {
    const { endpoint } = await created({
      name: 'n',
      description: 'd',
      externalId: 'u-3',
      rateLimitPerSecond: 5,
    });
    const nothing = { name: null, description: null, externalId: null, rateLimitPerSecond: null };
    expect((await update(endpoint.id, nothing)).endpoint).toMatchObject(nothing);
  });

  it.each([
    'url',
    'labels',
    'metadata',
    'eventPatterns',
    'headers',
    'secret',
    'timeoutSeconds',
    'maxRetries',
    'undeliveredPayloadRetentionHours',
    'maxConcurrency',
  ])('takes null for an issue where nothing may be empty: %s', async (field) => {
    const { endpoint } = await created();
    const answer = await update(endpoint.id, { [field]: null });
    const message = 'cannot be null; leave it out to keep it as it is';
    expect(answer.issues).toMatchObject([{ path: ['input', field], type: 'invalid_type', message }]);
  });

  it('replaces every secret with the one given', async () => {
    const { endpoint } = await created();
    await succeed(tenant.client, 'endpointSecretRotate', { id: endpoint.id });
    expect((await get(endpoint.id))?.secrets).toHaveLength(2);
    const secret = secretOf(32);
    const answer = await update(endpoint.id, { secret });
    expect(answer.endpoint?.secrets).toMatchObject([{ hint: secret.slice(-4), expiresAt: null }]);
    expect(answer.endpoint?.secretHint).toBe(secret.slice(-4));
  });

  it('refuses a shared secret for a key pair', async () => {
    const { endpoint } = await created({ signingVersion: 'V1A' });
    const answer = await update(endpoint.id, { secret: secretOf(32), name: 'not this either' });
    expect(answer.issues).toMatchObject([{ path: ['input', 'secret'], type: 'secret_not_shared' }]);
    expect(await get(endpoint.id)).toEqual(endpoint);
  });

  it('of different fields at once holds all of them, 20 rounds', async () => {
    const { endpoint } = await created();
    for (let round = 0; round < 20; round++) {
      const changes: Record<string, unknown>[] = [
        { name: `n${round}` },
        { description: `d${round}` },
        { timeoutSeconds: 3 + round },
        { labels: [`l${round}`] },
        { metadata: { round: String(round) } },
        { eventPatterns: [`r${round}.*`] },
        { url: `${URL_OK}/${round}` },
      ];
      await Promise.all(
        changes.map((input) => succeed(tenant.client, 'endpointUpdate', { id: endpoint.id, input })),
      );
      expect(await get(endpoint.id)).toMatchObject(Object.assign({}, ...changes));
    }
  });

  it('of an endpoint that is gone is NotFoundError', async () => {
    const { endpoint } = await created();
    await succeed(tenant.client, 'endpointDelete', { id: endpoint.id }, 'deletedEndpointId');
    expect(await update(endpoint.id, { name: 'n' })).toMatchObject({ code: 'NOT_FOUND', path: ['id'] });
  });
});

describe('a changed URL', () => {
  const health = {
    lastVerifiedAt: '2026-01-01T00:00:00.000Z',
    consecutiveFailures: 3,
    failingSince: '2026-01-02T00:00:00.000Z',
    lastError: 'refused',
  };
  const cleared = { lastVerifiedAt: null, consecutiveFailures: 0, failingSince: null, lastError: null };

  async function failing(): Promise<string> {
    const { endpoint } = await created();
    await hookline.app.core.database.prisma.endpoint.update({
      where: { id: uuidOf(endpoint.id) },
      data: health,
    });
    return endpoint.id;
  }

  it('clears lastVerifiedAt and the failure counters', async () => {
    const answer = await update(await failing(), { url: `${URL_OK}/other` });
    expect(answer.endpoint).toMatchObject(cleared);
  });

  it('does not when it is the same, nor does another field', async () => {
    const id = await failing();
    expect((await update(id, { url: URL_OK })).endpoint).toMatchObject(health);
    expect((await update(id, { name: 'n', eventPatterns: ['*'] })).endpoint).toMatchObject(health);
  });
});
