import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cancelWaiting } from '../../src/domain/cancel-waiting.ts';
import { formatId } from '../../src/ids.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { createClient } from '../support/client.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectSound } from '../support/invariant.ts';
import { act, read, succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, publish, rowsOf, tryPublish } from '../support/pipeline.ts';
import { type ReceivedRequest, startReceiver } from '../support/receiver.ts';
import { type Scene, setScene, test } from '../support/scene.ts';
import { verifyWebhook } from '../support/verify-webhook.ts';
import { eventually } from '../support/waiting.ts';

/** DESIGN.md, "Semantics", 8 to 14 and 17: idempotency, ids, times, tests, types, what is not visible, credentials. */

let hookline: Hookline;
beforeAll(async () => {
  hookline = await startHookline();
  await addEventType(hookline.admin, 'invoice.paid');
});
afterAll(async () => {
  await expectSound(hookline.app.core.database.pool);
  await hookline[Symbol.asyncDispose]();
});

const pool = () => hookline.app.core.database.pool;

describe('8. idempotency', () => {
  it('same content is type, payload and any given occurredAt', async () => {
    const { client } = await hookline.createOrganization();
    await addEventType(hookline.admin, 'invoice.other');
    const first = { type: 'invoice.paid', payloadText: '{"a": 1}', idempotencyKey: 'k' };
    const at = '2026-01-01T00:00:00Z';
    const dated = { ...first, idempotencyKey: 'dated', occurredAt: at };
    for (const event of [first, dated])
      expect(await tryPublish(client, event)).toMatchObject({ duplicate: false });
    expect(await tryPublish(client, first)).toMatchObject({ duplicate: true });
    expect(await tryPublish(client, { ...dated, occurredAt: '2026-01-01T01:00:00+01:00' })).toMatchObject({
      duplicate: true,
    });
    for (const other of [
      { ...first, type: 'invoice.other' },
      { ...first, payloadText: '{"a":1}' },
      { ...first, occurredAt: at },
      { ...dated, occurredAt: '2026-01-01T00:00:01Z' },
      { ...dated, occurredAt: undefined },
    ])
      expect(await tryPublish(client, other)).toMatchObject({ reason: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('survives the purge of the payload, and lasts 7 days', async () => {
    await using scene = await setScene(hookline, () => 500, {
      maxRetries: 1,
      undeliveredPayloadRetentionHours: 0,
    });
    const event = { type: 'invoice.paid', payload: { a: 1 }, idempotencyKey: 'kept' };
    const delivery = await scene.publish(event);
    await scene.becomes(delivery, 'FAILED');
    expect(await scene.delivery(delivery)).toMatchObject({ requestBody: null });
    expect(await tryPublish(scene.tenant.client, event)).toMatchObject({ duplicate: true });
    expect(await tryPublish(scene.tenant.client, { ...event, payload: {} })).toMatchObject({
      code: 'CONFLICT',
    });
    const days = await rowsOf<{ days: number }>(
      pool(),
      `select extract(epoch from expires_at - now()) / 86400 as days from idempotency_key where organization_id = $1`,
      [scene.tenant.uuid],
    );
    expect(Number(days[0]?.days)).toBeCloseTo(7, 1);
  });
});

describe('9. webhook-id', () => {
  it('is the event’s id, the same at every endpoint and every attempt', async () => {
    await using scene = await setScene(hookline, (_request, _response, count) => (count < 3 ? 500 : 200));
    await using other = await startReceiver();
    await addEndpoint(scene.tenant.client, { url: other.url });
    const event = await publish(scene.tenant.client, { type: 'invoice.paid' });
    const requests = [...(await scene.receiver.received(3)), ...(await other.received(1))];
    expect(requests.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array.from({ length: 4 }, () => formatId('Event', event)),
    );
  });
});

describe('10. time', () => {
  it('since is inclusive and until exclusive, by createdAt and not by occurredAt', async () => {
    const tenant = await hookline.createOrganization();
    await addEndpoint(tenant.client, { url: 'https://example.invalid', enabled: true });
    const paused = await addEndpoint(tenant.client, { url: 'https://example.com' });
    await succeed(tenant.client, 'endpointPause', { id: paused.id });
    for (let count = 0; count < 3; count++) {
      await publish(tenant.client, { type: 'invoice.paid', occurredAt: '2020-01-01T00:00:00Z' });
    }
    for (const [list, filter] of [
      ['events', {}],
      ['deliveries', { endpointId: paused.id }],
    ] as const) {
      const all = await nodesOf(list, filter);
      const [newest, middle, oldest] = all;
      expect(all).toHaveLength(3);
      const idsOf = async (more: object) => (await nodesOf(list, { ...filter, ...more })).map(({ id }) => id);
      expect(await idsOf({ since: middle?.createdAt })).toEqual([newest?.id, middle?.id]);
      expect(await idsOf({ until: middle?.createdAt })).toEqual([oldest?.id]);
      expect(await idsOf({ since: middle?.createdAt, until: newest?.createdAt })).toEqual([middle?.id]);
      expect(await idsOf({ since: newest?.createdAt, until: oldest?.createdAt })).toEqual([]);
      expect(await idsOf({ until: '2020-01-02T00:00:00Z' })).toEqual([]);
    }
    async function nodesOf(list: string, filter: object) {
      const page = await read<{ nodes: { id: string; createdAt: string }[] }>(
        tenant.client,
        list,
        { filter },
        'nodes { id createdAt }',
      );
      return page.nodes;
    }
  });

  it('goes in with any offset and comes out as UTC with milliseconds', async () => {
    const { client } = await hookline.createOrganization();
    const input = { type: 'invoice.paid', payload: {}, occurredAt: '2026-01-31T12:00:00.5+02:30' };
    const { event } = await succeed<{ event: { occurredAt: string; createdAt: string } }>(
      client,
      'eventPublish',
      { input },
      'event { occurredAt createdAt }',
    );
    expect(event.occurredAt).toBe('2026-01-31T09:30:00.500Z');
    expect(event.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('stored times come from the database’s clock, whatever the process thinks', async () => {
    await using scene = await setScene(hookline);
    const name = 'clock.type';
    const made = await succeed<{ apiKey: { id: string } }>(
      hookline.admin,
      'apiKeyCreate',
      { input: { name: 'clock', scopes: ['EVENTS_READ'], organizationId: scene.tenant.id } },
      'apiKey { id }',
    );
    const times: Record<string, string | null | undefined> = {};
    const keep = (what: string, values: object) => {
      for (const [field, time] of Object.entries(values))
        if (field !== 'id') times[`${what}.${field}`] = time;
    };
    const { admin } = hookline;
    const { client, id: organizationId } = scene.tenant;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 86_400_000 });
    try {
      const organizationTimes = 'organization { createdAt updatedAt }';
      const organization = await succeed<{ organization: object }>(
        admin,
        'organizationUpdate',
        { id: organizationId, input: { name: 'n' } },
        organizationTimes,
      );
      keep('organization', organization.organization);
      const typeTimes = 'eventType { createdAt updatedAt }';
      await addEventType(admin, name);
      const updated = await succeed<{ eventType: object }>(
        admin,
        'eventTypeUpdate',
        { name, input: { description: 'd' } },
        typeTimes,
      );
      keep('eventTypeUpdate', updated.eventType);
      const archived = await succeed<{ eventType: object }>(
        admin,
        'eventTypeArchive',
        { name },
        'eventType { archivedAt updatedAt }',
      );
      keep('eventTypeArchive', archived.eventType);
      const created = await succeed<{ endpoint: { id: string } }>(
        client,
        'endpointCreate',
        { input: { url: 'https://example.com', enabled: false } },
        'endpoint { id createdAt updatedAt disabledAt }',
      );
      keep('endpointCreate', created.endpoint);
      const changed = await succeed<{ endpoint: object }>(
        client,
        'endpointUpdate',
        { id: created.endpoint.id, input: { name: 'n' } },
        'endpoint { updatedAt }',
      );
      keep('endpointUpdate', changed.endpoint);
      for (const field of ['endpointPause', 'endpointDisable', 'endpointEnable']) {
        const { endpoint } = await succeed<{ endpoint: object }>(
          client,
          field,
          { id: scene.endpoint.id },
          'endpoint { updatedAt pausedAt disabledAt }',
        );
        keep(field, endpoint);
      }
      const rotated = await succeed<{ endpoint: { secrets: object[] } }>(
        client,
        'endpointSecretRotate',
        { id: scene.endpoint.id, input: { graceHours: 0 } },
        'endpoint { secrets { createdAt } }',
      );
      keep('secret', rotated.endpoint.secrets[0] ?? {});
      const delivery = await test(scene);
      await scene.becomes(delivery, 'SUCCEEDED');
      const sent = await read<{ lastAttempt: object }>(
        client,
        'delivery',
        { id: delivery },
        'createdAt completedAt lastAttempt { startedAt finishedAt }',
      );
      const { lastAttempt, ...delivered } = sent;
      keep('delivery', delivered);
      keep('attempt', lastAttempt);
      keep('endpointTest', await read(client, 'endpoint', { id: scene.endpoint.id }, 'lastVerifiedAt'));
      const revoked = await succeed<{ apiKey: object }>(
        admin,
        'apiKeyRevoke',
        { id: made.apiKey.id },
        'apiKey { createdAt revokedAt }',
      );
      keep('apiKey', revoked.apiKey);
      const viewer = await read<{ apiKey: object }>(client, 'viewer', {}, 'apiKey { lastUsedAt }');
      keep('viewer', viewer.apiKey);
    } finally {
      vi.useRealTimers();
    }
    const soon = Date.now() + 60_000;
    const wrong = Object.entries(times).filter(([, time]) => time && Date.parse(time) > soon);
    expect(wrong).toEqual([]);
    expect(Object.values(times).filter(Boolean).length).toBeGreaterThan(18);
  });
});

const HEALTH = [
  'consecutiveFailures',
  'failingSince',
  'lastDeliveryAt',
  'lastError',
  'status',
  'updatedAt',
] as const;

describe('11. tests', () => {
  it.each([
    ['ACTIVE', null],
    ['PAUSED', 'endpointPause'],
    ['DISABLED', 'endpointDisable'],
  ])(
    'are real, signed events with isTest, in one attempt, when the endpoint is %s',
    async (status, field) => {
      await using scene = await setScene(hookline);
      if (field) await scene.act(field);
      const before = await scene.endpointNow();
      const delivery = await test(scene, { eventType: 'invoice.paid', payload: { sample: [1] } });
      expect(await scene.attempt()).toMatchObject({ deliveryId: delivery, deliveryStatus: 'SUCCEEDED' });
      expect(await scene.delivery(delivery)).toMatchObject({
        status: 'SUCCEEDED',
        isTest: true,
        attempts: { nodes: [{ number: 1, trigger: 'TEST', outcome: 'SUCCEEDED' }] },
      });
      const [request] = scene.receiver.requests;
      expect(JSON.parse(request?.body ?? '')).toMatchObject({ type: 'invoice.paid', data: { sample: [1] } });
      expect(() => verifyWebhook(request as ReceivedRequest, scene.endpoint.secret)).not.toThrow();
      // Success sets lastVerifiedAt, and nothing else.
      const after = await scene.endpointNow();
      expect(after).toEqual({ ...before, lastVerifiedAt: expect.any(String) });
      expect(after.status).toBe(status);
      const event = await read(
        scene.tenant.client,
        'deliveries',
        { filter: { isTest: true } },
        'nodes { id event { isTest type idempotencyKey } }',
      );
      expect(event).toEqual({
        nodes: [{ id: delivery, event: { isTest: true, type: 'invoice.paid', idempotencyKey: null } }],
      });
    },
  );

  it('that wait outlast the disabling of their endpoint, and not its deletion', async () => {
    // Nobody works, so that it waits.
    await using idle = await startHookline({ roles: { api: true, worker: false } });
    const { client } = await idle.createOrganization();
    const { id, uuid } = await addEndpoint(client, { url: 'https://example.com' });
    await succeed(client, 'endpointTest', { id });
    await succeed(client, 'endpointDisable', { id });
    expect(await cancelWaiting(idle.app.core.database, uuid)).toBe(0);
    await succeed(client, 'endpointDelete', { id }, 'deletedEndpointId');
    expect(await cancelWaiting(idle.app.core.database, uuid)).toBe(1);
  });

  it('that fail end after that one attempt, and say nothing of the endpoint’s health', async () => {
    await using scene = await setScene(hookline, () => 500);
    const before = await scene.endpointNow();
    const delivery = await test(scene);
    expect(await scene.attempt()).toMatchObject({ deliveryStatus: 'FAILED' });
    expect(await scene.delivery(delivery)).toMatchObject({
      attemptCount: 1,
      endReason: 'RETRIES_EXHAUSTED',
      nextAttemptAt: null,
    });
    expect(await scene.endpointNow()).toEqual(before);
  });

  it('that are answered with 410 do not disable the endpoint', async () => {
    await using scene = await setScene(hookline, () => 410);
    await test(scene);
    await scene.attempt();
    const after = await scene.endpointNow();
    expect(after).toMatchObject({ status: 'ACTIVE', disabledReason: null });
    for (const field of HEALTH) expect(after[field], field).toBe((await scene.endpointNow())[field]);
  });

  it('go to their endpoint alone', async () => {
    await using scene = await setScene(hookline);
    await using other = await startReceiver();
    await addEndpoint(scene.tenant.client, { url: other.url });
    await test(scene, { eventType: 'invoice.paid' });
    await scene.attempt();
    const real = await publish(scene.tenant.client, { type: 'invoice.paid' });
    await other.received(1);
    expect(other.requests.map(({ headers }) => headers['webhook-id'])).toEqual([formatId('Event', real)]);
  });

  it('of a DISABLED endpoint are not canceled with what waits for it', async () => {
    await using scene = await setScene(hookline);
    await scene.act('endpointPause');
    const waiting = await scene.publish();
    await scene.act('endpointDisable');
    const tested = await test(scene);
    await scene.becomes(tested, 'SUCCEEDED');
    await eventually('the cancellation', async () =>
      (await scene.delivery(waiting)).status === 'CANCELED' ? true : undefined,
    );
    expect(await scene.delivery(tested)).toMatchObject({ status: 'SUCCEEDED' });
  });

  const bodyOf = async (scene: Scene, input?: object): Promise<{ type: string; data: unknown }> => {
    const count = scene.receiver.requests.length;
    await test(scene, input);
    const requests = await scene.receiver.received(count + 1);
    return JSON.parse(requests[count]?.body ?? '');
  };

  it('without a payload send the type’s example, else a sample of its schema', async () => {
    const schema = {
      type: 'object',
      required: ['id', 'amount', 'lines', 'kind'],
      additionalProperties: false,
      properties: {
        id: { type: 'string', format: 'uuid' },
        amount: { type: 'integer', minimum: 5 },
        kind: { enum: ['credit', 'debit'] },
        paidAt: { type: ['null', 'string'], format: 'date-time' },
        lines: { type: 'array', minItems: 2, items: { $ref: '#/$defs/line' } },
        fixed: { const: { a: 1 } },
        open: { anyOf: [{ type: 'boolean' }, { type: 'string' }] },
        note: { type: 'string', minLength: 12 },
      },
      $defs: { line: { type: 'object', required: ['v'], properties: { v: { type: 'number' } } } },
    };
    const create = (input: object) => succeed(hookline.admin, 'eventTypeCreate', { input });
    await create({ name: 'sample.example', payloadSchema: schema, example: { shown: true } });
    await create({ name: 'sample.schema', payloadSchema: schema });
    await create({ name: 'sample.none' });
    await using scene = await setScene(hookline, () => 200, { eventPatterns: ['sample.*'] });
    expect(await bodyOf(scene, { eventType: 'sample.example' })).toMatchObject({ data: { shown: true } });
    expect(await bodyOf(scene, { eventType: 'sample.none' })).toMatchObject({ data: { test: true } });
    const { data } = await bodyOf(scene, { eventType: 'sample.schema' });
    expect(data).toMatchObject({ amount: 5, kind: 'credit', lines: [{}, {}] });
    expect(await bodyOf(scene, { eventType: 'sample.none', payload: null })).toMatchObject({ data: null });
    // What was sent fits the schema, or publishing it would be refused.
    expect(await tryPublish(scene.tenant.client, { type: 'sample.schema', payload: data })).toMatchObject({
      __typename: 'EventPublishSuccess',
    });
  });

  it('with a payload that publishing would refuse are refused alike, whether they name the type or not', async () => {
    const payloadSchema = { type: 'object', properties: { amount: { type: 'integer' } } };
    await succeed(hookline.admin, 'eventTypeCreate', { input: { name: 'strict.amount', payloadSchema } });
    await using scene = await setScene(hookline, () => 200, { eventPatterns: ['strict.*'] });
    const { client } = scene.tenant;
    const payload = { amount: 'much' };
    const published = await tryPublish(client, { type: 'strict.amount', payload });
    const issue = { path: ['input', 'payload', 'amount'], type: 'schema_mismatch' };
    expect(published.issues).toMatchObject([{ ...issue, message: 'must be integer' }]);
    for (const input of [{ payload }, { eventType: 'strict.amount', payload }]) {
      const refused = await act(client, 'endpointTest', { id: scene.endpoint.id, input });
      expect(refused.issues).toMatchObject([
        { ...issue, message: 'must be integer, by the schema of strict.amount' },
      ]);
    }
    expect(await bodyOf(scene, { payload: { amount: 3 } })).toMatchObject({ data: { amount: 3 } });
  });

  it('without a type send one that the endpoint names, else one that it would receive, else hookline.test', async () => {
    for (const name of ['chosen.named', 'chosen.matched.deeply'])
      await succeed(hookline.admin, 'eventTypeCreate', { input: { name } });
    const cases = [
      [['other.*', 'chosen.named'], 'chosen.named'],
      [['chosen.matched.*'], 'chosen.matched.deeply'],
      [['nothing.matches.*'], 'hookline.test'],
    ] as const;
    for (const [eventPatterns, type] of cases) {
      await using scene = await setScene(hookline, () => 200, { eventPatterns });
      expect(await bodyOf(scene)).toMatchObject({ type });
    }
  });

  it('of a type that cannot be published are an issue with a suggestion', async () => {
    await using scene = await setScene(hookline);
    const { client } = scene.tenant;
    const args = { id: scene.endpoint.id, input: { eventType: 'invoice.paod' } };
    expect(await act(client, 'endpointTest', args)).toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input', 'eventType'], type: 'event_type_unknown', suggestion: 'invoice.paid' }],
    });
    const large = { id: scene.endpoint.id, input: { payload: 'x'.repeat(256 * 1024) } };
    expect(await act(client, 'endpointTest', large)).toMatchObject({
      issues: [{ path: ['input', 'payload'], type: 'too_large' }],
    });
    // No string of JavaScript is as long.
    const input = { name: 'sample.endless', payloadSchema: { type: 'string', minLength: 2 ** 30 } };
    await succeed(hookline.admin, 'eventTypeCreate', { input });
    const sampled = { id: scene.endpoint.id, input: { eventType: 'sample.endless' } };
    expect(await act(client, 'endpointTest', sampled)).toMatchObject({
      issues: [{ path: ['input', 'payload'], type: 'too_large' }],
    });
  });

  it('and real deliveries are told apart by isTest in lists and in the feed', async () => {
    await using scene = await setScene(hookline);
    const tested = await test(scene);
    const real = await scene.publish();
    for (const _ of [tested, real]) await scene.attempt();
    for (const [isTest, id] of [
      [true, tested],
      [false, real],
    ] as const) {
      const page = await read(scene.tenant.client, 'deliveries', { filter: { isTest } }, 'nodes { id }');
      expect(page).toEqual({ nodes: [{ id }] });
    }
  });
});

describe('12. types', () => {
  it('hookline.* cannot be registered or published', async () => {
    const { client } = await hookline.createOrganization();
    expect(
      await act(hookline.admin, 'eventTypeCreate', { input: { name: 'hookline.endpoint.disabled' } }),
    ).toMatchObject({ issues: [{ path: ['input', 'name'], type: 'reserved' }] });
    expect(await tryPublish(client, { type: 'hookline.test', payload: {} })).toMatchObject({
      issues: [{ type: 'reserved' }],
    });
  });

  it('* and [] never match hookline.*, in lists neither', async () => {
    const { client } = await hookline.createOrganization();
    const patterns = [[], ['*'], ['*.test'], ['hookline.*'], ['hookline.*', '*']];
    const ids: string[] = [];
    for (const eventPatterns of patterns)
      ids.push((await addEndpoint(client, { url: 'https://example.com', eventPatterns })).id);
    const receivers = async (eventType: string) =>
      (
        await read<{ nodes: { id: string }[] }>(
          client,
          'endpoints',
          { filter: { eventType } },
          'nodes { id }',
        )
      ).nodes
        .map(({ id }) => ids.indexOf(id))
        .toSorted();
    expect(await receivers('hookline.test')).toEqual([3, 4]);
    expect(await receivers('invoice.test')).toEqual([0, 1, 2, 4]);
  });

  it('a wildcard may match nothing yet, and matches what is registered later', async () => {
    await using scene = await setScene(hookline, () => 200, { eventPatterns: ['later.*'] });
    await addEventType(hookline.admin, 'later.thing');
    const delivery = await scene.publish({ type: 'later.thing' });
    await scene.becomes(delivery, 'SUCCEEDED');
  });
});

describe('14. not visible', () => {
  it('queries give null or an empty list, mutations NotFoundError', async () => {
    await using scene = await setScene(hookline);
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'SUCCEEDED');
    const stranger = await hookline.createOrganization();
    const { id } = scene.endpoint;
    expect(await read(stranger.client, 'endpoint', { id }, 'id')).toBeNull();
    expect(await read(stranger.client, 'node', { id: delivery }, 'id')).toBeNull();
    expect(await read(stranger.client, 'deliveries', { filter: { endpointId: id } }, 'nodes { id }')).toEqual(
      {
        nodes: [],
      },
    );
    expect(await act(stranger.client, 'endpointPause', { id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('17. two authentication headers at once', () => {
  it('are BAD_REQUEST, whatever they say', async () => {
    const key = hookline.adminKey;
    const client = createClient(hookline.url, key, { authorization: `Bearer ${key}` });
    const answer = await client.send('{ viewer { subject } }');
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'BAD_REQUEST', errorId: expect.any(String) } },
    ]);
  });
});

describe('the purge of what has ended', () => {
  it('leaves the invariant whole', async () => {
    await hookline.app.core.boss.send(QUEUES.purgePayloads.name);
    await expectSound(pool());
  });
});
