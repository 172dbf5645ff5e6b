import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { formatId, newId } from '../../src/ids.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf, tryPublish, uuidOf } from '../support/pipeline.ts';
import { sentStatements } from '../support/plans.ts';
import { blocked } from '../support/waiting.ts';

const EXPIRE_KEYS = `update idempotency_key set expires_at = now() - interval '1 hour' where organization_id = $1`;

const URL_ANY = 'https://receiver.example/hook';
const TYPES = ['invoice.paid', 'invoice.line.added', 'user.created', 'user', 'order.shipped'];

/** Without a worker: what publishing writes stays as it was written. */
let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  for (const name of TYPES) await addEventType(hookline.admin, name);
});
afterAll(() => hookline[Symbol.asyncDispose]());

const pool = () => hookline.app.core.database.pool;

/** How many rows an organization has of each. */
async function countsOf(organization: string): Promise<Record<string, number>> {
  const tables = ['event', 'event_payload', 'delivery', 'idempotency_key'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await rowsOf<{ n: number }>(
        pool(),
        `select count(*)::int as n from ${table} where organization_id = $1`,
        [organization],
      );
      return [table, row?.n ?? 0] as const;
    }),
  );
  const [due] = await rowsOf<{ n: number }>(
    pool(),
    'select count(*)::int as n from delivery where next_attempt_at <= now() and organization_id = $1',
    [organization],
  );
  return { ...Object.fromEntries(counts), due: due?.n ?? 0 };
}

const NOTHING = { event: 0, event_payload: 0, delivery: 0, idempotency_key: 0, due: 0 };

describe('publishing', () => {
  it('writes the event, its payload and a delivery for each endpoint, due at once', async () => {
    const tenant = await hookline.createOrganization();
    for (let index = 0; index < 3; index++) await addEndpoint(tenant.client, { url: URL_ANY });
    const event = await publish(tenant.client, { type: 'invoice.paid', idempotencyKey: 'k' });
    expect(await countsOf(tenant.uuid)).toEqual({
      event: 1,
      event_payload: 1,
      delivery: 3,
      idempotency_key: 1,
      due: 3,
    });
    const deliveries = await rowsOf(
      pool(),
      `select status, attempt_count, event_type, is_test, next_attempt_at is not null as due from delivery where event_id = $1`,
      [event],
    );
    const waiting = {
      status: 'PENDING',
      attempt_count: 0,
      event_type: 'invoice.paid',
      is_test: false,
      due: true,
    };
    expect(deliveries).toEqual([waiting, waiting, waiting]);
  });

  it('writes nothing at all when the deliveries cannot be written, and nothing is lost by trying again', async () => {
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: URL_ANY });
    await pool().query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
       create trigger refuse before insert on delivery for each row execute function refuse()`,
    );
    try {
      const answer = await tenant.client.send(
        `mutation { eventPublish(input: { type: "invoice.paid", payload: {}, idempotencyKey: "k" }) { __typename } }`,
      );
      expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      expect(JSON.stringify(answer.errors)).not.toContain('disk is full');
      expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
    } finally {
      await pool().query('drop trigger refuse on delivery; drop function refuse');
    }
    const again = await tryPublish(tenant.client, { type: 'invoice.paid', payload: {}, idempotencyKey: 'k' });
    expect(again).toMatchObject({ __typename: 'EventPublishSuccess', duplicate: false });
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 1, delivery: 1, due: 1 });
  });

  it('reaches the endpoints whose patterns match, and of those only the ones that are not disabled', async () => {
    const tenant = await hookline.createOrganization();
    const patterns: Record<string, string[]> = {
      all: [],
      star: ['*'],
      exact: ['invoice.paid'],
      prefix: ['invoice.*'],
      several: ['user', 'order.shipped'],
      inner: ['invoice.*.added'],
      nothing: ['nothing.*'],
    };
    const names = new Map<string, string>();
    for (const [name, eventPatterns] of Object.entries(patterns)) {
      const { uuid } = await addEndpoint(tenant.client, { url: URL_ANY, eventPatterns });
      names.set(uuid, name);
    }
    await addEndpoint(tenant.client, { url: URL_ANY, enabled: false });
    const reached: Record<string, string[]> = {};
    for (const type of TYPES) {
      const event = await publish(tenant.client, { type });
      const rows = await rowsOf<{ endpoint_id: string }>(
        pool(),
        'select endpoint_id from delivery where event_id = $1',
        [event],
      );
      reached[type] = rows.map((row) => names.get(row.endpoint_id) ?? 'disabled').toSorted();
    }
    expect(reached).toEqual({
      'invoice.paid': ['all', 'exact', 'prefix', 'star'],
      'invoice.line.added': ['all', 'inner', 'prefix', 'star'],
      'user.created': ['all', 'star'],
      user: ['all', 'several', 'star'],
      'order.shipped': ['all', 'several', 'star'],
    });
  });

  it('leaves out an endpoint that is being disabled', async () => {
    const tenant = await hookline.createOrganization();
    const { uuid } = await addEndpoint(tenant.client, { url: URL_ANY });
    let published: Promise<string> | undefined;
    await inTransaction(pool(), async (client) => {
      // As endpointDisable does it.
      await client.query('select from endpoint where id = $1 for update', [uuid]);
      await client.query(
        `update endpoint set status = 'DISABLED', disabled_at = now(), disabled_reason = 'MANUAL' where id = $1`,
        [uuid],
      );
      published = publish(tenant.client, { type: 'invoice.paid' });
      await blocked(pool(), 1);
    });
    await published;
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 1, delivery: 0 });
  });

  it('stays inside the organization', async () => {
    const [own, other] = [await hookline.createOrganization(), await hookline.createOrganization()];
    await addEndpoint(own.client, { url: URL_ANY });
    await addEndpoint(other.client, { url: URL_ANY });
    await publish(own.client, { type: 'invoice.paid', idempotencyKey: 'shared' });
    expect(await countsOf(other.uuid)).toEqual(NOTHING);
    expect(await countsOf(own.uuid)).toMatchObject({ event: 1, delivery: 1, due: 1 });

    for (const name of [
      { organizationId: other.id },
      { organizationId: formatId('Organization', newId()) },
    ]) {
      const refused = await tryPublish(own.client, { type: 'invoice.paid', payload: {}, ...name });
      expect(refused).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    }
    expect(await countsOf(other.uuid)).toEqual(NOTHING);
    // The same key in another organization is another key.
    const answer = await tryPublish(other.client, { type: 'user', payload: 1, idempotencyKey: 'shared' });
    expect(answer).toMatchObject({ duplicate: false });
  });

  it('for another organization takes its id or externalId from an administrator', async () => {
    const tenant = await hookline.createOrganization();
    await pool().query('update organization set external_id = $2 where id = $1', [tenant.uuid, 'acme']);
    for (const name of [{ organizationId: tenant.id }, { organizationExternalId: 'acme' }]) {
      await publish(hookline.admin, { type: 'invoice.paid', ...name });
    }
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 2 });
    const both = { organizationId: tenant.id, organizationExternalId: 'acme' };
    expect(await tryPublish(hookline.admin, { type: 'invoice.paid', payload: {}, ...both })).toMatchObject({
      issues: [{ path: ['input', 'organizationExternalId'], type: 'ambiguous' }],
    });
    const unknown = { organizationExternalId: 'nobody\0' };
    expect(await tryPublish(hookline.admin, { type: 'invoice.paid', payload: {}, ...unknown })).toMatchObject(
      {
        code: 'NOT_FOUND',
      },
    );
  });
});

describe('an idempotency key', () => {
  it('brings the first event again for the same content, and a conflict for other content', async () => {
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: URL_ANY });
    const input = {
      type: 'invoice.paid',
      payloadText: '{"amount": 1}',
      idempotencyKey: 'order-1',
      occurredAt: '2026-01-01T00:00:00Z',
    };
    const first = await tryPublish(tenant.client, input);
    expect(first).toMatchObject({ duplicate: false });
    for (let round = 0; round < 3; round++) {
      expect(await tryPublish(tenant.client, input)).toMatchObject({ duplicate: true, event: first.event });
    }
    for (const other of [
      { payloadText: '{"amount": 2}' },
      { payloadText: '{"amount":1}' },
      { type: 'user' },
      { occurredAt: '2026-01-01T00:00:01Z' },
      { occurredAt: null },
    ]) {
      expect(await tryPublish(tenant.client, { ...input, ...other })).toMatchObject({
        __typename: 'ConflictError',
        code: 'CONFLICT',
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
    }
    expect(await countsOf(tenant.uuid)).toEqual({
      event: 1,
      event_payload: 1,
      delivery: 1,
      idempotency_key: 1,
      due: 1,
    });
  });

  it('makes one event of fifty requests at once', async () => {
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: URL_ANY });
    const input = { type: 'invoice.paid', payload: { amount: 1 }, idempotencyKey: 'once' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => tryPublish(tenant.client, input)));
    expect(new Set(answers.map((answer) => answer.event?.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.duplicate === false)).toHaveLength(1);
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 1, delivery: 1, due: 1 });
  });

  it('makes one event of requests at once with different content, and refuses the others', async () => {
    const tenant = await hookline.createOrganization();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        tryPublish(tenant.client, { type: 'invoice.paid', payload: { index }, idempotencyKey: 'once' }),
      ),
    );
    expect(answers.filter((answer) => answer.event)).toHaveLength(1);
    expect(answers.filter((answer) => answer.reason === 'IDEMPOTENCY_KEY_REUSED')).toHaveLength(19);
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 1, idempotency_key: 1 });
  });

  it('can be used again when it has expired, by one of those who try at once', async () => {
    const tenant = await hookline.createOrganization();
    const input = { type: 'invoice.paid', payload: { amount: 1 }, idempotencyKey: 'weekly' };
    const first = await tryPublish(tenant.client, input);
    await pool().query(EXPIRE_KEYS, [tenant.uuid]);
    // What the key stood for is forgotten with it: that is another content.
    const again = { ...input, payload: { amount: 2 } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryPublish(tenant.client, again)));
    const ids = new Set(answers.map((answer) => answer.event?.id));
    expect(ids.size).toBe(1);
    expect(await tryPublish(tenant.client, input)).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
    expect(ids).not.toContain(first.event?.id);
    expect(answers.filter((answer) => answer.duplicate === false)).toHaveLength(1);
    const [key] = await rowsOf<{ event_id: string; days: number }>(
      pool(),
      `select event_id, extract(epoch from expires_at - now()) / 86400 as days from idempotency_key where organization_id = $1`,
      [tenant.uuid],
    );
    expect(key?.event_id).toBe(uuidOf([...ids][0] as string));
    expect(Number(key?.days)).toBeCloseTo(7, 2);
  });

  it.each([
    ['its type was archived', `update event_type set archived_at = now() where name = 'repeat.me'`],
    [
      'the schema of its type has changed',
      `update event_type set payload_schema = '{"required":["id"]}', updated_at = now() where name = 'repeat.me'`,
    ],
    ['its type is gone', `delete from event_type where name = 'repeat.me'`],
  ])('brings the first event again when %s since, for 7 days', async (_what, change) => {
    const tenant = await hookline.createOrganization();
    await addEventType(hookline.admin, 'repeat.me');
    const input = { type: 'repeat.me', payload: { amount: 1 }, idempotencyKey: 'k' };
    const first = await tryPublish(tenant.client, input);
    await pool().query(change);
    try {
      expect(await tryPublish(tenant.client, input)).toMatchObject({ duplicate: true, event: first.event });
      expect(await tryPublish(tenant.client, { ...input, payload: { amount: 2 } })).toMatchObject({
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
      // The key of one organization says nothing about another's.
      const stranger = await hookline.createOrganization();
      for (const [client, idempotencyKey] of [
        [stranger.client, 'k'],
        [tenant.client, 'other'],
        [tenant.client, undefined],
      ] as const)
        expect(await tryPublish(client, { ...input, idempotencyKey })).toMatchObject({
          code: 'VALIDATION_FAILED',
        });
      await pool().query(EXPIRE_KEYS, [tenant.uuid]);
      expect(await tryPublish(tenant.client, input)).toMatchObject({ code: 'VALIDATION_FAILED' });
      expect(await countsOf(tenant.uuid)).toMatchObject({ event: 1 });
    } finally {
      await pool().query(`delete from event_type where name = 'repeat.me'`);
    }
  });

  it('costs nothing to look for where nothing is refused', async () => {
    const tenant = await hookline.createOrganization();
    const statements = await sentStatements(async () => {
      await publish(tenant.client, { type: 'invoice.paid', idempotencyKey: 'k' });
    });
    expect(statements.filter(({ text }) => text.includes('idempotency_key as k'))).toHaveLength(1);
    expect(statements.filter(({ text }) => /join idempotency_key/.test(text))).toEqual([]);
  });

  it('is not taken by an event that is refused', async () => {
    const tenant = await hookline.createOrganization();
    const refused = { type: 'invoice.payd', payload: {}, idempotencyKey: 'k' };
    expect(await tryPublish(tenant.client, refused)).toMatchObject({ __typename: 'ValidationError' });
    expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
    expect(await tryPublish(tenant.client, { ...refused, type: 'invoice.paid' })).toMatchObject({
      duplicate: false,
    });
  });

  it.each([
    ['', 'too_short'],
    ['k'.repeat(257), 'too_long'],
    ['a\0b', 'invalid_text'],
    ['\uD800', 'invalid_text'],
  ])('must be 1 to 256 characters of text, unlike %j', async (idempotencyKey, type) => {
    const tenant = await hookline.createOrganization();
    const answer = await tryPublish(tenant.client, { type: 'invoice.paid', payload: {}, idempotencyKey });
    expect(answer.issues).toMatchObject([{ path: ['input', 'idempotencyKey'], type }]);
    expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
  });
});

describe('occurredAt', () => {
  const minutesAhead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

  it('may be up to five minutes ahead, and any time ago', async () => {
    const tenant = await hookline.createOrganization();
    for (const occurredAt of [minutesAhead(4.9), '1999-12-31T23:59:59+02:00']) {
      const event = await publish(tenant.client, { type: 'invoice.paid', occurredAt });
      const [row] = await rowsOf<{ occurred_at: Date }>(
        pool(),
        'select occurred_at from event where id = $1',
        [event],
      );
      expect(row?.occurred_at).toEqual(new Date(occurredAt));
    }
    const answer = await tryPublish(tenant.client, {
      type: 'invoice.paid',
      payload: {},
      occurredAt: minutesAhead(5.1),
    });
    expect(answer.issues).toMatchObject([{ path: ['input', 'occurredAt'], type: 'in_future' }]);
    expect(await countsOf(tenant.uuid)).toMatchObject({ event: 2 });
  });

  it('is the moment of acceptance when it is left out, in the event and in its body', async () => {
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: URL_ANY });
    await publish(tenant.client, { type: 'invoice.paid', payload: { amount: 1 } });
    const { deliveries } = await tenant.client.data<{
      deliveries: { nodes: [{ requestBody: string; event: { occurredAt: string; payload: unknown } }] };
    }>('{ deliveries { nodes { requestBody event { occurredAt payload } } } }');
    const [{ requestBody, event }] = deliveries.nodes;
    expect(JSON.parse(requestBody)).toEqual({
      type: 'invoice.paid',
      timestamp: event.occurredAt,
      data: { amount: 1 },
    });
    expect(Math.abs(Date.now() - Date.parse(event.occurredAt))).toBeLessThan(60_000);
    expect(event.payload).toEqual({ amount: 1 });
  });
});

describe('a payload', () => {
  const schema = {
    type: 'object',
    required: ['items'],
    properties: {
      items: { type: 'array', items: { type: 'object', properties: { 'a/b~c': { type: 'number' } } } },
    },
  };

  it('must fit the schema of its type; the path of the issue leads to the place', async () => {
    await addEventType(hookline.admin, 'cart.filled', schema);
    const tenant = await hookline.createOrganization();
    const wrong = { items: [{}, { 'a/b~c': 'two' }] };
    for (const [field, value] of [
      ['payload', wrong],
      ['payloadText', JSON.stringify(wrong)],
    ] as const) {
      const answer = await tryPublish(tenant.client, { type: 'cart.filled', [field]: value });
      expect(answer.issues).toMatchObject([
        { path: ['input', field, 'items', '1', 'a/b~c'], type: 'schema_mismatch', message: 'must be number' },
      ]);
    }
    expect((await tryPublish(tenant.client, { type: 'cart.filled', payload: null })).issues).toMatchObject([
      { path: ['input', 'payload'], type: 'schema_mismatch', message: 'must be object' },
    ]);
    expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
    await publish(tenant.client, { type: 'cart.filled', payload: { items: [{ 'a/b~c': 2 }] } });
  });

  it('that is wrong in several ways is told in one answer', async () => {
    const tenant = await hookline.createOrganization();
    const answer = await tryPublish(tenant.client, {
      type: 'invoice.payed',
      payloadText: '{',
      idempotencyKey: '',
      occurredAt: '2999-01-01T00:00:00Z',
    });
    expect(answer.issues?.map(({ path, type, suggestion }) => [path.join('.'), type, suggestion])).toEqual([
      ['input.type', 'event_type_unknown', 'invoice.paid'],
      ['input.payloadText', 'json_invalid', null],
      ['input.idempotencyKey', 'too_short', null],
      ['input.occurredAt', 'in_future', null],
    ]);
    expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
  });

  it('is shown in double precision, and digit for digit as text', async () => {
    const tenant = await hookline.createOrganization();
    const payloadText = '[1e400, -1e400, 12345678901234567890, 0.10000000000000000001]';
    const { eventPublish } = await tenant.client.data<{ eventPublish: { event: object } }>(
      'mutation ($input: EventPublishInput!) { eventPublish(input: $input) { ... on EventPublishSuccess { event { payload payloadText } } } }',
      { input: { type: 'user', payloadText } },
    );
    // biome-ignore lint/correctness/noPrecisionLoss: that is what is looked at
    const payload = [null, null, 12345678901234567890, 0.1];
    expect(eventPublish.event).toEqual({ payload, payloadText });
  });

  it('may be as large as 256 KiB', async () => {
    const tenant = await hookline.createOrganization();
    const text = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    await publish(tenant.client, { type: 'invoice.paid', payload: undefined, payloadText: text(262_144) });
    const answer = await tryPublish(tenant.client, { type: 'invoice.paid', payloadText: text(262_145) });
    expect(answer.issues).toMatchObject([{ path: ['input', 'payloadText'], type: 'too_large' }]);
  });
});

describe('a type', () => {
  it.each(['invoice.paid\0', 'Invoice.Paid', "'; drop table event; --", 'x'.repeat(100_000)])(
    'that is not registered is refused: %.20j',
    async (type) => {
      const tenant = await hookline.createOrganization();
      const answer = await tryPublish(tenant.client, { type, payload: {} });
      expect(answer.issues).toMatchObject([{ path: ['input', 'type'], type: 'event_type_unknown' }]);
      expect(await countsOf(tenant.uuid)).toEqual(NOTHING);
    },
  );

  it('that was archived is refused', async () => {
    await addEventType(hookline.admin, 'old.news');
    await pool().query(`update event_type set archived_at = now() where name = 'old.news'`);
    const answer = await tryPublish(hookline.admin, { type: 'old.news', payload: {} });
    expect(answer.issues).toMatchObject([{ path: ['input', 'type'], type: 'event_type_archived' }]);
  });
});
