import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/db/client.ts';
import { createRecovery, type Recovered } from '../../src/domain/recover.ts';
import { QUEUES } from '../../src/queue/contracts.ts';
import { ensureShards, SHARD_COUNT } from '../../src/queue/shards.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Hookline, startHookline } from '../support/hookline.ts';
import { expectNothingStranded, expectSound } from '../support/invariant.ts';
import { collectLog } from '../support/log.ts';
import { addEventType, publish, rowsOf, tryPublish, uuidOf } from '../support/pipeline.ts';
import { retry, type Scene, setScene, test } from '../support/scene.ts';
import { blocked, eventually } from '../support/waiting.ts';

const NOTHING: Recovered = { deliveries: 0, resumes: 0, cancellations: 0, shards: 0 };
const MESSAGE = 'stranded deliveries recovered';
const WARN = 40;
const HOURS_LATER = Array(7).fill(36_000).join(',');

const log = collectLog();
/** Works. */
let hookline: Hookline;
/** Does not: what is broken stays so until a test repairs it. */
let idle: Hookline;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await unschedule(database.url);
  [hookline, idle] = await Promise.all([
    startHookline({
      databaseUrl: database.url,
      log: log.logger,
      env: { HOOKLINE_RETRY_SCHEDULE_SECONDS: HOURS_LATER },
    }),
    startHookline({ roles: { api: true, worker: false } }),
  ]);
  await Promise.all([addEventType(hookline.admin, 'invoice.paid'), addEventType(idle.admin, 'invoice.paid')]);
  await ensureShards(idle.app.core.boss);
});
afterAll(async () => {
  await hookline[Symbol.asyncDispose]();
  await idle[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
const pool = () => hookline.app.core.database.pool;
const idlePool = () => idle.app.core.database.pool;

/** The clock must not repair what a test has broken before the test does. */
async function unschedule(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from pgboss.schedule where name = $1', [QUEUES.recover.name]);
  await client.end();
}

/** Runs the job. @returns what it said in the log that it repaired, if anything */
async function sweep(): Promise<Recovered[]> {
  const { boss } = hookline.app.core;
  const said = log.lines().length;
  const id = await boss.send(QUEUES.recover.name);
  await eventually('the end of the sweep', async () => {
    const sql = `select 1 from pgboss.job where name = $1 and id = $2 and state = 'completed'`;
    return (await rowsOf(pool(), sql, [QUEUES.recover.name, id]))[0];
  });
  return log
    .lines()
    .slice(said)
    .filter(({ msg }) => msg === MESSAGE)
    .map(({ level, deliveries, resumes, cancellations, shards }) => {
      expect(level).toBe(WARN);
      return { deliveries, resumes, cancellations, shards } as Recovered;
    });
}

/** The first attempt fails, and the next is hours away; whatever follows succeeds. */
function failOnce(): Promise<Scene> {
  return setScene(hookline, (_request, _response, count) => (count > 1 ? 200 : 500));
}

async function waitingDelivery(scene: Scene): Promise<string> {
  const delivery = await scene.publish();
  await scene.becomes(delivery, 'RETRYING');
  return delivery;
}

describe('the sweep', () => {
  it('runs every minute', async () => {
    const schedules = await rowsOf(idlePool(), 'select cron from pgboss.schedule where name = $1', [
      QUEUES.recover.name,
    ]);
    expect(schedules).toEqual([{ cron: '* * * * *' }]);
  });

  it('says nothing of a database that is sound', async () => {
    await using scene = await failOnce();
    await waitingDelivery(scene);
    expect(await sweep()).toEqual([]);
  });

  it('delivers what waits without a time', async () => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    await pool().query('update delivery set next_attempt_at = null where id = $1', [uuidOf(delivery)]);
    await expect(expectNothingStranded(pool())).rejects.toThrow('stranded');
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1 }]);
    await scene.becomes(delivery, 'SUCCEEDED');
    await expectSound(pool());
  });

  it.each([
    ['is not in the table of what waits', 'delete from delivery_waiting where delivery_id = $1'],
    [
      'is in there with another time',
      'update delivery_waiting set next_attempt_at = null where delivery_id = $1',
    ],
  ])('delivers what %s', async (_what, spoil) => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    await inTransaction(pool(), async (client) => {
      await client.query('update delivery set next_attempt_at = now() where id = $1', [uuidOf(delivery)]);
      await client.query(spoil, [uuidOf(delivery)]);
    });
    await expect(expectNothingStranded(pool())).rejects.toThrow('listed');
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1 }]);
    await scene.becomes(delivery, 'SUCCEEDED');
    await expectSound(pool());
  });

  it.each([
    ['and is due', `status = 'RETRYING', next_attempt_at = now()`, 'listed'],
    ['and has no time', `status = 'PENDING'`, 'stranded'],
  ])('delivers what was given back its status by hand, has its end still %s', async (_how, change, found) => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    const end = `status = 'FAILED', end_reason = 'RETRIES_EXHAUSTED', completed_at = now(), next_attempt_at = null,
      payload_expires_at = now() + interval '1 day'`;
    for (const set of [end, change])
      await pool().query(`update delivery set ${set} where id = $1`, [uuidOf(delivery)]);
    await expect(expectNothingStranded(pool())).rejects.toThrow(found);
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1 }]);
    await scene.becomes(delivery, 'SUCCEEDED');
    await expectSound(pool());
  });

  it('cancels what was given back its status by hand and has no payload any more', async () => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    const { rows } = await pool().query<{ event_id: string }>(
      `update delivery set status = 'RETRYING', end_reason = 'RETRIES_EXHAUSTED', completed_at = now(),
         next_attempt_at = now(), payload_expires_at = now(), payload_purged_at = now()
       where id = $1 returning event_id`,
      [uuidOf(delivery)],
    );
    await pool().query('delete from event_payload where event_id = $1', [rows[0]?.event_id]);
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1 }]);
    await scene.becomes(delivery, 'CANCELED');
    expect(await scene.delivery(delivery)).toMatchObject({ endReason: 'BACKLOG_EXPIRED', attemptCount: 1 });
    await expectSound(pool());
  });

  it('parks what waits without a time for a PAUSED endpoint, and it goes on when that is resumed', async () => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    await scene.act('endpointPause');
    await pool().query('update delivery set next_attempt_at = null where id = $1', [uuidOf(delivery)]);
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1 }]);
    await eventually('the delivery to be parked', async () => {
      const sql =
        'select 1 from delivery where id = $1 and parked_at is not null and next_attempt_at is null';
      return (await rowsOf(pool(), sql, [uuidOf(delivery)]))[0];
    });
    await expectSound(pool());
    await scene.act('endpointResume');
    await scene.becomes(delivery, 'SUCCEEDED');
  });

  it.each([
    ['without a job', ''],
    ['and whose job failed for good', 'failed'],
    ['and whose job was done before', 'completed'],
  ])('resumes what is parked for an endpoint that is ACTIVE, %s', async (_how, state) => {
    await using scene = await setScene(hookline);
    await scene.act('endpointPause');
    const delivery = await scene.publish();
    await inTransaction(pool(), async (client) => {
      await client.query(`update endpoint set status = 'ACTIVE', paused_at = null where id = $1`, [
        scene.endpoint.uuid,
      ]);
      if (state === '') return;
      await client.query(
        'insert into pgboss.job (name, data, state, completed_on) values ($1, $2, $3, now())',
        [QUEUES.resumeWaiting.name, { endpointId: scene.endpoint.uuid }, state],
      );
    });
    await expect(expectNothingStranded(pool())).rejects.toThrow('stranded');
    expect(await sweep()).toEqual([{ ...NOTHING, resumes: 1 }]);
    await scene.becomes(delivery, 'SUCCEEDED');
    await expectSound(pool());
  });

  it.each([
    ['is DISABLED', 'ENDPOINT_DISABLED'],
    ['is deleted', 'ENDPOINT_DELETED'],
  ])('cancels what waits for an endpoint that %s, also what waits without a time', async (how, endReason) => {
    await using scene = await failOnce();
    const delivery = await waitingDelivery(scene);
    await scene.act('endpointPause');
    const parked = await scene.publish();
    const undated = await scene.publish();
    await pool().query('update delivery set parked_at = null where id = $1', [uuidOf(undated)]);
    const act = how === 'is deleted' ? 'delete from endpoint' : DISABLE;
    await pool().query(`${act} where id = $1`, [scene.endpoint.uuid]);
    await expect(expectNothingStranded(pool())).rejects.toThrow('stranded');
    expect(await sweep()).toEqual([{ ...NOTHING, deliveries: 1, cancellations: 1 }]);
    for (const id of [delivery, parked, undated])
      await eventually('the cancellation', async () =>
        (await scene.delivery(id)).status === 'CANCELED' ? true : undefined,
      );
    expect(await scene.delivery(delivery)).toMatchObject({ endReason, attemptCount: 1 });
    expect(await scene.delivery(parked)).toMatchObject({ endReason, attemptCount: 0 });
    await expectSound(pool());
  });

  it.each([
    ['was deleted', 'delete from pgboss.job'],
    ['failed for good', `update pgboss.job set state = 'failed', completed_on = now()`],
    ['failed at its last retry', `update pgboss.job set state = 'failed', retry_count = retry_limit`],
    ['was completed', `update pgboss.job set state = 'completed', completed_on = now()`],
    ['was canceled', `update pgboss.job set state = 'cancelled', completed_on = now()`],
    [
      'may start in a year',
      `update pgboss.job set state = 'created', start_after = now() + interval '1 year'`,
    ],
  ])('lets a worker have a shard whose job %s', async (_how, act) => {
    await using scene = await setScene(hookline);
    await eventually('a worker that holds every shard', allHeld);
    const before = await fences();
    await pool().query(`${act} where name = $1`, [QUEUES.shard.name]);
    await expect(expectSound(pool())).rejects.toThrow('shards without a job');
    expect(await sweep()).toEqual([{ ...NOTHING, shards: SHARD_COUNT }]);
    await expectSound(pool());
    await eventually('a worker that holds every shard', allHeld);
    // A worker that held the job before does not take the new lease for its own.
    expect(await fences()).not.toEqual(before);
    const delivery = await scene.publish();
    await scene.becomes(delivery, 'SUCCEEDED');
  });
});

const DISABLE = `update endpoint set status = 'DISABLED', disabled_at = now(), disabled_reason = 'MANUAL', paused_at = null`;

async function allHeld(): Promise<true | undefined> {
  const sql = `select 1 from pgboss.job where name = $1 and state = 'active'`;
  return (await rowsOf(pool(), sql, [QUEUES.shard.name])).length === SHARD_COUNT || undefined;
}

async function fences(): Promise<number[]> {
  const sql = 'select retry_count as fence from pgboss.job where name = $1 order by id';
  return (await rowsOf<{ fence: number }>(pool(), sql, [QUEUES.shard.name])).map(({ fence }) => fence);
}

describe('what is not stranded', () => {
  it('a backlog that is due since yesterday, what is parked, and a test of a DISABLED endpoint', async () => {
    await using scene = await setScene(idle);
    const late = await scene.publish();
    await idlePool().query(`update delivery set next_attempt_at = now() - interval '1 day' where id = $1`, [
      uuidOf(late),
    ]);
    await using paused = await setScene(idle);
    await paused.act('endpointPause');
    await paused.publish();
    await using disabled = await setScene(idle);
    await disabled.act('endpointDisable');
    await test(disabled);
    await idlePool().query('delete from pgboss.job where name = $1', [QUEUES.cancelWaiting.name]);
    expect(await createRecovery(idle.app.core)()).toEqual(NOTHING);
    await expectSound(idlePool());
  });

  it('anything amid traffic, however often two sweeps look (20 rounds)', async () => {
    await using scene = await setScene(hookline, (_request, _response, count) => (count % 3 > 0 ? 200 : 500));
    const { client } = scene.tenant;
    const sweeps = [createRecovery(hookline.app.core), createRecovery(hookline.app.core)];
    const found: Recovered[] = [];
    let isOver = false;
    const looking = sweeps.map(async (recover) => {
      while (!isOver) found.push(await recover());
    });
    // Shards change hands meanwhile.
    await using stack = new AsyncDisposableStack();
    const worker = startHookline({ databaseUrl: hookline.databaseUrl, roles: { api: false, worker: true } });
    for (let round = 0; round < 20; round++) {
      const delivery = await scene.publish();
      await Promise.all([
        tryPublish(client, { type: 'invoice.paid' }),
        retry(scene, delivery),
        test(scene),
        scene.act('endpointPause'),
        tryPublish(client, { type: 'invoice.paid' }),
        round % 4 === 0 ? scene.act('endpointDisable') : scene.act('endpointResume'),
        tryPublish(client, { type: 'invoice.paid' }),
      ]);
      await scene.act('endpointEnable');
      await scene.act('endpointResume');
    }
    stack.use(await worker);
    isOver = true;
    await Promise.all(looking);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((each) => Object.values(each).some((count) => count > 0))).toEqual([]);
  });

  it('what another transaction is just changing, as the sweep looks again under its lock', async () => {
    await using scene = await setScene(idle);
    await scene.act('endpointPause');
    await scene.publish();
    const set = (status: string) => `update endpoint set status = '${status}' where id = $1`;
    await idlePool().query(set('ACTIVE'), [scene.endpoint.uuid]);
    await inTransaction(idlePool(), async (client) => {
      await client.query('select 1 from endpoint where id = $1 for update', [scene.endpoint.uuid]);
      await client.query(set('PAUSED'), [scene.endpoint.uuid]);
      const recovered = createRecovery(idle.app.core)();
      await blocked(idlePool(), 1);
      await client.query('commit');
      expect(await recovered).toEqual(NOTHING);
    });
  });

  it('a delivery whose row somebody holds, who may be about to give it a time', async () => {
    await using scene = await setScene(idle);
    const id = uuidOf(await scene.publish());
    await idlePool().query('update delivery set next_attempt_at = null where id = $1', [id]);
    await inTransaction(idlePool(), async (client) => {
      await client.query('update delivery set next_attempt_at = now() where id = $1', [id]);
      expect(await createRecovery(idle.app.core)()).toEqual(NOTHING);
    });
    await expectSound(idlePool());
  });
});

describe('a run', () => {
  it('looks at a part of what waits, and the next one goes on from there', async () => {
    await using quiet = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(quiet.admin, 'invoice.paid');
    const { core } = quiet.app;
    await ensureShards(core.boss);
    for (let scenes = 0; scenes < 2; scenes++) {
      await using scene = await setScene(quiet);
      for (let count = 0; count < 5; count++) await publish(scene.tenant.client, { type: 'invoice.paid' });
    }
    const strand = () => core.database.pool.query('update delivery set next_attempt_at = null');
    const recover = createRecovery(core, { stepSize: 2, stepsMax: 2 });
    await strand();
    const counts = [];
    for (let run = 0; run < 4; run++) counts.push((await recover()).deliveries);
    expect(counts).toEqual([4, 4, 2, 0]);
    // From the beginning again.
    await strand();
    for (let run = 0; run < 3; run++) counts.push((await recover()).deliveries);
    expect(counts.slice(4).reduce((sum, count) => sum + count)).toBe(10);
    await expectSound(core.database.pool);
  });

  it('looks at a part of all deliveries for those that are in no list, and comes to the last and to the first again', async () => {
    await using quiet = await startHookline({ roles: { api: true, worker: false } });
    await addEventType(quiet.admin, 'invoice.paid');
    const { core } = quiet.app;
    await ensureShards(core.boss);
    await using scene = await setScene(quiet);
    for (let count = 0; count < 5; count++) await publish(scene.tenant.client, { type: 'invoice.paid' });
    const recover = createRecovery(core, { stepSize: 2 });
    const counts = [];
    for (let run = 0; run < 7; run++) {
      if (run % 3 === 0) await core.database.pool.query('delete from delivery_waiting');
      counts.push((await recover()).deliveries);
    }
    expect(counts).toEqual([2, 2, 1, 2, 2, 1, 2]);
  });

  it('sends no second job while the first has not run', async () => {
    await using scene = await setScene(idle);
    await scene.publish();
    await idlePool().query(`${DISABLE} where id = $1`, [scene.endpoint.uuid]);
    const recover = createRecovery(idle.app.core);
    expect(await recover()).toEqual({ ...NOTHING, cancellations: 1 });
    expect(await recover()).toEqual(NOTHING);
    await expectSound(idlePool());
  });
});
