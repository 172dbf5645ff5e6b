import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hookline, startHookline, type Tenant } from '../support/hookline.ts';
import { addEventType, uuidOf } from '../support/pipeline.ts';
import { statementsOf } from '../support/statements.ts';

const EVENT = 'id type idempotencyKey isTest occurredAt createdAt payloadPurgedAt';
const publishing = (
  selection: string,
) => `mutation ($input: [EventPublishInput!]!) { eventPublishBatch(input: $input) {
  ... on EventPublishBatchSuccess { results { ... on EventPublishSuccess { duplicate event { ${selection} } } } } } }`;

interface Result {
  duplicate: boolean;
  event: { id: string };
}

let hookline: Hookline;
let tenant: Tenant;
beforeAll(async () => {
  hookline = await startHookline({ roles: { api: true, worker: false } });
  await addEventType(hookline.admin, 'invoice.paid');
  tenant = await hookline.createOrganization();
  // The first use of a key writes when that was.
  await tenant.client.data('{ viewer { subject } }');
});
afterAll(() => hookline[Symbol.asyncDispose]());

const keyed = (...keys: (string | null)[]) =>
  keys.map((idempotencyKey) => ({ type: 'invoice.paid', payload: { n: 1 }, idempotencyKey }));

async function publishEach(input: object[], selection = EVENT): Promise<Result[]> {
  const { eventPublishBatch } = await tenant.client.data<{ eventPublishBatch: { results: Result[] } }>(
    publishing(selection),
    { input },
  );
  return eventPublishBatch.results;
}

describe('the event that a publish answers', () => {
  it('is the one that is read afterwards', async () => {
    const input = [...keyed('read', null), { ...keyed(null)[0], occurredAt: '2026-01-02T03:04:05.678Z' }];
    const results = await publishEach(input);
    expect(results.map(({ duplicate }) => duplicate)).toEqual([false, false, false]);
    const { nodes } = await tenant.client.data<{ nodes: unknown[] }>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Event { ${EVENT} } } }`,
      { ids: results.map(({ event }) => event.id) },
    );
    expect(results.map(({ event }) => event)).toEqual(nodes);
    expect(results[2]).toMatchObject({ event: { occurredAt: '2026-01-02T03:04:05.678Z' } });
  });

  it('takes no statement of its own, and those of duplicates together one beside that for their keys', async () => {
    const extra = async (input: object[], again: object[]) => {
      const bare = await statementsOf(() => publishEach(input, '__typename'));
      const whole = await statementsOf(() => publishEach(again));
      return whole.length - bare.length;
    };
    expect(await extra(keyed('a', 'b', null), keyed('c', 'd', null))).toBe(0);
    // One finds which events the keys stand for, the other reads those.
    expect(await extra(keyed('e', null), keyed('a', 'b', 'f', null))).toBe(2);
  });

  it('is NOT_FOUND for a duplicate whose first is no longer kept', async () => {
    const [first] = await publishEach(keyed('dropped'));
    const { pool } = hookline.app.core.database;
    await pool.query('delete from event where id = $1', [uuidOf(first?.event.id as string)]);
    const answer = await tenant.client.send(publishing('id'), { input: keyed('dropped') });
    expect(answer.errors).toMatchObject([
      { message: 'This event is no longer kept.', extensions: { code: 'NOT_FOUND' } },
    ]);
  });
});
