import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { matchesPatterns } from '../../src/domain/event-patterns.ts';
import { PAYLOAD_MAX_BYTES } from '../../src/domain/payload.ts';
import { newId } from '../../src/ids.ts';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { act, type Failure, read, succeed } from '../support/operations.ts';
import { addEventType, tryPublish } from '../support/pipeline.ts';
import { pick, seededRandom } from '../support/random.ts';
import { blocked } from '../support/waiting.ts';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  tenant = await hookline.createOrganization({ maxEndpoints: 1000 });
});
afterAll(() => hookline[Symbol.asyncDispose]());

const FIELDS = 'eventType { id name description payloadSchema example archivedAt createdAt updatedAt }';
interface EventType {
  id: string;
  name: string;
  description: string | null;
  payloadSchema: unknown;
  example: unknown;
  archivedAt: string | null;
  updatedAt: string;
}
const create = (input: object) =>
  act<{ eventType: EventType }>(hookline.admin, 'eventTypeCreate', { input }, FIELDS);
const update = (name: string, input: object) =>
  act<{ eventType: EventType }>(hookline.admin, 'eventTypeUpdate', { name, input }, FIELDS);
const publish = (input: Record<string, unknown>) => tryPublish(tenant.client, { payload: {}, ...input });
const typesOf = ({ issues }: Failure) => issues?.map(({ path, type }) => `${path.join('.')} ${type}`);

let made = 0;
/** A registered type of a name that no other test has. */
async function registered(payloadSchema?: unknown): Promise<string> {
  const name = `made.t${++made}`;
  expect(await create({ name, payloadSchema })).toMatchObject({ eventType: { name } });
  return name;
}

/** Gives a type a schema that is not checked, as one from before the check was. */
async function store(name: string, payloadSchema: object): Promise<void> {
  const { eventType } = hookline.app.core.database.prisma;
  await eventType.update({ where: { name }, data: { payloadSchema, updatedAt: new Date() } });
}

describe('eventTypeCreate', () => {
  it('stops at 5,000 types, archived ones among them, however many are asked for at once', async () => {
    await using other = await startHookline({ roles: { api: true, worker: false } });
    const { pool } = other.app.core.database;
    await pool.query(
      `insert into event_type (id, name, archived_at)
       select gen_random_uuid(), 'kept.t' || n, case when n = 1 then now() end from generate_series(1, 4999) as n`,
    );
    const making: Promise<Failure>[] = [];
    await inTransaction(pool, async (client) => {
      // Counting goes on meanwhile, and nothing is made until all of them are under way.
      await client.query('lock table event_type in share mode');
      for (const name of ['more.a', 'more.b', 'more.c'])
        making.push(act(other.admin, 'eventTypeCreate', { input: { name } }, '__typename'));
      await blocked(pool, making.length);
    });
    const answers = await Promise.all(making);
    const refused = answers.filter((answer) => answer.__typename === 'LimitReachedError');
    expect(refused).toHaveLength(2);
    for (const { code } of refused) expect(code).toBe('MAX_RESOURCES_REACHED');
  });

  it.each([
    ['one segment', 'invoice'],
    ['every allowed character', 'Invoice_1.paid-2.x'],
    ['128 characters', 'n'.repeat(128)],
    ['a word that only looks reserved', 'hooklines.own'],
  ])('takes a name of %s', async (_what, name) => {
    expect(await create({ name })).toMatchObject({
      eventType: { name, description: null, payloadSchema: null, example: null, archivedAt: null },
    });
  });

  it.each([
    ['nothing', '', 'invalid_format'],
    ['129 characters', 'n'.repeat(129), 'too_long'],
    ['an empty segment', 'a..b', 'invalid_format'],
    ['a wildcard', 'a.*', 'invalid_format'],
    ['a blank', 'a b', 'invalid_format'],
    ['NUL', 'a\0', 'invalid_format'],
    ['a reserved prefix', 'hookline.attempt', 'reserved'],
  ])('refuses a name of %s', async (_what, name, type) => {
    const answer = await create({ name });
    expect(answer).toMatchObject({ __typename: 'ValidationError' });
    expect(typesOf(answer)).toContain(`input.name ${type}`);
  });

  it('says everything that is wrong at once', async () => {
    const answer = await create({
      name: 'a b',
      description: 'd'.repeat(1001),
      payloadSchema: { type: 'nothing' },
      example: { text: 'a\0b' },
    });
    expect(typesOf(answer)).toEqual([
      'input.description too_long',
      'input.name invalid_format',
      'input.payloadSchema schema_invalid',
      'input.example invalid_text',
    ]);
  });

  it('refuses an example that no payload has room for, to the byte, as an update does', async () => {
    const name = await registered();
    const sized = (bytes: number) => ({ example: 'é'.repeat((bytes - 2) / 2) });
    const tooLarge = {
      issues: [{ path: ['input', 'example'], type: 'too_large', context: { maximum: PAYLOAD_MAX_BYTES } }],
    };
    expect(await create({ name: 'too.large', ...sized(PAYLOAD_MAX_BYTES + 2) })).toMatchObject(tooLarge);
    expect(await update(name, sized(PAYLOAD_MAX_BYTES + 2))).toMatchObject(tooLarge);
    expect(await update(name, sized(PAYLOAD_MAX_BYTES))).toMatchObject({ eventType: { name } });
  });

  it('refuses a name that is taken, archived or not, and one of two at once', async () => {
    const name = await registered();
    const taken = { __typename: 'ConflictError', reason: 'ALREADY_EXISTS' };
    expect(await create({ name })).toMatchObject(taken);
    await succeed(hookline.admin, 'eventTypeArchive', { name });
    expect(await create({ name })).toMatchObject(taken);
    const both = await Promise.all([create({ name: 'at.once' }), create({ name: 'at.once' })]);
    expect(both.map(({ reason }) => reason ?? 'made').toSorted()).toEqual(['ALREADY_EXISTS', 'made']);
  });

  it('is for ADMIN alone, while everyone reads', async () => {
    const name = await registered();
    const answer = await tenant.client.send(
      'mutation { eventTypeCreate(input: { name: "tenant.own" }) { __typename } }',
    );
    expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await read(tenant.client, 'eventType', { name }, 'name')).toEqual({ name });
    expect(await read(tenant.client, 'eventType', { name: 'tenant.own' }, 'name')).toBeNull();
  });
});

describe('eventTypeUpdate', () => {
  it('changes what is given, clears with null, and never the name', async () => {
    const name = 'changing.type';
    await create({ name, description: 'd', payloadSchema: { type: 'object' }, example: { a: 1 } });
    const { eventType } = await update(name, { description: 'e' });
    expect(eventType).toMatchObject({
      name,
      description: 'e',
      payloadSchema: { type: 'object' },
      example: { a: 1 },
    });
    for (const same of [{ description: 'e' }, { payloadSchema: { type: 'object' }, example: { a: 1 } }, {}])
      expect((await update(name, same)).eventType).toEqual(eventType);
    expect((await update(name, { example: [1] })).eventType).toMatchObject({
      description: 'e',
      example: [1],
    });
    expect(
      (await update(name, { description: null, payloadSchema: null, example: null })).eventType,
    ).toMatchObject({ name, description: null, payloadSchema: null, example: null });
    const { updatedAt } = (await read(tenant.client, 'eventType', { name }, 'updatedAt')) as {
      updatedAt: string;
    };
    const nulls = { description: null, payloadSchema: null, example: null };
    expect((await update(name, nulls)).eventType?.updatedAt).toBe(updatedAt);
  });

  it('makes each version later than the one before, as a compiled schema is known by its time', async () => {
    const name = await registered({ required: ['a'] });
    const { pool } = hookline.app.core.database;
    await pool.query(`update event_type set updated_at = '2100-01-01T00:00:00Z' where name = $1`, [name]);
    const versions = [
      await update(name, { payloadSchema: { required: ['b'] } }),
      await act<{ eventType: EventType }>(hookline.admin, 'eventTypeArchive', { name }, FIELDS),
    ];
    expect(versions.map(({ eventType }) => eventType?.updatedAt)).toEqual([
      '2100-01-01T00:00:00.001Z',
      '2100-01-01T00:00:00.002Z',
    ]);
  });

  it('checks what it is given as creation does', async () => {
    const name = await registered();
    const input = { description: 'd'.repeat(1001), payloadSchema: { $ref: '#/$defs/none' }, example: ['\0'] };
    expect(typesOf(await update(name, input))).toEqual([
      'input.description too_long',
      'input.payloadSchema schema_invalid',
      'input.example invalid_text',
    ]);
  });

  it.each(['eventTypeUpdate', 'eventTypeArchive', 'eventTypeRestore'])(
    '%s of none is NotFoundError',
    async (field) => {
      for (const name of ['no.such', '', 'a\0b', '\ud800']) {
        const args = field === 'eventTypeUpdate' ? { name, input: {} } : { name };
        expect(await act(hookline.admin, field, args)).toMatchObject({ code: 'NOT_FOUND', path: ['name'] });
      }
    },
  );
});

describe('an archived type', () => {
  it('is not published, not named anew, not suggested and not listed; restoring undoes all of it', async () => {
    const name = 'archive.me';
    await addEventType(hookline.admin, name);
    const input = { url: 'https://example.com', eventPatterns: [name] };
    const { endpoint } = await succeed<{ endpoint: { id: string } }>(
      tenant.client,
      'endpointCreate',
      { input },
      'endpoint { id }',
    );
    const listed = async (args: object) =>
      (
        await read<{ nodes: { name: string }[] }>(
          tenant.client,
          'eventTypes',
          { first: 100, ...args },
          'nodes { name }',
        )
      ).nodes.map((node) => node.name);

    const archived = await succeed<{ eventType: EventType }>(
      hookline.admin,
      'eventTypeArchive',
      { name },
      FIELDS,
    );
    expect(archived.eventType.archivedAt).toEqual(expect.any(String));
    const refused = (type: string) => ({ issues: [{ path: ['input', 'type'], type, suggestion: null }] });
    expect(await publish({ type: name })).toMatchObject(refused('event_type_archived'));
    expect(await publish({ type: 'archive.mi' })).toMatchObject(refused('event_type_unknown'));
    expect(typesOf(await act(tenant.client, 'endpointCreate', { input }))).toEqual([
      'input.eventPatterns.0 event_type_archived',
    ]);
    expect(await listed({})).not.toContain(name);
    expect(await listed({ includeArchived: true })).toContain(name);
    // What was named before stays, and may be changed otherwise.
    await succeed(tenant.client, 'endpointUpdate', { id: endpoint.id, input: { name: 'kept' } });
    expect(await read(tenant.client, 'endpoint', { id: endpoint.id }, 'eventPatterns')).toEqual({
      eventPatterns: [name],
    });

    const restored = await succeed<{ eventType: EventType }>(
      hookline.admin,
      'eventTypeRestore',
      { name },
      FIELDS,
    );
    expect(restored.eventType.archivedAt).toBeNull();
    expect(await publish({ type: name })).toMatchObject({ __typename: 'EventPublishSuccess' });
    expect(await listed({})).toContain(name);
  });

  it('is said to be archived, and not that another was meant', async () => {
    const [name] = [await registered(), await registered()];
    await succeed(hookline.admin, 'eventTypeArchive', { name });
    const { id } = (
      await succeed<{ endpoint: { id: string } }>(
        tenant.client,
        'endpointCreate',
        { input: { url: 'https://example.com' } },
        'endpoint { id }',
      )
    ).endpoint;
    const message = `The event type ${name} is archived. Use another one, or have an administrator restore it (eventTypeRestore).`;
    const fault = { type: 'event_type_archived', message, suggestion: null };
    for (const [field, args] of [
      ['eventPublish', { input: { type: name, payload: {} } }],
      ['endpointTest', { id, input: { eventType: name } }],
      ['endpointUpdate', { id, input: { eventPatterns: [name] } }],
    ] as const)
      expect((await act(tenant.client, field, args)).issues).toMatchObject([fault]);
  });

  it('may stay in the patterns of an endpoint that are sent back, where what is new is checked', async () => {
    const [name, other, third] = [await registered(), await registered(), await registered()];
    const create = { input: { url: 'https://example.com', eventPatterns: [name, third] } };
    const select = 'endpoint { id eventPatterns }';
    const { endpoint } = await succeed<{ endpoint: { id: string; eventPatterns: string[] } }>(
      tenant.client,
      'endpointCreate',
      create,
      select,
    );
    for (const archived of [name, other])
      await succeed(hookline.admin, 'eventTypeArchive', { name: archived });
    const update = (eventPatterns: string[]) =>
      act(tenant.client, 'endpointUpdate', { id: endpoint.id, input: { eventPatterns } }, select);
    expect(await update(endpoint.eventPatterns)).toMatchObject({ endpoint });
    expect(await update([`${third}.*`, name])).toMatchObject({
      endpoint: { eventPatterns: [`${third}.*`, name] },
    });
    expect(typesOf(await update([name, other, 'no.such.type']))).toEqual([
      'input.eventPatterns.1 event_type_archived',
      'input.eventPatterns.2 event_type_unknown',
    ]);
    // Once it is gone, it is new again.
    expect(await update([third])).toMatchObject({ endpoint: { eventPatterns: [third] } });
    expect(typesOf(await update([name]))).toEqual(['input.eventPatterns.0 event_type_archived']);
  });

  it('stays as it is when the act is repeated', async () => {
    const name = await registered();
    const archive = () =>
      succeed<{ eventType: EventType }>(hookline.admin, 'eventTypeArchive', { name }, FIELDS);
    const restore = () =>
      succeed<{ eventType: EventType }>(hookline.admin, 'eventTypeRestore', { name }, FIELDS);
    const fresh = await restore();
    const first = await archive();
    expect(await archive()).toEqual(first);
    expect((await restore()).eventType.updatedAt >= fresh.eventType.updatedAt).toBe(true);
  });
});

describe('a name that is not registered', () => {
  it.each([
    ['a letter that is wrong', 'subscription.renewid', 'subscription.renewed'],
    ['a letter too many', 'subscription.rennewed', 'subscription.renewed'],
    ['capitals', 'Subscription.Renewed', 'subscription.renewed'],
    ['the nearer one of two', 'subscription.renewel', 'subscription.renewed'],
    ['nothing near', 'completely.different.thing', null],
  ])('is told of %s', async (_what, type, suggestion) => {
    for (const name of ['subscription.renewed', 'subscription.removed']) await create({ name });
    expect(await publish({ type })).toMatchObject({
      issues: [{ path: ['input', 'type'], type: 'event_type_unknown', suggestion }],
    });
    const input = { url: 'https://example.com', eventPatterns: ['*', type] };
    expect((await act(tenant.client, 'endpointCreate', { input })).issues).toMatchObject([
      { path: ['input', 'eventPatterns', '1'], type: 'event_type_unknown', suggestion },
    ]);
  });

  it('is no issue in a wildcard, which may match nothing yet', async () => {
    const input = { url: 'https://example.com', eventPatterns: ['not.yet.*', '*.anywhere'] };
    await succeed(tenant.client, 'endpointCreate', { input });
  });
});

describe('a payload schema', () => {
  const order = {
    type: 'object',
    required: ['id', 'lines'],
    properties: {
      id: { type: 'string' },
      'a/b~c': { type: 'integer' },
      lines: { type: 'array', items: { $ref: '#/$defs/line' } },
    },
    $defs: { line: { type: 'object', properties: { amount: { type: 'number', minimum: 0 } } } },
  };

  /** Endless for text of more than three characters. */
  const rare = { if: { maxLength: 3 }, else: { $ref: '#' } };

  it.each([
    ['the root', [], '', 'type'],
    ['a missing property', { id: 'o' }, '', 'required'],
    ['a property', { id: 1, lines: [] }, 'id', 'type'],
    ['an entry of a list', { id: 'o', lines: [{ amount: 1 }, { amount: -1 }] }, 'lines.1.amount', 'minimum'],
    ['a name with the signs of JSON Pointer', { id: 'o', lines: [], 'a/b~c': 'x' }, 'a/b~c', 'type'],
  ])('is checked at publish, with the path to %s', async (_what, payload, path, keyword) => {
    const type = await registered(order);
    const at = path === '' ? [] : path.split('.');
    const issue = (field: string) => ({
      __typename: 'ValidationError',
      issues: [{ path: ['input', field, ...at], type: 'schema_mismatch' }],
    });
    expect(await publish({ type, payload })).toMatchObject(issue('payload'));
    expect(await tryPublish(tenant.client, { type, payloadText: JSON.stringify(payload) })).toMatchObject(
      issue('payloadText'),
    );
    const { issues } = await act(tenant.client, 'eventPublish', { input: { type, payload } });
    expect(issues?.[0]?.context).toMatchObject({ keyword });
  });

  const closed = { properties: { a: true }, additionalProperties: false };
  const many = Array.from({ length: 300 }, (_, index) => `value-${index}`);
  it.each([
    [
      'the property that is too much',
      closed,
      { a: 1, 'b"c': 2 },
      'must NOT have the additional property "b\\"c"',
    ],
    [
      'one that no part of the schema has looked at',
      { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      'must NOT have the unevaluated property "b"',
    ],
    [
      'one whose name is too long to be shown',
      closed,
      { ['b'.repeat(1000)]: 1 },
      `must NOT have the additional property "${'b'.repeat(99)}…`,
    ],
    [
      'the values that are allowed',
      { enum: ['a', 1, null, { b: [] }] },
      'c',
      'must be one of "a", 1, null, {"b":[]}',
    ],
    [
      'as many as are read, and how many more',
      { enum: many },
      'c',
      `must be one of ${many
        .slice(0, 51)
        .map((value) => `"${value}"`)
        .join(', ')} and 249 more`,
    ],
    ['the one value that is allowed', { const: { a: 1 } }, 'c', 'must be {"a":1}'],
    [
      'a name that is not allowed',
      { propertyNames: { maxLength: 1 } },
      { ab: 1 },
      'has a property whose name "ab" must NOT have more than 1 characters',
    ],
    ['what may not be', { properties: { a: false } }, { a: 1 }, 'is not allowed here, whatever its value'],
  ])('says %s', async (_what, payloadSchema, payload, message) => {
    const type = await registered(payloadSchema);
    expect((await publish({ type, payload })).issues?.[0]?.message).toBe(message);
  });

  it('has the first fault of a payload told, beside everything else that is wrong with the input', async () => {
    const type = await registered({ required: ['a', 'b'], properties: { c: { type: 'string' } } });
    const answer = await act(tenant.client, 'eventPublish', {
      input: { type, payload: { c: 1 }, idempotencyKey: '', occurredAt: '2999-01-01T00:00:00Z' },
    });
    expect(typesOf(answer)).toEqual([
      'input.payload schema_mismatch',
      'input.idempotencyKey too_short',
      'input.occurredAt in_future',
    ]);
  });

  it('lets through what fits it', async () => {
    const type = await registered(order);
    expect(await publish({ type, payload: { id: 'o', lines: [{ amount: 0 }] } })).toMatchObject({
      __typename: 'EventPublishSuccess',
    });
  });

  it.each([
    ['no schema at all', 'text'],
    ['a list', []],
    ['a keyword of the wrong form', { properties: [] }],
    ['an unknown type', { type: 'strnig' }],
    ['a pattern that is no regular expression', { pattern: '(' }],
    ['a reference to nothing', { $ref: '#/$defs/none' }],
    ['a remote reference', { $ref: 'https://example.com/schema.json' }],
    ['a reference to this machine', { $ref: 'http://127.0.0.1:1/schema.json' }],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }],
    ['a relative reference', { $ref: 'other.json' }],
    ['a remote reference deep inside', { properties: { a: { items: { $ref: '//example.com/x' } } } }],
    ['a remote $dynamicRef', { $dynamicRef: 'https://example.com/schema.json#meta' }],
    ['another dialect', { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }],
    ['a dialect of its own', { $schema: 'https://example.com/dialect', type: 'object' }],
    [
      'an $id under which a relative reference is remote',
      { $id: 'https://example.com/a/', properties: { x: { $ref: 'b.json' } } },
    ],
    ['the same $id twice', { $defs: { a: { $id: 'urn:x:1' }, b: { $id: 'urn:x:1', type: 'string' } } }],
    ['the same anchor twice', { $defs: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } }],
    ['asynchronous', { $async: true, type: 'object' }],
    ['asynchronous and empty', { $async: true }],
    ['asynchronous by a value that is not true', { $async: 'yes', type: 'object' }],
    ['asynchronous in a part', { properties: { a: { $async: true, type: 'string' } } }],
    [
      'asynchronous where it refers to',
      { items: { $ref: '#/$defs/a' }, $defs: { a: { $async: true, type: 'string' } } },
    ],
    ['a reference to itself', { $ref: '#' }],
    ['a dynamic reference to itself', { $dynamicRef: '#' }],
    ['itself among others', { anyOf: [{ type: 'string' }, { $ref: '#' }] }],
    ['itself for one type of value', { type: 'string', allOf: [{ $ref: '#' }] }],
    [
      'a circle of two parts, deep inside',
      {
        properties: { a: { items: { $ref: '#/$defs/b' } } },
        $defs: { b: { not: { $ref: '#/$defs/c' } }, c: { type: 'number', oneOf: [{ $ref: '#/$defs/b' }] } },
      },
    ],
    [
      'a reference to a reference to itself',
      { items: { $ref: '#/$defs/a' }, $defs: { a: { $ref: '#/$defs/a' } } },
    ],
    ['more than 256 KiB', { description: 'x'.repeat(256 * 1024) }],
    ['NUL, which cannot be stored', { description: '\0' }],
  ])('is refused when it is %s', async (_what, payloadSchema) => {
    const answer = await create({ name: 'never.made', payloadSchema });
    expect(typesOf(answer)).toEqual(['input.payloadSchema schema_invalid']);
    expect(await read(hookline.admin, 'eventType', { name: 'never.made' }, 'name')).toBeNull();
  });

  it('may be true, {}, refer to itself, and have exactly 256 KiB', async () => {
    const limit = { description: 'x'.repeat(256 * 1024 - '{"description":""}'.length) };
    const tree = { type: 'object', properties: { children: { items: { $ref: '#' } } }, required: ['v'] };
    for (const schema of [true, {}, limit, tree]) await registered(schema);
    const type = await registered(tree);
    expect(await publish({ type, payload: { v: 1, children: [{ v: 2 }, { x: 3 }] } })).toMatchObject({
      issues: [{ path: ['input', 'payload', 'children', '1'] }],
    });
  });

  it('that is asynchronous is refused with what to do about it, wherever it is', async () => {
    const part = { $async: true, type: 'string' };
    const schemas = [part, { items: part }, { items: { $ref: '#/$defs/a' }, $defs: { a: part } }];
    for (const payloadSchema of schemas) {
      const { issues } = await create({ name: 'never.made', payloadSchema });
      expect(issues?.[0]?.message).toContain('$async is not supported');
      expect(issues?.[0]?.message).toContain('take it out');
    }
    // It may be the name of a property, and a value.
    await registered({ properties: { $async: { const: { $async: true } } } });
  });

  it('that is asynchronous, of earlier days, takes nothing and ends nothing', async () => {
    const type = await registered();
    await store(type, { $async: true, type: 'object' });
    for (const payload of [{}, 'does not fit']) {
      expect(await publish({ type, payload })).toMatchObject({
        issues: [{ path: ['input', 'payload'], type: 'schema_unusable' }],
      });
    }
  });

  it('that refers to itself without end says so', async () => {
    const { issues } = await create({ name: 'never.made', payloadSchema: { $ref: '#' } });
    expect(issues?.[0]?.message).toContain('it refers to itself without end');
  });

  it.each([
    ['of earlier days', (type: string) => store(type, { $ref: '#' })],
    [
      'which no trial met',
      (type: string) =>
        succeed(hookline.admin, 'eventTypeUpdate', { name: type, input: { payloadSchema: rare } }),
    ],
  ])('that refers to itself without end, %s, refuses the one event', async (_what, give) => {
    const type = await registered();
    await give(type);
    const issues = [{ path: ['input', 'payload'], type: 'schema_unusable' }];
    expect(await publish({ type, payload: 'rare' })).toMatchObject({ issues });
    const batch = [
      { type: await registered(true), payload: 1 },
      { type, payload: 'rare' },
    ];
    const { results } = await act<{ results: Failure[] }>(
      tenant.client,
      'eventPublishBatch',
      { input: batch },
      'results { __typename ... on ValidationError { issues { path type } } }',
    );
    expect(results).toMatchObject([
      { __typename: 'EventPublishSuccess' },
      { issues: [{ path: ['input', '1', 'payload'], type: 'schema_unusable' }] },
    ]);
  });

  it('that is a tree takes one that is as deep as a payload may be', async () => {
    const type = await registered({
      type: 'array',
      items: { anyOf: [{ type: 'string' }, { allOf: [{ $ref: '#' }] }] },
    });
    const deep = (leaf: string) => `${'['.repeat(100)}${leaf}${']'.repeat(100)}`;
    expect(await tryPublish(tenant.client, { type, payloadText: deep('""') })).toMatchObject({
      duplicate: false,
    });
    expect(await tryPublish(tenant.client, { type, payloadText: deep('1') })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('of false takes nothing', async () => {
    const type = await registered(false);
    expect(await publish({ type })).toMatchObject({ issues: [{ type: 'schema_mismatch' }] });
  });

  it('of one type is not touched by another with the same $id, nor by one with that of the dialect', async () => {
    const $id = 'https://example.com/same';
    const [text, number] = [
      await registered({ $id, type: 'string' }),
      await registered({ $id, type: 'number' }),
    ];
    expect(await publish({ type: text, payload: 'a' })).toMatchObject({ duplicate: false });
    expect(await publish({ type: number, payload: 1 })).toMatchObject({ duplicate: false });
    expect(await publish({ type: number, payload: 'a' })).toMatchObject({ code: 'VALIDATION_FAILED' });
    // Whatever it makes of this, it must go on telling good schemas from bad ones.
    await create({
      name: 'takes.over',
      payloadSchema: { $id: 'https://json-schema.org/draft/2020-12/schema' },
    });
    expect(typesOf(await create({ name: 'still.checked', payloadSchema: { type: 1 } }))).toEqual([
      'input.payloadSchema schema_invalid',
    ]);
  });

  it('may refer to a part of itself by the $id that it gives to it', async () => {
    const type = await registered({
      $id: 'https://example.com/root',
      properties: { part: { $ref: 'part' } },
      $defs: { part: { $id: 'part', type: 'integer' } },
    });
    expect(await publish({ type, payload: { part: 1.5 } })).toMatchObject({
      issues: [{ path: ['input', 'payload', 'part'] }],
    });
  });

  it('is compiled once and anew after each change, from the next publish on', async () => {
    const type = await registered({ type: 'string' });
    for (let round = 0; round < 10; round++) {
      const [schema, fits, fails] = round % 2 ? ['number', 1, 'a'] : ['string', 'a', 1];
      expect(await update(type, { payloadSchema: { type: schema } })).toMatchObject({ eventType: {} });
      for (let time = 0; time < 2; time++) {
        expect(await publish({ type, payload: fits })).toMatchObject({ duplicate: false });
        expect(await publish({ type, payload: fails })).toMatchObject({ code: 'VALIDATION_FAILED' });
      }
    }
    await update(type, { payloadSchema: null });
    expect(await publish({ type, payload: ['anything'] })).toMatchObject({ duplicate: false });
  });
});

describe('EndpointFilter.eventType', () => {
  const SEGMENTS = ['a', 'b', 'hookline', 'A', 'a_b', 'x-1'];

  it('finds the endpoints that matchesPatterns says would receive it (500 endpoints, 60 types)', async () => {
    const random = seededRandom(20_261_121);
    const words = (choices: readonly string[]) =>
      Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, choices)).join('.');
    const owner = await hookline.createOrganization();
    const endpoints = Array.from({ length: 500 }, () => ({
      id: newId(),
      eventPatterns: Array.from({ length: Math.floor(random() * 4) }, () => words([...SEGMENTS, '*', '*'])),
    }));
    await hookline.app.core.database.prisma.endpoint.createMany({
      data: endpoints.map((endpoint) => ({
        ...endpoint,
        organizationId: owner.uuid,
        createdBy: 'test',
        url: 'https://example.com',
      })),
    });
    const types = ['hookline', 'hookline.a', ...Array.from({ length: 58 }, () => words(SEGMENTS))];
    let matched = 0;
    for (const eventType of types) {
      const expected = endpoints
        .filter(({ eventPatterns }) => matchesPatterns(eventPatterns, eventType))
        .map(({ id }) => `ep_${id}`);
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
          await read(
            owner.client,
            'endpoints',
            { filter: { eventType }, first: 100, after },
            'nodes { id } pageInfo { hasNextPage endCursor }',
          );
        found.push(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(found.toSorted(), eventType).toEqual(expected.toSorted());
      matched += expected.length;
    }
    // Neither nothing nor everything, or the comparison would say little.
    expect(matched).toBeGreaterThan(types.length * 50);
    expect(matched).toBeLessThan(types.length * 450);
  });
});
