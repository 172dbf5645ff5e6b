import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStoreShared } from '../../src/domain/publish-group.ts';
import type { NewEvent } from '../../src/domain/store-events.ts';
import { newId } from '../../src/ids.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, rowsOf } from '../support/pipeline.ts';
import { blocked } from '../support/waiting.ts';

const URL_ANY = 'https://receiver.example/hook';
const TYPE = 'invoice.paid';

/** As few connections as a process may have, and no worker: what publishing writes stays as it was written. */
let hookline: Hookline;
beforeAll(async () => {
  const env = { HOOKLINE_POOL_SIZE: '2' };
  hookline = await startHookline({ roles: { api: true, worker: false }, env });
  await addEventType(hookline.admin, TYPE);
});
afterAll(() => hookline[Symbol.asyncDispose]());

/** A tenant whose endpoint can be locked, as a change of its status does, by a transaction that does not end. */
async function createTenant() {
  const tenant = await hookline.createOrganization();
  const endpoint = await addEndpoint(tenant.client, { url: URL_ANY });
  const hold = async () => {
    const client = new pg.Client({ connectionString: hookline.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select 1 from endpoint where id = $1 for update', [endpoint.uuid]);
    return { [Symbol.asyncDispose]: () => client.end() };
  };
  return { ...tenant, endpoint, hold };
}

function eventOf(organizationId: string, idempotencyKey: string | null = null): NewEvent {
  return {
    id: newId(),
    organizationId,
    type: TYPE,
    payloadText: '{}',
    idempotencyKey,
    occurredAt: null,
    isTest: false,
  };
}

async function countsOf(events: readonly NewEvent[]) {
  const [counts] = await rowsOf<{ event: number; payload: number; delivery: number; key: number }>(
    hookline.app.core.database.pool,
    `select (select count(*)::int from event where id = any($1)) as event,
       (select count(*)::int from event_payload where event_id = any($1)) as payload,
       (select count(*)::int from delivery where event_id = any($1)) as delivery,
       (select count(*)::int from idempotency_key where event_id = any($1)) as key`,
    [events.map(({ id }) => id)],
  );
  return counts;
}

it('holds up the publishes of its own organization alone, and loses none of them', async () => {
  const store = hookline.app.core.storeShared;
  const slow = await createTenant();
  const others = [await createTenant(), await createTenant()];
  await using held = await slow.hold();
  const stuck = Array.from({ length: 30 }, (_, index) => eventOf(slow.uuid, `${index % 20}`));
  const answers = Promise.all(stuck.map((event) => store([event])));
  const free = others.flatMap(({ uuid }) => Array.from({ length: 15 }, () => eventOf(uuid, newId())));
  await Promise.all(free.map((event) => store([event])));
  await blocked(hookline.app.core.database.pool, 1);
  expect(await countsOf(free)).toEqual({ event: 30, payload: 30, delivery: 30, key: 30 });
  expect(await countsOf(stuck)).toEqual({ event: 0, payload: 0, delivery: 0, key: 0 });
  await held[Symbol.asyncDispose]();
  const first = (index: number) => stuck[index % 20]?.id;
  expect(await answers).toMatchObject(
    stuck.map((_, index) => [{ eventId: first(index), duplicate: index >= 20 }]),
  );
  expect(await countsOf(stuck)).toEqual({ event: 20, payload: 20, delivery: 20, key: 20 });
});

it('has a batch for several organizations wait as a whole', async () => {
  const store = hookline.app.core.storeShared;
  const [slow, other] = [await createTenant(), await createTenant()];
  await using held = await slow.hold();
  const batch = [eventOf(other.uuid, 'a'), eventOf(slow.uuid, 'b')];
  const waiting = store(batch);
  const later = [eventOf(slow.uuid, 'b')];
  const repeat = store(later);
  await store([eventOf(other.uuid)]);
  await blocked(hookline.app.core.database.pool, 1);
  expect(await countsOf(batch)).toEqual({ event: 0, payload: 0, delivery: 0, key: 0 });
  await held[Symbol.asyncDispose]();
  expect(await waiting).toMatchObject([{ duplicate: false }, { duplicate: false }]);
  expect(await repeat).toMatchObject([{ eventId: batch[1]?.id, duplicate: true }]);
  expect(await countsOf([...batch, ...later])).toMatchObject({ event: 2, delivery: 2, key: 2 });
});

it('keeps no other organization waiting whose endpoint is free again', async () => {
  const store = hookline.app.core.storeShared;
  const tenants = await Promise.all([1, 2, 3, 4].map(() => createTenant()));
  const holds = await Promise.all(tenants.map(({ hold }) => hold()));
  const answers = tenants.map(({ uuid }) => store([eventOf(uuid)]));
  const all = Promise.all(answers);
  await blocked(hookline.app.core.database.pool, 1);
  await holds[3]?.[Symbol.asyncDispose]();
  await answers[3];
  await holds[1]?.[Symbol.asyncDispose]();
  await answers[1];
  await store([eventOf(tenants[1]?.uuid as string), eventOf(tenants[3]?.uuid as string)]);
  for (const held of holds) await held[Symbol.asyncDispose]();
  expect(await all).toMatchObject(Array(4).fill([{ duplicate: false }]));
});

it('ends a publish as every operation that takes too long, and stores nothing of it', async () => {
  const store = createStoreShared({ ...hookline.app.core, giveUpMs: 1 });
  const slow = await createTenant();
  const [event, again] = [eventOf(slow.uuid, 'k'), eventOf(slow.uuid, 'k')];
  {
    await using _ = await slow.hold();
    await expect(store([event])).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
  }
  expect(await store([again])).toMatchObject([{ eventId: again.id, duplicate: false }]);
  expect(await countsOf([event])).toEqual({ event: 0, payload: 0, delivery: 0, key: 0 });
});
