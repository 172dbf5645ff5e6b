import type pg from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import type { Judgement } from '../../src/delivery/outcome.ts';
import { type LoadedDelivery, loadDue } from '../../src/domain/load-deliveries.ts';
import { settle } from '../../src/jobs/settle.ts';
import { isSuccess, type Success, settleSuccesses } from '../../src/jobs/settle-successes.ts';
import { loadAllDue } from '../support/due.ts';
import { finish, SUCCESS } from '../support/finished.ts';
import { startHookline } from '../support/hookline.ts';
import { addEndpoint, addEventType, publish, rowsOf } from '../support/pipeline.ts';
import { newIds } from '../support/rows.ts';

// A connection keeps the plan of what it says often. What the tables were like when it was made must not matter.

const URL = 'https://receiver.example/hook';
const WANTED = 20;
const FEW = 100;
const MANY = 3000;
/** After so many PostgreSQL would first think of a plan that is for any values. */
const CUSTOM_PLANS = 5;
const FAILURE: Judgement = {
  ...SUCCESS,
  outcome: 'REJECTED',
  responseStatus: 500,
  errorMessage: 'status 500',
};
const RETENTION = { deliveredPayloadRetentionHours: 1 };

afterEach(() => vi.restoreAllMocks());

async function openScene() {
  await using stack = new AsyncDisposableStack();
  const hookline = stack.use(await startHookline({ roles: { api: true, worker: false } }));
  const { core } = hookline.app;
  await addEventType(hookline.admin, 'invoice.paid');
  const tenant = await hookline.createOrganization();
  const endpoint = await addEndpoint(tenant.client, { url: URL });
  const onError = (error: Error) => {
    throw error;
  };
  // Of one connection, as its plans are what this is about.
  const database = stack.use(openDatabase({ url: hookline.databaseUrl, poolSize: 1, onError }));
  const open = stack.move();
  return {
    core,
    endpoint,
    database,
    databaseUrl: hookline.databaseUrl,
    publish: () => publish(tenant.client, { type: 'invoice.paid' }),
    /** Deliveries of other endpoints, and their payloads. */
    async addDeliveries(status: string, count: number): Promise<void> {
      await core.database.pool.query(
        `with added as (
           insert into delivery (id, organization_id, event_id, endpoint_id, event_type, status)
           select id, $1, event_id, gen_random_uuid(), 'invoice.paid', $2 from unnest($3::uuid[], $4::uuid[]) as new (id, event_id)
           returning event_id)
         insert into event_payload (event_id, organization_id, sealed) select event_id, $1, 'x' from added`,
        [tenant.uuid, status, newIds(count), newIds(count)],
      );
    },
    async addEndpoints(count: number): Promise<void> {
      await core.database.pool.query(
        `insert into endpoint (id, organization_id, created_by, url)
         select id, $1, 'test', $2 from unnest($3::uuid[]) as new (id)`,
        [tenant.uuid, URL, newIds(count)],
      );
    },
    analyze: () => core.database.pool.query('vacuum analyze'),
    /** As autovacuum finds the table when all was delivered: pages without a row. That is what plans then reckon with. */
    async analyzeEmptied(): Promise<void> {
      await core.database.pool.query('delete from delivery_waiting');
      await core.database.pool.query('analyze delivery_waiting');
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** How many rows it reads, by table, partitions counted as one. */
async function readsOf(pool: pg.Pool, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const read = async () => {
    await pool.query('select pg_stat_force_next_flush()');
    const rows = await rowsOf(
      pool,
      `select regexp_replace(relname, '_[0-9].*', '') as name, sum(coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as reads
       from pg_stat_user_tables group by 1`,
    );
    return new Map(rows.map(({ name, reads }) => [name as string, reads as number]));
  };
  const before = await read();
  await work();
  const after = await read();
  return Object.fromEntries([...after].map(([name, reads]) => [name, reads - (before.get(name) ?? 0)]));
}

function succeed(deliveries: readonly LoadedDelivery[]): Success[] {
  return finish(deliveries).filter((item) => isSuccess(item, RETENTION));
}

it('records successes by looking each delivery and endpoint up, however many there were a moment ago', async () => {
  await using scene = await openScene();
  const { core, database } = scene;
  await scene.addDeliveries('SUCCEEDED', FEW);
  await scene.analyze();
  for (let count = 0; count <= WANTED; count++) await scene.publish();
  const tools = { ...core, database, retryScheduleMs: [], ...RETENTION };
  const [first, ...others] = succeed(await loadAllDue(core));
  if (!first) throw new Error('nothing is due');
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  expect(await settleSuccesses(tools, [first])).toHaveLength(1);

  await scene.addDeliveries('PENDING', MANY);
  await scene.addEndpoints(MANY);
  await core.database.pool.query('update endpoint set last_delivery_at = null');
  const reads = await readsOf(database.pool, () => settleSuccesses(tools, others));
  expect(await rowsOf(core.database.pool, 'select count(*)::int as n from delivery_attempt')).toEqual([
    { n: 1 + WANTED },
  ]);
  expect(reads.delivery).toBeLessThan(5 * WANTED);
  expect(reads.endpoint).toBeLessThan(5);
});

it('reads what is due by an index, however many deliveries there were a moment ago', async () => {
  await using scene = await openScene();
  const { database, endpoint } = scene;
  for (let count = 0; count < WANTED; count++) await scene.publish();
  await scene.addDeliveries('SUCCEEDED', FEW);
  await scene.analyze();
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  const load = () => loadDue(database, [{ endpointId: endpoint.uuid, wanted: WANTED, since: null }], []);
  await load();

  await scene.addDeliveries('SUCCEEDED', MANY);
  const reads = await readsOf(database.pool, load);
  expect(reads.delivery).toBeLessThan(5 * WANTED);
  expect(reads.event_payload).toBeLessThan(5 * WANTED);
});

it('looks up what is due, although there were no deliveries when the tables were analyzed', async () => {
  await using scene = await openScene();
  const { core, database, endpoint } = scene;
  await scene.addDeliveries('PENDING', MANY);
  await core.database.pool.query('delete from delivery');
  await core.database.pool.query('analyze');
  await scene.addDeliveries('PENDING', MANY);
  for (let count = 0; count < WANTED; count++) await scene.publish();
  const lane = { endpointId: endpoint.uuid, wanted: WANTED, since: null };
  const reads = await readsOf(database.pool, async () => {
    expect((await loadDue(database, [lane], [])).get(endpoint.uuid)?.due).toHaveLength(WANTED);
  });
  expect(reads.delivery).toBeLessThan(5 * WANTED);
});

it('looks up what waits, although nothing did when the tables were analyzed', async () => {
  await using scene = await openScene();
  const { core, database, endpoint } = scene;
  await scene.addDeliveries('PENDING', MANY);
  await scene.analyzeEmptied();
  for (let count = 0; count < WANTED; count++) await scene.publish();
  await scene.addDeliveries('PENDING', MANY);
  const tools = { ...core, database, retryScheduleMs: [], ...RETENTION };
  const lane = { endpointId: endpoint.uuid, wanted: WANTED, since: null };
  let due: LoadedDelivery[] = [];
  const reads = await readsOf(database.pool, async () => {
    due = (await loadDue(database, [lane], [])).get(endpoint.uuid)?.due ?? [];
    expect(await settleSuccesses(tools, succeed(due))).toHaveLength(WANTED);
  });
  expect(reads.delivery_waiting).toBeLessThan(5 * WANTED);
  expect(
    await rowsOf(core.database.pool, 'select 1 from delivery_waiting where delivery_id = any($1)', [
      due.map(({ id }) => id),
    ]),
  ).toEqual([]);
});

it('looks up what ends by a failure, however few waited a moment ago, on a connection that is given from hand to hand', async () => {
  await using scene = await openScene();
  const { core } = scene;
  const onError = (error: Error) => {
    throw error;
  };
  // Behind a pooler nobody has the plans of its connections forgotten, and those of a trigger are kept too.
  await using database = openDatabase({ url: scene.databaseUrl, poolSize: 1, pooled: true, onError });
  for (let count = 0; count < 2 * WANTED; count++) await scene.publish();
  await scene.analyze();
  const tools = { ...core, database, retryScheduleMs: [], ...RETENTION };
  const finished = finish(await loadAllDue(core), FAILURE);
  for (const one of finished.slice(0, WANTED)) await settle(tools, [one]);
  await scene.addDeliveries('PENDING', MANY);
  const reads = await readsOf(database.pool, () => settle(tools, finished.slice(WANTED)));
  expect(reads.delivery_waiting).toBeLessThan(5 * WANTED);
});

it('plans what it reads once', async () => {
  await using scene = await openScene();
  const { database, endpoint } = scene;
  await scene.publish();
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  for (let wanted = 1; wanted <= CUSTOM_PLANS; wanted++)
    await loadDue(database, [{ endpointId: endpoint.uuid, wanted, since: null }], []);
  expect(
    await rowsOf(
      database.pool,
      `select name, custom_plans::int as custom, generic_plans::int as generic from pg_prepared_statements
       where name like 'load-%' order by name`,
    ),
  ).toEqual([
    { name: 'load-due', custom: 0, generic: CUSTOM_PLANS },
    { name: 'load-endpoints', custom: 0, generic: CUSTOM_PLANS },
  ]);
});
