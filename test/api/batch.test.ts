import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { act, type Failure, succeed } from '../support/operations.ts';
import { addEndpoint, addEventType, rowsOf, uuidOf } from '../support/pipeline.ts';

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  await addEventType(hookline.admin, 'invoice.strict', { type: 'object', required: ['amount'] });
});
afterAll(() => hookline[Symbol.asyncDispose]());

interface Item extends Failure {
  duplicate?: boolean;
  event?: { id: string; type: string; idempotencyKey: string | null; payloadText: string };
}

const RESULTS = `results { __typename ... on Error { code message } ... on ConflictError { reason }
  ... on NotFoundError { path } ... on ValidationError { issues { path type } }
  ... on EventPublishSuccess { duplicate event { id type idempotencyKey payloadText } } }`;

const publishBatch = (input: unknown[], client = tenant.client) =>
  act<{ results: Item[] }>(client, 'eventPublishBatch', { input }, RESULTS);

async function resultsOf(input: unknown[], client = tenant.client): Promise<Item[]> {
  const answer = await publishBatch(input, client);
  expect(answer.__typename).toBe('EventPublishBatchSuccess');
  return answer.results ?? [];
}

const paid = (details: object = {}) => ({ type: 'invoice.paid', payload: {}, ...details });
const numbered = (count: number, details: (index: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, index) => paid({ payload: { index }, ...details(index) }));

async function countEvents(): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    hookline.app.core.database.pool,
    'select count(*)::int as count from event where organization_id = $1',
    [tenant.uuid],
  );
  return row?.count ?? -1;
}

beforeAll(async () => {
  tenant = await hookline.createOrganization();
});

describe('eventPublishBatch', () => {
  it('takes 1,000 events, answers in their order and makes their deliveries', async () => {
    const owner = await hookline.createOrganization();
    const endpoint = await addEndpoint(owner.client, { url: 'https://example.com' });
    const results = await resultsOf(numbered(1000), owner.client);
    expect(results.map(({ event }) => event?.payloadText)).toEqual(
      Array.from({ length: 1000 }, (_, index) => `{"index":${index}}`),
    );
    expect(new Set(results.map(({ event }) => event?.id)).size).toBe(1000);
    const [counts] = await rowsOf(
      hookline.app.core.database.pool,
      `select count(*)::int as deliveries, count(*) filter (where next_attempt_at <= now())::int as due
       from delivery where endpoint_id = $1`,
      [endpoint.uuid],
    );
    expect(counts).toEqual({ deliveries: 1000, due: 1000 });
  });

  it('takes one', async () => {
    expect(await resultsOf([paid()])).toMatchObject([{ duplicate: false, event: { type: 'invoice.paid' } }]);
  });

  it.each([
    [0, 'too_few', { minimum: 1, actual: 0 }],
    [1001, 'too_many', { maximum: 1000, actual: 1001 }],
  ])('refuses %i events and stores none', async (count, type, context) => {
    const before = await countEvents();
    expect(await publishBatch(numbered(count))).toMatchObject({
      __typename: 'ValidationError',
      code: 'VALIDATION_FAILED',
      issues: [{ path: ['input'], type, context }],
    });
    expect(await countEvents()).toBe(before);
  });

  it('stores the events without a fault beside those with one', async () => {
    const before = await countEvents();
    const stranger = await hookline.createOrganization();
    const results = await resultsOf([
      paid(),
      { type: 'invoice.paod', payload: {} },
      paid({ payloadText: '{}' }),
      { type: 'invoice.strict', payload: {} },
      paid({ organizationId: stranger.id }),
      paid({ idempotencyKey: '', occurredAt: new Date(Date.now() + 3_600_000) }),
      { type: 'invoice.strict', payload: { amount: 1 } },
    ]);
    expect(results).toMatchObject([
      { __typename: 'EventPublishSuccess' },
      { issues: [{ path: ['input', '1', 'type'], type: 'event_type_unknown' }] },
      { issues: [{ path: ['input', '2', 'payload'], type: 'ambiguous' }] },
      { issues: [{ path: ['input', '3', 'payload'], type: 'schema_mismatch' }] },
      { __typename: 'NotFoundError', path: ['input', '4', 'organizationId'] },
      {
        issues: [
          { path: ['input', '5', 'idempotencyKey'], type: 'too_short' },
          { path: ['input', '5', 'occurredAt'], type: 'in_future' },
        ],
      },
      { __typename: 'EventPublishSuccess' },
    ]);
    expect(await countEvents()).toBe(before + 2);
  });

  it('of nothing but faults stores nothing', async () => {
    const before = await countEvents();
    const results = await resultsOf([{ type: 'none.such', payload: {} }, paid({ payload: undefined })]);
    expect(results.map(({ code }) => code)).toEqual(['VALIDATION_FAILED', 'VALIDATION_FAILED']);
    expect(await countEvents()).toBe(before);
  });

  it.each([
    ['a type that is no text', { type: 1, payload: {} }, ['input', '1', 'type'], 'invalid_type'],
    ['no type', { payload: {} }, ['input', '1', 'type'], 'required'],
    ['a field that there is not', { ...paid(), kind: 'x' }, ['input', '1', 'kind'], 'unknown_field'],
    ['a time that is none', paid({ occurredAt: 'noon' }), ['input', '1', 'occurredAt'], 'invalid_type'],
    ['null', null, ['input', '1'], 'invalid_type'],
  ])('with %s in one event is BAD_REQUEST as a whole, with the path', async (_what, event, path, type) => {
    const before = await countEvents();
    const answer = await tenant.client.send(
      'mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) { __typename } }',
      { input: [paid(), event] },
    );
    expect(answer.errors).toMatchObject([
      { extensions: { code: 'BAD_REQUEST', issues: [{ path, type }], errorId: expect.any(String) } },
    ]);
    expect(await countEvents()).toBe(before);
  });

  it('says for 20 unknown types what was meant, and of the others only that they are unknown', async () => {
    const names = Array.from({ length: 21 }, (_, index) => `invoice.pai${index}`);
    const { results } = await act<{ results: { issues: [{ suggestion: string | null }] }[] }>(
      tenant.client,
      'eventPublishBatch',
      { input: [...names, names[0]].map((type) => ({ type, payload: {} })) },
      'results { ... on ValidationError { issues { suggestion } } }',
    );
    expect(results?.map(({ issues: [{ suggestion }] }) => suggestion)).toEqual([
      ...Array(20).fill('invoice.paid'),
      null,
      'invoice.paid',
    ]);
  });

  it('may be for several organizations when an administrator publishes it', async () => {
    const [a, b] = [await hookline.createOrganization(), await hookline.createOrganization()];
    const results = await resultsOf(
      [a, b, a].map(({ id }) => paid({ organizationId: id, idempotencyKey: 'shared' })),
      hookline.admin,
    );
    // The key of one organization says nothing about another's.
    expect(results.map(({ duplicate }) => duplicate)).toEqual([false, false, true]);
    expect(results[2]?.event?.id).toBe(results[0]?.event?.id);
    expect(results[1]?.event?.id).not.toBe(results[0]?.event?.id);
  });
});

describe('idempotency in a batch', () => {
  it('is by item: repeating the batch stores nothing, and other content is a conflict for its item alone', async () => {
    const batch = numbered(5, (index) => ({ idempotencyKey: `item-${index}` }));
    const first = await resultsOf(batch);
    const before = await countEvents();
    const again = await resultsOf(batch);
    expect(again.map(({ event, duplicate }) => [event?.id, duplicate])).toEqual(
      first.map(({ event }) => [event?.id, true]),
    );
    expect(await countEvents()).toBe(before);
    const changed = batch.map((item, index) => (index === 2 ? { ...item, payload: 'other' } : item));
    expect((await resultsOf(changed)).map(({ reason, duplicate }) => reason ?? duplicate)).toEqual([
      true,
      true,
      'IDEMPOTENCY_KEY_REUSED',
      true,
      true,
    ]);
  });

  it('holds inside of one batch', async () => {
    const twice = paid({ idempotencyKey: 'twice', payload: 1 });
    const results = await resultsOf([twice, paid(), twice, { ...twice, payload: 2 }]);
    expect(results).toMatchObject([
      { duplicate: false },
      { duplicate: false },
      { duplicate: true, event: { id: results[0]?.event?.id } },
      { reason: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  it('holds when the types have changed since: a repeat is one, and what is not is refused for itself', async () => {
    const changes: [name: string, field: string, args: object][] = [
      ['batch.archived', 'eventTypeArchive', {}],
      ['batch.strict', 'eventTypeUpdate', { input: { payloadSchema: false } }],
    ];
    for (const [name] of changes) await addEventType(hookline.admin, name);
    const batch = changes.map(([type]) => ({ type, payload: {}, idempotencyKey: type }));
    const first = await resultsOf(batch);
    for (const [name, field, args] of changes) await succeed(hookline.admin, field, { name, ...args });

    const before = await countEvents();
    const [archived, strict] = batch as [object, object];
    const again = await resultsOf([
      archived,
      strict,
      { ...archived, payload: 'other' },
      { ...strict, payload: 'other' },
      { ...archived, idempotencyKey: 'fresh' },
      { ...strict, idempotencyKey: undefined },
      paid(),
    ]);
    expect(again.slice(0, 2).map(({ event, duplicate }) => [event?.id, duplicate])).toEqual(
      first.map(({ event }) => [event?.id, true]),
    );
    expect(again.slice(2).map(({ reason, code, duplicate }) => reason ?? code ?? duplicate)).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
      'IDEMPOTENCY_KEY_REUSED',
      'VALIDATION_FAILED',
      'VALIDATION_FAILED',
      false,
    ]);
    expect(await countEvents()).toBe(before + 1);
  });

  it('counts a key as used only by an event that was stored', async () => {
    const key = { idempotencyKey: 'used-once' };
    const results = await resultsOf([{ type: 'none.such', payload: {}, ...key }, paid(key)]);
    expect(results).toMatchObject([{ code: 'VALIDATION_FAILED' }, { duplicate: false }]);
  });

  it('makes one event of each key in overlapping batches at once, in any order (20 rounds)', async () => {
    for (let round = 0; round < 20; round++) {
      const batch = numbered(60, (index) => ({ idempotencyKey: `overlap-${round}-${index}` }));
      const batches = [
        batch.slice(0, 40),
        batch.slice(20).toReversed(),
        batch.toReversed(),
        [...batch.slice(30), ...batch.slice(0, 30)],
      ];
      const before = await countEvents();
      const answers = await Promise.all(batches.map((input) => resultsOf(input)));
      const all = answers.flat();
      expect(all.every(({ __typename }) => __typename === 'EventPublishSuccess')).toBe(true);
      expect(all.filter(({ duplicate }) => !duplicate)).toHaveLength(60);
      const idsByKey = Map.groupBy(all, ({ event }) => event?.idempotencyKey ?? '');
      expect(idsByKey.size).toBe(60);
      for (const items of idsByKey.values()) {
        expect(new Set(items.map(({ event }) => event?.id)).size).toBe(1);
      }
      expect(await countEvents()).toBe(before + 60);
    }
  });

  it('holds between a batch and single publishes at once', async () => {
    const event = paid({ idempotencyKey: 'mixed' });
    const answers = await Promise.all([
      resultsOf([paid(), event]).then((results) => results[1]),
      ...Array.from({ length: 10 }, () =>
        act<Item>(tenant.client, 'eventPublish', { input: event }, 'duplicate event { id }'),
      ),
    ]);
    expect(answers.filter((answer) => answer?.duplicate === false)).toHaveLength(1);
    expect(new Set(answers.map((answer) => uuidOf(answer?.event?.id ?? ''))).size).toBe(1);
  });
});
